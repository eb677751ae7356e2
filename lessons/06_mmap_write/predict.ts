/**
 * The problem of lesson 6: mmap + write, as the textbooks tell it.
 *
 * @module
 */
import { mmapWrite } from "zero-copy/strategy/textbook.ts";
import { countsProblem } from "zero-copy/workbook/predict_counts.ts";
import type { Recipe } from "zero-copy/workbook/recipe.ts";

/** What a run counts. */
export const problem: Recipe = countsProblem(mmapWrite, [
  "systemCalls",
  "modeSwitches",
  "cpuCopies",
  "dmaCopies",
  "mappedPages",
]);
