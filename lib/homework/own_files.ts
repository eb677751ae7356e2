/**
 * A learner's own files: each answer, and the modules beside it that it imports. Nothing else gets
 * into a pack.
 *
 * @module
 */
import { ownModulesIn } from "../grade/own_imports.ts";
import { saySize } from "../text/say.ts";
import { exercisesUrl, type LessonFolder } from "../workbook/content.ts";
import { readIfThere, UnfitFile } from "../workbook/file.ts";
import { mostAnswerBytes } from "./pack.ts";

/** What was found of a learner's. */
export interface OwnFiles {
  /** By their paths in exercises/. Lines end in a line feed. */
  readonly files: ReadonlyMap<string, string>;
  /** What is left out though an answer imports it, and why, in a sentence each. */
  readonly notes: readonly string[];
}

/** Modules beside an answer that are ours, or copies that `reset` has kept. */
const notOwn = /^(?:types|answer_test)\.ts$|\.bak\.ts$/;

/**
 * Reads the learner's files of a lesson.
 *
 * @throws {UnfitFile} If an answer is no file, or larger than may be packed, or no text.
 */
export function ownFilesOf(lesson: LessonFolder): OwnFiles {
  const files = new Map<string, string>();
  const notes: string[] = [];
  const answer = readOwn(lesson, "answer.ts");
  if (answer === undefined) {
    return {
      files,
      notes: [`exercises/${lesson.slug}/answer.ts is not there`],
    };
  }
  const left: [name: string, text: string][] = [["answer.ts", answer]];
  for (const [name, text] of left) {
    files.set(`${lesson.slug}/${name}`, text);
    for (const other of ownModulesIn(text)) {
      if (notOwn.test(other)) continue;
      if (left.some(([known]) => known === other)) continue;
      const found = readOwn(lesson, other);
      if (found !== undefined) left.push([other, found]);
      else notes.push(`${name} imports ${other}, which is not there`);
    }
  }
  return { files, notes };
}

/** Reads a file beside an answer; nothing, if there is none. */
function readOwn(lesson: LessonFolder, name: string): string | undefined {
  const bytes = readIfThere(new URL(name, exercisesUrl(lesson)));
  if (bytes === undefined) return undefined;
  const refuse = (state: string): UnfitFile =>
    new UnfitFile(`exercises/${lesson.slug}/${name} ${state}`);
  if (bytes.length > mostAnswerBytes) {
    throw refuse(
      `is larger than ${saySize(mostAnswerBytes)}: no answer needs as much`,
    );
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.replaceAll("\r\n", "\n");
  } catch {
    throw refuse("is no text of UTF-8: save it as such in your editor");
  }
}
