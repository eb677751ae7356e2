/**
 * The problem of lesson 8: sendfile + gather, as the textbooks tell it.
 *
 * @module
 */
import { nicAbilities } from "zero-copy/machine/job.ts";
import { gather } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Roll } from "zero-copy/workbook/prediction.ts";

/** What a run counts. */
export const problem: Roll = countsProblem(gather, [
  "modeSwitches",
  "cpuCopies",
  "dmaCopies",
  "cpuBytes",
  "descriptors",
], nicAbilities);
