/**
 * The problem of lesson 5: read + write, as the textbooks tell it.
 *
 * @module
 */
import { readWrite } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Recipe } from "zero-copy/workbook/recipe.ts";

/** What a run counts. */
export const problem: Recipe = countsProblem(readWrite, [
  "systemCalls",
  "modeSwitches",
  "cpuCopies",
  "dmaCopies",
  "cpuBytes",
]);
