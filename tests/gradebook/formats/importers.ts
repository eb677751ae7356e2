/**
 * What course systems do with a file that they take back: their rules, read in their source and
 * written anew. They tell whether what we fill in arrives.
 *
 * @module
 */
import { parse } from "@std/csv";

/** What Canvas has read. */
export interface CanvasImport {
  /** The grade of each user, by the id of the assignment. */
  readonly grades: ReadonlyMap<number, ReadonlyMap<number, string>>;
  /** Titles that Canvas would make an assignment of. */
  readonly newAssignments: readonly string[];
  /** Names that Canvas knows nobody by. */
  readonly unknown: readonly string[];
}

/** Somebody in a course of Canvas. */
export interface CanvasUser {
  readonly id: number;
  readonly name: string;
  readonly sis: string;
  readonly login: string;
}

/** @see https://github.com/instructure/canvas-lms lib/gradebook_importer.rb */
export function canvasImport(
  text: string,
  { users, assignments, own }: {
    /** The columns that a course has made itself. */
    readonly own: readonly string[];
    readonly users: readonly CanvasUser[];
    readonly assignments: ReadonlyMap<number, string>;
  },
): CanvasImport {
  const rows = parse(text, { separator: delimiterOf(text) })
    .filter((row) => !/^[;, ]*$/.test(row.join(",")))
    .map((row) => row.map(withPoint));
  const [header, ...rest] = rows as [string[], ...string[][]];
  if (!header[0]!.includes("Student") || !header[1]!.includes("ID")) {
    throw new Error("Invalid header row");
  }
  const [sisAt, loginAt] = /SIS\s+Login\s+ID/.test(header[2]!)
    ? [undefined, 2]
    : /SIS\s+User\s+ID/.test(header[2]!)
    ? [2, 3]
    : [undefined, undefined];
  const section = header.indexOf("Section");
  const columns = header.slice(section + 1).filter((name) =>
    !own.includes(name) &&
    !/(Current|Final|Override) (Score|Points|Grade|Status)/.test(name)
  );
  const grades = new Map<number, Map<number, string>>();
  const unknown: string[] = [];
  const known = columns.flatMap((name) => {
    const id = Number(/^.*\((\d+)\)$/s.exec(name)?.[1]);
    return assignments.has(id) ? [{ id, at: header.indexOf(name) }] : [];
  });
  const cell = (row: readonly string[], at: number | undefined): string =>
    at === undefined ? "" : row[at]!;
  for (const row of rest) {
    const isOther = row[0]!.includes("Points Possible") ||
      row.every((cell) => /^\s*(Muted|Manual Posting.*)?\s*$/i.test(cell));
    if (isOther) continue;
    const user = users.find(({ id }) => id === Number.parseInt(row[1]!)) ??
      users.find(({ sis }) => cell(row, sisAt) === sis) ??
      users.find(({ login }) => cell(row, loginAt) === login) ??
      users.find(({ name }) => name === row[0]);
    const typed = known.map(({ id, at }) => [id, row[at]!.trim()] as const);
    if (user === undefined) unknown.push(row[0]!);
    else grades.set(user.id, new Map(typed));
  }
  const newAssignments = columns.filter((name) =>
    !known.some(({ at }) => header[at] === name)
  );
  return { grades, newAssignments, unknown };
}

/** A separator counts where it gives the first three lines the same number of fields. */
function delimiterOf(text: string): string {
  const lines = text.replace("\ufeff", "").split("\n").slice(0, 3);
  const [semicolons, commas] = [";", ","].map((separator) => {
    try {
      const sizes = lines.filter((line) => line !== "")
        .map((line) => parse(line, { separator })[0]!.length);
      return new Set(sizes).size === 1 ? sizes[0]! : 0;
    } catch {
      return 0;
    }
  });
  return semicolons! > commas! ? ";" : ",";
}

function withPoint(field: string): string {
  if (!/^-?[0-9.,]+%?$/.test(field)) return field;
  const parts = field.split(/[,.]/);
  const last = parts.pop()!;
  return parts.length === 0 ? last : `${parts.join("")}.${last}`;
}

/** A language of Moodle: its words for what the importer looks for. */
export interface MoodleWords {
  readonly grade: string;
  readonly id: string;
  readonly modified: string;
  readonly participant: string;
  readonly decimals: string;
}

/** @see https://github.com/moodle/moodle mod/assign/feedback/offline/importgradeslib.php */
export function moodleImport(
  text: string,
  words: MoodleWords,
  { participants, most }: {
    readonly participants: readonly number[];
    readonly most: number;
  },
): Map<number, number> {
  const [header, ...rows] = parse(text) as [string[], ...string[][]];
  const at = (name: string): number => {
    const index = header.lastIndexOf(name);
    if (index === -1) throw new Error("invalidgradeimport");
    return index;
  };
  const [gradeAt, idAt] = [at(words.grade), at(words.id), at(words.modified)];
  const grades = new Map<number, number>();
  for (const row of rows) {
    const id = Number(row[idAt!]!.slice(words.participant.length));
    if (!participants.includes(id)) continue;
    const typed = row[gradeAt!]!.replaceAll(" ", "");
    if (typed === "") continue;
    const grade = Number.parseFloat(typed.replace(words.decimals, "."));
    if (grade >= 0 && grade <= most) grades.set(id, grade);
  }
  return grades;
}

/**
 * Whose feedback a file of an archive is, and for which file.
 *
 * @see https://github.com/instructure/canvas-lms app/models/assignment.rb
 */
export function canvasFeedback(
  path: string,
): { readonly user: number; readonly attachment: number } | undefined {
  const file = path.split("/").at(-1)!;
  const parts = file.split("_");
  const [user, attachment] = parts.filter((part) => /^\d+$/.test(part));
  if (user === undefined || attachment === undefined) return undefined;
  if (/^link/.test(parts.at(-1)!) || file.startsWith("._")) return undefined;
  return { user: Number(user), attachment: Number(attachment) };
}

/** The same of Moodle. @see mod/assign/feedback/file/importziplib.php */
export function moodleFeedback(
  path: string,
  participants: readonly number[],
): { readonly participant: number; readonly file: string } | undefined {
  const name = path.split("/").at(-1)!;
  if (name.startsWith(".") || name.startsWith("~")) return undefined;
  const parts = path.split("/");
  while (parts.length > 0) {
    const info = parts.shift()!.split("_");
    const [, number = "", type = "", plugin, ...rest] = info;
    if (info.length < 4 || !/^\d+$/.test(number)) continue;
    if (!participants.includes(Number(number))) continue;
    if (!/^assign(submission|feedback)$/.test(type) || plugin !== "file") {
      continue;
    }
    const file = [rest.join("_"), ...parts].join("/").replace(/^\//, "");
    return { participant: Number(number), file };
  }
  return undefined;
}
