import { assert, assertEquals } from "@std/assert";
import { countPieces, makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import {
  drawSequence,
  type Lane,
  type Message,
  sequenceOf,
  withHoles,
} from "../../lib/picture/sequence.ts";
import { listSteps } from "../../lib/picture/steps.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { count } from "../../lib/trace/count.ts";
import { explain } from "../../lib/trace/explain.ts";
import type { Event } from "../../lib/trace/event.ts";
import * as linux from "../../lib/strategy/linux.ts";
import { mmapWrite, sendfile } from "../../lib/strategy/textbook.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { tenRuns } from "./ten_runs.ts";
import { widths } from "../widths.ts";

const lanes: readonly Lane[] = ["client", "user", "kernel", "DMA", "device"];

const few: Message[] = [
  { from: "client", to: "user", says: "asks", carries: "control" },
  {
    number: 1,
    from: "user",
    to: "kernel",
    says: "bytes that need more words than fit beside them",
    carries: "bytes",
  },
  {
    number: 9,
    from: "kernel",
    to: "kernel",
    says: "addresses",
    carries: "addresses",
  },
  {
    number: 9,
    from: "device",
    to: "client",
    says: "arrive",
    carries: "bytes",
  },
];

Deno.test("drawSequence() draws words beside the arrows", () => {
  assertEquals(drawSequence(few, 60).join("\n") + "\n", beside);
});

const beside = `
    client  user  kernel   DMA  device
       │─────>│      │      │      │   asks
 1     │      │═════>│      │      │   bytes that need more
       │      │      │      │      │   words than fit beside
       │      │      │      │      │   them
 9     │      │      <╌╌╮   │      │   addresses
       │<══════════════════════════│   arrive

═ bytes, ─ requests, ╌ addresses only
`.slice(1);

Deno.test("drawSequence() puts words above the arrows where there is no room beside them", () => {
  assertEquals(drawSequence(few, 40).join("\n") + "\n", above);
});

const above = `
    client  user  kernel   DMA  device
    asks
       │─────>│      │      │      │
 1  bytes that need more words than fit
    beside them
       │      │═════>│      │      │
 9  addresses
       │      │      <╌╌╮   │      │
    arrive
       │<══════════════════════════│

═ bytes, ─ requests, ╌ addresses only
`.slice(1);

Deno.test("drawSequence() sets the lanes wider apart where there is room", () => {
  const [head, first] = drawSequence(few, 76);
  assertEquals(head, "     client    user    kernel     DMA    device");
  assertEquals(first, "        │───────>│        │        │        │    asks");
});

Deno.test("drawSequence() draws no message as no arrow", () => {
  assertEquals(drawSequence([], 60).length, 3);
});

Deno.test("sequenceOf() goes from the client's request to the last byte", () => {
  const told = sequenceOf(run(sendfile).trace).map((message) =>
    `${message.number ?? 0} ${message.from} → ${message.to}, ` +
    `${message.carries}: ${message.says}`
  );
  assertEquals(told.join("\n") + "\n", messages);
});

const messages = `
0 client → user, control: asks for the file
1 user → kernel, control: sendfile(): mode switch 1
2 kernel → DMA, control: fill the page cache
3 DMA → device, control: asks for the bytes
4 device → DMA, control: has the bytes
5 device → kernel, bytes: DMA copy 1: disk → page cache
6 DMA → kernel, control: interrupt: done
7 kernel → kernel, bytes: CPU copy 1: page cache → socket buffer
8 kernel → DMA, control: send the socket buffer
9 kernel → device, bytes: DMA copy 2: socket buffer → nic
9 device → client, bytes: the bytes arrive
9 DMA → kernel, control: interrupt: done
10 kernel → user, control: return: mode switch 2
`.slice(1);

Deno.test("a message has the number of the line that tells it in the list of steps", () => {
  for (let seed = 1; seed <= 20; seed++) {
    for (const { trace, job, says } of tenRuns(randomJob(makeDice(seed)))) {
      const why = `seed ${seed}, ${says}`;
      const listed = new Map(
        listSteps(trace, countPieces(job)).items.flatMap((item) =>
          "lastPiece" in item ? [] : [[item.number, item.counted] as const]
        ),
      );
      const [request, ...others] = sequenceOf(trace, countPieces(job));
      assertEquals(request?.number, undefined, why);
      for (const { number, says } of others) {
        const [count] = /(?:switch|copy|fault) \d+/.exec(says) ?? [];
        const counted = listed.get(number) ?? [];
        assert(listed.has(number), `${number}: ${says}, ${why}`);
        assert(
          !count || counted.some((text) => text.endsWith(count)),
          `${number}: ${says}, ${why}`,
        );
      }
      const numbers = others.map(({ number = 0 }) => number);
      assertEquals(numbers, numbers.toSorted((a, b) => a - b), why);
    }
  }
});

Deno.test("sequenceOf() draws the first of many pieces, and what is done once", () => {
  const one = sequenceOf(run(mmapWrite).trace);
  const three = sequenceOf(
    run(mmapWrite, makeJob({ bufferBytes: 30_000 })).trace,
  );
  assertEquals(three, one);
});

Deno.test("sequenceOf() numbers what is done once at the end, if the trace holds what came before", () => {
  const job = makeJob({ bufferBytes: 30_000 });
  const { trace } = run(linux.mmapWrite, job);
  const end = (events: readonly Event[], pieces: number): string[] =>
    sequenceOf(events, pieces).slice(-2).map(({ number = "", says }) =>
      `${number} ${says}`.trim()
    );
  const [call, , last] = explain(trace).slice(-3);
  assertEquals(end(trace, 3), [
    `${call?.number} munmap(): mode switch 9`,
    `${last?.number} return: mode switch 10`,
  ]);
  const cut = trace.filter(({ round }) => round <= 1);
  assertEquals(end(cut, 3), ["munmap()", "return"]);
});

Deno.test("every count of a piece is a message: bytes on double lines, switches between the modes", () => {
  for (let seed = 1; seed <= 40; seed++) {
    for (const { trace, says } of tenRuns(randomJob(makeDice(seed)))) {
      const why = `seed ${seed}, ${says}`;
      const drawn = trace.filter(({ round }) => round <= 1);
      const counts = count(drawn);
      const sequence = sequenceOf(trace);
      const number = (pattern: RegExp): number =>
        sequence.filter(({ says }) => pattern.test(says)).length;
      assertEquals(number(/mode switch \d+$/), counts.modeSwitches, why);
      assertEquals(number(/^CPU copy \d+: /), counts.cpuCopies, why);
      assertEquals(number(/^DMA copy \d+: /), counts.dmaCopies, why);
      assertEquals(number(/^interrupt/), counts.interrupts, why);
      assertEquals(number(/^page fault \d+: /), counts.pageFaults, why);
      assertEquals(number(/no copy$/), counts.passes + counts.mappings, why);
      const doubles = sequence.filter(({ carries }) => carries === "bytes");
      const arrivals = number(/^the bytes arrive$/);
      assertEquals(
        doubles.length,
        counts.cpuCopies + counts.dmaCopies + arrivals,
        why,
      );
    }
  }
});

Deno.test("no line of a diagram is too wide, all lanes stand below their names, no word is lost", () => {
  for (let seed = 1; seed <= 2; seed++) {
    for (const { trace, says } of tenRuns(randomJob(makeDice(seed)))) {
      const sequence = sequenceOf(trace);
      for (const columns of widths) {
        const why = `${columns} columns, seed ${seed}, ${says}`;
        const rows = drawSequence(sequence, columns);
        for (const row of rows) {
          assert(displayWidth(row) <= columns, `"${row}" ${why}`);
          assertEquals(row, row.trimEnd(), why);
        }
        for (const lane of lanes) assert(rows[0]!.includes(lane), why);
        const text = rows.map((row) => row.replaceAll(/[│─═╌<>╮]/g, " "))
          .join(" ").replaceAll(/ +/g, " ");
        for (const { says } of sequence) {
          assert(text.includes(says), `"${says}" ${why}`);
        }
      }
    }
  }
});

Deno.test("an arrow begins and ends on the lines of its lanes, and points to the second", () => {
  for (const from of lanes) {
    for (const to of lanes) {
      const message: Message = { from, to, says: "", carries: "control" };
      const [head, row] = drawSequence([message], 60);
      const lineOf = (lane: string): number => {
        const at = head!.indexOf(lane);
        return at + Math.floor((lane.length - 1) / 2);
      };
      const shaft = row!.slice(4);
      const near = (at: number, lane: string): boolean =>
        Math.abs(at + 4 - lineOf(lane)) <= 2;
      const tip = shaft.search(/[<>]/);
      assert(near(tip, to), `${from} → ${to}: ${row}`);
      assertEquals(shaft.match(/[<>]/g)?.length, 1, `${from} → ${to}`);
      const lines = shaft.match(/│/g)?.length ?? 0;
      const crossed = Math.abs(lanes.indexOf(from) - lanes.indexOf(to)) - 1;
      const least = from === to ? lanes.length - 1 : lanes.length - crossed;
      assertEquals(lines, least, `${from} → ${to}: ${row}`);
    }
  }
});

Deno.test("withHoles() leaves a number and a question mark, and nothing else of a row", () => {
  const [, , row] = drawSequence(withHoles(few, /more words/), 60);
  assertEquals(row, " 1     │      │      │      │      │   ?");
  const rest = drawSequence(withHoles(few, /nothing/), 60);
  assertEquals(rest, drawSequence(few, 60));
});
