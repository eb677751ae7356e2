/**
 * Packs as they come back: looked at before anything in them is believed.
 *
 * @module
 */
import { isSameHomework, type Manifest } from "../homework/manifest.ts";
import {
  digestOf,
  isPack,
  mostAnswerBytes,
  type Pack,
} from "../homework/pack.ts";
import { UnfitFile } from "../workbook/file.ts";
import { hasParts, jsonIn } from "../workbook/plain.ts";
import { type AskedLesson, sayLessons, spotOf } from "./asked_lessons.ts";
import { sayName, tidyPath } from "./delivered.ts";
import { readFound } from "./found_text.ts";
import type { Submission } from "./submission.ts";

/** Reads JSON. @returns Nothing, if it is none. */
export function readJson(bytes: Uint8Array): unknown {
  return jsonIn(readFound(bytes).text);
}

/** Why a file is not taken. */
export const noJson = "is no JSON, or a part of it";

/** Why JSON is not taken. */
export const noPack = "is no pack: deno task homework pack makes one";

/** Whether a value says of itself that it is a pack. */
export function saysPack(value: unknown): boolean {
  return hasParts(value) && "pack" in value;
}

/** What a pack is looked at with. */
export interface PackSetting {
  readonly lessons: readonly AskedLesson[];
  /** What was given out: packs of something else are refused. */
  readonly manifest: Manifest | undefined;
}

/**
 * Takes a pack for what its student has handed in.
 *
 * @throws {UnfitFile} If it is no pack, or of another homework.
 */
export async function submissionIn(
  value: unknown,
  source: string,
  { lessons, manifest }: PackSetting,
): Promise<Submission> {
  if (!isPack(value)) throw new UnfitFile(noPack);
  const id = claimedId(value.student);
  if (id === undefined) throw new UnfitFile("names no student");
  requireSame(value.manifest, manifest);
  const { files, notes } = answersOf(value, lessons);
  const at = new Date(value.made);
  const isDated = !Number.isNaN(at.getTime());
  return {
    source,
    claim: { id },
    ...(isDated ? { at: at.toISOString() } : {}),
    files,
    predictions: predictionsOf(value, manifest),
    ...(manifest === undefined ? { manifest: value.manifest } : {}),
    notes: [
      ...(await digestOf(value) === value.digest ? [] : [
        "The digest of the pack is another: it was changed after it was made.",
      ]),
      ...(manifest === undefined ||
          manifest.workbook === value.manifest.workbook
        ? []
        : ["The pack was made with another version of the workbook."]),
      ...(isDated ? [] : ["The pack does not say when it was made."]),
      ...notes,
    ],
  };
}

/** An id as it is compared; nothing, if it is empty, too long, or has signs that nobody sees. */
export function claimedId(text: string): string | undefined {
  const id = text.normalize("NFC").trim();
  const isSeen = !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u.test(id);
  return id !== "" && id.length <= 100 && isSeen ? id : undefined;
}

function requireSame(theirs: Manifest, ours: Manifest | undefined): void {
  if (ours === undefined || isSameHomework(theirs, ours)) return;
  throw new UnfitFile(
    `is of the homework "${sayName(theirs.title)}" with seed ${theirs.seed}, ` +
      `and not of "${sayName(ours.title)}" with seed ${ours.seed}`,
  );
}

/** The files of a pack that may be a learner's. */
function answersOf(
  { answers }: Pack,
  lessons: readonly AskedLesson[],
): { files: Map<string, string>; notes: string[] } {
  const files = new Map<string, string>();
  const notes: string[] = [];
  const unasked = new Set<AskedLesson>();
  for (const path of Object.keys(answers).sort()) {
    const { lesson, depth } = spotOf(path, lessons);
    const [, name] = path.split("/");
    try {
      const isOwn = lesson !== undefined && depth === 0 &&
        path === `${lesson.slug}/${name}` && /^[\w.-]+\.ts$/.test(name!) &&
        !lesson.ours.includes(name!);
      if (!isOwn) throw new UnfitFile("is no file of an answer");
      if (lesson.isAsked) files.set(tidyPath(path), answerIn(answers[path]!));
      else unasked.add(lesson);
    } catch (error) {
      if (!(error instanceof UnfitFile)) throw error;
      notes.push(`${sayName(path)} is left out: it ${error.message}.`);
    }
  }
  if (unasked.size > 0) notes.push(sayUnasked([...unasked]));
  return { files, notes };
}

/** Says that lessons are left out. */
export function sayUnasked(lessons: readonly AskedLesson[]): string {
  const said = sayLessons(lessons);
  return `The answers of ${said} are left out: this homework does not ask for them.`;
}

function answerIn(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > mostAnswerBytes) throw new UnfitFile("is too large");
  return readFound(bytes).text;
}

/** What was predicted, of what is asked. */
function predictionsOf(
  { predictions }: Pack,
  manifest: Manifest | undefined,
): Map<string, readonly string[]> {
  const asked = manifest?.items.map(({ id }) => id);
  const items = Object.keys(predictions).sort()
    .filter((id) => asked?.includes(id) ?? /^P\d+$/.test(id));
  return new Map(items.map((id) => [id, predictions[id]!]));
}
