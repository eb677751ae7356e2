/**
 * Values and calls as people read them: as they would type them, shortened, whatever they are.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import { isProgram, type Program, stepsOf } from "../machine/program.ts";
import { oneLine } from "../text/escape_code.ts";
import { sayMany } from "../text/say.ts";
import type { Event } from "../trace/event.ts";
import type { Case } from "./exercise.ts";
import { hasParts, isNoNumber } from "./plain.ts";

/** How much of an argument is written: enough for whatever an exercise asks about. [characters] */
const longestArgument = 1200;

/** Writes a call as a learner would type it. */
export function sayCall(name: string, { args }: Case): string {
  const said = args.map((arg) => sayValue(arg, longestArgument));
  return `${name}(${said.join(", ")})`;
}

/**
 * Writes a value on one line, shortened if it is long. Whatever it is, it does not throw.
 *
 * @param most The most of it. [characters]
 * @param right What would be right: of what is long, the parts are written around the first that
 *   differs from it. It is not told itself.
 */
export function sayValue(value: unknown, most = 120, right?: unknown): string {
  try {
    if (typeof value === "function") return "a function";
    if (typeof value === "bigint") return `${value}n`;
    const json = JSON.stringify(value);
    return json === undefined
      ? String(value)
      : sayPart(JSON.parse(json), right, most);
  } catch {
    return "something that cannot be written down";
  }
}

/** Writes plain data, or as much of it as there is room for. */
function sayPart(value: unknown, right: unknown, most: number): string {
  const whole = oneLine(code(value));
  if (whole.length <= most) return whole;
  if (typeof value === "string") return sayText(value, right, most);
  if (!hasParts(value) || isProgram(value)) return shorten(whole, most);
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const at = entries.findIndex(([key, part]) =>
    right !== undefined && !equal(part, partOf(right, key))
  );
  const parts = entries.map(([key, part], i) => {
    const other = i === at ? partOf(right, key) : undefined;
    const said = sayPart(part, other, i === at ? most * 0.7 : most / 2);
    if (!isList) return `${nameOf(key)}: ${said}`;
    return i === at ? `item ${i + 1} of ${entries.length}: ${said}` : said;
  });
  const around = partsAround(parts, Math.max(0, at), most - 20);
  return isList ? `[${around}]` : `{ ${around} }`;
}

function partOf(value: unknown, key: string): unknown {
  return hasParts(value) ? value[key] : undefined;
}

/** Takes the parts around one of them, as many as there is room for. */
function partsAround(
  parts: readonly string[],
  at: number,
  room: number,
): string {
  let [begin, end, left] = [at, at + 1, room - parts[at]!.length];
  while (left >= 0) {
    const isBefore = begin > 0 && (at - begin < 2 || end === parts.length);
    const next = parts[isBefore ? begin - 1 : end];
    left -= (next?.length ?? Infinity) + 2;
    if (left < 0) break;
    if (isBefore) begin -= 1;
    else end += 1;
  }
  const more = parts.length - end;
  return [
    ...(begin > 0 ? ["…"] : []),
    ...parts.slice(begin, end),
    ...(more === 0 ? [] : begin > 0 ? ["…"] : [`… ${more} more`]),
  ].join(", ");
}

/** Writes a part of a text: its beginning, or what is around the first character that differs. */
function sayText(text: string, right: unknown, most: number): string {
  if (typeof right !== "string") return shorten(JSON.stringify(text), most);
  const at = [...text].findIndex((letter, i) => letter !== right[i]);
  const begin = Math.max(0, (at < 0 ? text.length : at) - Math.floor(most / 3));
  const end = begin + most - 40;
  const part = (begin > 0 ? "…" : "") + text.slice(begin, end) +
    (end < text.length ? "…" : "");
  const number = Math.min(text.length, at < 0 ? text.length : at + 1);
  return `${JSON.stringify(part)} (around letter ${number} of ${text.length})`;
}

/** Writes plain data as code. */
function code(value: unknown): string {
  if (isProgram(value)) return sayProgram(value);
  if (isTrace(value)) return `a trace of ${sayMany(value.length, "event")}`;
  if (Array.isArray(value)) return `[${value.map(code).join(", ")}]`;
  if (hasParts(value)) {
    const fields = Object.entries(value)
      .map(([name, part]) => `${nameOf(name)}: ${code(part)}`);
    return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
  }
  return isNoNumber(value) ? value : JSON.stringify(value);
}

/** Writes the name of a field. */
function nameOf(key: string): string {
  return /^[a-z_$][\w$]*$/i.test(key) ? key : JSON.stringify(key);
}

function sayProgram(program: Program): string {
  const name = shorten(JSON.stringify(program.name), 40);
  return `the program ${name} of ${sayMany(stepsOf(program).length, "step")}`;
}

/** Whether a value is a trace. */
export function isTrace(value: unknown): value is readonly Event[] {
  return Array.isArray(value) && value.length > 0 &&
    value.every((one) =>
      hasParts(one) && "kind" in one &&
      Number.isInteger(one.step) && Number.isInteger(one.round)
    );
}

/** Makes one line of a text that somebody else wrote, and cuts it where it is too long. */
export function shorten(text: string, most: number): string {
  const line = oneLine(text).trim();
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
}
