import { assert, assertEquals } from "@std/assert";
import { type Job, makeJob } from "../../lib/machine/job.ts";
import type { Program } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import { bytesAt, drawPlaces } from "../../lib/picture/places.ts";
import { placesOfBytes, sayHeld } from "../../lib/picture/scene.ts";
import { SceneFold } from "../../lib/picture/scene_fold.ts";
import { displayWidth } from "../../lib/text/width.ts";
import type { Event, Place } from "../../lib/trace/event.ts";
import * as linux from "../../lib/strategy/linux.ts";
import * as textbook from "../../lib/strategy/textbook.ts";
import { makeDice } from "../dice.ts";
import { cornerJobs, randomJob } from "../random_job.ts";
import { widths } from "../widths.ts";
import { tenRuns } from "./ten_runs.ts";

/** What some places have after each step at which one of them changes. */
function follow(program: Program, job: Job): string {
  const { trace } = run(program, job);
  const rows: string[] = [];
  for (const [i, { step, round }] of trace.entries()) {
    const next = trace[i + 1];
    if (next?.step === step && next.round === round) continue;
    const bytes = bytesAt(trace.slice(0, i + 1), job);
    const says = placesOfBytes.slice(1).filter((place) => place !== "nic")
      .map((place) => sayHeld(bytes[place]).replace("addresses of ", "@"));
    rows.push(`${round}.${step}: ${says.join(" | ")}`);
  }
  return rows.join("\n");
}

/** After each step: page cache | user buffer | socket buffer | pipe | client. */
const followed: Readonly<
  Record<string, [program: Program, job: Job, rows: string]>
> = {
  "read + write, in two pieces": [
    linux.readWrite,
    makeJob({ fileBytes: 6000, bufferBytes: 4096 }),
    `
1.1: - | - | - | - | -
1.2: 4 KiB | - | - | - | -
1.3: 4 KiB | 4 KiB | - | - | -
1.4: 4 KiB | 4 KiB | - | - | -
1.5: 4 KiB | 4 KiB | - | - | -
1.6: 4 KiB | 4 KiB | 4 KiB | - | -
1.7: 4 KiB | 4 KiB | 4 KiB | - | -
1.8: 4 KiB | 4 KiB | - | - | 4 KiB
2.1: 4 KiB | 4 KiB | - | - | 4 KiB
2.2: 5.86 KiB | 4 KiB | - | - | 4 KiB
2.3: 5.86 KiB | 1.86 KiB | - | - | 4 KiB
2.4: 5.86 KiB | 1.86 KiB | - | - | 4 KiB
2.5: 5.86 KiB | 1.86 KiB | - | - | 4 KiB
2.6: 5.86 KiB | 1.86 KiB | 1.86 KiB | - | 4 KiB
2.7: 5.86 KiB | 1.86 KiB | 1.86 KiB | - | 4 KiB
2.8: 5.86 KiB | 1.86 KiB | - | - | 5.86 KiB
0.9: 5.86 KiB | 1.86 KiB | - | - | 5.86 KiB
0.10: 5.86 KiB | 1.86 KiB | - | - | 5.86 KiB`,
  ],
  "mmap + write": [
    linux.mmapWrite,
    makeJob(),
    `
0.1: - | - | - | - | -
0.2: - | addresses, no page behind them | - | - | -
0.3: - | addresses, no page behind them | - | - | -
1.4: - | addresses, no page behind them | - | - | -
1.5: 64 KiB | @16 pages | - | - | -
1.6: 64 KiB | @16 pages | 64 KiB | - | -
1.7: 64 KiB | @16 pages | 64 KiB | - | -
1.8: 64 KiB | @16 pages | - | - | 64 KiB
0.9: 64 KiB | @16 pages | - | - | 64 KiB
0.10: 64 KiB | - | - | - | 64 KiB
0.11: 64 KiB | - | - | - | 64 KiB`,
  ],
  "mmap + write of the textbook": [
    textbook.mmapWrite,
    makeJob(),
    `
0.1: - | - | - | - | -
0.2: 64 KiB | - | - | - | -
0.3: 64 KiB | @16 pages | - | - | -
0.4: 64 KiB | @16 pages | - | - | -
1.5: 64 KiB | @16 pages | - | - | -
1.6: 64 KiB | @16 pages | 64 KiB | - | -
1.7: 64 KiB | @16 pages | - | - | 64 KiB
1.8: 64 KiB | @16 pages | - | - | 64 KiB`,
  ],
  "sendfile to a NIC that cannot gather": [
    linux.sendfile,
    makeJob({ nic: "no-gather" }),
    `
1.1: - | - | - | - | -
1.2: 64 KiB | - | - | - | -
1.3: 64 KiB | - | @16 pages | - | -
1.4: 64 KiB | - | @16 pages | - | -
1.5: 64 KiB | - | 64 KiB | - | -
1.6: 64 KiB | - | - | - | 64 KiB`,
  ],
  "splice, from a warm cache": [
    linux.splice,
    makeJob({ cache: "warm" }),
    `
0.0: 64 KiB | - | - | - | -
0.1: 64 KiB | - | - | - | -
0.3: 64 KiB | - | - | - | -
1.4: 64 KiB | - | - | - | -
1.6: 64 KiB | - | - | @16 pages | -
1.7: 64 KiB | - | - | @16 pages | -
1.8: 64 KiB | - | - | @16 pages | -
1.9: 64 KiB | - | @16 pages | - | -
1.10: 64 KiB | - | @16 pages | - | -
1.11: 64 KiB | - | - | - | 64 KiB`,
  ],
};

for (const [says, [program, job, rows]] of Object.entries(followed)) {
  Deno.test(`bytesAt() follows the bytes of ${says}`, () => {
    assertEquals(`\n${follow(program, job)}`, rows);
  });
}

/** The memory that each place holds, as the machine wrote it down. [bytes] */
class Account {
  readonly held: Partial<Record<Place, number>> = {};

  add(event: Event): void {
    if (event.kind !== "allocate" && event.kind !== "free") return;
    const sign = event.kind === "allocate" ? 1 : -1;
    this.held[event.place] = (this.held[event.place] ?? 0) + sign * event.bytes;
  }
}

Deno.test("SceneFold finds no more than there is memory for, and at the end all of it at the client", () => {
  const jobs = [
    ...Object.values(cornerJobs),
    ...[1, 2, 3, 4].map((seed) => randomJob(makeDice(seed))),
  ];
  for (const given of jobs) {
    for (const { job, trace, says } of tenRuns(given)) {
      const fold = new SceneFold(job);
      const account = new Account();
      for (const [i, event] of trace.entries()) {
        fold.add(event);
        account.add(event);
        const next = trace[i + 1];
        if (next?.step === event.step && next.round === event.round) continue;
        const bytes = fold.scene.places;
        const { held } = account;
        const socket = bytes["socket buffer"].bytes;
        assertEquals(socket > 0, (held["socket buffer"] ?? 0) > 0, says);
        for (
          const place of ["page cache", "socket buffer", "user buffer"] as const
        ) {
          assert(bytes[place].bytes <= (held[place] ?? 0), `${place}: ${says}`);
        }
      }
      const bytes = fold.scene.places;
      assertEquals(bytes.client.bytes, job.fileBytes, says);
      assertEquals(bytes["page cache"].bytes, job.fileBytes, says);
      assertEquals(sayHeld(bytes["socket buffer"]), "-", says);
      assertEquals(sayHeld(bytes.pipe), "-", says);
    }
  }
});

Deno.test("drawPlaces() marks what came or went", () => {
  const { trace, job } = run(textbook.gather);
  const before = bytesAt(trace.filter(({ step }) => step <= 3), job);
  assertEquals(drawPlaces(before, 60).join("\n"), passed.trimEnd());
  const fold = new SceneFold(job);
  for (const event of trace.filter(({ step }) => step <= 3)) fold.add(event);
  const then = fold.scene.places;
  for (const event of trace.filter(({ step }) => step === 4)) fold.add(event);
  assertEquals(
    drawPlaces(fold.scene.places, 60, then).join("\n"),
    sent.trimEnd(),
  );
});

const passed = `
  disk           64 KiB
  page cache     64 KiB
  user buffer    -
  socket buffer  addresses of 16 pages
  pipe           -
  NIC            -
  client         -
`.slice(1);

const sent = `
  disk           64 KiB
  page cache     64 KiB
  user buffer    -
* socket buffer  -
  pipe           -
* NIC            64 KiB go through
* client         64 KiB
`.slice(1);

Deno.test("no row of places is too wide", () => {
  for (const { trace, job, says } of tenRuns(randomJob(makeDice(5)))) {
    for (const columns of widths) {
      for (const row of drawPlaces(bytesAt(trace, job), columns)) {
        assert(displayWidth(row) <= columns, `${columns}: "${row}" ${says}`);
      }
    }
  }
});
