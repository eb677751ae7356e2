/**
 * The problems of all lessons, rolled as `deno task predict` rolls them.
 *
 * @module
 */
import { problem as modes } from "../lessons/01_modes/predict.ts";
import { problem as context } from "../lessons/02_context/predict.ts";
import { problem as dma } from "../lessons/03_dma/predict.ts";
import { problem as virtualMemory } from "../lessons/04_virtual_memory/predict.ts";
import { problem as readWrite } from "../lessons/05_read_write/predict.ts";
import { problem as mmapWrite } from "../lessons/06_mmap_write/predict.ts";
import { problem as sendfile } from "../lessons/07_sendfile/predict.ts";
import { problem as sendfileGather } from "../lessons/08_sendfile_gather/predict.ts";
import { problem as splice } from "../lessons/09_splice/predict.ts";
import { problem as choosing } from "../lessons/10_choosing/predict.ts";
import { problem as inTheWild } from "../lessons/11_in_the_wild/predict.ts";
import { problem as onYourKernel } from "../lessons/12_on_your_kernel/predict.ts";
import {
  type Problem,
  rollProblem as roll,
} from "../lib/workbook/prediction.ts";

/** From lesson 1 on. */
const rolls = [
  modes,
  context,
  dma,
  virtualMemory,
  readWrite,
  mmapWrite,
  sendfile,
  sendfileGather,
  splice,
  choosing,
  inTheWild,
  onYourKernel,
];

/** The last lesson that has problems. */
export const lastProblemLesson: number = rolls.length;

/** Rolls a problem of a lesson. */
export function rollProblem(lesson: number, seed: number): Problem {
  return roll(rolls[lesson - 1]!, { lesson, seed });
}
