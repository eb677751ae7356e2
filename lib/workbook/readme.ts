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
import type { PageHead } from "./page.ts";

/** A lesson as the README lists it. */
type Listed = PageHead & { readonly number: number; readonly slug: string };

/** Computes what is woven into the README. */
export function readmeFacts(
  lessons: readonly Listed[],
): Record<string, string> {
  const rows = textbook.map((program) => ({
    program,
    counts: count(run(program, makeJob()).trace),
  }));
  const messages = sequenceOf(run(gather).trace);
  return {
    strategies: countsTable(rows),
    picture: fence(drawSequence(messages, pageColumns)),
    lessons: lessons.map(({ number, slug, title, summary }) => {
      const mark = `${number}. `;
      const link = `[${title}](lessons/${slug}/README.md)`;
      return `${mark}${link}\\\n${" ".repeat(mark.length)}${summary}`;
    }).join("\n"),
  };
}
