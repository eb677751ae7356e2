/**
 * The problem of lesson 7: sendfile, as the textbooks tell it.
 *
 * @module
 */
import { sendfile } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Roll } from "zero-copy/workbook/prediction.ts";

/** What a run counts. */
export const problem: Roll = countsProblem(sendfile, [
  "modeSwitches",
  "savedSwitches",
  "cpuCopies",
  "dmaCopies",
  "cpuBytes",
]);
