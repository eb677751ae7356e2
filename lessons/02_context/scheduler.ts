/**
 * The scheduler: many tasks, one CPU, a slice for each in turn.
 *
 * A context switch is three things: save what the CPU holds for one task, load what it held for
 * the other, jump to where that one was. Loading the program counter is the jump.
 * Model, not Linux: every task has the same weight and is always ready; the clock's interrupt, which
 * brings the scheduler on, also takes the CPU into the kernel and back, and is not in the trace.
 *
 * @module
 */
import { count } from "zero-copy/trace/count.ts";
import type { Event, Happening } from "zero-copy/trace/event.ts";
import { type Context, Cpu, freshContext } from "zero-copy/machine/cpu.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { advance, isOver, type Task } from "./task.ts";
import type { Setting } from "zero-copy/workbook/lesson.ts";

/** The most that a run does before it is given up. [operations] */
const mostOperations = 10_000;

/** How tasks share the CPU. */
export interface SlicePlan {
  /** How many operations a task may do in a row. [operations, from 1] */
  readonly sliceOperations: number;
  /** Whether a switch saves and loads contexts; without, the CPU stays as it is. */
  readonly savesContext: boolean;
}

/** How the tasks share the CPU, as the knobs say. */
export function planOf({ knobs: { slice, save } }: Setting): SlicePlan {
  return { sliceOperations: Number(slice), savesContext: save === "yes" };
}

/** One turn of one task. */
export interface Slice {
  readonly task: string;
  /** [operations] */
  readonly operations: number;
}

/** One change from a task to another. */
export interface Switch {
  readonly from: string;
  readonly to: string;
  /** Whether `from` had come to its end. */
  readonly isLast: boolean;
  /** What the CPU held when `from` stopped. */
  readonly left: Context;
  /** What the CPU held when `to` went on. */
  readonly found: Context;
}

/** What came of a task. */
export interface Result {
  readonly task: string;
  /** What register `a` held at its end. */
  readonly value: number;
  /** What it had to hold. */
  readonly expected: number;
  /** All that the CPU held. */
  readonly left: Context;
}

/** What happened, from the first operation to the end of the last task. */
export interface Schedule {
  readonly slices: readonly Slice[];
  readonly switches: readonly Switch[];
  /** In the order in which the tasks ended. */
  readonly results: readonly Result[];
  /** The mode switches and context switches; `step` counts operations, `round` slices. [from 1] */
  readonly trace: readonly Event[];
}

/**
 * Runs tasks on one CPU until all have ended. A task whose slice is over goes to the end of the
 * queue; one that is alone goes on without a switch.
 *
 * @param tasks What to run, first in line first. Their names differ.
 * @throws {RangeError} If a slice is not a whole number of operations from 1.
 * @throws {Fault} If the tasks do not end.
 */
export function runTasks(tasks: readonly Task[], plan: SlicePlan): Schedule {
  requireSlice(plan.sliceOperations);
  const run = new Run(plan);
  const queue: Entry[] = tasks.map((task) => ({ task, context: freshContext }));
  let entry = queue.shift();
  while (entry !== undefined) {
    const isLast = run.doSlice(entry.task);
    if (!isLast) queue.push(entry);
    const next = queue.shift();
    if (next !== undefined && next !== entry) {
      run.switchContext(entry, next, isLast);
    }
    entry = next;
  }
  return run;
}

/** How often a trace crosses between modes, and between tasks. */
export interface SwitchCounts {
  readonly systemCalls: number;
  readonly modeSwitches: number;
  readonly contextSwitches: number;
}

/** Counts both kinds of switches in a trace. */
export function countSwitches(trace: readonly Event[]): SwitchCounts {
  const { systemCalls, modeSwitches } = count(trace);
  const switches = trace.filter(({ kind }) => kind === "context switch");
  return { systemCalls, modeSwitches, contextSwitches: switches.length };
}

/** Whether every task had at its end what it had to have. */
export function areAllRight({ results }: Pick<Schedule, "results">): boolean {
  return results.every(({ value, expected }) => value === expected);
}

/** A task, and what the CPU held when it stopped. */
interface Entry {
  readonly task: Task;
  context: Context;
}

/** A run while it goes on. */
class Run implements Schedule {
  readonly slices: Slice[] = [];
  readonly switches: Switch[] = [];
  readonly results: Result[] = [];
  readonly trace: Event[] = [];
  readonly #cpu = new Cpu();
  readonly #plan: SlicePlan;
  #operations = 0;
  #round = 0;

  constructor(plan: SlicePlan) {
    this.#plan = plan;
  }

  /** Lets a task run until its slice or the task itself is over; says whether the task is. */
  doSlice(task: Task): boolean {
    const cpu = this.#cpu;
    this.#round += 1;
    const begin = this.#operations;
    const end = begin + this.#plan.sliceOperations;
    while (!isOver(task, cpu) && this.#operations < end) {
      requireEnd(this.#operations);
      this.#operations += 1;
      advance(cpu, task, (happening) => this.#emit(happening));
    }
    this.slices.push({ task: task.name, operations: this.#operations - begin });
    if (!isOver(task, cpu)) return false;
    this.results.push({
      task: task.name,
      value: cpu.registers.a,
      expected: task.expected,
      left: cpu.save(),
    });
    return true;
  }

  /** Leaves one task and goes on with another: save, load, jump. */
  switchContext(from: Entry, to: Entry, isLast: boolean): void {
    const cpu = this.#cpu;
    const left = cpu.save();
    if (this.#plan.savesContext) {
      from.context = left;
      // To load the program counter is to jump.
      cpu.load(to.context);
    }
    const names = { from: from.task.name, to: to.task.name };
    this.#emit({ kind: "context switch", ...names });
    this.switches.push({ ...names, isLast, left, found: cpu.save() });
  }

  /** Writes down what happened, with the operation and the slice before it. */
  #emit(happening: Happening): void {
    this.trace.push({
      step: this.#operations,
      round: this.#round,
      ...happening,
    });
  }
}

function requireSlice(operations: number): void {
  if (Number.isInteger(operations) && operations >= 1) return;
  throw new RangeError(
    `sliceOperations must be a whole number from 1: it is ${operations}`,
  );
}

function requireEnd(done: number): void {
  if (done < mostOperations) return;
  throw new Fault(
    `the tasks must end within ${mostOperations} operations`,
    "they still run",
  );
}
