/**
 * Programs of a learner's own file, or a stranger's. The file runs as answers do: in a process of its
 * own, offline, which may read the modules beside it and no other files. What it gives is data.
 *
 * @module
 */
import { isProgram, type Program } from "../machine/program.ts";
import { filesBeside } from "./answer_file.ts";
import { AnswerProcess } from "./process.ts";
import type { FoundPrograms, programsIn } from "./programs_in.ts";
import { readable } from "./readable.ts";

/** The longest word of a program that is shown. [characters] */
const longestWord = 60;

/**
 * Finds the programs that a file exports.
 *
 * @param file Where it lies. No flag of Deno takes a path with a comma.
 * @param options.name The export that is meant: each one, if not given.
 * @param options.log Takes what the file logs.
 * @throws {AnswerError} If it cannot be loaded, ends its process or hangs.
 */
export async function ownPrograms(
  file: URL,
  { name, log }: { name: string | undefined; log: (text: string) => void },
): Promise<FoundPrograms> {
  const finder = new URL("programs_in.ts", import.meta.url);
  await using process = new AnswerProcess(finder, {
    files: filesBeside(file),
    log,
  });
  const call: keyof { programsIn: typeof programsIn } = "programsIn";
  const args = [file.href, name ?? null];
  const found = await process.call(call, { args }) as FoundPrograms;
  return {
    programs: mapped(
      found?.programs,
      (one) => isProgram(one) && readableIn(one),
    ),
    mistaken: mapped(found?.mistaken, wordsIn),
    failures: mapped(found?.failures, wordsIn),
  };
}

function wordsIn(value: unknown): string | false {
  return typeof value === "string" && readable(value);
}

/** Takes what is of the right kind: the process says what the file makes it say. */
function mapped<Value>(
  values: unknown,
  read: (value: unknown) => Value | false,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([name, value]) => {
      const taken = read(value);
      return taken === false ? [] : [[readable(name, longestWord), taken]];
    }),
  );
}

/** Takes out of the words of a program what would command a terminal. */
function readableIn(program: Program): Program {
  return JSON.parse(
    JSON.stringify(program),
    (_, value) =>
      typeof value === "string" ? readable(value, longestWord) : value,
  );
}
