import { assert, assertEquals } from "@std/assert";
import { countPieces, makeJob } from "../../lib/machine/job.ts";
import { type Program, stepsOf } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import {
  drawProgram,
  drawSteps,
  listProgram,
  listSteps,
} from "../../lib/picture/steps.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { explain } from "../../lib/trace/explain.ts";
import * as linux from "../../lib/strategy/linux.ts";
import { gather, mmapWrite } from "../../lib/strategy/textbook.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { tenRuns } from "./ten_runs.ts";
import { widths } from "../widths.ts";

Deno.test("drawProgram() numbers the instructions and marks those that are done once", () => {
  assertEquals(
    drawProgram(listProgram(mmapWrite), { columns: 44 }).join("\n") + "\n",
    program,
  );
});

Deno.test("drawProgram() says how often what is not marked is done", () => {
  const last = (pieces: number, columns: number): string =>
    drawProgram(listProgram(mmapWrite), { pieces, columns }).slice(9).join(
      "\n",
    );
  assertEquals(last(1, 60), "");
  assertEquals(
    last(4096, 60),
    "What is not done once is done for each of 4,096 pieces.",
  );
  assertEquals(
    drawProgram(listProgram(gather), { pieces: 2, columns: 60 }).at(-1),
    "All of it is done for each of 2 pieces.",
  );
});

Deno.test("drawProgram() says what is not done of an empty file", () => {
  const last = (program: Program): string =>
    drawProgram(listProgram(program), { pieces: 0, columns: 80 }).at(-1)!;
  const says = "The file is empty, so this is not done";
  assertEquals(last(gather), `${says}: 1, 2, 3, 4, 5.`);
  assertEquals(last(linux.splice), `${says}: 4, 5, 6, 7, 8, 9, 10, 11.`);
  assertEquals(
    last(linux.mmapWrite),
    `${says}: 4, 5, 6, 7, 8, 9, 10, 11.`,
  );
});

const program = `
1  enter the kernel for mmap() (once)
2  copy disk → page cache by DMA (once)
3  map pages of the page cache into the user
   buffer (once)
4  return from mmap() (once)
5  enter the kernel for write()
6  copy user buffer → socket buffer by CPU
7  copy socket buffer → nic by DMA
8  return from write()
`.slice(1);

Deno.test("drawProgram() marks nothing where everything is done equally often", () => {
  const text = drawProgram(listProgram(gather), { columns: 80 }).join("\n");
  assertEquals(text.includes("once"), false);
});

Deno.test("drawProgram() writes all numbers as wide as the largest", () => {
  const rows = drawProgram(listProgram(linux.splice), { columns: 200 });
  assertEquals(rows.length, stepsOf(linux.splice).length);
  assert(rows[0]!.startsWith(" 1  "), rows[0]!);
  assert(rows.at(-1)!.startsWith("11  "), rows.at(-1)!);
});

Deno.test("drawSteps() tells a run: who acts, what it does, what that adds", () => {
  const { trace } = run(gather);
  const drawn = drawSteps(listSteps(trace, 1), 60);
  assertEquals(drawn.join("\n") + "\n", steps);
});

const steps = `
1  program     calls sendfile() and so enters the kernel
               [mode switch 1]
2  CPU         asks the DMA engine to fill the page cache:
               the process is blocked
3  DMA engine  asks the disk for the bytes
4  disk        has the bytes in its own buffer and says so
5  DMA engine  copies disk → page cache [DMA copy 1]
6  DMA engine  interrupts the CPU: the bytes are there, the
               process is unblocked; the CPU passes 16 pages
               to the socket buffer by descriptor: no copy
7  CPU         asks the DMA engine to send the socket buffer
8  DMA engine  copies page cache → nic, found through the
               socket buffer; an interrupt tells the CPU
               [DMA copy 2]
9  CPU         returns from sendfile() to user mode [mode
               switch 2]
`.slice(1);

Deno.test("drawSteps() tells the first of many pieces and says how many go like it", () => {
  const says: [pieces: number, line: string | undefined][] = [
    [1, undefined],
    [2, "  …  piece 2 goes as piece 1 went"],
    [3, "  …  pieces 2 to 3 go as piece 1 went"],
    [1234, "  …  pieces 2 to 1,234 go as piece 1 went"],
  ];
  for (const [pieces, line] of says) {
    const job = makeJob({ fileBytes: pieces * 512, bufferBytes: 512 });
    const { trace } = run(gather, job);
    const drawn = drawSteps(listSteps(trace, pieces), 60);
    const leftOut = drawn.filter((row) => row.includes("…"));
    assertEquals(leftOut, line === undefined ? [] : [line]);
    const first = trace.filter(({ round }) => round <= 1);
    assertEquals(drawSteps(listSteps(first, pieces), 60).slice(-1), [
      line ?? drawn.at(-1)!,
    ], "a trace that holds no more than one piece says so, too");
  }
});

Deno.test("drawSteps() tells what is done once, after all pieces, in its place", () => {
  const job = makeJob({ fileBytes: 8192, bufferBytes: 4096 });
  const { trace } = run(linux.mmapWrite, job);
  const rows = drawSteps(listSteps(trace, 2), 200);
  const leftOut = rows.findIndex((row) => row.includes("…"));
  assertEquals(leftOut, rows.length - 4);
  assert(rows[leftOut + 1]!.includes("calls munmap()"), rows.join("\n"));
  assert(rows.at(-1)!.endsWith("[mode switch 8]"), rows.join("\n"));
});

Deno.test("drawSteps() numbers nothing after pieces that the trace does not hold", () => {
  const job = makeJob({ fileBytes: 8192, bufferBytes: 4096 });
  const { trace } = run(linux.mmapWrite, job);
  const cut = trace.filter(({ round }) => round <= 1);
  const rows = drawSteps(listSteps(cut, 2), 80);
  assertEquals(
    rows.slice(-5),
    [
      "14  DMA engine  copies socket buffer → nic; an interrupt tells the CPU [DMA copy",
      "                2]",
      "  …  piece 2 goes as piece 1 went",
      "    program     calls munmap() and so enters the kernel",
      "    CPU         unmaps 2 pages",
      "    CPU         returns from munmap() to user mode",
    ].slice(1),
  );
});

Deno.test("no line of a program or of its steps is too wide, and no word is lost", () => {
  for (let seed = 1; seed <= 2; seed++) {
    for (
      const { program, job, trace, says } of tenRuns(randomJob(makeDice(seed)))
    ) {
      const why = `seed ${seed}, ${says}`;
      const pieces = countPieces(job);
      const told = explain(trace).filter(({ round }) => round <= 1);
      for (const columns of widths) {
        const list = drawProgram(listProgram(program), { columns });
        const long = drawSteps(listSteps(trace, pieces), columns);
        for (const row of [...list, ...long]) {
          assert(displayWidth(row) <= columns, `${columns}: "${row}" ${why}`);
          assertEquals(row, row.trimEnd(), why);
        }
        const text = long.join(" ").replaceAll(/ +/g, " ");
        for (const line of told) {
          assert(text.includes(line.says), `${columns}: ${line.says} ${why}`);
        }
      }
    }
  }
});
