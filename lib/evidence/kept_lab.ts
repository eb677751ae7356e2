/**
 * What the lab saw of a file and of pieces that a seed chose: kept for the exercise that explains it.
 *
 * @module
 */
import type { Observation } from "../lab/lab.ts";
import type { SentAmounts } from "../lab/transfer_cost.ts";
import { strategies } from "../strategy/linux.ts";
import { choicesOf } from "../strategy/strategy.ts";
import { Dice } from "../workbook/dice.ts";
import { keepJson, readKept } from "../workbook/file.ts";
import { pathOf, root } from "../workbook/path.ts";
import { hasParts } from "../workbook/plain.ts";

/** Where it is kept: Git leaves the folder alone. */
const place = new URL(".lab/observation.json", root);

/** The sizes of a piece: some of them no whole number of pages, some more than a pipe holds. [bytes] */
const pieceSizes = [4096, 10_000, 16_384, 50_000, 2 ** 16, 100_000, 2 ** 20];

/** Rolls a file, and pieces to send it in: hardly ever a file of whole pages. */
export function rollSentAmounts(dice: Dice): SentAmounts {
  return {
    fileBytes: dice.whole(2 ** 20, 2 ** 23),
    pieceBytes: dice.pick(pieceSizes),
  };
}

/** Chooses what the lab sends. */
export function sentAmountsOf(seed: number): SentAmounts {
  return rollSentAmounts(new Dice(seed));
}

/** Keeps what was observed, in the place of what was kept before. */
export function keepObservation(observation: Observation): void {
  keepJson(place, observation);
}

/**
 * Reads what was kept.
 *
 * @returns Nothing, if there is nothing, if it may not be read, or if it is none of ours.
 */
export function keptObservation(): Observation | undefined {
  const path = pathOf(place);
  // A test without permissions asks nobody for one.
  const { state } = Deno.permissions.querySync({ name: "read", path });
  if (state !== "granted") return undefined;
  try {
    return readKept(place, isObservation);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whether something has all that is read of an observation. */
function isObservation(value: unknown): value is Observation {
  if (!hasParts(value)) return false;
  const { machine, costs, copies, pageBytes } = value;
  return hasParts(machine) && Array.isArray(costs) && costs.every(isCost) &&
    Array.isArray(copies) && isSize(pageBytes);
}

function isCost(value: unknown): boolean {
  if (!hasParts(value)) return false;
  const { way, fileBytes, pieceBytes, warm } = value;
  return choicesOf(strategies).some(({ choice }) => choice === way) &&
    isSize(fileBytes) && isSize(pieceBytes) && hasParts(warm);
}

function isSize(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) > 0;
}
