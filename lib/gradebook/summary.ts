/**
 * The summary of a gradebook, as a person reads it in a terminal: how a class did, why the most
 * failed, and what to look at.
 *
 * @module
 */
import { sayDue } from "../homework/due.ts";
import type { Refused } from "../collect/submission.ts";
import { isPrediction } from "../homework/manifest.ts";
import { oneLine } from "../text/escape_code.ts";
import { hangText } from "../text/hanging_text.ts";
import { sayMany } from "../text/say.ts";
import { displayWidth, padEnd, wrapText } from "../text/width.ts";
import {
  type Gradebook,
  isHandedIn,
  type Mark,
  scoreOf,
  type StudentMarks,
} from "./marks.ts";
import { type Override, sayOverride } from "./overrides.ts";
import { type ItemTally, tallyItems, tallyStudents } from "./tally.ts";

/** What a summary is made from. */
export interface Summarised {
  readonly book: Gradebook;
  readonly refused: readonly Refused[];
  readonly overrides: readonly Override[];
}

/** How it is written. */
export interface Layout {
  /** The most that a line takes. [columns, from 40] */
  readonly columns: number;
  /** The most lines of what is listed one by one; without it, all. */
  readonly most?: number;
}

/** The most reasons that are told of an item; and of how many items, where not all is listed. */
const mostReasons = 3;
const mostItems = 6;

/** Says how a class did. What somebody else wrote is text in it, and commands no terminal. */
export function saySummary(
  { book, refused, overrides }: Summarised,
  { columns, most = Infinity }: Layout,
): string[] {
  const tallies = tallyItems(book);
  const noted = book.students.flatMap(({ student, notes }) =>
    notes.map((note) => `${student.id}: ${note}`)
  );
  const { students } = book;
  const layout = { columns, most };
  const sections = [
    [...sayHead(book)].flatMap((line) => wrapText(plain(line), columns)),
    drawItems(tallies, columns),
    drawReasons(tallies, layout),
    sayStudents(
      "Nothing handed in:",
      students.filter((one) => !isHandedIn(one)),
      layout,
    ),
    sayStudents("Late:", students.filter(({ isLate }) => isLate), layout),
    sayList("Set by hand:", overrides.map(sayOverride), layout),
    sayList("Not taken:", refused.map(({ why }) => why), layout),
    sayList("To look at:", noted, layout),
  ];
  return sections.filter((lines) => lines.length > 0)
    .flatMap((lines, i) => i > 0 ? ["", ...lines] : lines);
}

/** Says who handed in, and the average. */
function* sayHead(book: Gradebook): Generator<string> {
  const { title, due, students } = book;
  const { handedIn, late } = tallyStudents(book);
  yield title;
  yield `Due: ${sayDue(due)}`;
  const scores = students.filter(isHandedIn)
    .map((student) => scoreOf(student, book.items));
  const points = scores.reduce((sum, score) => sum + score.points, 0);
  const of = scores.reduce((sum, score) => sum + score.of, 0);
  yield `${sayMany(students.length, "student")}: ${handedIn} handed in, ` +
    `${students.length - handedIn} missing, ${late} late`;
  if (handedIn === 0) return;
  yield `Who handed in has ${decimal(points / handedIn)} of ` +
    `${decimal(of / handedIn)} points on average`;
}

function decimal(value: number): string {
  return String(Math.round(10 * value) / 10);
}

/** The columns of counts, in wide terminals and in narrow ones. */
const heads: Readonly<Record<Mark["status"], readonly [string, string]>> = {
  passed: ["passed", "pass"],
  failed: ["failed", "fail"],
  open: ["open", "open"],
  missing: ["missing", "miss"],
  excused: ["excused", "exc."],
};

/** The fewest columns of a bar. */
const leastBar = 5;

/** Draws a line for each item: the average as a bar, and how many students it came out how for. */
function drawItems(tallies: readonly ItemTally[], columns: number): string[] {
  const shown = (Object.keys(heads) as Mark["status"][]).filter((status) =>
    status !== "excused" || tallies.some(({ counts }) => counts.excused > 0)
  );
  const rows = tallies.map(({ item, average, counts }) => ({
    item,
    share: average / Math.max(1, item.points),
    says: `${decimal(average)} of ${item.points}`,
    counts: shown.map((status) => String(counts[status])),
  }));
  const widest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map(displayWidth));
  const ids = widest(rows.map(({ item }) => item.id));
  const names = widest(rows.map(({ item }) => item.name));
  const says = widest(rows.map((row) => row.says));
  const draw = (left: string, right: readonly string[], at: 0 | 1): string => {
    const cells = right.map((cell, i) =>
      ` ${cell.padStart(i === 0 ? says : heads[shown[i - 1]!][at].length)}`
    ).join("");
    return padEnd(left, columns - cells.length) + cells;
  };
  const head = (at: 0 | 1): string =>
    draw("", ["", ...shown.map((status) => heads[status][at])], at);
  const bar = columns - ids - names - 4 - head(0).trimStart().length - says - 2;
  const at = bar >= leastBar ? 0 : 1;
  return [
    head(at),
    ...rows.map((row) => {
      const { id, name } = row.item;
      const left = `${padEnd(id, ids)}  ${padEnd(name, names)}  ` +
        "█".repeat(Math.round(Math.max(0, bar) * row.share));
      return draw(at === 0 ? left : id, [row.says, ...row.counts], at);
    }),
  ];
}

/** Lists the commonest reasons of the items that the most fail. */
function drawReasons(
  tallies: readonly ItemTally[],
  { columns, most }: Layout,
): string[] {
  const failed = tallies.filter(({ item, reasons }) =>
    !isPrediction(item) && reasons.length > 0
  );
  const worst = [...failed].sort((a, b) => b.counts.failed - a.counts.failed)
    .slice(0, most === Infinity ? most : mostItems);
  const lines = failed.filter((tally) => worst.includes(tally))
    .flatMap(({ item, reasons }) => [
      `  ${item.id} ${item.name}`,
      ...reasons.slice(0, mostReasons).flatMap(({ says, count }) =>
        hangText(`${String(count).padStart(7)}  `, plain(says), columns)
      ),
    ]);
  return lines.length === 0 ? [] : ["Why answers failed:", ...lines];
}

/**
 * Lists sentences under a heading, and says how many are left out.
 *
 * @param of.where Where all of them stand.
 * @returns Nothing, if there is none.
 */
export function sayList(
  heading: string,
  sentences: readonly string[],
  { columns, most = Infinity, where = "summary.txt" }: Layout & {
    readonly where?: string;
  },
): string[] {
  if (sentences.length === 0) return [];
  const shown = sentences.length <= most ? sentences : sentences.slice(0, most);
  const left = sentences.length - shown.length;
  return [
    heading,
    ...shown.flatMap((one) => hangText("  ", plain(one), columns)),
    ...(left === 0 ? [] : [`  and ${left} more, in ${where}`]),
  ];
}

/** Lists students, in one sentence. */
function sayStudents(
  heading: string,
  students: readonly StudentMarks[],
  { columns, most = Infinity }: Layout,
): string[] {
  const ids = students.map(({ student }) => plain(student.id));
  const left = ids.slice(most).length;
  const more = left === 0 ? "" : `, and ${left} more, in summary.txt`;
  const text = ids.slice(0, most).join(", ") + more;
  return ids.length === 0 ? [] : [heading, ...hangText("  ", text, columns)];
}

/** Makes text of what somebody else wrote. */
function plain(text: string): string {
  return oneLine(text.toWellFormed());
}
