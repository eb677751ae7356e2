/**
 * What the commands of a hand-out have in common: its manifest, and who types.
 *
 * @module
 */
import {
  isManifest,
  type Manifest,
  manifestFile,
} from "../homework/manifest.ts";
import {
  type Predicted,
  type PredictionPaper,
  readPredicted,
  requireFitting,
} from "../homework/predictions_file.ts";
import { idRule, isStudentId, studentDigest } from "../homework/seeds.ts";
import { sayRanges } from "../text/say.ts";
import { readKept } from "../workbook/file.ts";
import type { Filled } from "../workbook/open_paper.ts";
import { root } from "../workbook/path.ts";
import type { CommandName } from "./commands.ts";
import { quote } from "./option_values.ts";
import { textOf, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** A hand-out, and the student who works in it. */
export interface StudentAtWork {
  readonly manifest: Manifest;
  /** The student's id. */
  readonly id: string;
  /** Whether the course has such an id, as far as the hand-out knows. */
  readonly isKnown: boolean;
}

/**
 * Reads the manifest of this hand-out, and who works in it.
 *
 * @throws {UsageError} If this is no hand-out, or no id was given, or it can be none.
 */
export async function studentAtWork(
  typed: Typed,
  command: CommandName,
): Promise<StudentAtWork> {
  const manifest = readManifest(command);
  const tryThis = `deno task ${command} --as 007`;
  const given = textOf(typed, "as");
  if (given === undefined) {
    throw new UsageError(
      "--as was expected, with your id in this course",
      tryThis,
    );
  }
  const id = given.trim().normalize("NFC");
  if (!isStudentId(id)) {
    throw new UsageError(
      `--as takes an id, "${given}" is none: ${idRule}`,
      tryThis,
    );
  }
  const { students } = manifest;
  const isKnown = students === undefined ||
    students.includes(await studentDigest(manifest, id));
  return { manifest, id, isKnown };
}

/** Says that the course has no such id. */
export function sayUnknown(id: string): string {
  return `Your instructor's list has no id "${id}": see that it is yours, to ` +
    "the letter.";
}

function readManifest(command: CommandName): Manifest {
  const place = new URL(manifestFile, root);
  let manifest: Manifest | undefined;
  try {
    manifest = readKept(place, isManifest);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(
      `${manifestFile} is damaged: get it from the hand-out again`,
      `deno task ${command} --help`,
    );
  }
  if (manifest !== undefined) return manifest;
  throw new UsageError(
    `${command} is for a hand-out, and this folder has no ${manifestFile}`,
    "deno task homework --help",
  );
}

/**
 * Reads what a student has predicted so far; nothing, if nothing was.
 *
 * @throws {UsageError} If the file holds something else, or what another student has filled in.
 */
export function readFilled(student: string): Predicted | undefined {
  const kept = readKeptPredictions();
  if (kept === undefined || kept.student === student) return kept;
  // A paper of a mistyped id.
  if (kept.filled.flat().every((one) => one === null)) return undefined;
  throw new UsageError(
    `predictions.json is of ${kept.student}, and not of ${student}. If it is ` +
      "not yours, move it away",
    `deno task homework predict --as ${quote(kept.student)}`,
  );
}

function readKeptPredictions(): Predicted | undefined {
  try {
    return readPredicted();
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(
      `predictions.json cannot be read: ${error.message}. Mend it, or move it away`,
      "deno task homework predict --help",
    );
  }
}

/** @throws {UsageError} If something that was filled in is not of the kind that is asked for. */
export function requireFittingFile(
  paper: PredictionPaper,
  filled: Predicted["filled"],
): void {
  try {
    requireFitting(paper, filled);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(
      `predictions.json: ${error.message}. Mend it there`,
      `deno task homework predict --as ${quote(paper.student)}`,
    );
  }
}

/** "Blanks 3, 7 are open" */
export function sayOpen(filled: readonly Filled[]): string {
  const open = filled.flatMap((one, i) => one === null ? i + 1 : []);
  if (open.length === 0) return "All blanks are filled in";
  return open.length === 1
    ? `Blank ${open[0]} is open`
    : `Blanks ${sayRanges(open)} are open`;
}
