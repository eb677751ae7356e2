import { assertEquals } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import { countPieces, makeJob } from "../../lib/machine/job.ts";
import { drawCounts, listCounts } from "../../lib/picture/counts.ts";
import { drawSequence, sequenceOf } from "../../lib/picture/sequence.ts";
import { drawProgram, drawSteps } from "../../lib/picture/steps.ts";
import { listProgram, listSteps } from "../../lib/picture/steps.ts";
import { colourDrawing } from "../../lib/picture/terminal_colours.ts";
import { count } from "../../lib/trace/count.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { widths } from "../widths.ts";
import { tenRuns } from "./ten_runs.ts";

/** A drawing with its colours as brackets. */
function marked(drawing: string): string {
  return colourDrawing(drawing.split("\n")).join("\n")
    .replaceAll("\x1b[31m", "{red ").replaceAll("\x1b[94m", "{blue ")
    .replaceAll("\x1b[35m", "{magenta ").replaceAll("\x1b[39m", "}");
}

Deno.test("colourDrawing() colours a counted word with its number, also over the end of a row", () => {
  assertEquals(
    marked(" 6  unblocked; the CPU copies page cache → user buffer [CPU\n") +
      marked("    copy 1]\n 7  returns [mode switch 2]; 11 [DMA copy 2]") +
      marked("\n 9  CPU         copies user buffer"),
    " 6  unblocked; the CPU copies page cache → user buffer [CPU\n" +
      "    copy 1]\n 7  returns [{magenta mode switch 2}]; 11 [{blue DMA copy 2}]" +
      "\n 9  CPU         copies user buffer",
  );
  assertEquals(marked("buffer [CPU\n    copy 12]"), marked12);
  assertEquals(
    marked("  CPU copies     2, moving\n  mode switches  4\n  bytes by CPU  8"),
    "  {red CPU copies}     2, moving\n  {magenta mode switches}  4\n" +
      "  {red bytes by CPU}  8",
  );
  assertEquals(
    marked("2  copy disk → page cache by DMA\n3  enter the kernel"),
    "2  copy disk → page cache {blue by DMA}\n3  enter the kernel",
  );
});

const marked12 = "buffer [{red CPU}\n    {red copy 12}]";

Deno.test("colourDrawing() colours the arrow beside or below a counted word, and no other", () => {
  assertEquals(
    marked(`
 6     │      │      │<─────│      │   interrupt: done
       │      │<═════│      │      │   CPU copy 1: page cache
       │      │      │      │      │   → user buffer
10     │      │      │─────>│      │   send the socket buffer
11     │      │─────>│      │      │   sendfile(): mode
       │      │      │      │      │   switch 3
12     │      │      <══╮   │      │   CPU copy 2`),
    `
 6     │      │      │<─────│      │   interrupt: done
       │      │{red <═════}│      │      │   {red CPU copy 1}: page cache
       │      │      │      │      │   → user buffer
10     │      │      │─────>│      │   send the socket buffer
11     │      │{magenta ─────>}│      │      │   sendfile(): {magenta mode}
       │      │      │      │      │   {magenta switch 3}
12     │      │      {red <══╮}   │      │   {red CPU copy 2}`,
  );
  assertEquals(
    marked(`
 5  DMA copy 1: disk → page
    cache
       │      │      │<════════════│
    interrupt: done
       │      │      │<─────│      │`),
    `
 5  {blue DMA copy 1}: disk → page
    cache
       │      │      │{blue <════════════}│
    interrupt: done
       │      │      │<─────│      │`,
  );
});

Deno.test("colourDrawing() colours who moves words in lanes, and bars of CPU time", () => {
  assertEquals(
    marked("  CPU    sspprwpp-.\n  disk   ..ffhffw\n  CPU    ##..#\n"),
    "  CPU    sspp{red rw}pp-.\n  disk   ..ffhff{blue w}\n" +
      "  CPU    {red ##}..{red #}\n",
  );
  assertEquals(
    marked("sendfile  8.79 µs  ███"),
    "sendfile  8.79 µs  {red ███}",
  );
  assertEquals(marked("sum      ████····█"), "sum      ████····█");
});

Deno.test("colours leave every drawing as it is, and each counted message has its own", () => {
  const colours = { "CPU copy": "31", "DMA copy": "94", "mode switch": "35" };
  for (let seed = 1; seed <= 2; seed++) {
    for (const { trace, says, job, program } of tenRuns(someJob(seed))) {
      const pieces = countPieces(job);
      const sequence = sequenceOf(trace, pieces);
      const counts = { program, counts: count(trace), job };
      for (const columns of widths) {
        const why = `${columns} columns, seed ${seed}, ${says}`;
        const diagram = drawSequence(sequence, columns);
        for (
          const lines of [
            diagram,
            drawProgram(listProgram(program), { pieces, columns }),
            drawSteps(listSteps(trace, pieces), columns),
            drawCounts(listCounts(counts), columns),
          ]
        ) {
          assertEquals(colourDrawing(lines).map(stripAnsiCode), lines, why);
        }
        const drawn = colourDrawing(diagram).join("\n");
        const arrows = [...drawn.matchAll(/\[(\d+)m<?[─═╌]+/g)]
          .map(([, colour]) => colour);
        const expected = sequence.flatMap(({ says }) =>
          Object.entries(colours).flatMap(([word, colour]) =>
            new RegExp(`${word} \\d`).test(says) ? [colour] : []
          )
        );
        assertEquals(arrows, expected, why);
      }
    }
  }
});

function someJob(seed: number): ReturnType<typeof makeJob> {
  return seed === 1 ? makeJob() : randomJob(makeDice(seed));
}
