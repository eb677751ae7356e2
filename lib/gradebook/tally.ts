/**
 * Tallies: how a class did, item by item.
 *
 * @module
 */
import { ownReason } from "../grade/own_reason.ts";
import type { Item } from "../homework/manifest.ts";
import { type Gradebook, isHandedIn, type Mark } from "./marks.ts";

/** How often something was so. */
export interface Counted {
  readonly says: string;
  readonly count: number;
}

/** How a class did with one item. */
export interface ItemTally {
  readonly item: Item;
  /** The average of those who handed something in, and are not excused. [points] */
  readonly average: number;
  /** How many students, by what came of it. */
  readonly counts: Readonly<Record<Mark["status"], number>>;
  /** Why answers failed, in our own words, the commonest first. */
  readonly reasons: readonly Counted[];
}

/** How many students. */
export interface ClassTally {
  readonly students: number;
  readonly handedIn: number;
  readonly late: number;
}

/** Counts the students. */
export function tallyStudents({ students }: Gradebook): ClassTally {
  return {
    students: students.length,
    handedIn: students.filter(isHandedIn).length,
    late: students.filter(({ isLate }) => isLate).length,
  };
}

/** Adds up the marks of each item. */
export function tallyItems({ items, students }: Gradebook): ItemTally[] {
  return items.map((item) => {
    const all = students.map((student) => ({
      student,
      mark: student.marks.find((mark) => mark.item === item.id)!,
    }));
    const marks = all.map(({ mark }) => mark);
    const counted = all.filter(({ student, mark }) =>
      isHandedIn(student) && mark.status !== "excused"
    );
    const points = counted.reduce((sum, { mark }) => sum + mark.points, 0);
    const among = (status: Mark["status"]): number =>
      marks.filter((mark) => mark.status === status).length;
    return {
      item,
      average: points / Math.max(1, counted.length),
      counts: {
        passed: among("passed"),
        failed: among("failed"),
        open: among("open"),
        missing: among("missing"),
        excused: among("excused"),
      },
      reasons: countAll(marks.flatMap(reasonOf)),
    };
  });
}

function reasonOf({ status, complaint }: Mark): string[] {
  return status === "failed" && complaint !== undefined
    ? [ownReason(complaint)]
    : [];
}

/** Counts what is the same, the commonest first; of those as common, by their words. */
function countAll(texts: readonly string[]): Counted[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, 1 + (counts.get(text) ?? 0));
  return [...counts].map(([says, count]) => ({ says, count }))
    .sort((a, b) => b.count - a.count || (a.says < b.says ? -1 : 1));
}
