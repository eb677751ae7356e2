/**
 * Counts as people read them: a list for one run, a difference of two, a table for many.
 *
 * @module
 */
import type { Job } from "../machine/job.ts";
import { callsOf, type Program } from "../machine/program.ts";
import type { Counts } from "../trace/count.ts";
import { quantities, sayQuantity } from "../trace/quantity.ts";
import { hangText } from "../text/hanging_text.ts";
import { markdownTable, noNumber } from "../text/markdown_table.ts";
import { literal } from "../text/text_reader.ts";
import { sayCount, saySize } from "../text/say.ts";
import { wrapText } from "../text/width.ts";

/** One program with its counts. */
export interface Counted {
  readonly program: Program;
  readonly counts: Counts;
  /** What it did, where that is known. */
  readonly job?: Job;
  /** Why its counts stand beside no others, in a word or two: "fault". */
  readonly failed?: string | undefined;
}

/** One strategy, as the textbooks tell it and as Linux does it. */
export interface Compared {
  readonly textbook: Counted;
  readonly linux: Counted;
}

/** What something is, and how much there is of it. */
export type CountRow = readonly [label: string, says: string];

/** Lists what one run cost. */
export function listCounts({ program, counts, job }: Counted): CountRow[] {
  const names = callsOf(program, job).join(", ");
  const number = sayCount(counts.systemCalls);
  const calls = names === "" ? number : `${number} (${names})`;
  const row = (
    name: keyof Counts,
    says = sayQuantity(name, counts),
  ): CountRow => [quantities[name].label, says];
  return [
    row("systemCalls", calls),
    row("modeSwitches"),
    row("cpuCopies", sayCopies(counts.cpuCopies, counts.cpuBytes)),
    row("dmaCopies", sayCopies(counts.dmaCopies, counts.dmaBytes)),
    row("interrupts"),
    row("pageFaults"),
    row("peakBufferBytes"),
  ];
}

/** Draws a list of counts. */
export function drawCounts(
  rows: readonly CountRow[],
  columns: number,
): string[] {
  const labelColumns = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.flatMap(([name, value]) =>
    hangText(name.padEnd(labelColumns), value, columns)
  );
}

/** What two runs are compared by. */
const compared = [
  "systemCalls",
  "modeSwitches",
  "cpuCopies",
  "cpuBytes",
  "dmaCopies",
  "peakBufferBytes",
] as const;

/** What differs between two runs. */
export interface Difference {
  /** The programs: "read + write → sendfile". */
  readonly title: string;
  readonly rows: readonly (readonly [
    label: string,
    before: string,
    after: string,
  ])[];
}

/** Lists only what differs between two runs. */
export function listDifference(before: Counted, after: Counted): Difference {
  const rows = compared.filter((name) =>
    before.counts[name] !== after.counts[name]
  ).map((name) =>
    [
      quantities[name].label,
      sayQuantity(name, before.counts),
      sayQuantity(name, after.counts),
    ] as const
  );
  return {
    title: `${before.program.name} → ${after.program.name}`,
    rows: rows.length > 0 ? rows : [["counts", "as before", "the same"]],
  };
}

/** Draws what differs: "CPU copies  2 → 1". */
export function drawDifference(
  { title, rows }: Difference,
  columns: number,
): string[] {
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

/** What the textbooks tabulate. */
const tabled = ["modeSwitches", "cpuCopies", "dmaCopies"] as const;

/** The table of the textbooks, as Markdown. */
export function countsTable(rows: readonly Counted[]): string {
  return markdownTable(
    ["strategy", "calls", ...tabled.map((name) => quantities[name].head)],
    rows.map((row) => [
      literal(row.program.name),
      row.failed ?? literal(callsOf(row.program).join(", ")),
      ...tabled.map((name) => sayCounted(row, name)),
    ]),
  );
}

/** Says a count for a cell of a table: none of a program that did not do its job. */
export function sayCounted(
  { counts, failed }: Pick<Counted, "counts" | "failed">,
  name: keyof Counts,
): string {
  return failed === undefined ? sayQuantity(name, counts) : noNumber;
}

function sayCopies(copies: number, bytes: number): string {
  return copies === 0 ? "0" : `${sayCount(copies)}, moving ${saySize(bytes)}`;
}
