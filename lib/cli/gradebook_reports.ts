/**
 * The reports of a gradebook: which are asked for, and how they get into their folder.
 *
 * @module
 */
import { type Gradebook, isGradebook } from "../gradebook/marks.ts";
import {
  type GradedClass,
  type Report,
  reports,
} from "../gradebook/reports.ts";
import type { Manifest } from "../homework/manifest.ts";
import { replaceFile } from "../workbook/file.ts";
import { jsonIn } from "../workbook/plain.ts";
import type { Folders } from "./gradebook_input.ts";
import { quote } from "./option_values.ts";
import { requireReportPlace, writeReport } from "./report_place.ts";
import { isGiven, textOf, type Typed } from "./typed.ts";
import { readTypedFile } from "./typed_file.ts";
import { UsageError } from "./usage_error.ts";

/** Results of single submissions, in the output folder. */
export const resultsFolder = "results/";

/** The file with all marks. */
const bookFile = "gradebook.json";

/** A report that is asked for. */
export interface AskedReport {
  readonly report: Report;
  /** The text of the file that was given. */
  readonly given: string;
  /** Where it goes, if that is not the output folder: as typed. */
  readonly elsewhere?: string;
}

/**
 * Finds the reports that are asked for, and looks at what they are filled into.
 *
 * @throws {UsageError} If what was given will not do, or nothing can be written there.
 */
export function askedReports(
  typed: Typed,
  manifest: Manifest,
): AskedReport[] {
  return reports.flatMap((report): AskedReport[] => {
    const { option } = report;
    if (option === undefined) return [{ report, given: "" }];
    if (!isGiven(typed, option)) return [];
    if (option === "similar") return [{ report, given: "" }];
    const path = textOf(typed, option)!;
    if (option === "junit") {
      requireReportPlace(path);
      return [{ report, given: "", elsewhere: path }];
    }
    const given = readTypedFile({
      path,
      option: `--${option}`,
      takes: "the CSV that it exported",
    }, (text) => text);
    const why = report.refuses?.(given, manifest);
    if (why === undefined) return [{ report, given }];
    throw new UsageError(
      `--${option} "${path}": ${why.replace(/\.$/, "")}`,
      `--${option} exported.csv`,
    );
  });
}

/** Writes reports, each file by rename. @param tell Takes what the instructor must see. */
export async function writeReports(
  asked: readonly AskedReport[],
  graded: GradedClass,
  { to, tell }: {
    readonly to: URL;
    readonly tell: (line: string) => void;
  },
): Promise<void> {
  for (const { report, given, elsewhere } of asked) {
    for await (
      const { path, content } of report.files(graded, { given, tell })
    ) {
      if (elsewhere === undefined) writeInto(to, path, content);
      else writeReport(elsewhere, String(content));
    }
  }
}

/** Writes a file into the output folder. @param path From there; it may have any signs in it. */
export function writeInto(
  to: URL,
  path: string,
  content: string | Uint8Array<ArrayBuffer>,
): void {
  const place = new URL(path.split("/").map(encodeURIComponent).join("/"), to);
  Deno.mkdirSync(new URL(".", place), { recursive: true });
  replaceFile(place, content);
}

/**
 * Looks at what is in the output folder.
 *
 * @returns The gradebook of an earlier run; nothing, if there is none.
 * @throws {UsageError} If an earlier run would be lost, or the folder is of something else.
 */
export function earlierBook(
  typed: Typed,
  { to, shown, typed: dir, command: again }: Folders,
  { title }: Manifest,
): Gradebook | undefined {
  const names = namesIn(to);
  const goesOn = isGiven(typed, "resume") || isGiven(typed, "regrade");
  const command = `deno task gradebook ${quote(dir)}`;
  const isOurs = names.includes(bookFile) ||
    names.includes(resultsFolder.slice(0, -1));
  if (names.length > 0 && !isOurs) {
    throw new UsageError(
      `"${shown}" holds other files, and no gradebook: another folder was expected`,
      `${command} --to ${quote(`${shown}-2`)}`,
    );
  }
  if (isOurs && !goesOn) {
    throw new UsageError(
      `"${shown}" has a gradebook already. --resume grades what is new in it, ` +
        "--regrade N.k asks one exercise again, --to DIR makes another",
      `${again} --resume`,
    );
  }
  const book = names.includes(bookFile) ? readBook(to, shown) : undefined;
  if (book !== undefined && book.title !== title) {
    throw new UsageError(
      `"${shown}" has the gradebook of "${book.title}", and this is "${title}"`,
      `${command} --to ${quote(`${shown}-2`)}`,
    );
  }
  if (book === undefined && isGiven(typed, "regrade")) {
    throw new UsageError(
      `"${shown}" has no gradebook yet in which to ask an exercise again`,
      isOurs ? `${command} --resume` : command,
    );
  }
  return book;
}

function namesIn(folder: URL): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    if (error instanceof Deno.errors.NotADirectory) return ["a file"];
    throw error;
  }
}

function readBook(to: URL, shown: string): Gradebook {
  const book = jsonIn(Deno.readTextFileSync(new URL(bookFile, to)));
  if (isGradebook(book)) return book;
  throw new UsageError(
    `"${shown}/${bookFile}" is damaged: move it away, and the results are put together again`,
    "--resume",
  );
}
