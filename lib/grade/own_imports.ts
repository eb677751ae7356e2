/**
 * Whether an answer is the learner's own work: what it imports, and what the modules beside it
 * import, is what it was given, or beside it.
 *
 * @module
 */
import type { ExerciseFolder } from "../workbook/content.ts";
import { readText } from "../workbook/file.ts";
import { pristineAt } from "../workbook/pristine.ts";
import { foreignImports, importsIn, isOwnModule } from "./imports.ts";

/** What every stub imports: each has a hole. */
const hole = "zero-copy/workbook/hole.ts";

/**
 * Lists what the stub of a lesson imports: that is what an answer may import, besides own modules.
 *
 * @returns Specifiers.
 */
export function allowedImports(
  folder: Pick<ExerciseFolder, "lesson" | "solutionUrl">,
): string[] {
  const stub = pristineAt(folder.lesson);
  // Where nobody kept the stub: ours imports what that does, and has no hole.
  const imported = stub === undefined
    ? [...importsIn(readText(folder.solutionUrl)), { specifier: hole }]
    : importsIn(new TextDecoder().decode(stub));
  // Our own answer names the types by this: it lies elsewhere.
  const types = `../../exercises/${folder.lesson.slug}/types.ts`;
  return [...imported.flatMap(({ specifier }) => specifier ?? []), types];
}

/**
 * Says which import is not for an answer: of the answer, or of a module that it leads to.
 *
 * @param read Gives the text of a module beside the answer, by its name: nothing, if there is none.
 * @param allowed What the stub imports.
 * @returns A sentence; nothing, if all imports are for an answer.
 */
export function sayForeign(
  read: (name: string) => string | undefined,
  allowed: readonly string[],
): string | undefined {
  const names = ["answer.ts"];
  for (const name of names) {
    const text = read(name) ?? "";
    const [foreign] = foreignImports(text, allowed);
    if (foreign !== undefined) return `${name}:${foreign.line} ${foreign.why}.`;
    for (const { specifier = "" } of importsIn(text)) {
      // What the stub has beside it is ours.
      if (!isOwnModule(specifier) || allowed.includes(specifier)) continue;
      const other = specifier.slice(2);
      if (!names.includes(other)) names.push(other);
    }
  }
  return undefined;
}
