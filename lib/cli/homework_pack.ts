/**
 * `deno task homework pack`: grades a student's answers as they will be graded, and writes the one
 * file to hand in.
 *
 * @module
 */
import type { ExerciseChoice } from "../grade/exercise_choice.ts";
import { drawGrades, type LessonGrades, toldOnce } from "../grade/report.ts";
import { loadAsked } from "../homework/asked_exercises.ts";
import { sayDue } from "../homework/due.ts";
import { gradeForPack } from "../homework/grade_pack.ts";
import { type Manifest, mostPoints } from "../homework/manifest.ts";
import { ownFilesOf } from "../homework/own_files.ts";
import { isEarlier, type Pack, packNameOf, sealed } from "../homework/pack.ts";
import {
  isFor,
  paperFor,
  type Predicted,
  type PredictionPaper,
} from "../homework/predictions_file.ts";
import { asksTheSame } from "../homework/questions_digest.ts";
import { gradingSeeds } from "../homework/seeds.ts";
import { sayMany, saySize } from "../text/say.ts";
import { keepJson, readIfThere } from "../workbook/file.ts";
import { root } from "../workbook/path.ts";
import { jsonIn } from "../workbook/plain.ts";
import { askLine, canAsk } from "./ask.ts";
import {
  readFilled,
  requireFittingFile,
  sayOpen,
  sayUnknown,
  studentAtWork,
} from "./homework_student.ts";
import { quote } from "./option_values.ts";
import { colourMarks, print, printText, terminalColumns } from "./output.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { refusing, UsageError } from "./usage_error.ts";

/** What goes into the file besides the manifest and the student. */
type Contents = Pick<Pack, "answers" | "predictions">;

/** Carries out the command. */
export async function homeworkPackCommand(
  args: readonly string[],
): Promise<void> {
  const typed = readOrHelp("homework pack", args);
  if (typed === undefined) return;
  const { manifest, id, isKnown } = await studentAtWork(typed, "homework pack");
  const tryThis = `deno task homework pack --as ${quote(id)}`;
  requirePlace(manifest, id);
  if (!isKnown && !isGiven(typed, "yes") && !isConfirmed(id, tryThis)) {
    return print("Nothing was written.\n");
  }
  const choices = await refusing(
    "deno task progress",
    () => loadAsked(manifest),
  );
  const { answers, notes } = answersOf(choices);
  const kept = readFilled(id);
  const paper = await paperFor(manifest, id, kept?.seed);
  const filled = filledFor(paper, kept);
  const files = new Map(Object.entries(answers));
  const { packing } = gradingSeeds(manifest);
  const graded = await gradeForPack(choices, files, packing);
  tellGrades(graded);
  if (!await asksTheSame(manifest)) {
    printText(
      "The questions in this folder are not those that were given out: your " +
        "instructor's will be asked.",
    );
  }
  for (const note of notes) printText(`Not packed: ${note}.`);
  tellPredictions(paper, filled);
  tellPoints(manifest, graded);
  const predictions = predictionsOf(paper, filled);
  await write(manifest, id, { answers, predictions });
}

/** What was predicted, by the item; what is open is an empty text. */
function predictionsOf(
  { items, problems }: PredictionPaper,
  filled: Predicted["filled"],
): Pack["predictions"] {
  return Object.fromEntries(
    problems.map(({ blanks }, i) => [
      items[i]!,
      blanks.map((_, at) => filled[i]?.[at] ?? ""),
    ]),
  );
}

/** Refuses to replace what is no earlier pack of the same. */
function requirePlace(manifest: Manifest, student: string): void {
  const name = packNameOf(student);
  const bytes = readIfThere(new URL(name, root));
  if (bytes === undefined) return;
  const found = jsonIn(new TextDecoder().decode(bytes));
  if (isEarlier(found, { manifest, student })) return;
  throw new UsageError(
    `${name} is there, and is no earlier pack of this homework. Move it away`,
    `deno task homework pack --as ${quote(student)}`,
  );
}

function isConfirmed(id: string, tryThis: string): boolean {
  if (!canAsk()) {
    throw new UsageError(sayUnknown(id).replace(/\.$/, ""), `${tryThis} --yes`);
  }
  printText(sayUnknown(id));
  return /^y(es)?$/i.test(askLine("Pack all the same? [y/N]") ?? "");
}

function answersOf(
  choices: readonly ExerciseChoice[],
): { answers: Pack["answers"]; notes: string[] } {
  const found = choices.map(({ folder }) => ownFilesOf(folder.lesson));
  return {
    answers: Object.fromEntries(found.flatMap(({ files }) => [...files])),
    notes: found.flatMap(({ notes }) => notes),
  };
}

/** What was filled in, if it is for this student. */
function filledFor(
  paper: PredictionPaper,
  kept: Predicted | undefined,
): Predicted["filled"] {
  if (kept === undefined || paper.problems.length === 0) return [];
  if (isFor(kept, paper)) {
    requireFittingFile(paper, kept.filled);
    return kept.filled;
  }
  throw new UsageError(
    "predictions.json is of other questions than these",
    `deno task homework predict --as ${quote(paper.student)}`,
  );
}

function tellGrades(lessons: readonly LessonGrades[]): void {
  const columns = terminalColumns();
  for (const lesson of lessons) {
    print(
      colourMarks(drawGrades(toldOnce(lesson), columns)).join("\n") + "\n\n",
    );
  }
}

function tellPredictions(
  { problems }: PredictionPaper,
  filled: Predicted["filled"],
): void {
  if (problems.length === 0) return;
  const flat = problems.flatMap(({ blanks }, i) =>
    blanks.map((_, at) => filled[i]?.[at] ?? null)
  );
  const said = sayOpen(flat);
  printText(`Predictions: ${said[0]!.toLowerCase()}${said.slice(1)}.`);
}

/** Says what is missing by its place, and what there is. */
function tellPoints(
  { items }: Manifest,
  lessons: readonly LessonGrades[],
): void {
  const grades = lessons.flatMap(({ grades }) => grades);
  const asked = items.filter(({ id }) =>
    grades.some(({ place }) => place === id)
  );
  const passed = asked.filter(({ id }) =>
    grades.some(({ place, status }) => place === id && status === "passed")
  );
  const places = (status: string): string =>
    grades.filter((grade) => grade.status === status)
      .map(({ place }) => place).join(", ");
  const missing = [
    places("open") && `Open: ${places("open")}.`,
    places("failed") && `Failed: ${places("failed")}.`,
  ].filter(Boolean);
  printText(
    [
      `Exercises: ${mostPoints({ items: passed })} of ` +
      `${sayMany(mostPoints({ items: asked }), "point")}.`,
      ...missing,
    ].join(" "),
  );
}

async function write(
  manifest: Manifest,
  student: string,
  contents: Contents,
): Promise<void> {
  const made = new Date().toISOString();
  const pack = await sealed({ pack: 1, student, made, manifest, ...contents });
  const name = packNameOf(student);
  requirePlace(manifest, student);
  keepJson(new URL(name, root), pack);
  const { size } = Deno.statSync(new URL(name, root));
  const isOver = Date.parse(manifest.due) < Date.parse(made);
  printText(
    `Written: ${name} (${saySize(size)}). Hand in this one file, ` +
      (isOver
        ? `though its time is over: it was ${sayDue(manifest.due)}.`
        : `until ${sayDue(manifest.due)}.`),
  );
}
