/**
 * Solutions of the exercises of lesson 1, user mode and kernel mode.
 *
 * @module
 */
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
  const isTrap = operation.nextChosenBy === "kernel";
  return !isTrap && operation.touches.some(({ of }) => of !== "this program");
}

/**
 * Counts the mode switches of a program that needs some services, one after the other.
 *
 * @param services The operations of each service, by the names of the lesson's table.
 */
export function countModeSwitches(services: readonly string[][]): number {
  const free = ["jump", "add", "load"];
  const calls = services.filter((names) =>
    names.some((name) => !free.includes(name))
  );
  return 2 * calls.length;
}

/** Reads from the disk, then sets the clock: but user mode tries too much. */
export function mendedCalls(): (string | Instruction)[] {
  return [
    "load",
    enterKernel("read"),
    "start I/O", // was: before the call
    "disable interrupts",
    "enable interrupts", // was: after the return, where it is refused
    leaveKernel("read"),
    enterKernel("clock_settime"),
    "set the clock",
    leaveKernel("clock_settime"), // was: from read
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
  for (let address = first; address < first + bytes; address++) {
    if (address >= kernelFrom) {
      if (mode === "user") return "refused";
    } else if (!pages.includes(Math.floor(address / pageBytes))) {
      return "nowhere";
    }
  }
  return "done";
}
