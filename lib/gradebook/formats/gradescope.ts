/**
 * What Gradescope shows of a submission: its `results.json`.
 *
 * Leaves out: a leaderboard, images.
 *
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 *
 * @module
 */
import type { Gradebook } from "../marks.ts";
import {
  earlyFeedbackOf,
  type Feedback,
  type FeedbackPart,
} from "./feedback.ts";

/** What the file holds. */
export interface GradescopeResults {
  /** [points] */
  readonly score: number;
  /** [s] */
  readonly execution_time: number;
  readonly output: string;
  readonly output_format: "text";
  readonly visibility: "visible";
  /** What the autograder prints is for the instructor. */
  readonly stdout_visibility: "hidden";
  readonly extra_data: Readonly<Record<string, string | number>>;
  readonly tests: readonly GradescopeTest[];
}

/** One item. */
export interface GradescopeTest {
  readonly name: string;
  /** As in "5.2". */
  readonly number: string;
  /** [points] */
  readonly score: number;
  readonly max_score: number;
  readonly status: "passed" | "failed";
  readonly output: string;
  readonly output_format: "text";
  readonly tags: readonly string[];
  readonly visibility: "visible";
}

/**
 * Writes what came of the only student of a gradebook.
 *
 * @param state What there is to say of the whole: that it goes on, or was ended.
 * @param seconds How long it took. [s]
 */
export function toGradescope(
  book: Gradebook,
  state: string,
  seconds = 0,
): GradescopeResults {
  const [student] = book.students;
  const page = earlyFeedbackOf(student!, book);
  const tests = book.items.map((item): GradescopeTest => {
    const mark = student!.marks.find((one) => one.item === item.id);
    return {
      name: item.name,
      number: item.id,
      score: mark?.points ?? 0,
      max_score: item.points,
      status: mark?.status === "passed" ? "passed" : "failed",
      output: outputOf(page, item.id),
      output_format: "text",
      tags: [`lesson ${item.lesson}`],
      visibility: "visible",
    };
  });
  return {
    score: tests.reduce((sum, { score }) => sum + score, 0),
    execution_time: Math.ceil(seconds),
    output: [...page.facts.map(([what, says]) => `${what}: ${says}`), state]
      .filter((line) => line !== "").join("\n"),
    output_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    extra_data: { homework: page.title, student: page.student },
    tests,
  };
}

/** What there is to say of an item, as text: what came of it, and all of its section. */
export function outputOf({ rows, sections }: Feedback, id: string): string {
  const row = rows.find(({ item }) => item === id);
  const parts = sections.find(({ item }) => item === id)?.parts ?? [];
  return [row?.result ?? "", ...parts.map(sayPart)].join("\n\n").trim();
}

function sayPart({ label, text }: FeedbackPart): string {
  return `${label}:\n${text}`;
}
