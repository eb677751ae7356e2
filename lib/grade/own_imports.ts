/**
 * Whether an answer is the learner's own work: what it imports, and what the modules beside it
 * import, is what it was given, or beside it.
 *
 * @module
 */
import type { ExerciseFolder } from "../workbook/content.ts";
import { isThere, readText } from "../workbook/file.ts";
import { pristineText } from "../workbook/pristine.ts";
import { foreignImports, importsIn, isOwnModule } from "./imports.ts";

/** What every stub imports: each has a hole. */
const hole = "zero-copy/workbook/hole.ts";

/**
 * Lists what an answer of a lesson may import in a homework, besides own modules: what its stub
 * imports, and what ours does.
 *
 * @returns Specifiers.
 */
export function allowedImports(
  { lesson, solutionUrl }: Pick<ExerciseFolder, "lesson" | "solutionUrl">,
): string[] {
  // Where nobody kept the stub: ours imports what that does, and has no hole.
  const stub = pristineText(lesson) ?? "";
  // A hand-out has none of ours.
  const ours = isThere(solutionUrl) ? readText(solutionUrl) : "";
  const texts = [stub, ours];
  const imported = texts.flatMap(importsIn)
    .flatMap(({ specifier }) => specifier ?? []);
  // Our own answer lies elsewhere, and names the types by where they are.
  const types = imported.filter((one) => one.startsWith("./"))
    .map((one) => `../../exercises/${lesson.slug}/${one.slice(2)}`);
  return [...new Set([hole, ...imported, ...types])];
}

/** Names the modules of the learner's own that a module imports from beside it: "mine.ts". */
export function ownModulesIn(text: string): string[] {
  return importsIn(text).flatMap(({ specifier = "" }) =>
    isOwnModule(specifier) ? [specifier.slice(2)] : []
  );
}

/** Says the first import of a module that is not for an answer: "answer.ts:3 imports …". */
export function sayForeignIn(
  name: string,
  text: string,
  allowed: readonly string[],
): string | undefined {
  const [foreign] = foreignImports(text, allowed);
  return foreign && `${name}:${foreign.line} ${foreign.why}.`;
}

/** At home, all of the library is for everybody: no path of it leads back out. */
const library = /^zero-copy\/\w+(?:\/\w+)*\.ts$/;

/**
 * Says which import is not for an answer, at home: of the answer, or of a module that it leads to.
 *
 * @param read Gives the text of a module beside the answer, by its name: nothing, if there is none.
 * @param allowed What else it may import: what the stub imports.
 * @returns A sentence; nothing, if all imports are for an answer.
 */
export function sayForeign(
  read: (name: string) => string | undefined,
  allowed: readonly string[],
): string | undefined {
  const names = ["answer.ts"];
  for (const name of names) {
    const text = read(name) ?? "";
    const open = importsIn(text).flatMap(({ specifier = "", kind }) =>
      kind === "statement" && library.test(specifier) ? [specifier] : []
    );
    const foreign = sayForeignIn(name, text, [...allowed, ...open]);
    if (foreign !== undefined) return foreign;
    // What the stub has beside it is ours.
    const others = ownModulesIn(text)
      .filter((other) => !allowed.includes(`./${other}`));
    names.push(...others.filter((other) => !names.includes(other)));
  }
  return undefined;
}
