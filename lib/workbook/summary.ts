/**
 * The whole book on a sheet: the strategies, what each lesson says, what can be counted, the terms.
 *
 * @module
 */
import { countsOnLinux } from "../cost/closed_form.ts";
import { memoryTrafficOf } from "../cost/cost.ts";
import { countPieces, type Job, makeJob, pagesFor } from "../machine/job.ts";
import { faultAroundPages } from "../machine/machine.ts";
import { run } from "../machine/run.ts";
import {
  mmapWrite,
  pipePages,
  readWrite,
  splice,
  strategies,
} from "../strategy/linux.ts";
import { displayWidth, padEnd } from "../text/width.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { count } from "../trace/count.ts";
import { quantities } from "../trace/quantity.ts";
import { type LessonFolder, partsOf } from "./content.ts";
import { readText } from "./file.ts";
import { fence } from "./lesson.ts";
import { type Term, termsOf } from "./glossary.ts";

/** A formula, and a check of it on the model. */
export interface SheetFormula {
  readonly says: string;
  /** Its two sides, for a job whose pieces are as large as a call takes. */
  readonly sides: (job: Job) => readonly [left: number, right: number];
}

/** What can be counted without a run. */
export const sheetFormulas: readonly SheetFormula[] = [
  {
    says: "pieces: N = file ÷ buffer, rounded up",
    sides: (job) => [
      countPieces(job),
      Math.ceil(job.fileBytes / job.bufferBytes),
    ],
  },
  {
    says: "mode switches = 2 × system calls",
    sides: (job) => {
      const { modeSwitches, systemCalls } = countsOnLinux(readWrite, job);
      return [modeSwitches, 2 * systemCalls];
    },
  },
  {
    says: "bytes by CPU = file × CPU copies of a piece",
    sides: (job) => {
      const { cpuBytes, cpuCopies } = countsOnLinux(readWrite, job);
      return [cpuBytes, job.fileBytes * cpuCopies / countPieces(job)];
    },
  },
  {
    says: "bytes over the memory bus = 2 × bytes by CPU + bytes by DMA",
    sides: (job) => {
      const counts = countsOnLinux(readWrite, job);
      return [memoryTrafficOf(counts), 2 * counts.cpuBytes + counts.dmaBytes];
    },
  },
  {
    says: `page faults of a mapping = pages ÷ ${faultAroundPages}, rounded up`,
    sides: (job) => [
      countsOnLinux(mmapWrite, job).pageFaults,
      Math.ceil(pagesFor(job.fileBytes, job.pageBytes) / faultAroundPages),
    ],
  },
  {
    says: `a splice moves at most ${pipePages} pages: what a pipe holds`,
    sides: (job) => {
      const whole = makeJob({ fileBytes: job.fileBytes });
      const calls = countsOnLinux(splice, whole).systemCalls;
      const pipeBytes = pipePages * whole.pageBytes;
      return [calls, 1 + 2 * Math.ceil(whole.fileBytes / pipeBytes)];
    },
  },
];

const told = ["modeSwitches", "cpuCopies", "dmaCopies"] as const;

/** The sheet as Markdown: the strategies, the rule of each lesson, the formulas. */
export function summarySheet(lessons: readonly LessonFolder[]): string {
  const rows = strategies.map(({ name, textbook, switches }) => {
    const counts = count(run(textbook).trace);
    const [first, ...others] = told.map((one) => String(counts[one]));
    return [name, first!, switches.says, ...others];
  });
  const [first, ...others] = told.map((name) => quantities[name].head);
  return [
    "# Zero-copy on one page",
    markdownTable(["strategy", first!, "on Linux", ...others], rows),
    lessons.map(({ number, title, summary }) =>
      `${number}. **${title}**: ${summary}`
    ).join("\n"),
    sheetFormulas.map(({ says }) => `- ${says}`).join("\n"),
  ].join("\n\n");
}

/** Lists the terms that the pages of a lesson define. */
export function termsIn(lesson: LessonFolder): Term[] {
  return partsOf(lesson).flatMap((url) =>
    termsOf(readText(url), lesson.number)
  );
}

/** The terms as Markdown, each with the lesson that defines it. @param columns How wide. [columns] */
export function glossary(
  lessons: readonly LessonFolder[],
  columns: number,
): string {
  const terms = lessons.flatMap(termsIn).sort((a, b) =>
    a.english.toLowerCase() < b.english.toLowerCase() ? -1 : 1
  );
  const cells = terms.map(({ english, chinese, lesson }) =>
    `${english} ${chinese} ${lesson}`
  );
  const width = Math.max(...cells.map(displayWidth)) + 1;
  const inRow = Math.max(1, Math.floor(columns / width));
  const rows = Math.ceil(cells.length / inRow);
  const lines = cells.slice(0, rows).map((_, row) =>
    cells.filter((_, i) => i % rows === row)
      .map((cell) => padEnd(cell, width)).join("")
  );
  return "# Glossary\n\nThe number is that of the lesson that defines the term." +
    `\n\n${fence(lines)}`;
}
