/**
 * Marking: what came of an item, and what points that gives.
 *
 * @module
 */
import type { PlacedGrade } from "../grade/report.ts";
import type { Item } from "../homework/manifest.ts";
import { markPredictions, predictionPoints } from "../homework/predictions.ts";
import type { Problem } from "../workbook/prediction.ts";
import type { Mark } from "./marks.ts";

/** What was found, before points and overrides. */
export type Found = Pick<Mark, "status" | "complaint" | "right" | "seed">;

/** What a grade says. What of a hole is left is told as what was wrong. */
export function foundIn(grade: PlacedGrade, seed: number): Found {
  const { status } = grade;
  if (status === "failed") return { status, complaint: grade.complaint, seed };
  if (status === "passed" || grade.why === undefined) return { status, seed };
  return { status, complaint: { asked: "", gave: "", why: grade.why }, seed };
}

/** What was predicted. Who typed nothing for any blank has left it open. */
export function foundInPredictions(
  problem: Problem,
  { typed, seed }: { readonly typed: readonly string[]; readonly seed: number },
): Found {
  const { right, of } = markPredictions(problem, typed);
  const status = right === of
    ? "passed"
    : typed.every((one) => one.trim() === "")
    ? "open"
    : "failed";
  return { status, right: [right, of], seed };
}

/** Makes a mark of what was found. */
export function markOf(item: Item, found: Found): Mark {
  const { status, complaint, right, seed } = found;
  const points = right !== undefined
    ? predictionPoints(item, { right: right[0], of: right[1] })
    : status === "passed"
    ? item.points
    : 0;
  return {
    item: item.id,
    points,
    status,
    ...(complaint === undefined ? {} : { complaint }),
    ...(right === undefined ? {} : { right }),
    seed,
  };
}
