/**
 * Reports: all that is written of a class when it is graded, in one table.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";
import type { Submission } from "../collect/submission.ts";
import type { Manifest } from "../homework/manifest.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import { courseReports } from "./formats/course_reports.ts";
import { toGradebookCsv } from "./gradebook_csv.ts";
import type { Gradebook } from "./marks.ts";

/** What reports are made from. Nothing in it depends on when it was made. */
export interface GradedClass {
  readonly book: Gradebook;
  /** The lessons of the homework: their tasks are on them. */
  readonly folders: readonly ExerciseFolder[];
  /** What the files of a student are called, without an ending, by id. */
  readonly fileNames: ReadonlyMap<string, string>;
  /** The submissions that count, by id. */
  readonly submissions: ReadonlyMap<string, Submission>;
}

/** A file of a report. */
export interface ReportFile {
  /** From the output folder, with slashes. */
  readonly path: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** A report. */
export interface Report {
  /** Where it is, from the output folder: a file, or a folder with a slash at its end. */
  readonly place: string;
  /** What it is, for a person: a few words. */
  readonly says: string;
  /** The option that asks for it; without one, it is always written. */
  readonly option?: "canvas" | "moodle" | "junit" | "similar";
  /** Says why what was given with the option will not do, before anything is graded. */
  readonly refuses?: (
    given: string,
    homework: Pick<Manifest, "title" | "due" | "items">,
  ) => string | undefined;
  /**
   * Makes its files, one at a time.
   *
   * @param of.given With `--canvas` and `--moodle`: the text of the file.
   * @param of.tell Takes a line that the instructor must see.
   */
  readonly files: (graded: GradedClass, of: {
    readonly given: string;
    readonly tell: (line: string) => void;
  }) => Iterable<ReportFile> | AsyncIterable<ReportFile>;
}

/** The table, in the order in which they are written. */
export const reports: readonly Report[] = [
  {
    place: "gradebook.csv",
    says: "a row a student, a column an item",
    files: ({ book }) => [
      { path: "gradebook.csv", content: toGradebookCsv(book) },
    ],
  },
  {
    place: "gradebook.json",
    says: "all of it, for programs",
    files: ({ book }) => [
      {
        path: "gradebook.json",
        content: jsonText(book),
      },
    ],
  },
  ...courseReports,
  {
    place: "similar.csv",
    says: "answers that are alike: a hint, and no proof",
    option: "similar",
    files: async function* (graded, { tell }): AsyncIterable<ReportFile> {
      const { similarFiles } = await import("./similar_reports.ts");
      yield* similarFiles(graded, tell);
    },
  },
  {
    place: "dolos/",
    says: "the same for Dolos: dolos run -l typescript dolos/info.csv",
    option: "similar",
    files: async function* (graded): AsyncIterable<ReportFile> {
      const { dolosFiles } = await import("./similar_reports.ts");
      yield* dolosFiles(graded);
    },
  },
];
