/**
 * The facts of the README: the table of the five strategies, the list of lessons, a picture of a run.
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

/** A lesson as the README lists it. */
export interface ListedLesson {
  /** [from 1] */
  readonly number: number;
  readonly summary: string;
  /** The pages of its parts. */
  readonly pages: readonly { readonly title: string; readonly path: string }[];
}

/** Computes what is woven into the README. */
export function readmeFacts(
  lessons: readonly ListedLesson[],
): Record<string, string> {
  const rows = textbook.map((program) => ({
    program,
    counts: count(run(program, makeJob()).trace),
  }));
  const messages = sequenceOf(run(gather).trace);
  return {
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
