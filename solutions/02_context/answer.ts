/**
 * Solutions of the exercises of lesson 2, CPU context.
 *
 * @module
 */
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
  const held: Record<string, number> = {};
  let a = 0;
  for (const { task, adds } of slices) {
    if (saves) a = held[task] ?? 0;
    a += adds;
    held[task] = a;
  }
  return held;
}

/** Gives each task the context that it had at the end of its last slice: but they get mixed up. */
export function mendedSwitch(slices: Slice[]): Record<string, Context> {
  const cpu = new Cpu();
  const saved: Record<string, Context> = {};
  slices.forEach(({ task, adds, operations }) => {
    const next = saved[task] ?? new Cpu();
    Object.assign(cpu.registers, next.registers);
    cpu.programCounter = next.programCounter; // was: no jump
    cpu.registers.a += adds;
    cpu.programCounter += operations;
    saved[task] = cpu.save(); // was: the CPU's own registers, not a copy
  });
  return saved;
}

/** Counts both kinds of switches. At most one of them lies between two lines of the log. */
export function tellSwitchesApart(
  log: readonly { task: string; mode: "user" | "kernel" }[],
): { modeSwitches: number; contextSwitches: number } {
  const counts = { modeSwitches: 0, contextSwitches: 0 };
  log.slice(1).forEach(({ task, mode }, i) => {
    if (task !== log[i]!.task) counts.contextSwitches += 1;
    else if (mode !== log[i]!.mode) counts.modeSwitches += 1;
  });
  return counts;
}
