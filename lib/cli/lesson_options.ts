/**
 * The arguments of `deno task lesson`, turned into what is asked for.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import type { Knob, Lesson, Setting } from "../lesson/lesson.ts";
import {
  generateFile,
  type Job,
  makeJob,
  mostCountedBytes,
  mostMovedBytes,
} from "../machine/job.ts";
import { saySize } from "../render/say.ts";
import type { LessonFolder } from "./content.ts";
import { columnsRange } from "./output.ts";
import { parseSize } from "./size.ts";
import { UsageError } from "./usage_error.ts";

/** The options with a value that describe a job. */
export const jobOptions = [
  "file",
  "size",
  "buffer",
  "page",
  "cache",
  "nic",
  "strategy",
] as const;

/** The facts that can be asked for without the page, and what they are called in it. */
export const views = { steps: "program", detail: "steps", diagram: "diagram" };

/** The options without a value. */
export const flags = [
  ...Object.keys(views),
  "json",
  "no-trace",
  "answers",
  "help",
] as const;

/** The value of each option that was given. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** What was typed: which lesson, if any, and which options. */
export interface Typed {
  readonly positional: readonly string[];
  readonly given: Given;
  /** Options that neither the command nor the lesson has. */
  readonly unknown: readonly string[];
}

/**
 * Sorts what was typed.
 *
 * @param args As from the shell.
 * @param knobs The names of the lesson's own options, once the lesson is known.
 */
export function readArguments(
  args: readonly string[],
  knobs: readonly string[],
): Typed {
  const withValue = [...jobOptions, "width", ...knobs];
  const unknown: string[] = [];
  const { _: positional, ...given } = parseArgs(joinValues(args, withValue), {
    string: [...withValue, "_"],
    boolean: [...flags],
    alias: { help: "h" },
    unknown: (option) => {
      if (option.startsWith("-")) unknown.push(option.replace(/=.*/, ""));
    },
  });
  return {
    positional: positional.map(String),
    given: given as Given,
    unknown,
  };
}

/** Ties each value to its option, so that `--size -5` is a size, and a wrong one. */
function joinValues(
  args: readonly string[],
  withValue: readonly string[],
): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const isOption = withValue.some((name) => args[i] === `--${name}`);
    const hasValue = args[i + 1] !== undefined &&
      !args[i + 1]!.startsWith("--");
    joined.push(isOption && hasValue ? `${args[i]}=${args[++i]}` : args[i]!);
  }
  return joined;
}

/**
 * Checks that a lesson has all options that were given.
 *
 * @throws {UsageError} If it lacks one.
 */
export function requireOptions(
  { unknown, given }: Typed,
  folder: LessonFolder,
  lesson: Lesson,
): void {
  const has = [
    ...lesson.heeds,
    ...lesson.knobs.map(({ name }) => name),
    "width",
    "json",
  ];
  const unheeded = jobOptions.find((name) =>
    given[name] !== undefined && !lesson.heeds.includes(name)
  );
  const bad = unknown[0] ?? (unheeded && `--${unheeded}`);
  if (bad === undefined) return;
  throw new UsageError(
    `Unknown option ${bad}: lesson ${folder.number} has ${
      has.map((name) => `--${name}`).join(", ")
    }`,
    `deno task lesson ${folder.number} --help`,
  );
}

/**
 * Reads the width of the output.
 *
 * @returns As it was given [columns], or `undefined`.
 * @throws {UsageError} If it is not a width.
 */
export function readWidth(given: Given): number | undefined {
  if (given.width === undefined) return undefined;
  const [least, most] = columnsRange;
  return readWhole("width", String(given.width), [least, most]);
}

/**
 * Makes the setting of a model from what was typed.
 *
 * @param readFile Reads the file of `--file`, or throws a `UsageError`.
 * @throws {UsageError} If a value is not one that its option takes.
 */
export function readSetting(
  given: Given,
  lesson: Lesson,
  readFile: (path: string) => Uint8Array,
): Setting {
  const bytes = given.file === undefined
    ? undefined
    : readFile(String(given.file));
  if (bytes !== undefined && given.size !== undefined) {
    throw new UsageError(
      "Give --file or --size, not both: a file has its own size",
      "deno task lesson 8 --size 1MiB",
    );
  }
  const job = readJob(given, bytes?.length);
  const keepsTrace = given["no-trace"] !== true;
  if (keepsTrace) requireMovable(job, lesson);
  return {
    job,
    file: () => bytes ?? generateFile(job.fileBytes),
    keepsTrace,
    knobs: {
      ...readKnobs(given, lesson.knobs),
      ...(given.strategy ? { strategy: String(given.strategy) } : {}),
    },
  };
}

function readJob(given: Given, fileBytes: number | undefined): Job {
  const size = fileBytes ?? readSize(given, "size", 0);
  const bufferBytes = readSize(given, "buffer", 1);
  const pageBytes = readSize(given, "page", 1);
  const cache = readChoice(given, "cache", ["cold", "warm"]);
  const nic = readChoice(given, "nic", ["gather", "no-gather", "no-checksum"]);
  try {
    return makeJob({
      ...(size === undefined ? {} : { fileBytes: size }),
      ...(bufferBytes === undefined ? {} : { bufferBytes }),
      ...(pageBytes === undefined ? {} : { pageBytes }),
      ...(cache === undefined ? {} : { cache }),
      ...(nic === undefined ? {} : { nic }),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      "A page is a power of two from 512 to 2097152 bytes: " +
        `--page is ${given.page}`,
      "--page 4KiB",
    );
  }
}

function requireMovable(job: Job, lesson: Lesson): void {
  if (!lesson.heeds.includes("buffer") || job.fileBytes <= mostMovedBytes) {
    return;
  }
  throw new UsageError(
    `The model moves files up to ${
      saySize(mostMovedBytes)
    }, and counts larger ` +
      `ones: this one has ${saySize(job.fileBytes)}`,
    "--no-trace",
  );
}

function readSize(
  given: Given,
  name: string,
  least: number,
): number | undefined {
  const text = given[name];
  if (text === undefined) return undefined;
  const bytes = parseSize(String(text));
  if (bytes !== undefined && bytes >= least && bytes <= mostCountedBytes) {
    return bytes;
  }
  throw new UsageError(
    `--${name} takes ${least} B to ${
      saySize(mostCountedBytes)
    }: it is "${text}"`,
    `--${name} 64KiB`,
  );
}

function readChoice<Choice extends string>(
  given: Given,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = given[name];
  const choice = choices.find((one) => one === text);
  if (text === undefined || choice !== undefined) return choice;
  throw new UsageError(
    `--${name} takes ${choices.join(", ")}: it is "${text}"`,
    `--${name} "${choices[0]}"`,
  );
}

function readKnobs(
  given: Given,
  knobs: readonly Knob[],
): Record<string, number | string> {
  return Object.fromEntries(knobs.map((knob) => {
    const text = given[knob.name];
    if (text === undefined) return [knob.name, knob.value];
    const value = typeof knob.value === "number"
      ? readWhole(knob.name, String(text), knob.range ?? [0, 2 ** 32])
      : readChoice(given, knob.name, knob.choices ?? [String(text)])!;
    return [knob.name, value];
  }));
}

function readWhole(
  name: string,
  text: string,
  [least, most]: readonly [number, number],
): number {
  const value = parseSize(text);
  if (value !== undefined && value >= least && value <= most) return value;
  throw new UsageError(
    `--${name} takes a whole number from ${least} to ${most}: it is "${text}"`,
    `--${name} ${Math.min(most, Math.max(least, 80))}`,
  );
}
