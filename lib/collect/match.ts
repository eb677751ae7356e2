/**
 * What counts of each student: the submission that is the last. Where that cannot be told, none.
 *
 * @module
 */
import { inOrder } from "./delivered.ts";
import { keys, ownerOf, placeOf, subjectOf } from "./owner.ts";
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
    if ("why" in owner) more.push(sayNobodys(submission, owner.why));
    else {
      const before = owned.get(owner.student) ?? [];
      owned.set(owner.student, [...before, submission]);
    }
  }
  const about = Map.groupBy(
    refused,
    ({ source }) => subjectOf(source, class_.students),
  );
  const students = class_.students.map((student): Matched => {
    const all = owned.get(student) ?? [];
    if (all.length === 0) {
      const notes = about.get(student)?.map(({ why }) => why) ?? [];
      return { student, notes };
    }
    const found = countingOf(student, all);
    if ("why" in found) {
      more.push(...all.map(({ source }) => ({ source, why: found.why })));
      return { student, notes: [found.why] };
    }
    const { last, others } = found;
    return { student, submission: last, notes: [...last.notes, ...others] };
  });
  return { students, refused: [...class_.refused, ...refused, ...more] };
}

/** Finds which submission counts, and says of the others why they do not. */
function countingOf(
  student: Student,
  all: readonly Submission[],
):
  | { readonly last: Submission; readonly others: readonly string[] }
  | { readonly why: string } {
  // Others may say that theirs is of this student: what lies in the student's own folder is.
  const theirs = all.filter(({ source }) => placeOf(source) === student.id);
  const found = theirs.length === 0
    ? whyNobodys(all, student) ?? lastOf(all)
    : lastOf(theirs);
  if ("why" in found) return found;
  const { last } = found;
  const others = all.filter((one) => one !== last).map((one) =>
    theirs.length > 0 && !theirs.includes(one)
      ? `${one.source} does not count: it does not lie where ${last.source} does.`
      : sayOther(one, last)
  );
  return { last, others };
}

/** Says that students of several numbers have handed in what claims to be of one. */
function whyNobodys(
  all: readonly Submission[],
  { id }: Student,
): { readonly why: string } | undefined {
  const isOne = keys.every((key) =>
    new Set(all.flatMap(({ claim }) => claim[key] ?? [])).size < 2
  );
  const sources = all.map(({ source }) => source).join(", ");
  return isOne ? undefined : {
    why: `Nothing counts of ${sources}: students of several numbers say that ` +
      `it is of ${id}.`,
  };
}

function sayOther(other: Submission, last: Submission): string {
  const why = isLater(last, other) ? "is later" : "says the same";
  return `${other.source} does not count: ${last.source} ${why}.`;
}

function sayNobodys({ source }: Submission, why: string): Refused {
  return { source, why: `${source} is nobody's: ${why}.` };
}

/** Finds the submission that counts: it is later than all others, or says the same as those of which that is not known. */
function lastOf(
  all: readonly Submission[],
): { readonly last: Submission } | { readonly why: string } {
  const last = all.find((one) =>
    all.every((other) =>
      isLater(one, other) || !isLater(other, one) && saysSame(one, other)
    )
  );
  if (last !== undefined) return { last };
  const sources = all.map(({ source }) => source).join(", ");
  return {
    why:
      `Nothing counts of ${sources}: it cannot be told which is the last one.`,
  };
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
function claimedStudents(
  submissions: readonly Submission[],
): Omit<Roster, "idColumn"> {
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
    lastName: name === id ? "" : name,
    firstName: "",
    email: "",
    ...(canvas === undefined ? {} : { canvas }),
    ...(moodle === undefined ? {} : { moodle }),
  }));
  const unique = Map.groupBy(students, ({ id }) => id);
  return {
    // Of an id that several say is theirs no number is known.
    students: inOrder([...unique.keys()], (id) => id).map((id) => {
      const [student, other] = unique.get(id)!;
      return other === undefined
        ? student!
        : { id, lastName: "", firstName: "", email: "" };
    }),
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
