/**
 * The gradebook, put together: what was found, what an instructor has set, and who was late.
 *
 * @module
 */
import type { Student, Submission } from "../collect/submission.ts";
import {
  isPrediction,
  type Item,
  type Manifest,
} from "../homework/manifest.ts";
import { markOf } from "./marking.ts";
import type { Gradebook, Mark, StudentMarks } from "./marks.ts";
import { applyOverrides, type Override } from "./overrides.ts";
import type { Result } from "./results.ts";

/** All that is known of a student. */
export interface Entry {
  readonly student: Student;
  /** The submission that counts; nothing, if there is none. */
  readonly submission?: Submission;
  /** Its digest; without one, an empty text. */
  readonly digest: string;
  readonly result?: Result | undefined;
  /** Why what is not in the result could not be graded. */
  readonly broken?: string | undefined;
  /** For the instructor, those of the submission too. */
  readonly notes: readonly string[];
  /** The seed of the student's own predictions. */
  readonly predictionSeed: number;
}

/** Puts it together. @param of.seed The seed of all exercises. */
export function bookOf(
  entries: readonly Entry[],
  { manifest, seed, overrides }: {
    readonly manifest: Pick<Manifest, "title" | "due" | "items">;
    readonly seed: number;
    readonly overrides: readonly Override[];
  },
): Gradebook {
  const { title, due, items } = manifest;
  const students = entries.map((entry) => {
    const marks = items.map((item) => {
      const own = isPrediction(item) ? entry.predictionSeed : seed;
      return markIn(entry, item, own);
    });
    const { student, submission, digest, notes } = entry;
    const { source, at } = submission ?? {};
    const given: StudentMarks = {
      student,
      ...(source === undefined ? {} : { source }),
      ...(at === undefined ? {} : { at }),
      isLate: false,
      marks,
      notes,
      digest,
    };
    return withLateness(applyOverrides(given, overrides), {
      due,
      isLate: submission?.isLate,
    });
  });
  return { gradebook: 1, title, due, items, students };
}

function markIn(
  { submission, result, broken }: Entry,
  item: Item,
  seed: number,
): Mark {
  const found = result?.items[item.id];
  if (found !== undefined) return markOf(item, found);
  if (submission === undefined) {
    return markOf(item, { status: "missing", seed });
  }
  const why = `This could not be graded, and is not final: ${broken ?? ""}`;
  const complaint = { asked: "", gave: "", why };
  return markOf(item, { status: "failed", complaint, seed });
}

/**
 * Says who was late: as the course's system says, or after the time. Where somebody got more time, only
 * the time of the submission tells.
 */
function withLateness(
  marks: StudentMarks,
  { due, isLate }: { due: string; isLate: boolean | undefined },
): StudentMarks {
  const { at, due: own } = marks;
  const isAfter = at !== undefined && Date.parse(at) > Date.parse(own ?? due);
  if (own === undefined) return { ...marks, isLate: isLate ?? isAfter };
  const notes = at === undefined && isLate === true
    ? [
      ...marks.notes,
      "Late for the others; when it was handed in is not told, so that it is taken as in time.",
    ]
    : marks.notes;
  return { ...marks, isLate: isAfter, notes };
}
