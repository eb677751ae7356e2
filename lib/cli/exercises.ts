/**
 * How people name exercises: `5`, `5.2`, `read_write` or `countSwitches`.
 *
 * @module
 */
import { readAnswer } from "../grade/answer_file.ts";
import {
  type ExerciseChoice,
  placeOf,
  wholeLesson,
} from "../grade/exercise_choice.ts";
import {
  type ExerciseFolder,
  type LessonFolder,
  lessonsWithExercises,
  loadAllExercises,
  loadExercises,
  tasksOf,
} from "../workbook/content.ts";
import { UnfitFile } from "../workbook/file.ts";
import { openHoles } from "../workbook/hole.ts";
import { root } from "../workbook/path.ts";
import { keepPristine } from "../workbook/pristine.ts";
import type { CommandName } from "./commands.ts";
import { isRefusal } from "./failure.ts";
import { findLesson } from "./lesson_name.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Finds the exercises that are meant, and loads no others.
 *
 * @param wanted As typed; all exercises, if nothing was.
 * @throws {UsageError} If nothing, or too much, has that name.
 */
export async function chooseExercises(
  wanted: string | undefined,
  command: string,
): Promise<ExerciseChoice[]> {
  if (wanted === undefined) return (await loadAllExercises()).map(wholeLesson);
  const lessons = lessonsWithExercises();
  const place = findPlace(wanted, lessons, command) ?? wanted;
  const [, lessonName = place, at] = /^(.+)\.(\d+)$/.exec(place) ?? [];
  const lesson = findLesson(lessonName, lessons, command);
  const folder = await loadExercises(lesson);
  return [
    at === undefined ? wholeLesson(folder) : one(folder, Number(at), command),
  ];
}

/** Finds where an exercise of that name is, as "5.2"; an exercise's name never begins with a digit. */
function findPlace(
  wanted: string,
  lessons: readonly LessonFolder[],
  command: string,
): string | undefined {
  if (/^\d/.test(wanted)) return undefined;
  const places = lessons.flatMap((lesson) => {
    const at = tasksOf(lesson).findIndex(({ name }) => name === wanted);
    return at === -1 ? [] : [placeOf(lesson, at)];
  });
  if (places.length <= 1) return places[0];
  throw new UsageError(
    `There is a ${wanted} in ${places.join(" and ")}: one was expected`,
    `deno task ${command} ${places[0]}`,
  );
}

function one(
  folder: ExerciseFolder,
  at: number,
  command: string,
): ExerciseChoice {
  const { number } = folder.lesson;
  if (folder.exercises[at - 1] !== undefined) {
    return { folder, chosen: [at - 1] };
  }
  throw new UsageError(
    `Unknown exercise ${number}.${at}: lesson ${number} has ${number}.1 to ` +
      `${number}.${folder.exercises.length}`,
    `deno task ${command} ${number}.1`,
  );
}

/** An exercise to go on with. */
export interface NextExercise {
  /** "5.2" */
  readonly place: string;
  readonly name: string;
}

/** Finds the exercise to go on with: the first after one that has its todo, or else before it. */
export function nextOpen(place: string): NextExercise | undefined {
  const all = lessonsWithExercises().flatMap((lesson) => {
    const answerUrl = new URL(`exercises/${lesson.slug}/answer.ts`, root);
    const open = openHoles(readAnswer({ lesson, answerUrl }).text ?? "");
    return tasksOf(lesson).map(({ name }, i) => ({
      place: placeOf(lesson, i),
      name,
      isOpen: open.includes(name),
    }));
  });
  const at = all.findIndex((one) => one.place === place);
  return [...all.slice(at + 1), ...all.slice(0, at)]
    .find(({ isOpen }) => isOpen);
}

/** "5.2 countSwitches, deno task exercise 5.2" */
export function sayNext({ place, name }: NextExercise): string {
  return `${place} ${name}, deno task exercise ${place}`;
}

/** Keeps copies of answers that nobody has begun, for `reset`; where nothing can be kept, nothing is. */
export function keepCopies(choices: readonly ExerciseChoice[]): void {
  try {
    for (const { folder } of choices) keepPristine(folder.lesson);
  } catch (error) {
    if (!isRefusal(error) && !(error instanceof UnfitFile)) throw error;
  }
}

/** Refuses a command that was to name a lesson or an exercise. */
export function exerciseExpected(command: CommandName): UsageError {
  const example = lessonsWithExercises()[0]?.number;
  return new UsageError(
    "An exercise was expected",
    `deno task ${command} ${example}.1`,
  );
}
