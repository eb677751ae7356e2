/**
 * `deno task homework new`: makes a hand-out, the folder that the students of a class get.
 *
 * @module
 */
import { readRoster } from "../collect/roster.ts";
import { readDue, sayDue } from "../homework/due.ts";
import { type HandOut, planHandOut } from "../homework/hand_out.ts";
import { itemsOf, withPoints } from "../homework/items.ts";
import {
  isPrediction,
  type Item,
  type Manifest,
  manifestFile,
  mostPoints,
} from "../homework/manifest.ts";
import { questionsDigest } from "../homework/questions_digest.ts";
import { idRule, isStudentId, studentDigest } from "../homework/seeds.ts";
import { oneLine } from "../text/escape_code.ts";
import { sayMany, sayRanges } from "../text/say.ts";
import {
  type LessonFolder,
  lessonsWithExercises,
  loadExercises,
  loadLesson,
} from "../workbook/content.ts";
import { carryOut } from "../workbook/copy_workbook.ts";
import { keepPristine } from "../workbook/pristine.ts";
import {
  folderFor,
  folderTyped,
  requireClear,
  type Takes,
} from "./free_folder.ts";
import { findLessons } from "./lesson_name.ts";
import { printText } from "./output.ts";
import { numberOf, readOrHelp, textOf, type Typed } from "./typed.ts";
import { readTypedFile } from "./typed_file.ts";
import { UsageError } from "./usage_error.ts";

const example = "deno task homework new ../hand-out --lessons 5-9 " +
  '--title "How a file is sent" --due 2026-12-06';

const takes: Takes = {
  says: "homework new takes a new or an empty folder",
  tryThis: example,
};

/** The tasks of a hand-out. */
const usualTasks = ["lesson", "grade", "watch", "exercise", "hint", "reset"]
  .concat("progress", "predict", "homework");

/** Carries out the command. */
export async function homeworkNewCommand(
  args: readonly string[],
): Promise<void> {
  const typed = readOrHelp("homework new", args);
  if (typed === undefined) return;
  const dir = folderTyped(typed, example);
  const { from, to } = folderFor(dir, takes);
  const lessons = findLessons(
    required(typed, "lessons"),
    lessonsWithExercises(),
  );
  const manifest = await manifestFor(typed, lessons);
  const plan = planHandOut(from, to, {
    manifest,
    lessons,
    ...await keptFor(lessons),
  });
  requireClear(plan, dir, takes);
  carryOut(plan);
  for (const { slug } of lessons) keepPristine({ top: to, slug });
  tell(manifest, dir.replace(/[\\/]+$/, ""), plan.writes.length);
}

/** What is kept of the commands: also one whose results a lesson explains. */
async function keptFor(
  lessons: readonly LessonFolder[],
): Promise<Pick<HandOut, "tasks" | "commands">> {
  const models = await Promise.all(lessons.map(loadLesson));
  const tasks = [
    ...usualTasks,
    ...models.flatMap(({ explains = [] }) => explains),
  ];
  const modules = ["main", ...tasks, "homework_predict", "homework_pack"];
  return { tasks, commands: modules.map((name) => `lib/cli/${name}.ts`) };
}

async function manifestFor(
  typed: Typed,
  lessons: readonly LessonFolder[],
): Promise<Manifest> {
  const title = oneLine(required(typed, "title")).trim();
  const due = readDue(required(typed, "due"));
  if (title === "") {
    throw new UsageError("--title takes a text: it is empty", example);
  }
  if (due === undefined) {
    throw new UsageError(
      "--due takes a date, perhaps with a time and its offset from UTC: it is " +
        `"${textOf(typed, "due")}"`,
      "--due 2026-12-06, or --due 2026-12-06T18:00+01:00",
    );
  }
  const items = await itemsFor(typed, lessons);
  const seed = numberOf(typed, "seed") ??
    crypto.getRandomValues(new Uint32Array(1))[0]!;
  const workbook = await questionsDigest({ items });
  const manifest: Manifest = { homework: 1, title, items, seed, due, workbook };
  const students = await studentsOf(typed, manifest);
  return students === undefined ? manifest : { ...manifest, students };
}

async function itemsFor(
  typed: Typed,
  lessons: readonly LessonFolder[],
): Promise<Item[]> {
  const items = await itemsOf(await Promise.all(lessons.map(loadExercises)));
  const path = textOf(typed, "points");
  if (path === undefined) return items;
  const file = { path, option: "--points", takes: "a CSV of item,points" };
  return readTypedFile(file, (text) => withPoints(items, text));
}

/** Digests the ids of a roster, in an order that tells nothing of who is who. */
async function studentsOf(
  typed: Typed,
  manifest: Pick<Manifest, "seed">,
): Promise<readonly string[] | undefined> {
  const path = textOf(typed, "roster");
  if (path === undefined) return undefined;
  const file = { path, option: "--roster", takes: "a CSV of students" };
  const ids = readTypedFile(file, idsIn);
  const digests = ids.map((id) => studentDigest(manifest, id));
  return [...new Set(await Promise.all(digests))].sort();
}

/** The ids of a roster. @throws {SyntaxError} If a row is refused, or a student could not pack. */
function idsIn(text: string): string[] {
  const { students, refused } = readRoster(text);
  const [row] = refused;
  if (row !== undefined) throw new SyntaxError(`${row.source}: ${row.why}`);
  const odd = students.find(({ id }) => !isStudentId(id));
  if (odd !== undefined) {
    throw new SyntaxError(`"${odd.id}" can be no id: ${idRule}`);
  }
  return students.map(({ id }) => id);
}

/** Reads an option that must be given. */
function required(typed: Typed, name: string): string {
  const text = textOf(typed, name);
  if (text !== undefined) return text;
  throw new UsageError(`--${name} was expected, and was not given`, example);
}

function tell(manifest: Manifest, dir: string, files: number): void {
  const { items, due, seed, students } = manifest;
  const lessons = sayRanges([...new Set(items.map(({ lesson }) => lesson))]);
  const exercises = items.filter((item) => !isPrediction(item)).length;
  const lines = [
    `${dir} is the hand-out: ${sayMany(files, "file")}, lessons ${lessons}, ` +
    `${sayMany(exercises, "exercise")}, ${
      sayMany(mostPoints(manifest), "point")
    }.`,
    `Due: ${sayDue(due)}${
      Date.parse(due) < Date.now() ? ", which is over" : ""
    }. ` +
    `To make it again: --seed ${seed}`,
    ...(students === undefined
      ? [
        "No --roster was given, so a mistyped id is not told when a student packs.",
      ]
      : []),
    `Give out the folder as it is, and keep ${dir}/${manifestFile}: the gradebook ` +
    "wants it.",
  ];
  for (const line of lines) printText(oneLine(line));
}
