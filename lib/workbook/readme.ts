/**
 * The facts of the README: what there is to do, the table of the five strategies, a picture of a run.
 *
 * @module
 */
import { makeJob } from "../machine/job.ts";
import { run } from "../machine/run.ts";
import { countsTable } from "../picture/counts.ts";
import { drawSequence, sequenceOf } from "../picture/sequence.ts";
import { count } from "../trace/count.ts";
import { textbook } from "../strategy/linux.ts";
import { gather } from "../strategy/textbook.ts";
import { fence, pageColumns } from "./lesson.ts";
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
  const messages = sequenceOf(run(gather).trace);
  return {
    pace: paragraph(
      `There are ${pages} pages and ${exercises} exercises. Each takes about ` +
        `${minutes} minutes, so all of them take about ` +
        `${Math.round((pages + exercises) * minutes / 60)} hours.`,
    ),
    strategies: countsTable(rows),
    picture: fence(drawSequence(messages, pageColumns)),
    lessons: lessons.map(({ number, summary, pages }) => {
      const mark = `${number}. `;
      const next = `\n${" ".repeat(mark.length)}`;
      const links = pages.map(({ title, path }) => `[${title}](${path})`);
      return `${mark}${links.join(`,${next}`)}\\${next}${summary}`;
    }).join("\n"),
  };
}
