/**
 * `deno task homework autograde`: grades what one student handed in, for a program that shows it.
 *
 * @module
 */
import { openBox } from "../box/box.ts";
import { collectOne } from "../collect/collect.ts";
import type { Submission } from "../collect/submission.ts";
import { toClassroom50 } from "../gradebook/formats/classroom50.ts";
import { earlyFeedbackOf } from "../gradebook/formats/feedback.ts";
import { toMarkdown } from "../gradebook/formats/feedback_markdown.ts";
import { toGradescope } from "../gradebook/formats/gradescope.ts";
import { gradeOne, openBook, seedFor } from "../gradebook/grade_one.ts";
import type { Gradebook } from "../gradebook/marks.ts";
import { loadAsked } from "../homework/asked_exercises.ts";
import type { Manifest } from "../homework/manifest.ts";
import { loadAllExercises } from "../workbook/content.ts";
import { replaceFile } from "../workbook/file.ts";
import { jsonText } from "../workbook/plain.ts";
import { folderTyped } from "./free_folder.ts";
import { manifestIn, sayUsage } from "./homework_input.ts";
import { complain } from "./output.ts";
import { typedPath } from "./path.ts";
import { readOrHelp, textOf, type Typed } from "./typed.ts";
import { refusing } from "./usage_error.ts";

/** Carries out the command. What is written is there after each lesson, whatever comes then. */
export async function homeworkAutogradeCommand(
  args: readonly string[],
): Promise<void> {
  const typed = readOrHelp("homework autograde", args);
  if (typed === undefined) return;
  const folder = folderTyped(typed, sayUsage("homework autograde"));
  const manifest = manifestIn(typed, "homework autograde");
  const begunMs = performance.now();
  const write = (book: Gradebook, state: string): void => {
    const seconds = (performance.now() - begunMs) / 1000;
    writeAll(typed, book, { state, seconds });
  };
  const found = await collectOne(typedPath(folder), {
    manifest,
    folders: await loadAllExercises(),
  });
  for (const { why } of found.refused) complain(why);
  const submission = lastOf(found.submissions);
  if (submission === undefined) {
    return write(openBook(manifest), "Nothing was found that can be graded.");
  }
  for (const note of submission.notes) complain(note);
  let book: Gradebook | undefined;
  for await (const now of gradeInBox(submission, manifest)) {
    write(now, "It is not all graded yet.");
    book = now;
  }
  if (book !== undefined) write(book, "");
}

/** Of several packs, the one that was made last. */
function lastOf(submissions: readonly Submission[]): Submission | undefined {
  return submissions.toSorted((a, b) => (a.at ?? "") < (b.at ?? "") ? -1 : 1)
    .at(-1);
}

async function* gradeInBox(
  submission: Submission,
  manifest: Manifest,
): AsyncIterable<Gradebook> {
  const choices = await refusing(
    "deno task homework new --help",
    () => loadAsked(manifest),
  );
  const folders = choices.map(({ folder }) => folder);
  const seed = await seedFor(submission, manifest);
  await using box = await openBox(folders, [seed]);
  for (const what of box.unlimited) complain(`Not limited here: ${what}`);
  yield* gradeOne(submission, { manifest, choices, seed, grader: box });
}

/** Writes each file that is asked for, beside its place and then into it. */
function writeAll(
  typed: Typed,
  book: Gradebook,
  { state, seconds }: { readonly state: string; readonly seconds: number },
): void {
  const texts = {
    gradescope: () => jsonText(toGradescope(book, state, seconds)),
    classroom50: () => jsonText(toClassroom50(book)),
    feedback: () => toMarkdown(earlyFeedbackOf(book.students[0]!, book)),
  };
  for (const [name, textFor] of Object.entries(texts)) {
    const place = textOf(typed, name);
    if (place === undefined) continue;
    replaceFile(typedPath(place), textFor());
  }
}
