/**
 * What of a submission's files belongs to an answer, and whether it may be run.
 *
 * @module
 */
import { ownModulesIn, sayForeignIn } from "../grade/own_imports.ts";
import { withoutRemarks } from "../grade/tokens.ts";
import { isPure } from "./pure_answer.ts";

/** The files of an answer, or why it is not run. */
export interface AnswerFiles {
  /** By their paths in exercises/: the answer, and own modules that it leads to, without comments. */
  readonly files: ReadonlyMap<string, string>;
  /** Whether all of them are pure: they surely change nothing that others share. */
  readonly isPure: boolean;
  /** In one sentence. */
  readonly refusal?: string;
}

/**
 * Finds the modules that an answer leads to, and looks at what they import.
 *
 * @param files All that was handed in, by paths in exercises/.
 * @param slug The folder of the lesson.
 * @param allowed What an answer of the lesson may import, besides own modules.
 */
export function answerIn(
  files: ReadonlyMap<string, string>,
  slug: string,
  allowed: readonly string[],
): AnswerFiles {
  const found = new Map<string, string>();
  const left = ["answer.ts"];
  const names = new Set(["types.ts"]);
  let isAllPure = true;
  const refuse = (refusal: string): AnswerFiles => ({
    files: found,
    isPure: false,
    refusal,
  });
  while (left.length > 0) {
    const name = left.pop()!;
    const path = `${slug}/${name}`;
    if (found.has(path)) continue;
    const text = files.get(path);
    if (text === undefined) {
      // The workbook's own types are beside each answer.
      if (name === "types.ts") continue;
      return refuse(`"./${name}" was not handed in.`);
    }
    found.set(path, withoutRemarks(text));
    isAllPure &&= isPure(text);
    const why = isTaken(name, names)
      ? `"./${name}" is named like another file, but for cases.`
      : sayForeignIn(name, text, allowed);
    if (why !== undefined) return refuse(why);
    left.push(...ownModulesIn(text));
  }
  return { files: found, isPure: isAllPure };
}

/** Whether there is a file whose name differs in cases alone: on some systems it is the same file. */
function isTaken(name: string, names: Set<string>): boolean {
  const small = name.toLowerCase();
  const isThere = names.has(small) && name !== "types.ts";
  names.add(small);
  return isThere;
}
