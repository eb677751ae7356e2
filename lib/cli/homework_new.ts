/**
 * `deno task homework new`: makes a hand-out, the folder that the students of a class get.
 *
 * @module
 */
import { readRoster, type Roster } from "../collect/roster.ts";
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
  const roster = rosterTyped(typed);
  const manifest = await manifestFor(typed, lessons, roster);
  const plan = planHandOut(from, to, {
    manifest,
    lessons,
    ...await keptFor(lessons),
  });
  requireClear(plan, dir, takes);
  carryOut(plan);
  for (const { slug } of lessons) keepPristine({ top: to, slug });
  tell(manifest, roster, {
    dir: dir.replace(/[\\/]+$/, ""),
    files: plan.writes.length,
  });
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
  roster: Roster | undefined,
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
  return roster === undefined
    ? manifest
    : { ...manifest, students: await digestsOf(roster, manifest) };
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

function rosterTyped(typed: Typed): Roster | undefined {
  const path = textOf(typed, "roster");
  const file = { option: "--roster", takes: "a CSV of students" };
  return path === undefined
    ? undefined
    : readTypedFile({ path, ...file }, rosterIn);
}

/** Reads a roster. @throws {SyntaxError} If a row is refused, or a student could not pack. */
function rosterIn(text: string): Roster {
  const roster = readRoster(text);
  const [row] = roster.refused;
  if (row !== undefined) throw new SyntaxError(row.why);
  const odd = roster.students.find(({ id }) => !isStudentId(id));
  if (odd === undefined) return roster;
  throw new SyntaxError(`"${odd.id}" can be no id: ${idRule}`);
}

/** Digests the ids of a roster, in an order that tells nothing of who is who. */
async function digestsOf(
  { students }: Roster,
  manifest: Pick<Manifest, "seed">,
): Promise<readonly string[]> {
  const digests = students.map(({ id }) => studentDigest(manifest, id));
  return [...new Set(await Promise.all(digests))].sort();
}

/** Reads an option that must be given. */
function required(typed: Typed, name: string): string {
  const text = textOf(typed, name);
  if (text !== undefined) return text;
  throw new UsageError(`--${name} was expected, and was not given`, example);
}

function tell(
  manifest: Manifest,
  roster: Roster | undefined,
  { dir, files }: { readonly dir: string; readonly files: number },
): void {
  const { items, due, seed } = manifest;
  const lessons = sayRanges([...new Set(items.map(({ lesson }) => lesson))]);
  const exercises = items.filter((item) => !isPrediction(item)).length;
  const lines = [
    `${dir} is the hand-out: ${sayMany(files, "file")}, ` +
    `${/^\d+$/.test(lessons) ? "lesson" : "lessons"} ${lessons}, ` +
    `${sayMany(exercises, "exercise")}, ${
      sayMany(mostPoints(manifest), "point")
    }.`,
    `Due: ${sayDue(due)}${
      Date.parse(due) < Date.now() ? ", which is over" : ""
    }. ` +
    `To make it again: --seed ${seed}`,
    roster === undefined
      ? "No --roster was given, so a mistyped id is not told when a student packs."
      : "Students type their id as it stands in the roster, as " +
        `${roster.students[0]?.id} in its column "${roster.idColumn}".`,
    `Give out the folder as it is, and keep ${dir}/${manifestFile}: the gradebook ` +
    "wants it.",
  ];
  for (const line of lines) printText(oneLine(line));
}
