/**
 * Values and calls as people read them: on one line, shortened, whatever they are.
 *
 * @module
 */
import { isProgram, type Program, stepsOf } from "../machine/program.ts";
import { oneLine } from "../text/escape_code.ts";
import type { Case } from "./exercise.ts";

/** How much of an argument is written: enough for whatever an exercise asks about. [characters] */
const longestArgument = 700;

/** Writes a call as a learner would type it. */
export function sayCall(name: string, { args }: Case): string {
  const said = args.map((arg) => sayValue(arg, longestArgument));
  return `${name}(${said.join(", ")})`;
}

/** Writes a value on one line, shortened if it is long. Whatever it is, it does not throw. */
export function sayValue(value: unknown, most = 120): string {
  try {
    return shorten(isProgram(value) ? sayShort(value) : sayWhole(value), most);
  } catch {
    return "something that cannot be written down";
  }
}

function sayShort(program: Program): string {
  const { length } = stepsOf(program);
  const steps = length === 1 ? "1 step" : `${length} steps`;
  return `the program ${sayValue(program.name, 40)} of ${steps}`;
}

function sayWhole(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "bigint") return `${value}n`;
  return JSON.stringify(value) ?? String(value);
}

/** Makes one line of a text that somebody else wrote, and cuts it where it is too long. */
export function shorten(text: string, most: number): string {
  const line = oneLine(text).trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
