/**
 * Results: what came of each item of a submission, and what was asked. They are kept when a
 * submission is graded, so that a run that is stopped goes on where it was, and a mark that is asked
 * for again changes no other.
 *
 * Points are not kept: they are worked out anew, after the manifest and the overrides.
 *
 * @module
 */
import { sha256 } from "../workbook/digest.ts";
import type { Submission } from "../collect/submission.ts";
import { keepJson, readKept, UnfitFile } from "../workbook/file.ts";
import { hasParts } from "../workbook/plain.ts";
import type { Found } from "./marking.ts";

/** What came of one item. */
export interface ItemResult extends Found {
  /** What was asked: the digest of the questions. */
  readonly asked: string;
}

/** What came of a submission. An item that has no final result yet is not there. */
export interface Result {
  /** Of this format. */
  readonly result: 1;
  /** The student's id. */
  readonly student: string;
  /** The digest of what was handed in. */
  readonly submission: string;
  /** By the item. */
  readonly items: Readonly<Record<string, ItemResult>>;
}

/** Works out the digest of what was handed in, wherever it was found. */
export async function submissionDigest(
  { files, predictions }: Pick<Submission, "files" | "predictions">,
): Promise<string> {
  const [sortedFiles, sortedPredictions] = [[...files], [...predictions]]
    .map((entries) => entries.sort(([a], [b]) => a < b ? -1 : 1));
  return await sha256(JSON.stringify([sortedFiles, sortedPredictions]));
}

/** A folder of results: a file a student. */
export class Results {
  readonly #folder: URL;
  readonly #names: ReadonlyMap<string, string>;

  /**
   * @param folder Made when a result is kept.
   * @param names What the file of a student is called, without an ending.
   */
  constructor(folder: URL, names: ReadonlyMap<string, string>) {
    this.#folder = folder;
    this.#names = names;
  }

  /** Keeps a result, in the place of an earlier one. */
  keep(result: Result): void {
    keepJson(this.#placeOf(result.student), result);
  }

  /** Reads the result of a student; nothing, if there is none that can be read. */
  read(student: string): Result | undefined {
    try {
      const kept = readKept(this.#placeOf(student), isResult);
      return kept?.student === student ? kept : undefined;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof UnfitFile) {
        return undefined;
      }
      throw error;
    }
  }

  #placeOf(student: string): URL {
    const name = encodeURIComponent(this.#names.get(student)!);
    return new URL(`${name}.json`, this.#folder);
  }
}

/** Whether a value is a result of this format. */
function isResult(value: unknown): value is Result {
  if (!hasParts(value)) return false;
  const { result, student, submission, items } = value;
  return result === 1 && typeof student === "string" &&
    typeof submission === "string" && hasParts(items) &&
    Object.values(items).every((one) =>
      hasParts(one) && typeof one.asked === "string" &&
      typeof one.status === "string" && typeof one.seed === "number"
    );
}
