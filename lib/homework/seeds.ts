/**
 * The seeds of a homework: all of them are made from the one in its manifest, so that a hand-out asks
 * the same at every fetch, wherever it is looked at.
 *
 * @module
 */
import { sha256 } from "../workbook/digest.ts";
import { seedOf } from "../workbook/dice.ts";
import type { Manifest } from "./manifest.ts";

/** By which cases a homework is graded. No two of them are the same. */
export interface GradingSeeds {
  /** When it is packed, on the student's machine. */
  readonly packing: readonly number[];
  /** For the gradebook: the same for the whole class. */
  readonly gradebook: number;
}

/** Works out the seeds of the cases that are asked. */
export function gradingSeeds({ seed }: Pick<Manifest, "seed">): GradingSeeds {
  const first = seedOf(`cases ${seed}`);
  const [a, b, c, gradebook] = [0, 1, 2, 3].map((i) => (first + i) % 2 ** 32);
  return { packing: [a!, b!, c!], gradebook: gradebook! };
}

/** Works out the seed of a student's predictions. @see FIPS 180-4 */
export async function predictionSeed(
  manifest: Pick<Manifest, "seed">,
  student: string,
): Promise<number> {
  const digest = await digestFor("predictions", manifest, student);
  return Number.parseInt(digest.slice(0, 8), 16);
}

/**
 * Works out by which seed `deno task predict` asks what a student was asked of a lesson, and tells what
 * is right. It is another one, since `seed` stands in the student's file.
 */
export function lessonSeed(seed: number, lesson: number): number {
  return seedOf(`homework ${seed}, lesson ${lesson}`);
}

/** Digests a student's id for `students` of a manifest. @returns Four hexadecimal digits. */
export async function studentDigest(
  manifest: Pick<Manifest, "seed">,
  student: string,
): Promise<string> {
  return (await digestFor("students", manifest, student)).slice(0, 4);
}

/** What an id is made of: names of files take that everywhere. */
export const idRule =
  "it has letters, digits and . _ @ -, 64 at most, a letter or a digit first";

/** Whether a text can be a student's id. */
export function isStudentId(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u.test(text);
}

async function digestFor(
  use: string,
  { seed }: Pick<Manifest, "seed">,
  student: string,
): Promise<string> {
  return await sha256(JSON.stringify([use, seed, student.normalize("NFC")]));
}
