/**
 * What a lesson's model is run with: which options a lesson has, and what their values make.
 *
 * @module
 */
import { countPieces, type Job, mostMovedBytes } from "../machine/job.ts";
import { sayCount } from "../text/say.ts";
import {
  type Lesson,
  mostKeptPieces,
  type Setting,
} from "../workbook/lesson.ts";
import {
  hadBy,
  optionOf,
  sayTooLarge,
  settingOf,
} from "../workbook/lesson_options.ts";
import { quote } from "./option_values.ts";
import type { Option } from "./option.ts";
import { optionsOf } from "./options.ts";
import { typedPath } from "./path.ts";
import { readPrices } from "./saved_prices.ts";
import { isGiven, textOf, type Typed, valueOf } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

const ofLesson = ["lesson"] as const;

/**
 * Lists the options of a lesson: those of the job that it takes, its own, and the others.
 *
 * @param parts How many parts it has.
 */
export function optionsOfLesson(lesson: Lesson, parts = 1): Option[] {
  const has = hadBy(lesson, optionsOf("lesson"), parts);
  const isOfJob = ({ needs = [] }: Option): boolean =>
    needs.includes("takes") || needs.includes("compares");
  return [
    ...has.filter(isOfJob),
    ...lesson.knobs.map((knob) => ({ of: ofLesson, ...optionOf(knob) })),
    ...has.filter((option) => !isOfJob(option)),
  ];
}

/**
 * Makes the setting of a model from what was typed.
 *
 * @param typed With the options of the lesson.
 * @throws {UsageError} If a value is not one that its option takes.
 */
export function readSetting(typed: Typed, lesson: Lesson): Setting {
  const path = textOf(typed, "file");
  const bytes = path === undefined ? undefined : readSentFile(path, lesson);
  if (bytes !== undefined && isGiven(typed, "size")) {
    throw new UsageError(
      "Give --file or --size, not both: a file has its own size",
      "--size 1MiB",
    );
  }
  const given = typed.options.flatMap(({ name, kind }) =>
    kind === "flag" ? [] : [[name, valueOf(typed, name)] as const]
  );
  const keepsTrace = !isGiven(typed, "no-trace");
  const rest = { bytes, keepsTrace, measuredPrices: readPrices };
  const setting = settingOf(lesson, Object.fromEntries(given), rest);
  // Only what is known of the strategies can be counted by a formula.
  const isMoved = keepsTrace || isGiven(typed, "program");
  if (isMoved && lesson.sends) requireMovable(setting.job, typed);
  return setting;
}

/** Refuses what would take minutes, or could be told only in part. */
function requireMovable(job: Job, { given }: Typed): void {
  const pieces = countPieces(job);
  const problem = sayTooLarge(job) ??
    (given.has("--json") && pieces > mostKeptPieces
      ? `The model keeps the events of up to ${sayCount(mostKeptPieces)} ` +
        `pieces: these are ${sayCount(pieces)}`
      : undefined);
  if (problem === undefined) return;
  const own = given.get("--program");
  if (own !== undefined) {
    throw new UsageError(
      `A program of yours is run, not counted by a formula. ${problem}`,
      `--size 1MiB --program ${quote(own)}`,
    );
  }
  const file = given.get("--file");
  const what = file === undefined || job.fileBytes > mostMovedBytes
    ? `--size ${job.fileBytes}`
    : `--file ${quote(file)}`;
  const buffer = given.get("--buffer");
  const option = buffer === undefined ? "" : ` --buffer ${buffer}`;
  throw new UsageError(problem, `${what}${option} --no-trace`);
}

/**
 * Reads the file of `--file`, named from the folder in which the command was typed.
 *
 * @param lesson The lesson that sends it: not all can count a file that is too large to read.
 * @throws {UsageError} If there is none, or it cannot be read, or is too large.
 */
function readSentFile(path: string, { sends }: Lesson): Uint8Array {
  if (path === "") throw refuse("it has no value");
  const place = typedPath(path);
  try {
    const { isFile, size } = Deno.statSync(place);
    if (!isFile) throw refuse(`"${path}" is not a regular file`);
    if (size > mostMovedBytes) {
      throw refuse(
        `"${path}" has ${sayCount(size)} bytes, more than the model moves`,
        `--size ${size}${sends ? " --no-trace" : ""}`,
      );
    }
    return Deno.readFileSync(place);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof Deno.errors.NotFound) {
      throw refuse(`"${path}" does not exist`);
    }
    const reason = error instanceof Error ? error.name : String(error);
    throw refuse(`"${path}" cannot be read (${reason})`);
  }
}

function refuse(state: string, tryThis = "--size 1MiB"): UsageError {
  return new UsageError(
    `--file takes a file that can be read: ${state}`,
    tryThis,
  );
}
