/**
 * A pack: what a student hands in, as one file of JSON. It holds the learner's own files and what
 * was predicted, and nothing else.
 *
 * @module
 */
import { sha256 } from "../workbook/digest.ts";
import { hasParts } from "../workbook/plain.ts";
import { isManifest, isSameHomework, type Manifest } from "./manifest.ts";

/** The largest file of an answer that is packed, and that is taken. [bytes] */
export const mostAnswerBytes: number = 64 * 1024;

/** What a student hands in. */
export interface Pack {
  /** Of this format. */
  readonly pack: 1;
  /** The student's id: a text, also where it looks like a number. */
  readonly student: string;
  /** When it was made, by the student's clock: ISO 8601, UTC. */
  readonly made: string;
  readonly manifest: Manifest;
  /** What was predicted, in the order of the blanks, by the item: "P5". */
  readonly predictions: Readonly<Record<string, readonly string[]>>;
  /** The learner's files, by their paths in exercises/: "05_read_write/answer.ts". */
  readonly answers: Readonly<Record<string, string>>;
  /** The digest of all above: SHA-256, in hexadecimal digits. */
  readonly digest: string;
}

/** The name of the file of a student's pack. */
export function packNameOf(student: string): string {
  return `homework-${student}.json`;
}

/** Makes a pack. */
export async function sealed(pack: Omit<Pack, "digest">): Promise<Pack> {
  return { ...pack, digest: await digestOf(pack) };
}

/** Whether a value is an earlier pack of the same student and the same homework. */
export function isEarlier(
  value: unknown,
  { student, manifest }: Pick<Pack, "student" | "manifest">,
): boolean {
  return isPack(value) && value.student === student &&
    isSameHomework(value.manifest, manifest);
}

/** Works out the digest of a pack: it tells a damaged one, and guards against nobody. */
export async function digestOf(pack: Omit<Pack, "digest">): Promise<string> {
  const { student, made, manifest, predictions, answers } = pack;
  return await sha256(
    JSON.stringify([
      student,
      made,
      manifest,
      sorted(predictions),
      sorted(answers),
    ]),
  );
}

function sorted(record: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1);
}

/** Whether a value is a pack of this format. Its digest is not looked at. */
export function isPack(value: unknown): value is Pack {
  if (!hasParts(value)) return false;
  const { pack, student, made, manifest, predictions, answers, digest } = value;
  return pack === 1 && isManifest(manifest) &&
    [student, made, digest].every((one) => typeof one === "string") &&
    isRecordOf(answers, (one) => typeof one === "string") &&
    isRecordOf(
      predictions,
      (one) =>
        Array.isArray(one) && one.every((typed) => typeof typed === "string"),
    );
}

function isRecordOf(
  value: unknown,
  isOne: (value: unknown) => boolean,
): boolean {
  return hasParts(value) && !Array.isArray(value) &&
    Object.values(value).every(isOne);
}
