/**
 * Exercises of lesson 1, user mode and kernel mode. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 1`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import {
  enterKernel,
  type Instruction,
  leaveKernel,
} from "zero-copy/machine/instruction.ts";

/** One thing that an operation touches. */
export interface Touch {
  readonly does: "read" | "change";
  readonly part:
    | "register"
    | "counter"
    | "memory"
    | "disk"
    | "clock"
    | "interrupts"
    | "mode";
  readonly of: "this program" | "another program" | "the kernel" | "everybody";
}

/** An operation without its name. */
export interface Operation {
  readonly touches: readonly Touch[];
  /** Who has chosen the address where the CPU goes on. */
  readonly nextChosenBy: "program" | "kernel";
}

/** Says whether the CPU refuses an operation in user mode. */
export function isRefused(operation: Operation): boolean {
  return todo("true or false, by what it touches");
}

/**
 * Counts the mode switches of a program that needs some services, one after the other.
 *
 * @param services The operations of each service, by the names of the lesson's table.
 */
export function countModeSwitches(services: readonly string[][]): number {
  return todo("count the mode switches");
}

/** Reads from the disk, then sets the clock: but user mode tries too much. */
export function mendedCalls(): (string | Instruction)[] {
  todo("mend the list below, then delete this line");
  return [
    "load",
    "start I/O",
    enterKernel("read"),
    "disable interrupts",
    leaveKernel("read"),
    "enable interrupts",
    enterKernel("clock_settime"),
    "set the clock",
    leaveKernel("read"),
    "add",
  ];
}

/** Bytes in a row: the address of the first one, and how many they are, perhaps none. */
type Range = { first: number; bytes: number };

/** A program: the size of its pages, their numbers, and the kernel's first address, 2 ** 47. */
type Space = { pageBytes: number; pages: number[]; kernelFrom: number };

/** Says what comes of reading a range, byte after byte. */
export function guard(
  mode: "user" | "kernel",
  { first, bytes }: Range,
  { pageBytes, pages, kernelFrom }: Space,
): "done" | "refused" | "nowhere" {
  return todo("what the CPU does");
}
