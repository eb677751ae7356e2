/**
 * The arguments of `deno task lesson`, turned into what is asked for.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import type { Lesson } from "../workbook/lesson.ts";
import type { LessonFolder } from "../workbook/content.ts";
import { UsageError } from "./usage_error.ts";
import type { Given } from "./values.ts";

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

/** The options without a value that only lessons about sending a file have. */
const runFlags: readonly string[] = [...Object.keys(views), "no-trace"];

/** The options without a value. */
export const flags: readonly string[] = [
  ...runFlags,
  "answers",
  "json",
  "help",
];

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
  const unknown = args.filter((arg) =>
    flags.some((name) => arg.startsWith(`--${name}=`))
  );
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

/** Lists the options that were given and that belong to a lesson: not all lessons have them. */
export function lessonOptionsIn({ given }: Typed): string[] {
  const isGiven = (name: string): boolean =>
    given[name] !== undefined && given[name] !== false;
  return [...jobOptions, ...runFlags].filter(isGiven)
    .map((name) => `--${name}`);
}

/**
 * Checks that a lesson has all options that were given.
 *
 * @throws {UsageError} If it lacks one.
 */
export function requireOptions(
  typed: Typed,
  folder: LessonFolder,
  lesson: Lesson,
): void {
  const has = [
    ...lesson.heeds,
    ...lesson.knobs.map(({ name }) => name),
    ...(lesson.heeds.includes("buffer") ? runFlags : []),
    "answers",
    "width",
    "json",
  ];
  const bad = typed.unknown[0] ??
    lessonOptionsIn(typed).find((option) => !has.includes(option.slice(2)));
  if (bad === undefined) return;
  throw new UsageError(
    `Unknown option ${bad}: lesson ${folder.number} has ${
      has.map((name) => `--${name}`).join(", ")
    }`,
    `deno task lesson ${folder.number} --help`,
  );
}
