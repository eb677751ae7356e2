/**
 * Reports for `--similar`: pairs of answers that are alike, and a folder for Dolos, which shows the
 * same in a browser, and groups as well.
 *
 * The text of an answer stands nowhere beside the name of a student.
 *
 * @module
 */
import { sayMany } from "../text/say.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import { pristineText } from "../workbook/pristine.ts";
import { cellOf, toCsv } from "./csv.ts";
import type { GradedClass, ReportFile } from "./reports.ts";
import { findSimilar, type Pair, type Written } from "./similar.ts";

/** How many pairs are shown: the file has all. */
const mostShown = 10;

/** The longest part of an id that is shown. [characters] */
const longestId = 20;

/** Writes all pairs into a table, and tells of the first. */
export function similarFiles(
  graded: GradedClass,
  tell: (line: string) => void,
): ReportFile[] {
  const stubs = new Map(graded.folders.map((folder) => [
    folder.lesson.number,
    stubOf(folder),
  ]));
  const pairs = findSimilar(writtenIn(graded), stubs);
  for (const line of sayPairs(pairs)) tell(line);
  const head = ["student", "other_student", "lesson", "figure", "lines"];
  return [{ path: "similar.csv", content: toCsv([head, ...pairs.map(rowOf)]) }];
}

function rowOf({ students, lesson, figure, lines }: Pair): string[] {
  return [...students, `${lesson}`, figure.toFixed(2), `${lines}`];
}

/** Says which answers are alike, and what that proves: a sentence a line. */
export function sayPairs(pairs: readonly Pair[]): string[] {
  if (pairs.length === 0) return ["No two answers are alike."];
  const left = pairs.length - mostShown;
  const shown = pairs.slice(0, mostShown).map((pair) => {
    const [student, other, lesson, figure, lines] = rowOf(pair)
      .map((cell) => cellOf(cell).slice(0, longestId));
    return `lesson ${lesson}: ${student} and ${other}, ${figure}, ${lines} lines`;
  });
  return [
    `Alike, ${sayMany(pairs.length, "pair")}: a hint for you, and no proof. ` +
    "Ten lines that are right are much the same whoever writes them.",
    ...shown,
    ...left > 0 ? [`and ${left} more, in similar.csv`] : [],
  ];
}

/** What each student wrote for each lesson, in the order of the gradebook: all files of it, as one. */
function writtenIn({ book, folders, submissions }: GradedClass): Written[] {
  return book.students.flatMap(({ student: { id } }) => {
    const files = [...submissions.get(id)?.files ?? []]
      .sort(([a], [b]) => a < b ? -1 : 1);
    return folders.flatMap(({ lesson: { number: lesson, slug } }) => {
      const own = files.filter(([path]) => path.startsWith(`${slug}/`));
      const text = own.map(([, text]) => text).join("\n");
      return own.length === 0 ? [] : [{ student: id, lesson, text }];
    });
  });
}

/** What learners were given; no text, if nobody knows it any more. */
function stubOf({ lesson: { slug } }: ExerciseFolder): string {
  return pristineText({ slug }) ?? "";
}

/**
 * Makes the folder for Dolos. It names nobody, so that it can be given away: a student is a number,
 * that of the place in the gradebook. What all were given is marked as `ignored`.
 *
 * @see https://dolos.ugent.be/docs/adding-metadata.html
 */
export function* dolosFiles(graded: GradedClass): Iterable<ReportFile> {
  const head = ["filename", "full_name", "label", "created_at", "ignored"];
  const { students } = graded.book;
  const rows: (string | undefined)[][] = [];
  for (const { student, lesson, text } of writtenIn(graded)) {
    const at = students.findIndex((one) => one.student.id === student);
    const number = String(at + 1).padStart(3, "0");
    const name = `${String(lesson).padStart(2, "0")}_${number}.ts`;
    yield { path: `dolos/${name}`, content: text };
    const time = students[at]!.at;
    rows.push([name, `student ${number}`, `lesson ${lesson}`, time, ""]);
  }
  const stub = graded.folders.map(stubOf).join("\n");
  yield { path: "dolos/stub.ts", content: stub };
  rows.push(["stub.ts", "what was given", "", "", "true"]);
  yield { path: "dolos/info.csv", content: toCsv([head, ...rows]) };
}
