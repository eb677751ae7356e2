/**
 * What a student has predicted: a file of JSON at the top of the hand-out, which commands fill in and
 * people can.
 *
 * @module
 */
import { seedOf } from "../workbook/dice.ts";
import { keepJson, readIfThere } from "../workbook/file.ts";
import { type Filled, filledOf, toOpen } from "../workbook/open_paper.ts";
import { root } from "../workbook/path.ts";
import { hasParts } from "../workbook/plain.ts";
import type { Problem } from "../workbook/prediction.ts";
import { checkBlank } from "../workbook/submission.ts";
import { isPrediction, type Manifest } from "./manifest.ts";
import { predictionsFor } from "./predictions.ts";
import { predictionSeed } from "./seeds.ts";

/** Where it lies. */
export const predictedUrl: URL = new URL("predictions.json", root);

/** What a student is asked. */
export interface PredictionPaper {
  readonly student: string;
  readonly seed: number;
  /** Of what is asked: whether it is the same. */
  readonly digest: number;
  /** "P5", of each problem. */
  readonly items: readonly string[];
  readonly problems: readonly Problem[];
}

/** What was filled in. */
export interface Predicted extends Omit<PredictionPaper, "items" | "problems"> {
  /** Of each problem, in the order of its blanks. */
  readonly filled: readonly (readonly Filled[])[];
}

/** Rolls what a student is asked. @param ownSeed What an instructor has given them, if anything. */
export async function paperFor(
  manifest: Pick<Manifest, "seed" | "items">,
  student: string,
  ownSeed?: number,
): Promise<PredictionPaper> {
  const seed = ownSeed ?? await predictionSeed(manifest, student);
  const problems = await predictionsFor(manifest, seed);
  const items = manifest.items.filter(isPrediction).map(({ id }) => id);
  const digest = seedOf(JSON.stringify(problems));
  return { student, seed, digest, items, problems };
}

/** Keeps what was filled in. */
export function keepPredicted(
  { student, seed, digest, items, problems }: PredictionPaper,
  filled: Predicted["filled"],
): void {
  const open = problems.map((problem, i) => ({
    item: items[i],
    ...toOpen(problem, filled[i]),
  }));
  keepJson(predictedUrl, { student, seed, digest, problems: open });
}

/**
 * Reads what was filled in.
 *
 * @returns Nothing, if there is no file.
 * @throws {SyntaxError} If it holds something else.
 * @throws {UnfitFile} If there is no file, but a folder or a pipe.
 */
export function readPredicted(): Predicted | undefined {
  const bytes = readIfThere(predictedUrl);
  if (bytes === undefined) return undefined;
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const { student, seed, digest, problems } = hasParts(value) ? value : {};
  const filled = filledOf(problems);
  if (
    typeof student !== "string" || typeof seed !== "number" ||
    typeof digest !== "number" || filled === undefined
  ) throw new SyntaxError("it holds no predictions");
  return { student, seed, digest, filled };
}

/** Whether something was filled into the very paper. */
export function isFor(
  { student, seed, digest, filled }: Predicted,
  paper: PredictionPaper,
): boolean {
  return student === paper.student && seed === paper.seed &&
    digest === paper.digest && filled.length === paper.problems.length &&
    filled.every((some, i) => some.length === paper.problems[i]!.blanks.length);
}

/**
 * Checks that all that was filled in is of the kind that is asked for.
 *
 * @throws {RangeError} If it is not; the message names the blank, by its number over all problems.
 */
export function requireFitting(
  { problems }: Pick<PredictionPaper, "problems">,
  filled: Predicted["filled"],
): void {
  const blanks = problems.flatMap(({ blanks }) => blanks);
  for (const [i, typed] of filled.flat().entries()) {
    if (typed !== null) checkBlank(blanks[i]!, { typed, number: i + 1 });
  }
}
