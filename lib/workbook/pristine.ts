/**
 * Pristine copies: what an answer was before anybody began it, for `reset`.
 *
 * The answer in the repository is the stub. `start` puts a copy into the learner's folder; in the
 * workbook itself, a command that meets an answer which nobody has begun keeps one. A copy belongs
 * to what is asked: where the exercise has changed since, it is no copy of the answer any more.
 *
 * @module
 */
import { seedOf } from "./dice.ts";
import { readTasks } from "./exercise_page.ts";
import {
  isThere,
  readIfFit,
  readIfThere,
  readText,
  replaceFile,
} from "./file.ts";
import { openHoles } from "./hole.ts";
import { pathOf, root } from "./path.ts";

/** Where copies lie: Git leaves the folder alone, and so does all that looks for TypeScript. */
const folder = ".pristine";

/** A lesson's exercises, of the workbook in a folder. */
export interface AnswerPlace {
  /** The folder of the workbook, as a path: this one, if not given. */
  readonly top?: string;
  /** The name of the lesson's folder. */
  readonly slug: string;
}

const here = pathOf(root).replace(/\/$/, "");

/** Where the copy of the answer lies, or would. */
export function copyAt({ top = here, slug }: AnswerPlace): string {
  const solution = `solutions/${slug}/answer.ts`;
  const asked = [
    `exercises/${slug}/README.md`,
    `exercises/${slug}/questions.ts`,
    // It has what the answer begins with: its imports and its signatures. A hand-out has none.
    ...(isThere(`${top}/${solution}`) ? [solution] : []),
  ].map((path) => readText(`${top}/${path}`));
  const version = seedOf(asked.join("\n")).toString(36);
  return `${top}/${folder}/${slug}.${version}.txt`;
}

/**
 * Finds what the answer was at first.
 *
 * @returns Nothing, if it was begun before a copy was kept.
 */
export function pristineAt(place: AnswerPlace): Uint8Array | undefined {
  return readIfThere(copyAt(place)) ?? untouched(place);
}

/** Finds the text of an answer as it was at first. @returns As `pristineAt`. */
export function pristineText(place: AnswerPlace): string | undefined {
  const bytes = pristineAt(place);
  return bytes && new TextDecoder().decode(bytes);
}

/** Keeps a copy of an answer that nobody has begun, where there is none. */
export function keepPristine(place: AnswerPlace): void {
  const copy = copyAt(place);
  const answer = readIfThere(copy) === undefined ? untouched(place) : undefined;
  if (answer !== undefined) writeCopy(copy, answer);
}

/** Writes a copy. */
export function writeCopy(copy: string, answer: Uint8Array): void {
  Deno.mkdirSync(copy.replace(/[^/]*$/, ""), { recursive: true });
  replaceFile(copy, answer);
}

/** Whether an answer is surely one that nobody has begun: its page may be older than this workbook. */
export function isUntouched(place: AnswerPlace): boolean {
  try {
    return untouched(place) !== undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** The answer, if all of its exercises are open. */
function untouched({ top = here, slug }: AnswerPlace): Uint8Array | undefined {
  const decoder = new TextDecoder();
  // What is no file is no answer that nobody has begun.
  const page = readIfFit(`${top}/exercises/${slug}/README.md`);
  const answer = readIfFit(`${top}/exercises/${slug}/answer.ts`);
  if (page === undefined || answer === undefined) return undefined;
  const open = openHoles(decoder.decode(answer));
  const tasks = readTasks(decoder.decode(page).replaceAll("\r\n", "\n"));
  const isOpen = tasks.every(({ name }) => open.includes(name));
  return tasks.length > 0 && isOpen ? answer : undefined;
}
