/**
 * Whose a submission is: told by ids and by the numbers of the course's system, and by a name only
 * where one student alone has it. What does not agree is refused, never guessed.
 *
 * @module
 */
import { claimedId } from "./read_pack.ts";
import type { Claim, Student, Submission } from "./submission.ts";
import { readSystemName } from "./system_names.ts";

/** Whose a submission is, or why that cannot be told: a sentence without its subject and full stop. */
export type Owner = { readonly student: Student } | { readonly why: string };

/** What is one student's alone. */
export const keys = ["id", "canvas", "moodle"] as const;

/** Finds whose a submission is. */
export function ownerOf(
  { claim, source }: Submission,
  students: readonly Student[],
): Owner {
  const { id, name } = claim;
  const isKnown = students.some((student) => student.id === id);
  // What a folder is called is one thing, and not two that must agree.
  const named = isKnown && id === name
    ? []
    : students.filter((student) => hasName(student, claim));
  // A folder may be called by a name as well: then that is no id.
  const isName = id !== undefined && id === name && !isKnown;
  if (id !== undefined && !isKnown && !(isName && named.length > 0)) {
    return { why: sayUnknown(id, students) };
  }
  const told = isName ? { name } : claim;
  const said = sayClaim(told);
  const numbered = students.filter((student) =>
    keys.some((key) => told[key] !== undefined && told[key] === student[key])
  );
  const place = placeOf(source);
  const placed = students.filter((student) =>
    student.id === place || hasName(student, { name: place ?? "" })
  );
  const [student, other] = [numbered, named, placed]
    .find(({ length }) => length > 0) ?? [];
  if (student === undefined) return { why: `no student has ${said}` };
  if (other !== undefined) return { why: `${said} may be several students` };
  const isOther = named.length > 0 && !named.includes(student) ||
    keys.some((key) =>
      told[key] !== undefined && student[key] !== undefined &&
      told[key] !== student[key]
    );
  if (isOther) return { why: `${said} are not the same student` };
  if (placed.length > 0 && !placed.includes(student)) {
    return { why: `it lies with what is of ${place}, and has ${said}` };
  }
  return { student };
}

/** What the folder, archive or pack is called in which something was found: perhaps an id, or a name. */
export function placeOf(source: string): string | undefined {
  return claimedId(source.split("/")[0]!.replace(/\.(?:zip|json)$/i, ""));
}

/** Of whom something would have been that was refused, as far as its name says so. */
export function subjectOf(
  source: string,
  students: readonly Student[],
): Student | undefined {
  const place = placeOf(source);
  const inside = source.slice(source.indexOf("/") + 1);
  const { canvas, moodle } = readSystemName(inside)?.claim ?? {};
  return students.find(({ id }) => id === place) ??
    students.find((student) =>
      canvas !== undefined && canvas === student.canvas ||
      moodle !== undefined && moodle === student.moodle
    );
}

function sayClaim({ id, canvas, moodle, name }: Claim): string {
  return [
    id === undefined ? [] : `the id ${JSON.stringify(id)}`,
    canvas === undefined ? [] : `the number ${canvas} in Canvas`,
    moodle === undefined ? [] : `the number ${moodle} in Moodle`,
    name === undefined ? [] : `the name ${JSON.stringify(name)}`,
  ].flat().join(" and ") || "no name";
}

/** Says that there is no such id, and which one may be meant. */
function sayUnknown(id: string, students: readonly Student[]): string {
  const bare = (text: string): string => text.toLowerCase().replace(/^0+/, "");
  const near = students.filter((one) => bare(one.id) === bare(id));
  const hint = near.length === 1
    ? `: there is ${JSON.stringify(near[0]!.id)}`
    : "";
  return `no student has the id ${JSON.stringify(id)}${hint}`;
}

/**
 * Whether a student has the name of a claim. Canvas puts the last name first and leaves out what is
 * no letter or number; where a roster does not say which is the last name, any may be.
 */
function hasName(
  student: Student,
  { name, canvas }: Pick<Claim, "name" | "canvas">,
): boolean {
  const same = (text: string): string => {
    const folded = text.normalize("NFC").toLowerCase();
    return canvas === undefined
      ? folded.replaceAll(/\s+/g, " ").trim()
      : folded.replaceAll(/[^\p{L}\p{N}]/gu, "");
  };
  const theirs = same(name ?? "");
  const { firstName, lastName } = student;
  const words = lastName.split(" ");
  const names = firstName === ""
    ? words.map((_, i) => [...words.slice(i), ...words.slice(0, i)].join(" "))
    : [`${firstName} ${lastName}`, `${lastName} ${firstName}`];
  return theirs !== "" && names.map(same).includes(theirs);
}
