/**
 * Counts as people read them: a list for one run, a difference of two, a table for many.
 *
 * @module
 */
import { callsOf, type Program } from "../machine/program.ts";
import type { Counts } from "../trace/count.ts";
import { hangText } from "../text/hanging_text.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { sayCount, saySize } from "../text/say.ts";
import { wrapText } from "../text/width.ts";

/** One way with its counts. */
export interface Counted {
  readonly program: Program;
  readonly counts: Counts;
}

/** One way, as it is told and as it is gone. */
export interface Compared {
  readonly textbook: Counted;
  readonly linux: Counted;
}

/** Lists what one run cost. */
export function drawCounts(
  { program, counts }: Counted,
  columns: number,
): string[] {
  const calls = `${sayCount(counts.systemCalls)} (${
    callsOf(program).join(", ")
  })`;
  const rows: [string, string][] = [
    ["system calls", calls],
    ["mode switches", sayCount(counts.modeSwitches)],
    ["CPU copies", sayCopies(counts.cpuCopies, counts.cpuBytes)],
    ["DMA copies", sayCopies(counts.dmaCopies, counts.dmaBytes)],
    ["interrupts", sayCount(counts.interrupts)],
    ["page faults", sayCount(counts.pageFaults)],
    ["peak memory", saySize(counts.peakBufferBytes)],
  ];
  const labelColumns = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, value]) =>
    hangText(name.padEnd(labelColumns), value, columns)
  );
}

/** Lists only what differs between two runs: "CPU copies  2 → 1". */
export function drawDifference(
  before: Counted,
  after: Counted,
  columns: number,
): string[] {
  const rows: [string, string, string][] = [];
  const compare = (
    name: string,
    field: keyof Counts,
    sayValue: (value: number) => string,
  ): void => {
    const [a, b] = [before.counts[field], after.counts[field]];
    if (a !== b) rows.push([name, sayValue(a), sayValue(b)]);
  };
  compare("system calls", "systemCalls", sayCount);
  compare("mode switches", "modeSwitches", sayCount);
  compare("CPU copies", "cpuCopies", sayCount);
  compare("bytes by CPU", "cpuBytes", saySize);
  compare("DMA copies", "dmaCopies", sayCount);
  compare("peak memory", "peakBufferBytes", saySize);
  if (rows.length === 0) rows.push(["counts", "as before", "the same"]);
  const title = `${before.program.name} → ${after.program.name}`;
  const width = Math.max(...rows.map(([, a]) => a.length));
  return [
    ...wrapText(title, columns),
    ...rows.flatMap(([name, a, b]) => {
      const head = `  ${name.padEnd(15)}${a.padStart(width)}`;
      const isLong = head.length + 3 + b.length > columns;
      return isLong ? [head, `→ ${b}`.padStart(columns)] : [`${head} → ${b}`];
    }),
  ];
}

/** The table of the textbooks, as Markdown. */
export function countsTable(rows: readonly Counted[]): string {
  return markdownTable(
    ["strategy", "calls", "mode switches", "CPU copies", "DMA copies"],
    rows.map(({ program, counts }) => [
      program.name,
      callsOf(program).join(", "),
      sayCount(counts.modeSwitches),
      sayCount(counts.cpuCopies),
      sayCount(counts.dmaCopies),
    ]),
  );
}

function sayCopies(copies: number, bytes: number): string {
  return copies === 0 ? "0" : `${sayCount(copies)}, moving ${saySize(bytes)}`;
}
