/**
 * Exercises of lesson 3, direct memory access. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 3`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import type { Timing } from "../../lessons/03_dma/device_transfer.ts";

/** What is wanted: where it begins on the disk and in memory [words, from 0], and how much it is. */
export interface Wish {
  readonly source: number;
  readonly target: number;
  readonly words: number;
}

/** One thing that the CPU does: "write …" writes a value to a register of the disk. */
export interface Step {
  readonly op: string;
  readonly value?: number;
}

/** Gets words from the disk by DMA: but this driver works on bytes that are not there. */
export function mendedDriver({ source, target, words }: Wish): Step[] {
  todo("mend the list below, then delete this line");
  return [
    { op: "write go", value: 1 },
    { op: "write source", value: source },
    { op: "write target", value: target },
    { op: "write count", value: words },
    { op: "use the bytes" },
    { op: "run another task" },
    { op: "handle the interrupt" },
  ];
}

/** Draws a whole DMA transfer as the lesson does, one sign a cycle, both lanes equally long. */
export function drawLanes(
  bytes: number,
  { deviceCycles, setupCycles, interruptCycles }: Timing,
): { cpu: string; disk: string } {
  return todo("the lane of the CPU and the lane of the disk");
}

/** Finds the fewest words for which DMA takes less of the CPU. A fetch takes two cycles or more. */
export function fewestWords(timing: Timing): number {
  return todo("the number of words");
}
