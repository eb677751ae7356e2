/**
 * What was typed after a command: sorted, and refused where the command has no such option.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { type CommandName, commands } from "./commands.ts";
import { helpOf } from "./help.ts";
import { exampleOf } from "../workbook/option_values.ts";
import { quote, readValue } from "./option_values.ts";
import type { Option } from "./option.ts";
import { optionsOf } from "./options.ts";
import { print, terminalColumns } from "./output.ts";
import { nearest } from "../text/nearest.ts";
import { UsageError } from "./usage_error.ts";

/** What was typed. */
export interface Typed {
  /** What belongs to no option. */
  readonly words: readonly string[];
  /** The value of each option that was given, by its name as typed. A flag has none. */
  readonly given: ReadonlyMap<string, string>;
  /** The options that there are. */
  readonly options: readonly Option[];
}

/**
 * Reads the arguments of a command, or prints its help.
 *
 * @returns Nothing, if help was asked for.
 * @throws {UsageError} If there is a word or an option too many, or an option without its value.
 */
export function readOrHelp(
  command: CommandName,
  args: readonly string[],
): Typed | undefined {
  const typed = sortArguments(args, optionsOf(command));
  if (isGiven(typed, "help")) {
    print(helpOf(command, numberOf(typed, "width") ?? terminalColumns()));
    return undefined;
  }
  const { given, options, words } = typed;
  const other = otherIn(typed);
  const extra = other ?? words[commands[command].words];
  const empty = options.find(({ name, kind }) =>
    kind !== "flag" && given.get(`--${name}`) === ""
  );
  if (extra === undefined && empty === undefined) return typed;
  const prompt = ["deno task", command, ...words.map(quote)].join(" ");
  const values = options.filter(({ kind }) => kind !== "flag");
  const flags = options.filter(({ kind }) => kind === "flag");
  throw new UsageError(
    extra === undefined
      ? `--${empty!.name} takes a value, and none was given`
      : `Unknown argument "${extra}": ${command} has ` +
        listOf([...values, ...flags]),
    other && suggestion(typed, other, prompt) || `deno task ${command} --help`,
  );
}

/**
 * Sorts what was typed. What is no flag takes a value, also where there is no such option: it may
 * be one of a lesson that is not known yet.
 *
 * @throws {UsageError} If a flag was given a value.
 */
export function sortArguments(
  args: readonly string[],
  options: readonly Option[],
): Typed {
  const given = new Map<string, string>();
  const { _: words } = parseArgs(tieValues(args, options), {
    string: ["_"],
    unknown: (arg, _, value) => {
      if (!arg.startsWith("-") || arg === "-") return true;
      given.set(arg.replace(/=.*/s, ""), value === true ? "" : String(value));
      return false;
    },
  });
  return { words: words.map(String), given, options };
}

/** Ties each value to its option, so that `--size -5` is a size, and a wrong one. */
function tieValues(
  args: readonly string[],
  options: readonly Option[],
): string[] {
  const tied: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [arg, next] = [args[i]!.replace(/^-h$/, "--help"), args[i + 1]];
    if (arg === "--") return [...tied, ...args.slice(i)];
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
    const option = options.find((one) => one.name === name);
    const isFree = name !== undefined && value === undefined;
    if (option?.kind === "flag" && value !== undefined) {
      throw new UsageError(
        `--${name} takes no value, and "${value}" was given`,
        "--help",
      );
    } else if (option?.kind === "flag") tied.push(`${arg}=`);
    else if (isFree && next !== undefined && !/^(--|-h$)/.test(next)) {
      tied.push(`${arg}=${args[++i]}`);
    } else tied.push(arg);
  }
  return tied;
}

/** Whether an option was given. */
export function isGiven({ given }: Typed, name: string): boolean {
  return given.has(`--${name}`);
}

/**
 * Reads the value of an option.
 *
 * @returns Nothing, if it was not given.
 * @throws {UsageError} If it is not one that the option takes.
 */
export function valueOf(
  { given, options }: Typed,
  name: string,
): number | string | undefined {
  const text = given.get(`--${name}`);
  const option = options.find((one) => one.name === name);
  return text === undefined || option === undefined
    ? undefined
    : readValue(option, text, given);
}

/** Reads the value of an option that takes a number or a size. */
export function numberOf(typed: Typed, name: string): number | undefined {
  const value = valueOf(typed, name);
  return value === undefined ? undefined : Number(value);
}

/** Reads the value of such an option; the usual one, if it was not given. */
export function numberOrUsual(typed: Typed, name: string): number {
  const option = typed.options.find((one) => one.name === name);
  return numberOf(typed, name) ?? Number(option?.value);
}

/** Reads the value of an option that takes a text. */
export function textOf(typed: Typed, name: string): string | undefined {
  return valueOf(typed, name)?.toString();
}

/** Finds an option that was given and that there is not. */
export function otherIn({ given, options }: Typed): string | undefined {
  return [...given.keys()].find((name) =>
    !options.some((option) => name === `--${option.name}`)
  );
}

/** Lists options as they are typed. */
export function listOf(options: readonly Option[]): string {
  return options.map(({ name }) => `--${name}`).join(", ");
}

/**
 * Says what to type in the place of an option that there is not.
 *
 * @param prompt What it was typed after.
 * @returns Nothing, if no option has a name like it.
 */
export function suggestion(
  { given, options, words }: Typed,
  other: string,
  prompt: string,
): string | undefined {
  const near = nearest(other.slice(2), options.map(({ name }) => name));
  const option = options.find(({ name }) => name === near);
  if (option === undefined) return undefined;
  const { name, kind } = option;
  const value = given.get(other)!;
  if (kind !== "flag") {
    return `${prompt} --${name} ${quote(exampleOf(option, value))}`;
  }
  // What follows a flag is no value of it, but a word.
  const word = value === "" || words.length > 0 ? "" : ` ${quote(value)}`;
  return `${prompt}${word} --${name}`;
}
