/**
 * Feedback as one archive, with the names that Canvas and Moodle know again.
 *
 * @module
 */
import type { Student } from "../../collect/submission.ts";
import { oneLine } from "../../text/escape_code.ts";

/** A page, and what it is called in the archive. */
export interface ZipPage {
  /** With slashes. */
  readonly name: string;
  readonly text: string;
}

/**
 * Names feedback as Canvas looks for it: the first two numbers between underscores are of the student
 * and of the file that was handed in.
 *
 * @param source Where the submission was found.
 * @returns Nothing, if it was not in an archive of Canvas.
 * @see https://github.com/instructure/canvas-lms app/models/assignment.rb
 * infer_comment_context_from_filename
 */
export function canvasName(
  source: string,
  { canvas }: Pick<Student, "canvas">,
): string | undefined {
  const [file = ""] = source.split("/").slice(-1);
  const numbers = file.split("_").filter((part) => /^\d+$/.test(part));
  const [, begin, user] =
    /^((?:anon|[^_]+)(?:_LATE)?_(\d+)_\d+)_./.exec(file) ?? [];
  if (begin === undefined || user !== numbers[0]) return undefined;
  return canvas === undefined || canvas === user
    ? `${begin}_feedback.html`
    : undefined;
}

/**
 * Names feedback as Moodle looks for it: in a folder called after the participant.
 *
 * @param source Where the submission was found.
 * @returns Nothing, if the number of the participant is not known.
 * @see https://github.com/moodle/moodle mod/assign/feedback/file/importziplib.php
 */
export function moodleName(
  source: string,
  { moodle, firstName, lastName }: Pick<
    Student,
    "moodle" | "firstName" | "lastName"
  >,
): string | undefined {
  const folder = source.split("/").find((part) => {
    const number = /^[^_]+_(\d+)_assignsubmission_file_?$/.exec(part)?.[1];
    return number !== undefined && (moodle === undefined || moodle === number);
  });
  if (folder !== undefined) return `${folder}/feedback.html`;
  if (moodle === undefined || !/^\d+$/.test(moodle)) return undefined;
  const name = oneLine(`${firstName} ${lastName}`).replaceAll(
    /[^\p{L}\p{N} -]/gu,
    "",
  ).trim();
  return `${
    name || "Participant"
  }_${moodle}_assignsubmission_file/feedback.html`;
}

/** Packs pages. The same pages give the same bytes: none has a time. */
export async function toZip(
  pages: readonly ZipPage[],
): Promise<Uint8Array<ArrayBuffer>> {
  const { TextReader, Uint8ArrayWriter, ZipWriter } = await import(
    "@zip.js/zip.js"
  );
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    extendedTimestamp: false,
    lastModDate: new Date(2000, 0, 1),
  });
  for (const { name, text } of pages) {
    await writer.add(name, new TextReader(text));
  }
  return new Uint8Array(await writer.close());
}
