/**
 * The prices that the lab measured on this machine, kept for the lessons.
 *
 * @module
 */
import type { CostModel } from "../cost/cost.ts";
import { keepJson, readKept } from "../workbook/file.ts";
import { root } from "../workbook/path.ts";
import { hasParts } from "../workbook/plain.ts";
import { UsageError } from "./usage_error.ts";

/** Where they are kept: Git leaves the folder alone. */
const place = new URL(".lab/prices.json", root);

/** The numbers that every price list has. */
const numbers = [
  "modeSwitchNs",
  "cpuByteNs",
  "pageFaultNs",
  "mappingNs",
  "passNs",
] as const;

/** The most that anything may cost: what is more was not measured, and adds up to no number. [ns] */
const mostNs = 1e9;

/** Keeps prices. Those that were kept before are measured again in a minute. */
export function savePrices(model: CostModel): void {
  keepJson(place, model);
}

/**
 * Reads the prices of this machine.
 *
 * @throws {UsageError} If none were measured, or the file is none of ours.
 * @throws {UnfitFile} If there is no file, but a folder or a pipe.
 */
export function readPrices(): CostModel {
  let state = "there are none";
  try {
    const model = readKept(place, isCostModel);
    if (model !== undefined) return model;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    state = ".lab/prices.json holds something else";
  }
  throw new UsageError(
    `--cost measured takes prices that the lab has measured here: ${state}`,
    "deno task lab --calibrate",
  );
}

/** Whether something has all prices, each a number that can have been measured. */
function isCostModel(value: unknown): value is CostModel {
  if (!hasParts(value)) return false;
  const { name, source, sending, copyNs } = value;
  return typeof name === "string" && typeof source === "string" &&
    numbers.every((name) => isPrice(value[name])) &&
    (copyNs === undefined || isPrice(copyNs)) &&
    (sending === undefined || isSending(sending));
}

function isSending(value: unknown): boolean {
  return hasParts(value) &&
    ["byteNs", "pieceNs", "packetNs"].every((name) => isPrice(value[name])) &&
    Number.isSafeInteger(value.packetBytes) && Number(value.packetBytes) > 0;
}

function isPrice(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= mostNs;
}
