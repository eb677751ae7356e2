/**
 * Prices as people read them.
 *
 * @module
 */
import { literal } from "../text/text_reader.ts";
import { sayCount, sayRate, sayTime } from "../text/say.ts";
import type { CostModel } from "./cost.ts";

/** Says what a cost model assumes, in one sentence. */
export function sayPrices(model: CostModel): string {
  const { modeSwitchNs, cpuByteNs, pageFaultNs, mappingNs, passNs } = model;
  return `A mode switch takes ${sayPrice(modeSwitchNs)}, the CPU copies ` +
    `${sayCopying(cpuByteNs)}${sayBeginning(model)}, a page fault takes ${
      sayPrice(pageFaultNs)
    }, ` +
    `a mapping ${sayPrice(mappingNs)}, and to pass the pages of one piece ` +
    `${sayPrice(passNs)}${saySending(model)} (${literal(model.source)}).`;
}

/** Says what each copy takes besides, if the model has it. */
function sayBeginning({ copyNs }: CostModel): string {
  return copyNs === undefined
    ? ""
    : ` and takes ${sayPrice(copyNs)} to begin a copy`;
}

/** Says a price. A calibration gives 0 to what it could not tell from nothing. [ns] */
export function sayPrice(ns: number): string {
  return ns === 0 ? "too little to see" : sayTime(ns);
}

/** Says what all strategies pay alike, if the model has it. */
function saySending({ sending }: CostModel): string {
  if (sending === undefined) return "";
  const { byteNs, pieceNs, packetNs, packetBytes } = sending;
  return `; TCP sends ${sayCopying(byteNs)}, takes ${sayPrice(pieceNs)} each ` +
    `time that it is handed bytes, and ${sayPrice(packetNs)} for a packet of ` +
    `at most ${sayCount(packetBytes)} bytes`;
}

/** Says how many bytes a time is enough for. @param byteNs One byte. [ns] */
function sayCopying(byteNs: number): string {
  if (byteNs === 0) return "faster than can be seen";
  return sayRate(1 / byteNs);
}
