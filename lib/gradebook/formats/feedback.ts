/**
 * What a student is told: which points, what failed and why, and how to see it again.
 *
 * Never: the right answer, a path of the machine, another student, what is noted for the instructor.
 * Nothing in it commands or turns text; pages must still make it safe for what they are written in.
 *
 * @module
 */
import { readable, readableLines } from "../../grade/readable.ts";
import { isPrediction, type Item } from "../../homework/manifest.ts";
import { lessonSeed } from "../../homework/seeds.ts";
import { oneLine } from "../../text/escape_code.ts";
import { layOut } from "../../text/lay_out.ts";
import { sayMany } from "../../text/say.ts";
import {
  type Gradebook,
  isHandedIn,
  type Mark,
  scoreOf,
  type StudentMarks,
} from "../marks.ts";

/** What a page says, whatever it is written in. */
export interface Feedback {
  readonly title: string;
  /** "Jane Doe (007)" */
  readonly student: string;
  readonly facts: readonly (readonly [what: string, says: string])[];
  /** A row for each item. */
  readonly rows: readonly FeedbackRow[];
  /** For each item that gave less than it could. */
  readonly sections: readonly FeedbackSection[];
}

/** An item in one line. */
export interface FeedbackRow {
  /** As in "5.2". */
  readonly item: string;
  readonly name: string;
  /** "0 of 3" */
  readonly points: string;
  readonly result: string;
}

/** What there is to say of an item. */
export interface FeedbackSection {
  readonly item: string;
  readonly name: string;
  readonly parts: readonly FeedbackPart[];
}

/** A text with what it is. */
export interface FeedbackPart {
  readonly label: string;
  /** Code keeps its lines. What is to be typed is code as well. */
  readonly kind: "code" | "prose";
  readonly text: string;
}

/** The columns of a line of code. */
const columns = 72;

/** Says what a student got, and why. */
export function feedbackOf(student: StudentMarks, book: Gradebook): Feedback {
  const pairs = book.items.flatMap((item) => {
    const mark = student.marks.find((one) => one.item === item.id);
    return mark === undefined ? [] : [[item, mark] as const];
  });
  return {
    title: line(book.title),
    student: nameOf(student.student),
    facts: factsOf(student, book),
    rows: pairs.map(([item, mark]) => ({
      item: item.id,
      name: item.name,
      points: mark.status === "excused"
        ? "–"
        : `${mark.points} of ${item.points}`,
      result: resultOf(mark),
    })),
    sections: pairs.flatMap(([item, mark]) => {
      const parts = partsOf(item, mark);
      return parts.length === 0
        ? []
        : [{ item: item.id, name: item.name, parts }];
    }),
  };
}

/** The same where it can be handed in again: how to see what is right of predictions is left out. */
export function earlyFeedbackOf(
  student: StudentMarks,
  book: Gradebook,
): Feedback {
  const page = feedbackOf(student, book);
  const sections = page.sections
    .filter(({ item }) => !isPrediction({ id: item }));
  return { ...page, sections };
}

function nameOf({ id, firstName, lastName }: StudentMarks["student"]): string {
  const name = line(`${firstName} ${lastName}`.trim(), 120);
  const short = line(id, 80);
  return name === "" ? short : `${name} (${short})`;
}

function factsOf(student: StudentMarks, book: Gradebook): [string, string][] {
  const { points, of } = scoreOf(student, book.items);
  const facts: [string, string][] = [
    ["Score", `${points} of ${sayMany(of, "point")}`],
    [
      "Due",
      sayMoment(student.due ?? book.due) +
      (student.due === undefined ? "" : ", for you"),
    ],
  ];
  if (!isHandedIn(student)) facts.push(["Handed in", "nothing"]);
  else if (student.at !== undefined || student.isLate) {
    const at = student.at === undefined ? "" : sayMoment(student.at);
    const words = [at, student.isLate ? "late" : ""].filter((word) =>
      word !== ""
    );
    facts.push(["Handed in", words.join(", ")]);
  }
  return facts;
}

/** "2026-12-06 23:59, UTC+01:00" */
export function sayMoment(iso: string): string {
  const [, date, time, zone = ""] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/
      .exec(iso) ?? [];
  if (date === undefined) return line(iso, 40);
  return `${date} ${time}` +
    (zone === "" ? "" : `, UTC${zone.replace("Z", "")}`);
}

function resultOf({ status, right, override }: Mark): string {
  const words = {
    passed: "passed",
    failed: right === undefined ? "failed" : "",
    open: "not answered",
    missing: "not handed in",
    excused: "excused, does not count",
  };
  const blanks =
    right === undefined || status === "excused" || status === "missing"
      ? ""
      : `${right[0]} of ${sayMany(right[1], "blank")} right`;
  const set = override === undefined
    ? ""
    : `by your instructor: ${line(override, 200)}`;
  const own = blanks === "" ? words[status] : blanks;
  return [own, set].filter((word) => word !== "").join("; ");
}

function partsOf(item: Item, mark: Mark): FeedbackPart[] {
  const { status, complaint, seed, right } = mark;
  if (status === "excused" || status === "missing") return [];
  if (isPrediction(item)) {
    const isAll = right === undefined || right[0] === right[1];
    if (isAll) return [];
    const { lesson } = item;
    return [again(`predict ${lesson} --seed ${lessonSeed(seed, lesson)}`)];
  }
  if (complaint === undefined) return [];
  const { asked, gave, listing = [], why } = complaint;
  return [
    ...(asked === "" ? [] : [laidOut(`Asked, from seed ${seed}`, asked)]),
    ...(gave === "" ? [] : [laidOut("Your answer gave", gave)]),
    ...(listing.length === 0
      ? []
      : [code("In steps", told(listing.join("\n")))]),
    ...(why === ""
      ? []
      : [{ label: "Why", kind: "prose", text: told(why) } as const]),
    again(`grade ${item.id} --seed ${seed}`),
  ];
}

function again(command: string): FeedbackPart {
  return code("See it again", `deno task ${command}`);
}

function code(label: string, text: string): FeedbackPart {
  return { label, kind: "code", text };
}

function laidOut(label: string, text: string): FeedbackPart {
  return code(label, told(layOut(line(text, most), columns).join("\n")));
}

/** The most of one text that a page has. [characters] */
const most = 4000;

/** A text that somebody else wrote, in one line. */
function line(text: string, most = 200): string {
  return safe(readable(oneLine(text), most));
}

/** A text that somebody else wrote, with its lines. */
function told(text: string): string {
  return safe(readableLines(text, most));
}

/** Without half characters, and without paths, also those that no answer should have found. */
function safe(text: string): string {
  return text.toWellFormed().replaceAll(path, "…/$1");
}

/** A place on somebody's machine, with its last name. */
const path =
  /(?:file:\/\/\/?|(?<![\w.)/])\/(?=(?:tmp|home|root|Users|private|var|opt|mnt|work|autograder)\/)|\b[A-Za-z]:\\)(?:[^\s"'`)\]:\\/]+[\\/])*([^\s"'`)\]:\\/]*)/g;
