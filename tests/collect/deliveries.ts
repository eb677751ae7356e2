/**
 * Made-up classes, and what courses' systems make of their work: for all tests that need some.
 *
 * @module
 */
import type { Student } from "../../lib/collect/submission.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { digestOf } from "../../lib/homework/pack.ts";
import { makeDice } from "../dice.ts";
import { writeZip, type ZipFile } from "./zip_writer.ts";

/** A student, and what was handed in. */
export interface MadeUpStudent {
  readonly id: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly email: string;
  /** The number of the user in Canvas. */
  readonly canvas: string;
  /** The number of the participant in Moodle. */
  readonly moodle: string;
  readonly isLate: boolean;
  /** When it was packed: ISO 8601, UTC. */
  readonly made: string;
  /** By the item: "P5". */
  readonly predictions: Readonly<Record<string, readonly string[]>>;
  /** By their paths in exercises/: "05_read_write/answer.ts". */
  readonly answers: Readonly<Record<string, string>>;
}

/** Files as they are delivered, by their paths. */
export type Delivered = ReadonlyMap<string, string | Uint8Array>;

const firstNames = ["Ada", "Grace", "Edsger", "Zoë", "Jürgen", "Nguyễn", "李"];
const lastNames = ["Lovelace", "Hopper", "Dijkstra", "O'Neil", "von Neumann"];

/**
 * Makes up a class. Ids have leading zeros; names may come twice.
 *
 * @param answersOf What a student has answered; by default, nothing.
 */
export function madeUpClass(
  size: number,
  seed: number,
  answersOf: (index: number) => Readonly<Record<string, string>> = () => ({}),
): MadeUpStudent[] {
  const dice = makeDice(seed);
  return Array.from({ length: size }, (_, i) => ({
    id: String(i + 1).padStart(3, "0"),
    lastName: `${dice.oneOf(lastNames)}${size > 30 ? ` ${i}` : ""}`,
    firstName: dice.oneOf(firstNames),
    email: `student${i + 1}@example.org`,
    canvas: String(1000 + 7 * i),
    moodle: String(50_000 + 3 * i),
    isLate: dice.below(8) === 0,
    made: new Date(Date.UTC(2026, 11, 5, 10, 0, dice.below(9999)))
      .toISOString(),
    predictions: {},
    answers: answersOf(i),
  }));
}

/** Folders by student: `007/exercises/05_read_write/answer.ts`. */
export function folders(students: readonly MadeUpStudent[]): Delivered {
  return new Map(students.flatMap(({ id, answers }) =>
    Object.entries(answers)
      .map(([path, text]) => [`${id}/exercises/${path}`, text] as const)
  ));
}

/** Packs, as students make them: `007.json`. */
export async function packs(
  students: readonly MadeUpStudent[],
  manifest: Manifest,
): Promise<Delivered> {
  const made = await Promise.all(
    students.map(async (student) =>
      [`${student.id}.json`, await packText(student, manifest)] as const
    ),
  );
  return new Map(made);
}

/** The text of one pack. */
export async function packText(
  { id, made, predictions, answers }: MadeUpStudent,
  manifest: Manifest,
): Promise<string> {
  const pack = {
    pack: 1,
    student: id,
    made,
    manifest,
    predictions,
    answers,
  } as const;
  return JSON.stringify({ ...pack, digest: await digestOf(pack) });
}

/** How Canvas calls what a student has uploaded. */
export function canvasName(
  { lastName, firstName, isLate, canvas }: MadeUpStudent,
  attachment: number,
  original: string,
): string {
  const name = `${lastName}${firstName}`.toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
  return `${name}${isLate ? "_LATE" : ""}_${canvas}_${attachment}_${original}`;
}

/** How Moodle calls the folder of a student. */
export function moodleName(
  { lastName, firstName, moodle }: MadeUpStudent,
): string {
  return `${firstName} ${lastName}_${moodle}_assignsubmission_file`;
}

/** What Canvas lets a teacher download: all answers are called alike, and so they are numbered. */
export function canvasZip(
  students: readonly MadeUpStudent[],
): Uint8Array<ArrayBuffer> {
  let attachment = 9000;
  return writeZip(
    students.flatMap((student) =>
      Object.values(student.answers).map((data, i): ZipFile => ({
        name: canvasName(
          student,
          attachment += 1,
          i === 0 ? "answer.ts" : `answer-${i}.ts`,
        ),
        data,
      }))
    ),
  );
}

/** What Canvas delivers of students who have uploaded one file each. */
export function canvasZipOf(
  uploads: readonly {
    readonly student: MadeUpStudent;
    readonly name: string;
    readonly data: string | Uint8Array;
  }[],
): Uint8Array<ArrayBuffer> {
  return writeZip(uploads.map(({ student, name, data }, i) => ({
    name: canvasName(student, 7000 + i, name),
    data,
  })));
}

/** What Moodle lets a teacher download, in folders. */
export function moodleZip(
  students: readonly MadeUpStudent[],
): Uint8Array<ArrayBuffer> {
  return writeZip(
    students.flatMap((student) =>
      Object.entries(student.answers).map(([path, data]): ZipFile => ({
        name: `${moodleName(student)}/${path}`,
        data,
      }))
    ),
  );
}

/** The folder of a student's answers, as an archive. */
export function studentZip(
  { answers }: MadeUpStudent,
  folder = "exercises",
): Uint8Array<ArrayBuffer> {
  return writeZip(
    Object.entries(answers)
      .map(([path, data]) => ({ name: `${folder}/${path}`, data })),
  );
}

/** A roster of our own. */
export function rosterCsv(students: readonly Student[]): string {
  const rows = students.map((one) =>
    [one.id, one.lastName, one.firstName, one.email, one.canvas, one.moodle]
      .map((cell) => `"${cell}"`).join(",")
  );
  return ["id,last_name,first_name,email,canvas,moodle", ...rows, ""]
    .join("\n");
}

/** The grades that Canvas exports. */
export function canvasCsv(
  students: readonly MadeUpStudent[],
  title = "Homework (77)",
): string {
  const rows = students.map((one) =>
    `"${one.lastName}, ${one.firstName}",${one.canvas},${one.id},${one.email},Lecture,`
  );
  return [
    `Student,ID,SIS User ID,SIS Login ID,Section,${title}`,
    "    Points Possible,,,,,10",
    ...rows,
    '"Student, Test",99999,,,Lecture,',
    "",
  ].join("\r\n");
}

/** The grading worksheet that Moodle exports. */
export function moodleCsv(students: readonly MadeUpStudent[]): string {
  const head =
    '\ufeffIdentifier,"Full name","ID number","Email address",Status,Grade,"Maximum Grade","Last modified (grade)","Feedback comments"';
  const rows = students.map((one) =>
    `"Participant ${one.moodle}","${one.firstName} ${one.lastName}",${one.id},${one.email},"Submitted for grading",,10.00,-,`
  );
  return [head, ...rows, ""].join("\n");
}

/** Writes a delivery into a folder, in the order given. */
export function writeDelivery(folder: string, files: Delivered): void {
  for (const [path, data] of files) {
    const place = `${folder}/${path}`;
    Deno.mkdirSync(place.replace(/\/[^/]*$/, ""), { recursive: true });
    if (typeof data === "string") Deno.writeTextFileSync(place, data);
    else Deno.writeFileSync(place, data);
  }
}
