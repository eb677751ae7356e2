/**
 * The problem of lesson 5: read + write, as the textbooks tell it.
 *
 * @module
 */
import { readWrite } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Roll } from "zero-copy/workbook/prediction.ts";

/** What a run counts. */
export const problem: Roll = countsProblem(readWrite, [
  "systemCalls",
  "modeSwitches",
  "cpuCopies",
  "dmaCopies",
  "cpuBytes",
]);
