/**
 * The facts of the README: what there is to do, and the table of the five strategies.
 *
 * @module
 */
import { makeJob } from "../machine/job.ts";
import { run } from "../machine/run.ts";
import { countsTable } from "../picture/counts.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { count } from "../trace/count.ts";
import { textbook } from "../strategy/linux.ts";
import { paragraph } from "./page.ts";

/** A lesson as the README lists it. */
export interface ListedLesson {
  /** [from 1] */
  readonly number: number;
  readonly summary: string;
  /** The pages of its parts. */
  readonly pages: readonly { readonly title: string; readonly path: string }[];
}

/** What a page takes, or an exercise: an estimate. [minutes] */
const minutes = 15;

/**
 * Computes what is woven into the README.
 *
 * @param exercises How many there are.
 */
export function readmeFacts(
  lessons: readonly ListedLesson[],
  exercises: number,
): Record<string, string> {
  const rows = textbook.map((program) => ({
    program,
    counts: count(run(program, makeJob()).trace),
  }));
  const pages = lessons.reduce((sum, { pages }) => sum + pages.length, 0);
  return {
    pace: paragraph(
      `There are ${pages} pages and ${exercises} exercises. Each takes about ` +
        `${minutes} minutes, so all of them take about ` +
        `${Math.round((pages + exercises) * minutes / 60)} hours.`,
    ),
    strategies: countsTable(rows),
    lessons: markdownTable(
      ["lesson", "in short"],
      lessons.map(({ number, summary, pages }) => [
        pages.map(({ title, path }) => `${number}. [${title}](${path})`)
          .join(", "),
        summary,
      ]),
    ),
  };
}
