/**
 * A program of the learner's own, as it is named at a prompt: `mine.ts`, or `mine.ts#name` where the
 * file exports several.
 *
 * The file runs in a process of its own (lib/grade/own_programs.ts); what comes of it is data.
 *
 * @module
 */
import { AnswerError } from "../grade/caller.ts";
import { ownPrograms } from "../grade/own_programs.ts";
import { readable, readableLines } from "../grade/readable.ts";
import type { Program } from "../machine/program.ts";
import { urlOf } from "../workbook/path.ts";
import { oddPipeIn } from "../workbook/program_text.ts";
import { reasonOf } from "./failure.ts";
import { complain } from "./output.ts";
import { typedPath } from "./path.ts";
import { UsageError } from "./usage_error.ts";

/** What asks for a program. */
export interface Asking {
  /** What the file was typed for: "--program", or the name of a command. */
  readonly by: string;
  /** What to type in its place. @param path A file, and perhaps which of its exports. */
  readonly retry: (path: string) => string;
}

/**
 * Loads a program of the learner's own.
 *
 * @throws {UsageError} If there is none, or more than one.
 */
export async function ownProgram(
  typedText: string,
  asking: Asking,
): Promise<Program> {
  const refuse = (state: string, path?: string): UsageError =>
    refusal(asking, state, path);
  const [, path = "", name] = isFile(typedText)
    ? ["", typedText]
    : /^(.*?)(?:#([^#/]*))?$/s.exec(typedText)!;
  const log = (text: string): void => complain(readableLines(text));
  const options = { name, log };
  const file = fileOf(path, asking);
  const found = await ownPrograms(file, options).catch((error) => {
    if (!(error instanceof AnswerError)) throw error;
    throw refuse(`"${path}" cannot be taken. ${readable(error.message)}`);
  });
  const [only, ...others] = Object.keys(found.programs);
  const [[mistaken, mistake] = []] = Object.entries(found.mistaken);
  if (mistaken !== undefined) {
    const says = `"${path}" exports ${mistaken}, which is none. ${mistake}`;
    throw refuse(says, only && `${path}#${only}`);
  }
  if (only !== undefined && others.length === 0) {
    const program = found.programs[only]!;
    const odd = oddPipeIn(program);
    if (odd !== undefined) throw refuse(odd);
    return program;
  }
  if (only !== undefined) {
    const all = [only, ...others].join(", ");
    throw refuse(`"${path}" exports ${all}`, `${path}#${only}`);
  }
  const [[failed, why] = []] = Object.entries(found.failures);
  if (failed) {
    throw refuse(`"${typedText}" exports none; its ${failed} says: ${why}`);
  }
  throw name === undefined
    ? refuse(`"${path}" exports none`)
    : refuse(`"${path}" has no program named "${name}"`, path);
}

/** Whether all that was typed is the name of a file, which may have a # in it. */
function isFile(typedText: string): boolean {
  try {
    return Deno.statSync(typedPath(typedText)).isFile;
  } catch {
    return false;
  }
}

/** Finds the file of a program, where a link leads to one too. */
function fileOf(path: string, asking: Asking): URL {
  const refuse = (state: string): UsageError => refusal(asking, state);
  let place: string;
  try {
    place = Deno.realPathSync(typedPath(path)).replaceAll("\\", "/");
    if (!Deno.statSync(place).isFile || !/\.ts$/.test(place)) {
      throw refuse(`"${path}" is no .ts file`);
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw refuse(`"${path}" cannot be read (${reasonOf(error)})`);
  }
  if (!place.includes(",")) return urlOf(place);
  throw refuse(`"${place}" has a comma in its path, which Deno takes for two`);
}

function refusal(
  { by, retry }: Asking,
  state: string,
  example = "mine.ts",
): UsageError {
  return new UsageError(
    `${by} takes a file that exports one program, or a function that ` +
      `gives one: ${state.replace(/\.$/, "")}`,
    retry(example),
  );
}
