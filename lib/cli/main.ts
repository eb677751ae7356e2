/**
 * The one entry of the command line: finds the command, carries it out, ends with its exit code.
 *
 * 0: done · 1: a test or a check failed, or the command itself · 2: bad input.
 *
 * @module
 */
import { isThere } from "../workbook/file.ts";
import { commands } from "./commands.ts";
import { exitCodeOf, sayFailure } from "./failure.ts";
import { complain } from "./output.ts";
import { versionComplaint } from "./pinned.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out a command. It returns its exit code, or nothing for 0. */
type Command = (args: readonly string[]) => Promise<number | void>;

/** Loads a command. Only where a path is computed, Deno does not load all of them at the start. */
async function load(name: string): Promise<Command> {
  const file = name.replace(" ", "_");
  const { href } = new URL(`${file}.ts`, import.meta.url);
  if (!isThere(new URL(href))) {
    throw new UsageError(
      `${name} is for the whole workbook, and this is a hand-out of some lessons`,
      "deno task lesson",
    );
  }
  const module: Readonly<Record<string, Command>> = await import(href);
  const camel = file.replace(/_(.)/, (_, first) => first.toUpperCase());
  return module[`${camel}Command`]!;
}

/** Finds the name of a command in what was typed: one word, or two as in `homework new`. */
function nameIn([first = "", second = ""]: readonly string[]): string {
  const name = `${first} ${second}`;
  return Object.hasOwn(commands, name) ? name : first;
}

/** Carries out one command line and returns its exit code. */
export async function main(typed: readonly string[]): Promise<number> {
  const name = nameIn(typed);
  const args = typed.slice(name.split(" ").length);
  try {
    const complaint = versionComplaint(Deno.version.deno);
    if (complaint !== undefined) {
      complain(complaint);
      return 2;
    }
    if (!Object.hasOwn(commands, name)) {
      throw new UsageError(
        `Unknown command "${name}": there are ${
          Object.keys(commands).join(", ")
        }`,
        "deno task lesson",
      );
    }
    const command = await load(name);
    return await command(args) ?? 0;
  } catch (error) {
    if (error instanceof UsageError) {
      complain(error.for(`deno task ${name}`).message);
      return 2;
    }
    complain(sayFailure(error));
    return exitCodeOf(error);
  }
}

if (import.meta.main) Deno.exit(await main(Deno.args));
