/**
 * The problem of lesson 6: mmap + write, as the textbooks tell it.
 *
 * @module
 */
import { mmapWrite } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Roll } from "zero-copy/workbook/prediction.ts";

/** What a run counts. */
export const problem: Roll = countsProblem(mmapWrite, [
  "systemCalls",
  "modeSwitches",
  "cpuCopies",
  "dmaCopies",
  "mappedPages",
]);
