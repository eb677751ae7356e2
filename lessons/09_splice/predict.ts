/**
 * The problem of lesson 9: splice, as the textbooks tell it.
 *
 * @module
 */
import { nicAbilities } from "zero-copy/machine/job.ts";
import { splice } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Recipe } from "zero-copy/workbook/recipe.ts";

/** What a run counts. */
export const problem: Recipe = countsProblem(splice, [
  "modeSwitches",
  "cpuCopies",
  "dmaCopies",
  "passes",
  "dmaBytes",
], nicAbilities);
