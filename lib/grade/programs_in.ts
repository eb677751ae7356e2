/**
 * The programs that a module exports: looked for in a process of its own, which loads that module.
 *
 * @module
 */
import { isProgram, type Program } from "../machine/program.ts";
import { sayNoProgram } from "../workbook/judge.ts";
import { hasParts } from "../workbook/plain.ts";
import { sayThrown } from "./caller.ts";

/** What was found. */
export interface FoundPrograms {
  /** By the name of the export: a program, or a function that gives one and takes nothing. */
  readonly programs: Readonly<Record<string, Program>>;
  /** Why another export is none that was meant to be one: it has parts, as programs do. */
  readonly mistaken: Readonly<Record<string, string>>;
  /** Why another export gave none, if it threw. */
  readonly failures: Readonly<Record<string, string>>;
}

/**
 * Loads a module and looks at what it exports.
 *
 * @param name The export that is meant; each one, if not given.
 */
export async function programsIn(
  href: string,
  name: string | null,
): Promise<FoundPrograms> {
  const module: Readonly<Record<string, unknown>> = await import(href);
  const programs: Record<string, Program> = {};
  const mistaken: Record<string, string> = {};
  const failures: Record<string, string> = {};
  for (const [found, member] of Object.entries(module)) {
    if (name !== null && found !== name) continue;
    try {
      const value = typeof member === "function" ? await member() : member;
      if (isProgram(value)) programs[found] = value;
      else if (isMeant(value)) mistaken[found] = sayNoProgram(value);
    } catch (error) {
      failures[found] = sayThrown(error);
    }
  }
  return { programs, mistaken, failures };
}

function isMeant(value: unknown): boolean {
  return hasParts(value) && Array.isArray(value.parts);
}
