/**
 * The prices that the lab measured on this machine, kept for the lessons.
 *
 * @module
 */
import type { CostModel } from "../cost/cost.ts";
import { keepJson, readKept } from "../workbook/file.ts";
import { root } from "../workbook/path.ts";
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
  if (typeof value !== "object" || value === null) return false;
  const model = value as Readonly<Record<string, unknown>>;
  const { sending, copyNs } = model;
  return typeof model.name === "string" && typeof model.source === "string" &&
    numbers.every((name) => isPrice(model[name])) &&
    (copyNs === undefined || isPrice(copyNs)) &&
    (sending === undefined || isSending(sending));
}

function isSending(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prices = value as Readonly<Record<string, unknown>>;
  return ["byteNs", "pieceNs", "packetNs"].every((name) =>
    isPrice(prices[name])
  ) && Number.isSafeInteger(prices.packetBytes) &&
    Number(prices.packetBytes) > 0;
}

function isPrice(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= mostNs;
}
