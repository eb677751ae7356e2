/**
 * Exercises of lesson 2, CPU context. The tasks are in README.md beside this file.
 *
 * Replace each `todo(…)` by your answer, then type `deno task grade 2`.
 *
 * @module
 */
import { todo } from "zero-copy/workbook/hole.ts";
import { type Context, Cpu } from "zero-copy/machine/cpu.ts";

/** One slice: a task adds something to register a, and goes on by some operations. */
export interface Slice {
  readonly task: string;
  readonly adds: number;
  readonly operations: number;
}

/**
 * Predicts register a: what each task has in it at the end of its last slice.
 *
 * @param saves Whether a switch saves and loads the context. At first, a is 0.
 */
export function predictRegister(
  slices: Slice[],
  saves: boolean,
): Record<string, number> {
  return todo("the value for each task, by its name");
}

/** Gives each task the context that it had at the end of its last slice: but they get mixed up. */
export function mendedSwitch(slices: Slice[]): Record<string, Context> {
  todo("mend the lines below, then delete this one");
  const cpu = new Cpu();
  const saved: Record<string, Context> = {};
  slices.forEach(({ task, adds, operations }) => {
    const next = saved[task] ?? new Cpu();
    Object.assign(cpu.registers, next.registers);
    cpu.registers.a += adds;
    cpu.programCounter += operations;
    saved[task] = { ...cpu };
  });
  return saved;
}

/** Counts both kinds of switches. At most one of them lies between two lines of the log. */
export function tellSwitchesApart(
  log: readonly { task: string; mode: "user" | "kernel" }[],
): { modeSwitches: number; contextSwitches: number } {
  return todo("count mode switches and context switches");
}
