/**
 * Whose a submission is: told by ids and by the numbers of the course's system, and by a name only
 * where one student alone has it. What does not agree is refused, never guessed.
 *
 * @module
 */
import { inOrder } from "./delivered.ts";
import { claimedId } from "./read_pack.ts";
import type { Roster } from "./roster.ts";
import type {
  Claim,
  Collected,
  Refused,
  Student,
  Submission,
} from "./submission.ts";

/** A student, and what counts of what was handed in. */
export interface Matched {
  readonly student: Student;
  /** Nothing, if nothing was handed in, or if it cannot be told what counts. */
  readonly submission?: Submission;
  /** Of this submission, and of others that do not count. */
  readonly notes: readonly string[];
}

/** A class with what it has handed in. */
export interface Matching {
  /** In the order of the roster; without one, by id. */
  readonly students: readonly Matched[];
  /** What was refused before, of the roster and of the delivery, and what is nobody's. */
  readonly refused: readonly Refused[];
}

/** Whose a submission is, or why that cannot be told: a sentence without its subject and full stop. */
type Owner = { readonly student: Student } | { readonly why: string };

/**
 * Finds whose each submission is, and which one counts: of several the last, by the number of the
 * attempt, or else by the time.
 *
 * @param roster Without one, students are made of what submissions claim.
 */
export function matchStudents(
  { submissions, refused }: Collected,
  roster?: Roster,
): Matching {
  const sorted = inOrder(submissions, ({ source }) => source);
  const class_ = roster ?? claimedStudents(sorted);
  const more: Refused[] = [];
  const owned = new Map<Student, Submission[]>();
  for (const submission of sorted) {
    const owner = ownerOf(submission, class_.students);
    if ("why" in owner) {
      const { source } = submission;
      more.push({ source, why: `${source} is nobody's: ${owner.why}.` });
    } else {
      owned.set(owner.student, [
        ...owned.get(owner.student) ?? [],
        submission,
      ]);
    }
  }
  const students = class_.students.map((student): Matched => {
    const all = owned.get(student) ?? [];
    const last = lastOf(all);
    if (all.length === 0) return { student, notes: [] };
    if (last === undefined) {
      const sources = all.map(({ source }) => source).join(", ");
      const why = `it cannot be told which is the last of ${sources}`;
      more.push(...all.map(({ source }) => ({
        source,
        why: `${source} does not count: ${why}.`,
      })));
      return { student, notes: [`Nothing counts, as ${why}.`] };
    }
    const others = all.filter((one) => one !== last).map(({ source }) =>
      `${source} does not count: ${last.source} is later.`
    );
    return { student, submission: last, notes: [...last.notes, ...others] };
  });
  return { students, refused: [...class_.refused, ...refused, ...more] };
}

/** What is one student's alone. */
const keys = ["id", "canvas", "moodle"] as const;

function ownerOf(
  { claim, source }: Submission,
  students: readonly Student[],
): Owner {
  const said = sayClaim(claim);
  const found = new Set<Student>();
  for (const key of keys) {
    if (claim[key] === undefined) continue;
    const same = students.filter((student) => student[key] === claim[key]);
    if (same.length > 1) return { why: `several students have ${said}` };
    if (same.length === 0 && key === "id") {
      return { why: sayUnknown(claim.id!, students) };
    }
    same.forEach((student) => found.add(student));
  }
  const named = students.filter((student) => hasName(student, claim));
  if (found.size === 0) named.forEach((student) => found.add(student));
  const [student, other] = found;
  if (student === undefined) return { why: `no student has ${said}` };
  if (other !== undefined) return { why: `${said} may be several students` };
  const isOther = named.length > 0 && !named.includes(student) ||
    keys.some((key) =>
      claim[key] !== undefined && student[key] !== undefined &&
      claim[key] !== student[key]
    );
  if (isOther) return { why: `${said} are not the same student` };
  const place = claimedId(
    source.split("/")[0]!.replace(/\.(?:zip|json)$/i, ""),
  );
  if (place !== student.id && students.some(({ id }) => id === place)) {
    return { why: `it lies with what is of ${place}, and has ${said}` };
  }
  return { student };
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
function hasName(student: Student, { name, canvas }: Claim): boolean {
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

/** Finds the submission that counts: it is later than all others, or says the same as they do. */
function lastOf(all: readonly Submission[]): Submission | undefined {
  return all.find((one) =>
    all.every((other) => isLater(one, other) || saysSame(one, other))
  );
}

function isLater(one: Submission, other: Submission): boolean {
  if (
    one.attempt !== undefined && other.attempt !== undefined &&
    one.attempt !== other.attempt
  ) return one.attempt > other.attempt;
  return one.at !== undefined && other.at !== undefined && one.at > other.at;
}

function saysSame(one: Submission, other: Submission): boolean {
  const said = ({ files, predictions }: Submission): string =>
    JSON.stringify([inOrder([...files], ([path]) => path), [...predictions]]);
  return said(one) === said(other);
}

/** Makes a class of what submissions claim. */
function claimedStudents(submissions: readonly Submission[]): Roster {
  let people: Claim[] = [];
  for (const { claim } of submissions) {
    let merged = claim;
    const rest: Claim[] = [];
    for (const one of people) {
      if (isSamePerson(one, merged)) merged = { ...one, ...merged };
      else rest.push(one);
    }
    people = [...rest, merged];
  }
  const students = people.map(({ id, canvas, moodle, name = "" }): Student => ({
    id: id ?? (canvas && `canvas-${canvas}`) ??
      (moodle && `moodle-${moodle}`) ?? name,
    lastName: name,
    firstName: "",
    email: "",
    ...(canvas === undefined ? {} : { canvas }),
    ...(moodle === undefined ? {} : { moodle }),
  }));
  const unique = new Map(students.map((student) => [student.id, student]));
  return {
    students: inOrder([...unique.values()], ({ id }) => id),
    refused: [],
  };
}

/** Whether two claims have something in common that is one person's alone, and nothing against it. */
function isSamePerson(one: Claim, other: Claim): boolean {
  return keys.some((key) =>
    one[key] !== undefined && one[key] === other[key]
  ) &&
    keys.every((key) =>
      one[key] === undefined || other[key] === undefined ||
      one[key] === other[key]
    );
}
