/**
 * Changes: whose mark is another one than in the gradebook that was there before, and why.
 *
 * @module
 */
import { ownReason } from "../grade/own_reason.ts";
import { toCsv } from "./csv.ts";
import type { Gradebook, Mark } from "./marks.ts";

/** A mark that has changed. */
export interface Change {
  /** The student's id. */
  readonly student: string;
  readonly item: string;
  /** Nothing, if there was none. [points] */
  readonly from: number | undefined;
  /** Nothing, if there is none any more. [points] */
  readonly to: number | undefined;
  /** The old reason and the new one, in our own words. */
  readonly why: string;
}

/** Lists what has changed: points, or what came of an item. */
export function changesOf(before: Gradebook, after: Gradebook): Change[] {
  const old = marksIn(before);
  const now = marksIn(after);
  return [...new Map([...now, ...old]).keys()].flatMap((key) => {
    const [from, to] = [old.get(key), now.get(key)];
    if (from?.points === to?.points && from?.status === to?.status) return [];
    const [student, item] = JSON.parse(key);
    const why = `${sayState(from)} → ${sayState(to)}`;
    return [{ student, item, from: from?.points, to: to?.points, why }];
  });
}

function marksIn({ students }: Gradebook): Map<string, Mark> {
  return new Map(
    students.flatMap(({ student, marks }) =>
      marks.map((mark) => [JSON.stringify([student.id, mark.item]), mark])
    ),
  );
}

/** Says what came of an item, and repeats nothing of an answer: "failed: one for each call". */
function sayState(mark: Mark | undefined): string {
  if (mark === undefined) return "none";
  const { status, complaint, right, override } = mark;
  const reason = override !== undefined
    ? "set by hand"
    : right !== undefined
    ? `${right[0]} of ${right[1]} right`
    : status === "failed" && complaint !== undefined
    ? ownReason(complaint)
    : "";
  return reason === "" ? status : `${status}: ${reason}`;
}

/** Says a change: "007 5.2: 0 to 3, failed: one for each → passed". */
export function sayChange({ student, item, from, to, why }: Change): string {
  return `${student} ${item}: ${from ?? "none"} to ${to ?? "none"}, ${why}`;
}

/** Writes changes as a table. */
export function toChangesCsv(changes: readonly Change[]): string {
  return toCsv([
    ["student_id", "item", "from", "to", "why"],
    ...changes.map(({ student, item, from, to, why }) => [
      student,
      item,
      from,
      to,
      why,
    ]),
  ]);
}
