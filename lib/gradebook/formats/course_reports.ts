/**
 * What is written for students, and for a course's systems: rows of the table of reports.
 *
 * @module
 */
import type { Student } from "../../collect/submission.ts";
import { type Suite, toJUnit } from "../../grade/junit.ts";
import { oneLine } from "../../text/escape_code.ts";
import { sayMany } from "../../text/say.ts";
import { type Gradebook, isHandedIn } from "../marks.ts";
import type { GradedClass, Report, ReportFile } from "../reports.ts";
import { fillCanvas } from "./canvas.ts";
import type { Filled } from "./csv_cells.ts";
import { feedbackOf } from "./feedback.ts";
import { toHtml } from "./feedback_html.ts";
import { toMarkdown } from "./feedback_markdown.ts";
import { canvasName, moodleName, toZip } from "./feedback_zip.ts";
import { fillMoodle } from "./moodle.ts";

/** A course's system: how its table is filled, and what it calls the feedback of a student. */
interface Course {
  readonly option: "canvas" | "moodle";
  readonly name: string;
  readonly fill: (text: string, book: Gradebook) => Filled;
  readonly nameOf: (source: string, student: Student) => string | undefined;
}

const courses: readonly Course[] = [
  { option: "canvas", name: "Canvas", fill: fillCanvas, nameOf: canvasName },
  { option: "moodle", name: "Moodle", fill: fillMoodle, nameOf: moodleName },
];

/** The rows. */
export const courseReports: readonly Report[] = [
  {
    place: "feedback/",
    says: "a page a student, to read and to hand back",
    files: feedbackFiles,
  },
  ...courses.flatMap(reportsFor),
  {
    place: "report.xml",
    says: "a suite a student, for what reads JUnit",
    option: "junit",
    files: ({ book }) => [
      { path: "report.xml", content: toJUnit(suitesOfClass(book)) },
    ],
  },
];

function* feedbackFiles(
  { book, fileNames }: GradedClass,
): Iterable<ReportFile> {
  for (const student of book.students) {
    const page = feedbackOf(student, book);
    const path = `feedback/${fileNames.get(student.student.id)}`;
    yield { path: `${path}.md`, content: toMarkdown(page) };
    yield { path: `${path}.html`, content: toHtml(page) };
  }
}

/** The rows of a course's system: its table, and its archive of feedback. */
function reportsFor(course: Course): Report[] {
  const { option, name, fill } = course;
  const table = `${option}.csv`;
  return [
    {
      place: table,
      says: `for ${name} to take back`,
      option,
      refuses: (given, homework) =>
        refusalOf(() =>
          fill(given, { gradebook: 1, ...homework, students: [] })
        ),
      files: ({ book }, { given, tell }) => {
        const { text, notes } = fill(given, book);
        for (const note of notes) tell(`${table}: ${note}`);
        return [{ path: table, content: text }];
      },
    },
    {
      place: `${option}-feedback.zip`,
      says: `feedback for ${name} to take back`,
      option,
      files: ({ book }, { tell }) => feedbackZip(course, book, tell),
    },
  ];
}

function refusalOf(act: () => unknown): string | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

async function* feedbackZip(
  { option, name, nameOf }: Course,
  book: Gradebook,
  tell: (line: string) => void,
): AsyncIterable<ReportFile> {
  const path = `${option}-feedback.zip`;
  const own = book.students.filter(isHandedIn);
  const pages = own.flatMap((student) => {
    const name = nameOf(student.source!, student.student);
    if (name === undefined) return [];
    return [{ name, text: toHtml(feedbackOf(student, book)) }];
  });
  const without = own.length - pages.length;
  if (without > 0) {
    tell(
      `${path}: without ${
        sayMany(without, "page")
      } of what did not come from ${name}`,
    );
  }
  yield { path, content: await toZip(pages) };
}

/** A suite for each student, a case for each item. What gave all its points has passed. */
export function suitesOfClass({ items, students }: Gradebook): Suite[] {
  return students.map(({ student, marks }) => ({
    name: oneLine(student.id),
    cases: items.flatMap(({ id, name }) => {
      const mark = marks.find(({ item }) => item === id);
      if (mark === undefined) return [];
      const { status, complaint, right } = mark;
      const blanks = right &&
        {
          asked: "predictions",
          gave: `${right[0]} of ${right[1]} right`,
          why: "Some blanks are wrong.",
        };
      return [{
        name: `${id} ${name}`,
        status: status === "passed" || status === "failed" ? status : "skipped",
        ...(status === "failed" ? { complaint: complaint ?? blanks } : {}),
      }];
    }),
  }));
}
