/**
 * Solutions of the exercises of lesson 3, direct memory access.
 *
 * @module
 */
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
  return [
    { op: "write source", value: source },
    { op: "write target", value: target },
    { op: "write count", value: 4 * words }, // was: words, but it counts bytes
    { op: "write go", value: 1 }, // was: first
    { op: "run another task" },
    { op: "handle the interrupt" },
    { op: "use the bytes" }, // was: before the interrupt
  ];
}

/** Draws a whole DMA transfer as the lesson does, one sign a cycle, both lanes equally long. */
export function drawLanes(
  bytes: number,
  { deviceCycles, setupCycles, interruptCycles }: Timing,
): { cpu: string; disk: string } {
  const words = Math.ceil(bytes / 4);
  const [free, fetch] = [".".repeat(deviceCycles), "f".repeat(deviceCycles)];
  const [begin, end] = [setupCycles, interruptCycles];
  return {
    cpu: "s".repeat(begin) + `${free}-`.repeat(words) + "i".repeat(end),
    disk: ".".repeat(begin) + `${fetch}w`.repeat(words) + ".".repeat(end),
  };
}

/** Finds the fewest words for which DMA takes less of the CPU. A fetch takes two cycles or more. */
export function fewestWords(timing: Timing): number {
  const { deviceCycles, setupCycles, interruptCycles } = timing;
  // Three registers, then fetch and read for each word; all writes but the last are in a fetch.
  const byCpu = (words: number): number => 3 + words * (deviceCycles + 1) + 1;
  const byDma = (words: number): number =>
    setupCycles + words + interruptCycles;
  let words = 1;
  while (byDma(words) >= byCpu(words)) words += 1;
  return words;
}
