import { assertEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { drawWay, wayOf } from "../../lib/picture/way.ts";
import { gather, mmapWrite, readWrite } from "../../lib/strategy/textbook.ts";
import { explain } from "../../lib/trace/explain.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { tenRuns } from "./ten_runs.ts";

Deno.test("drawWay() tells each copy and each reference, with what led to the bytes", () => {
  const job = makeJob();
  const drawn = [readWrite, mmapWrite, gather].map((program) =>
    drawWay(wayOf(run(program, job).trace, job), 80)
  );
  assertEquals(drawn, [[
    "DMA copy 1  disk → page cache, 64 KiB",
    "CPU copy 1  page cache → user buffer, 64 KiB",
    "CPU copy 2  user buffer → socket buffer, 64 KiB",
    "DMA copy 2  socket buffer → nic, 64 KiB",
  ], [
    "DMA copy 1  disk → page cache, 64 KiB",
    "no copy     page cache → user buffer, 16 pages mapped",
    "CPU copy 1  page cache → socket buffer, 64 KiB, found through the user buffer",
    "DMA copy 2  socket buffer → nic, 64 KiB",
  ], [
    "DMA copy 1  disk → page cache, 64 KiB",
    "no copy     page cache → socket buffer, 16 descriptors",
    "DMA copy 2  page cache → nic, 64 KiB, found through the socket buffer",
  ]]);
});

Deno.test("of many pieces the first is told, and how it is with the others", () => {
  const job = makeJob({ bufferBytes: 2 ** 14 });
  const drawn = drawWay(wayOf(run(readWrite, job).trace, job), 80);
  assertEquals(drawn.slice(3), [
    "DMA copy 2  socket buffer → nic, 16 KiB",
    "",
    "Pieces 2 to 4 go as piece 1 went.",
  ]);
  const two = makeJob({ bufferBytes: 2 ** 15 });
  assertEquals(
    drawWay(wayOf(run(readWrite, two).trace, two), 80).at(-1),
    "Piece 2 goes as piece 1 went.",
  );
});

Deno.test("an empty file goes nowhere", () => {
  const job = makeJob({ fileBytes: 0 });
  assertEquals(drawWay(wayOf(run(readWrite, job).trace, job), 80), [
    "No byte goes anywhere.",
  ]);
});

Deno.test("the way has the copies of the list of steps, under the same numbers, in any run", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const job = randomJob(makeDice(seed));
    for (const { says, trace } of tenRuns(job)) {
      const told = explain(trace).filter(({ round }) => round <= 1)
        .flatMap(({ counted }) => counted)
        .filter((name) => name.includes("copy"));
      const names = wayOf(trace, job).arrows.map(({ name }) => name)
        .filter((name) => name !== "no copy");
      assertEquals(names, told, `seed ${seed}: ${says}`);
    }
  }
});
