import { assert, assertEquals } from "@std/assert";
import { generateFile, isDelivered, makeJob } from "../lib/machine/job.ts";
import type { Program } from "../lib/machine/program.ts";
import { run } from "../lib/machine/run.ts";
import { count } from "../lib/trace/count.ts";
import { explain } from "../lib/trace/explain.ts";
import { textbook } from "../lib/strategy/linux.ts";

/**
 * What the textbooks count: the only counts in this workbook that somebody typed in.
 *
 * The sources of each row, where "first" and "second" are the two texts this workbook comes from,
 * and LJ is Linux Journal 6345, https://www.linuxjournal.com/article/6345:
 *
 * - read + write: first, its section on traditional I/O; second, its table; LJ
 * - mmap + write: first, its section on mmap + write; second, its table; LJ
 * - sendfile: first, its section on Linux 2.1; second, its table; LJ
 * - sendfile + gather: first, its section on Linux 2.4; second, its table; LJ
 * - splice: second, its table, where the call is named "sendfile" by mistake
 *
 * The number of steps is that of the first text's numbered lists; it has none for splice.
 * All of them say "context switch" where this workbook says "mode switch".
 */
const table = `
  read + write       4 switches  2 CPU copies  2 DMA copies  12 steps
  mmap + write       4 switches  1 CPU copies  2 DMA copies  12 steps
  sendfile           2 switches  1 CPU copies  2 DMA copies  10 steps
  sendfile + gather  2 switches  0 CPU copies  2 DMA copies   9 steps
  splice             2 switches  0 CPU copies  2 DMA copies   - steps
`;

const rows = table.trim().split("\n").map((row) => row.trim());

for (const row of rows) {
  const name = row.split(/ {2,}/)[0]!;
  Deno.test(`${name} costs what the textbooks count`, () => {
    const program = textbook.find((one) => one.name === name)!;
    const hasSteps = !row.endsWith("- steps");
    assertEquals(squeeze(rowOf(program, hasSteps)), squeeze(row));
  });
}

/** Runs the default job, checks what arrived, and then writes the row that the trace stands for. */
function rowOf(program: Program, hasSteps: boolean): string {
  const job = makeJob();
  const file = generateFile(job.fileBytes);
  const { trace, delivered } = run(program, job, file);
  assert(isDelivered(file, delivered), `${program.name} must deliver the file`);
  const { modeSwitches, cpuCopies, dmaCopies } = count(trace);
  const steps = hasSteps ? explain(trace).length : "-";
  return `${program.name} ${modeSwitches} switches ${cpuCopies} CPU copies ` +
    `${dmaCopies} DMA copies ${steps} steps`;
}

/** Leaves one space where several align a table. */
function squeeze(row: string): string {
  return row.replaceAll(/ +/g, " ");
}
