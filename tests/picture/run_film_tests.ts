import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { costOf, measuredVm } from "../../lib/cost/cost.ts";
import { countPieces, makeJob } from "../../lib/machine/job.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
} from "../../lib/machine/instruction.ts";
import { program } from "../../lib/machine/program.ts";
import { type RunToFault, runToFault } from "../../lib/machine/run.ts";
import { type Film, lengthOf, stopsOf } from "../../lib/picture/film.ts";
import { stages } from "../../lib/picture/layout.ts";
import { filmOf } from "../../lib/picture/run_film.ts";
import { recordingOf } from "../../lib/picture/run_films.ts";
import { gather, readWrite } from "../../lib/strategy/textbook.ts";
import type { Markup } from "../../lib/text/markup.ts";
import { saySize, sayTime } from "../../lib/text/say.ts";
import { count } from "../../lib/trace/count.ts";
import { explain } from "../../lib/trace/explain.ts";
import { quantities, sayQuantity } from "../../lib/trace/quantity.ts";
import { makeDice } from "../dice.ts";
import { cornerJobs, randomJob } from "../random_job.ts";
import { mayTakeLong } from "../source_tree.ts";
import { pastTheCache, tenRuns } from "./ten_runs.ts";

const faulty = program("own", [
  enterKernel("read"),
  dmaCopy("disk", "page cache"),
  enterKernel("write"),
]);

const jobs = [
  ...Object.values(cornerJobs),
  ...(mayTakeLong ? [1, 2, 3, 4, 5] : [1]).map((seed) =>
    randomJob(makeDice(seed))
  ),
  makeJob({ bufferBytes: 16384 }),
];

const runs: (RunToFault & { says: string })[] = [
  ...jobs.flatMap(tenRuns),
  { ...runToFault(pastTheCache, makeJob()), says: "past the page cache" },
  { ...runToFault(faulty, makeJob()), says: "faulty" },
];

Deno.test("beats follow each other without a gap, and each has a line of the film or none", () => {
  for (const run of runs) {
    const { beats, lines } = filmOf(recordingOf(run));
    let timeMs = 0;
    for (const { startMs, endMs, line } of beats) {
      assertEquals(startMs, timeMs, run.says);
      assert(endMs > startMs, run.says);
      assert(line >= 0 && line <= lines.length, run.says);
      timeMs = endMs;
    }
    const told = new Set(beats.map(({ line }) => line).filter(Boolean));
    assertEquals(told.size, lines.length, run.says);
  }
});

Deno.test("lines are those that explain() tells, with its numbers", () => {
  for (const run of runs) {
    const told = new Map(explain(run.trace).map((line) => [line.number, line]));
    const { lines } = filmOf(recordingOf(run));
    const numbered = run.fault ? lines.slice(0, -1) : lines;
    for (const { number, actor, says, counted } of numbered) {
      if (number === undefined) continue;
      const line = told.get(number)!;
      assertEquals({ actor, says, counted }, {
        actor: line.actor,
        says: line.says,
        counted: line.counted,
      }, run.says);
    }
    const isShort = countPieces(run.job) <= 4 && told.size < 40;
    if (isShort && count(run.trace).pageFaults <= 4) {
      assertEquals(numbered.length, told.size, run.says);
    }
  }
});

Deno.test("of many pieces the first two and the last are told, and one line for the others", () => {
  for (const run of tenRuns(makeJob({ bufferBytes: 4096 }))) {
    const { lines } = filmOf(recordingOf(run));
    const rounds = new Map(
      explain(run.trace).map((one) => [one.number, one.round]),
    );
    const told = lines.flatMap(({ number }) =>
      number === undefined ? [] : rounds.get(number)!
    );
    const pieces = countPieces(run.job);
    const shown = new Set([...run.program.parts.length > 1 ? [0] : [], 1, 2]);
    assertEquals(new Set(told), new Set([...shown, pieces]), run.says);
    const gaps = lines.filter(({ number }) => number === undefined);
    assertEquals(gaps.map(({ says }) => says), [
      `pieces 3 to ${pieces - 1} go the same way`,
    ], run.says);
  }
});

Deno.test("a counter goes on when an event has happened, and not before", () => {
  for (const run of tenRuns(makeJob())) {
    const film = filmOf(recordingOf(run));
    for (const { startMs, endMs } of film.beats) {
      const [before, during, after] = [startMs, endMs - 1, endMs]
        .map((timeMs) => film.still(timeMs, "wide").tiles);
      assertEquals(during, before, `${run.says} at ${startMs}`);
      assert(after !== undefined);
    }
  }
});

Deno.test("at the end every tile says what the trace counts", () => {
  for (const run of runs) {
    const film = filmOf(recordingOf(run));
    const counts = count(run.trace);
    const held = run.trace.reduce(
      (sum, event) =>
        event.kind === "allocate"
          ? sum + event.bytes
          : event.kind === "free"
          ? sum - event.bytes
          : sum,
      0,
    );
    const { tiles } = film.still(lengthOf(film), "wide");
    assertEquals(
      tiles.map(({ name, says }) => [name, says]),
      [
        ...(["modeSwitches", "cpuCopies", "dmaCopies"] as const).map((
          name,
        ) => [quantities[name].label, sayQuantity(name, counts)]),
        ["buffers now", saySize(held)],
        ["CPU time", sayTime(costOf(counts, measuredVm).totalNs)],
      ],
      run.says,
    );
  }
});

Deno.test("at each stop the counters are those of the lines that have been told", () => {
  for (const run of tenRuns(makeJob())) {
    const film = filmOf(recordingOf(run));
    for (const timeMs of stopsOf(film)) {
      const { tiles, line } = film.still(timeMs, "wide");
      const seen = film.lines.slice(0, line).flatMap(({ counted }) => counted);
      const of = (name: string): string =>
        String(seen.filter((one) => one.startsWith(name)).length);
      assertEquals(
        tiles.slice(0, 3).map(({ says }) => says),
        ["mode switch", "CPU copy", "DMA copy"].map(of),
        `${run.says} at ${timeMs}`,
      );
    }
  }
});

Deno.test("a film ends as its run did", () => {
  for (const run of runs) {
    const { ending, beats, lines } = filmOf(recordingOf(run));
    if (run.fault) {
      assertEquals(ending, { kind: "fault", says: run.fault.message });
      assertEquals(beats.at(-1)!.tone, "fault");
      assertEquals(lines.at(-1)!.says, run.fault.message);
    } else assertEquals(ending.kind, "delivered", run.says);
  }
  const nothingSent = program("own", [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "user buffer"),
    leaveKernel("read"),
  ]);
  const film = filmOf(recordingOf(runToFault(nothingSent, makeJob())));
  assertEquals(film.ending.kind, "over");
  assertStringIncludes(film.ending.says, "0 bytes: NOT");
});

Deno.test("a still is the same whichever way time went", () => {
  for (const run of [runs.at(-1)!, ...tenRuns(makeJob({ nic: "no-gather" }))]) {
    const film = filmOf(recordingOf(run));
    const times = [0, 900, 3000, 5100, 8000, 1e6, -5];
    const onward = times.map((one) => film.still(one, "wide"));
    const back = times.toReversed().map((one) => film.still(one, "wide"));
    assertEquals(onward, back.toReversed());
  }
});

/** The places of the shapes of a kind, in order. */
function positionsOf(film: Film, timeMs: number, kind: string): number[][] {
  const found: number[][] = [];
  const look = (markup: Markup): void => {
    if (typeof markup === "string") return;
    const { tag, attributes: a, children } = markup;
    if (kind === "CPU" && tag === "g" && `${a.transform}` !== "undefined") {
      found.push(`${a.transform}`.match(/[-.\d]+/g)!.map(Number));
    }
    const isWagon = tag === "rect" && a.width === 11 && a.height === 11;
    if (kind === "wagons" && isWagon) found.push([Number(a.x), Number(a.y)]);
    children.forEach(look);
  };
  film.still(timeMs, "wide").picture.shapes.forEach(look);
  return found;
}

Deno.test("neither the CPU nor a wagon jumps", () => {
  const some = tenRuns(makeJob({ nic: "no-gather" }))
    .filter((_, i) => (mayTakeLong ? [0, 4, 6] : [4]).includes(i));
  for (const run of some) {
    const film = filmOf(recordingOf(run));
    let before: { cpu: number[]; wagons: number[][] } | undefined;
    let seen = 0;
    for (let timeMs = 0; timeMs <= lengthOf(film); timeMs += 9) {
      const [cpu] = positionsOf(film, timeMs, "CPU");
      const wagons = positionsOf(film, timeMs, "wagons");
      if (before) {
        const { cpu: last } = before;
        assert(Math.abs(cpu![1]! - last[1]!) < 4, `${run.says} at ${timeMs}`);
        // Each is near where one was, or has just left.
        const isNear = ([x, y]: number[]): boolean =>
          before!.wagons.some(([a, b]) => Math.hypot(x! - a!, y! - b!) < 20);
        const fresh = wagons.filter((one) => !isNear(one));
        assert(fresh.length <= 2, `${run.says} at ${timeMs}: ${fresh}`);
      }
      before = { cpu: cpu!, wagons };
      seen += wagons.length;
    }
    assert(seen > 0, `${run.says}: no wagon was seen`);
  }
});

Deno.test("wagons go into the CPU if it copies, and never if DMA does", () => {
  const { cpu: { kernel: [x, y] }, cpuSize } = stages.wide;
  const isInCpu = ([left, top]: number[]): boolean =>
    Math.abs(left! + 5.5 - x) < cpuSize / 2 &&
    Math.abs(top! + 5.5 - y) < cpuSize / 2;
  const read = filmOf(recordingOf(runToFault(readWrite, makeJob())));
  for (const { label, startMs, endMs } of read.beats) {
    if (label === undefined) continue;
    let isThrough = false;
    for (let timeMs = startMs; timeMs < endMs; timeMs += 20) {
      isThrough ||= positionsOf(read, timeMs, "wagons").some(isInCpu);
    }
    assertEquals(isThrough, label === "CPU");
  }
});

Deno.test("one page travels as one reference, and bytes as a train", () => {
  const film = filmOf(
    recordingOf(runToFault(gather, makeJob({ fileBytes: 100 }))),
  );
  for (const { tone, startMs, endMs } of film.beats) {
    if (tone !== "reference" && tone !== "DMA") continue;
    const most = [0.2, 0.4, 0.5, 0.6, 0.8].map((share) => {
      const timeMs = startMs + share * (endMs - startMs);
      return positionsOf(film, timeMs, "wagons").length;
    });
    assert(tone === "DMA" ? Math.max(...most) > 2 : Math.max(...most) === 1);
  }
});

/** Lists the shapes that reach out of the picture. */
function strayIn(markup: Markup, width: number, height: number): string[] {
  if (typeof markup === "string") return [];
  const { tag, attributes: a, children } = markup;
  const is = (name: string): number => Number(a[name] ?? 0);
  const isOut = tag === "rect" &&
      (is("x") < 0 || is("y") < 0 || is("x") + is("width") > width ||
        is("y") + is("height") > height) ||
    tag === "text" &&
      (is("x") < 0 || is("x") > width || is("y") < 10 || is("y") > height) ||
    tag === "path" && /NaN|undefined/.test(String(a.d));
  // A chip, which is drawn around its middle.
  if (a.transform) return [];
  return [
    ...(isOut ? [JSON.stringify(markup)] : []),
    ...children.flatMap((child) => strayIn(child, width, height)),
  ];
}

Deno.test("all shapes are inside the picture, and no text is too small", () => {
  const some = tenRuns(makeJob()).filter((_, i) => i % 2 === 0);
  for (const run of [...some, ...runs.slice(-2)]) {
    const film = filmOf(recordingOf(run));
    for (const layout of ["wide", "narrow"] as const) {
      const least = layout === "wide" ? 11 : 12;
      for (let timeMs = 0; timeMs <= lengthOf(film); timeMs += 150) {
        const { shapes, width, height } = film.still(timeMs, layout).picture;
        const stray = shapes.flatMap((one) => strayIn(one, width, height));
        assertEquals(stray, [], `${run.says} ${timeMs}`);
        const sizes = JSON.stringify(shapes).matchAll(/"font-size":([\d.]+)/g);
        for (const [, size] of sizes) assert(Number(size) >= least, layout);
      }
    }
  }
});
