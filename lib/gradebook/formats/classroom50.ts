/**
 * What Classroom 50 collects of a submission: the part of its `result.json` that is ours. Who and
 * which commit it is, its `autograder.py` adds: only there it is known.
 *
 * @see https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
 *
 * @module
 */
import { type Gradebook, scoreOf } from "../marks.ts";
import { earlyFeedbackOf } from "./feedback.ts";
import { outputOf } from "./gradescope.ts";

/** All are whole numbers: others are refused. */
export interface Classroom50Result {
  readonly score: number;
  readonly "max-score": number;
  readonly tests: readonly {
    readonly "test-name": string;
    readonly passed: boolean;
    readonly score: number;
    readonly "max-score": number;
    /** It takes more than it asks for, and keeps it. */
    readonly output: string;
  }[];
}

/** Writes what came of the only student of a gradebook. */
export function toClassroom50(book: Gradebook): Classroom50Result {
  const [student] = book.students;
  const { points, of } = scoreOf(student!, book.items);
  const page = earlyFeedbackOf(student!, book);
  return {
    score: points,
    "max-score": of,
    tests: book.items.map(({ id, name, points }) => {
      const mark = student!.marks.find((one) => one.item === id);
      return {
        "test-name": `${id} ${name}`,
        passed: mark?.status === "passed",
        score: mark?.points ?? 0,
        "max-score": points,
        output: outputOf(page, id),
      };
    }),
  };
}
