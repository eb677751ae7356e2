import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { generateFile, makeJob } from "../../lib/machine/job.ts";
import { type Program, stepsOf } from "../../lib/machine/program.ts";
import { run, runToFault, schedule } from "../../lib/machine/run.ts";
import { drawFrame, framesOf } from "../../lib/picture/frames.ts";
import { bytesAt } from "../../lib/picture/places.ts";
import * as linux from "../../lib/strategy/linux.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { count, noCounts } from "../../lib/trace/count.ts";
import { explain } from "../../lib/trace/explain.ts";
import { without } from "../../lib/workbook/wrong_programs.ts";
import { makeDice } from "../dice.ts";
import { cornerJobs, randomJob } from "../random_job.ts";
import { widths } from "../widths.ts";
import { tenRuns } from "./ten_runs.ts";

const jobs = [
  ...Object.values(cornerJobs),
  ...[1, 2, 3].map((seed) => randomJob(makeDice(seed))),
];

Deno.test("framesOf() shows the start, and each step once, in the order of the run", () => {
  for (const job of jobs) {
    for (const told of tenRuns(job)) {
      const { program, job: done, says } = told;
      const frames = framesOf(told);
      const places = frames.map(({ step, round }) => `${round}.${step}`);
      const turns = [...schedule(program, done)];
      assertEquals(places, [
        "0.0",
        ...turns.map(({ step, round }) => `${round}.${step}`),
      ], says);
    }
  }
});

Deno.test("the frames add up: to the counts, the lines and the places of the whole run", () => {
  for (const job of jobs) {
    for (const told of tenRuns(job)) {
      const { job: done, trace, says } = told;
      const frames = framesOf(told);
      assertEquals(frames.at(-1)!.counts, count(trace), says);
      assertEquals(frames.at(-1)!.bytes, bytesAt(trace, done), says);
      assertEquals(frames.flatMap(({ lines }) => lines), explain(trace, true));
      for (const [i, { before, bytes, counts, lines }] of frames.entries()) {
        const last = frames[i - 1];
        if (last !== undefined) assertEquals(before, last.bytes, says);
        const counted = lines.flatMap(({ counted }) => counted);
        const added = (name: "cpuCopies" | "modeSwitches") =>
          counts[name] - (last?.counts ?? noCounts)[name];
        const told = (word: string) =>
          counted.filter((one) => one.startsWith(word)).length;
        assertEquals(added("cpuCopies"), told("CPU copy"), says);
        assertEquals(added("modeSwitches"), told("mode switch"), says);
        if (lines.length === 0) assertEquals(bytes, before, says);
      }
    }
  }
});

/** A program without one of its steps, for each of them. */
function shortened(program: Program): Program[] {
  return stepsOf(program).map(({ instruction }) =>
    without(program, instruction)
  );
}

Deno.test("framesOf() ends at the step that breaks a rule", () => {
  const job = makeJob({ fileBytes: 6000, bufferBytes: 4096 });
  const file = generateFile(job.fileBytes);
  let faults = 0;
  for (const program of linux.textbook.flatMap(shortened)) {
    const done = runToFault(program, job, file);
    if (done.fault === undefined) continue;
    faults += 1;
    const last = framesOf(done).at(-1)!;
    const { step, round } = done.fault.where!;
    assertEquals([last.step, last.round], [step, round], done.fault.message);
    const drawn = drawFrame(last, done, 200).join("\n");
    assertStringIncludes(drawn, `✗ ${done.fault.message}`);
    assert(!drawn.includes("Nothing moves"), drawn);
  }
  assert(faults > 20, `${faults} faults`);
});

Deno.test("drawFrame() shows a step between its neighbours, and what is there after it", () => {
  const job = makeJob({ fileBytes: 6000, bufferBytes: 4096 });
  const done = run(readWrite, job);
  const frames = framesOf(done);
  assertEquals(drawFrame(frames[3]!, done, 60).join("\n"), third.trimEnd());
  assertEquals(drawFrame(frames[0]!, done, 60)[0], "── At the start");
  const second = frames.find(({ round }) => round === 2)!;
  assertEquals(
    drawFrame(second, done, 60)[0],
    "── Step 1 of 8, piece 2 of 2",
  );
  const splice = run(linux.splice, job);
  assertEquals(
    drawFrame(framesOf(splice)[2]!, splice, 60).slice(0, 7),
    [
      "── Step 2 of 11, once",
      "",
      "   1  enter the kernel for pipe()",
      "▶  2  open a pipe of 16 pages",
      "   3  return from pipe()",
      "",
      "  Nothing moves.",
    ],
  );
});

const third = `
── Step 3 of 8, piece 1 of 2

  2  copy disk → page cache by DMA
▶ 3  copy page cache → user buffer by CPU
  4  return from read()

  CPU         copies page cache → user buffer [CPU copy 1]

  disk           5.86 KiB
  page cache     4 KiB
* user buffer    4 KiB
  socket buffer  -
  pipe           -
  NIC            -
  client         -

  1 system call, 1 mode switch, 1 CPU copy of 4 KiB, 1 DMA
  copy of 4 KiB, 1 interrupt, 0 page faults
`.slice(1);

Deno.test("no row of a frame is too wide", () => {
  const ends = Object.entries(cornerJobs)
    .filter(([name]) => name.endsWith("cold, no-gather")).map(([, job]) => job);
  for (const job of [...ends.slice(0, 4), randomJob(makeDice(7))]) {
    for (const told of tenRuns(job)) {
      const frames = framesOf(told);
      for (const columns of widths) {
        for (const frame of [...frames.slice(0, 12), frames.at(-1)!]) {
          for (const row of drawFrame(frame, told, columns)) {
            assert(displayWidth(row) <= columns, `${columns}: "${row}"`);
            assertEquals(row, row.trimEnd(), told.says);
          }
        }
      }
    }
  }
});
