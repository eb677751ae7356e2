/**
 * The file of an answer: its text, and what lies beside it.
 *
 * @module
 */
import type { ExerciseFolder } from "../workbook/content.ts";
import { readIfFit, readIfThere, UnfitFile } from "../workbook/file.ts";
import { pathOf, root } from "../workbook/path.ts";

/** What was found in the place of an answer: its text, or why there is none. */
export interface FoundAnswer {
  readonly text?: string;
  readonly why?: string;
  /** Whether nothing is there at all. */
  readonly isGone?: boolean;
}

/** Reads an answer. */
export function readAnswer(
  { answerUrl, lesson }: Pick<ExerciseFolder, "answerUrl" | "lesson">,
): FoundAnswer {
  try {
    const bytes = readIfThere(answerUrl);
    if (bytes === undefined) {
      return {
        isGone: true,
        why: `It is not there any more. Try: deno task reset ${lesson.number}`,
      };
    }
    const text = new TextDecoder().decode(bytes);
    return { text: text.replaceAll("\r\n", "\n") };
  } catch (error) {
    if (!(error instanceof UnfitFile)) throw error;
    return { why: `${error.message}.` };
  }
}

/** Reads a module beside an answer; nothing, if there is none that can be read. */
export function readBeside(module: URL): string | undefined {
  const bytes = readIfFit(module);
  return bytes && new TextDecoder().decode(bytes);
}

/** What belongs to the workbook, in the folder of an answer. */
const ours = ["questions.ts", "answer_test.ts"];

/**
 * Lists what an answer may read: the modules beside it that are files of their own. What a link leads
 * to is not the learner's folder.
 *
 * @returns Paths from the top of the workbook.
 */
export function filesBeside(answer: URL): string[] {
  const folder = new URL(".", answer);
  const path = pathOf(folder).replace(pathOf(root), "");
  return [...Deno.readDirSync(folder)]
    .filter(({ name, isFile }) =>
      isFile && /^[^,]+\.ts$/.test(name) && !ours.includes(name)
    )
    .map(({ name }) => `${path}${name}`);
}
