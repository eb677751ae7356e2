/**
 * Overrides: what an instructor sets for single students. More time, an excuse, points, or the seed
 * of their own predictions.
 *
 * @module
 */
import { readTable, type TableRow } from "../homework/csv_table.ts";
import { readDue } from "../homework/due.ts";
import type { Item } from "../homework/manifest.ts";
import { oneLine } from "../text/escape_code.ts";
import { largestSeed } from "../workbook/dice.ts";
import type { Mark, StudentMarks } from "./marks.ts";

/** The columns of the table. */
const overrideColumns = [
  "student",
  "item",
  "points",
  "status",
  "due",
  "seed",
  "why",
] as const;

/** A row. */
export interface Override {
  /** Where it stands. [from 1] */
  readonly line: number;
  /** The student's id. */
  readonly student: string;
  /** The item that it is about; without one, it is about all. */
  readonly item?: string;
  readonly points?: number;
  readonly isExcused: boolean;
  /** ISO 8601. */
  readonly due?: string;
  /** Of the student's own predictions. */
  readonly seed?: number;
  readonly why: string;
}

/** A table of overrides: what can be used, and what is wrong with the rest, by its line. */
export interface Overrides {
  readonly rows: readonly Override[];
  readonly refused: readonly string[];
}

/**
 * Reads overrides. A row is about a student whom there is; it sets something, and nothing that a row
 * above it has set.
 *
 * @param of.students The ids of all students.
 */
export function readOverrides(text: string, of: {
  readonly items: readonly Item[];
  readonly students: ReadonlySet<string>;
}): Overrides {
  const known: readonly string[] = overrideColumns;
  try {
    const { columns, rows } = readTable(text);
    const other = columns.find((name) => !known.includes(name));
    if (other !== undefined || !columns.includes("student")) {
      const found = other === undefined ? columns.join() : `"${other}"`;
      return refusing(`line 1: expected ${known.join()}: found ${found}`);
    }
    const set = new Set<string>();
    const read = rows.map((row) => overrideIn(row, of, set));
    return {
      rows: read.filter((one) => typeof one !== "string"),
      refused: read.filter((one) => typeof one === "string"),
    };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refusing(error.message);
  }
}

function refusing(why: string): Overrides {
  return { rows: [], refused: [oneLine(why)] };
}

/** Reads a row, or says what is wrong with it. */
function overrideIn(
  { line, cells }: TableRow,
  { items, students }: Parameters<typeof readOverrides>[1],
  set: Set<string>,
): Override | string {
  const { student = "", item: id = "", points, status, due, seed, why } = cells;
  const refuse = (reason: string): string => oneLine(`line ${line}: ${reason}`);
  if (!students.has(student)) return refuse(`there is no student "${student}"`);
  const item = items.find((one) => one.id === id);
  if (id !== "" && item === undefined) {
    const ids = items.map((one) => one.id).join(", ");
    return refuse(`there is no item "${id}": there are ${ids}`);
  }
  const fields = { points, status, due, seed };
  const given = Object.entries(fields).filter(([, value]) => value);
  if (given.length === 0) return refuse("it sets nothing");
  for (const [name, value] of given) {
    const wrong = wrongWith[name as Field](value!, item);
    if (wrong !== undefined) return refuse(`${wrong}: found "${value}"`);
    const key = JSON.stringify([student, item?.id, name]);
    if (set.has(key)) return refuse(`a row above it sets the same ${name}`);
    set.add(key);
  }
  return {
    line,
    student,
    ...(item && { item: item.id }),
    ...(points && { points: Number(points) }),
    isExcused: status === "excused",
    ...(due && { due: readDue(due)! }),
    ...(seed && { seed: Number(seed) }),
    why: oneLine(why ?? ""),
  };
}

type Field = "points" | "status" | "due" | "seed";

/** Says what is wrong with a cell, by its column. */
const wrongWith: Readonly<
  Record<Field, (value: string, item: Item | undefined) => string | undefined>
> = {
  points: (value, item) =>
    item === undefined
      ? "points are for an item, and none is named"
      : isWhole(value, item.points)
      ? undefined
      : `${item.id} gives 0 to ${item.points} points, whole numbers`,
  status: (value) =>
    value === "excused" ? undefined : "a status can be set to excused only",
  due: (value, item) =>
    item !== undefined
      ? `more time is for the whole homework, and not for ${item.id}`
      : readDue(value) === undefined
      ? "expected a time, as in 2026-12-06T18:00+01:00"
      : undefined,
  seed: (value, item) =>
    item !== undefined
      ? `a seed is for all predictions, and not for ${item.id}`
      : isWhole(value, largestSeed)
      ? undefined
      : `expected a seed from 0 to ${largestSeed}`,
};

function isWhole(text: string, most: number): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) <= most;
}

/** Applies what is set for a student, and says so at each mark. */
export function applyOverrides(
  marks: StudentMarks,
  overrides: readonly Override[],
): StudentMarks {
  const own = overrides.filter(({ student }) => student === marks.student.id);
  const due = own.find((one) => one.due !== undefined)?.due;
  return {
    ...marks,
    ...(due === undefined ? {} : { due }),
    marks: marks.marks.map((mark) =>
      own.filter(({ item }) => item === undefined || item === mark.item)
        .reduce(applyTo, mark)
    ),
  };
}

function applyTo(mark: Mark, { points, isExcused, why }: Override): Mark {
  const isSet = mark.status !== "excused" && points !== undefined;
  if (!isSet && !isExcused) return mark;
  const sets = isExcused ? "excused" : `${points} points`;
  const override = [sets, why].filter((part) => part !== "").join(": ");
  return isExcused
    ? { ...mark, points: 0, status: "excused", override }
    : { ...mark, points: points!, override };
}

/** Says what a row does, for the instructor: "007: until 2026-12-08T12:00:00Z (was ill)". */
export function sayOverride(
  { student, item = "all", points, isExcused, due, seed, why }: Override,
): string {
  const sets = [
    ...(points === undefined ? [] : [`${item} ${points} points`]),
    ...(isExcused ? [`${item} excused`] : []),
    ...(due === undefined ? [] : [`until ${due}`]),
    ...(seed === undefined ? [] : [`predictions of seed ${seed}`]),
  ];
  return `${student}: ${sets.join(", ")}${why === "" ? "" : ` (${why})`}`;
}
