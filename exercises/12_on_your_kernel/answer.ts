/**
 * Exercises of lesson 12, on your kernel. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 12`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  openPipe,
  passPages,
  reserveAddresses,
  touchPages,
  transmit,
  unmapPages,
} from "zero-copy/machine/instruction.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import type {
  Calls,
  Column,
  Contradiction,
  Difference,
  Finding,
  Foreseen,
  Hypothesis,
  Probe,
  Safe,
  Sending,
  Sent,
  Sighting,
  Step,
  Table,
  Timed,
} from "./types.ts";

/** Names the strategy that a column of the lab's results belongs to. */
export function strategyOf(column: Column): string {
  return todo("which strategy gives these calls and these arrivals?");
}

/** Counts the mode switches of a transfer, from the counters of calls before and after it. */
export function switchesBetween(before: Calls, after: Calls): number {
  return todo("count the calls of the transfer, then the mode switches");
}

/** Says why a figure is not what was expected. */
export function causeOf(finding: Finding): string {
  return todo("what explains this figure, measured like this?");
}

/** Designs probes that tell of each call of a strategy whether it copies. */
export function probesFor(strategy: readonly Step[]): Probe[] {
  return todo("change what, after which call?");
}

/** Predicts the lab's table. */
export function predictTable(sent: Sent): Table {
  return todo("six figures of four strategies");
}

/** Says why a kernel does something else than the model. */
export function explain(difference: Difference): string {
  return todo("which reason gives the very number that was seen?");
}

/** Says until when what is sent must be left alone. */
export function leaveAlone({ way, nic, times }: Sending): Safe {
  return todo("when are the bytes copied, and how does one learn of it?");
}

/** Parts two times into prices, and foresees a third; null, where the two cannot tell. */
export function foresee(timed: Timed, pieceBytes: number): Foreseen | null {
  return todo("what takes each call, what each byte, what the file?");
}

/** Sends a file by calls that do what Linux does in them, without sendfile. */
export function confirmed(): Program {
  return program("confirmed", [todo("fewer CPU copies than read + write")]);
}

/** Finds the programs that the kernel contradicts, and at which step. */
export function contradicted(
  seen: readonly Sighting[],
  programs: readonly Hypothesis[],
): Contradiction[] {
  return todo("what would arrive, if it were as the program says?");
}
