/**
 * The problem of lesson 9: splice, as the textbooks tell it.
 *
 * @module
 */
import { nicAbilities } from "zero-copy/machine/job.ts";
import { splice } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Roll } from "zero-copy/workbook/prediction.ts";

/** What a run counts. */
export const problem: Roll = countsProblem(splice, [
  "modeSwitches",
  "cpuCopies",
  "dmaCopies",
  "passes",
  "dmaBytes",
], nicAbilities);
