/**
 * The items of a homework, and their points.
 *
 * @module
 */
import { placeOf } from "../grade/exercise_choice.ts";
import {
  type ExerciseFolder,
  type LessonFolder,
  loadProblems,
} from "../workbook/content.ts";
import { rollProblem } from "../workbook/prediction.ts";
import { readTable } from "./csv_table.ts";
import type { Item } from "./manifest.ts";

/** What an exercise gives, if nothing else is said; a prediction gives one for each blank. */
const exercisePoints = 2;

/** The most points of an item. */
const mostPoints = 1000;

/**
 * Lists what can be asked for points: of each lesson its predictions, and then its exercises.
 *
 * @param folders The exercises of each lesson, in the order of the lessons.
 */
export async function itemsOf(
  folders: readonly ExerciseFolder[],
): Promise<Item[]> {
  const items = await Promise.all(folders.map(async (folder) => [
    ...await predictionsOf(folder.lesson),
    ...folder.exercises.map(({ name }, i) => ({
      id: placeOf(folder.lesson, i),
      lesson: folder.lesson.number,
      name,
      points: exercisePoints,
    })),
  ]));
  return items.flat();
}

async function predictionsOf(lesson: LessonFolder): Promise<Item[]> {
  const roll = await loadProblems(lesson);
  if (roll === undefined) return [];
  const { number } = lesson;
  // Any problem of a lesson has as many blanks as any other.
  const { blanks } = rollProblem(roll, { lesson: number, seed: 0 });
  const points = blanks.length;
  return [{ id: `P${number}`, lesson: number, name: "predictions", points }];
}

/**
 * Sets points that a table has. An item that it does not name keeps its own; one with 0 is left out.
 *
 * @param text CSV: `item,points`.
 * @throws {SyntaxError} If a row names no item, or one that was named before, or no whole number; or
 *   if no item is left. The message begins with the line.
 */
export function withPoints(items: readonly Item[], text: string): Item[] {
  const { columns, rows } = readTable(text);
  if (!["item", "points"].every((name) => columns.includes(name))) {
    throw new SyntaxError(
      `line 1: expected item,points: found ${columns.join(",")}`,
    );
  }
  const points = new Map<string, number>();
  for (const { line, cells } of rows) {
    const { item: id = "", points: typed = "" } = cells;
    const why = !items.some((item) => item.id === id)
      ? `there is no item "${id}": there are ${
        items.map((item) => item.id).join(", ")
      }`
      : points.has(id)
      ? `${id} stands there for the second time`
      : /^\d{1,4}$/.test(typed) && Number(typed) <= mostPoints
      ? undefined
      : `expected points from 0 to ${mostPoints}, a whole number: found "${typed}"`;
    if (why !== undefined) throw new SyntaxError(`line ${line}: ${why}`);
    points.set(id, Number(typed));
  }
  const left = items.map((item) => ({
    ...item,
    points: points.get(item.id) ?? item.points,
  })).filter((item) => item.points > 0);
  if (left.length > 0) return left;
  throw new SyntaxError("line 1: all items have 0 points, and none is left");
}
