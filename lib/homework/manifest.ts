/**
 * The manifest of a homework: what is asked, for how many points, and until when. It lies at the top
 * of the hand-out, in the instructor's folder, and in each pack.
 *
 * @module
 */
import { hasParts } from "../workbook/plain.ts";

/** Where it lies, from the top of a hand-out. */
export const manifestFile = "homework.json";

/** What is asked for points: an exercise, or the predictions of a lesson. */
export interface Item {
  /** As in a column of the gradebook: "5.2" is an exercise, "P5" are the predictions of lesson 5. */
  readonly id: string;
  /** [from 1] */
  readonly lesson: number;
  /** The export that is asked; of predictions, "predictions". */
  readonly name: string;
  /** The most that it gives. [whole number] */
  readonly points: number;
}

/** A homework, as it was given out. */
export interface Manifest {
  /** Of this format. */
  readonly homework: 1;
  readonly title: string;
  /** In the order of the lessons; the predictions of a lesson before its exercises. */
  readonly items: readonly Item[];
  /** What all cases and all predictions are made from. */
  readonly seed: number;
  /** A time with its offset from UTC, after ISO 8601: "2026-12-06T23:59:00+01:00". */
  readonly due: string;
  /** What the questions were when it was given out: their digest. */
  readonly workbook: string;
  /**
   * The first four hexadecimal digits of a digest of each student's id, if there was a roster: so
   * that a mistyped id is told, and no id is given away.
   */
  readonly students?: readonly string[];
}

/** Whether an item are predictions, made for each student. */
export function isPrediction({ id }: Pick<Item, "id">): boolean {
  return id.startsWith("P");
}

/** The most that a homework gives. */
export function mostPoints({ items }: Pick<Manifest, "items">): number {
  return items.reduce((sum, { points }) => sum + points, 0);
}

/** Whether two manifests are of one homework: one whose due date was put off still is. */
export function isSameHomework(one: Manifest, other: Manifest): boolean {
  return one.title === other.title && one.seed === other.seed;
}

/** Whether a value is a manifest of this format. */
export function isManifest(value: unknown): value is Manifest {
  if (!hasParts(value)) return false;
  const { homework, title, items, seed, due, workbook, students } = value;
  return homework === 1 && Array.isArray(items) && items.every(isItem) &&
    new Set(items.map(({ id }) => id)).size === items.length &&
    [title, due, workbook].every((one) => typeof one === "string") &&
    !Number.isNaN(Date.parse(due as string)) && isWhole(seed) &&
    (students === undefined ||
      Array.isArray(students) &&
        students.every((one) => /^[0-9a-f]{4}$/.test(String(one))));
}

function isItem(value: unknown): value is Item {
  if (!hasParts(value)) return false;
  const { id, lesson, name, points } = value;
  return typeof id === "string" && /^(P\d+|\d+\.\d+)$/.test(id) &&
    isWhole(lesson) && isWhole(points) && typeof name === "string" &&
    /^\w{1,60}$/.test(name);
}

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && value as number >= 0;
}
