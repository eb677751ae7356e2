/**
 * Tasks: short programs that calculate in the registers of the CPU.
 *
 * A task has nothing but the registers and the program counter; whoever changes them behind its
 * back changes its result. Its result is register `a` at its end.
 * Model, not Linux: no memory, no stack; the operations of a task are not changed while it runs.
 *
 * @module
 */
import type { Happening } from "zero-copy/trace/event.ts";
import type { Cpu, RegisterName } from "zero-copy/machine/cpu.ts";

/** One operation of a task. */
export type TaskOperation =
  | { readonly op: "set"; readonly to: RegisterName; readonly value: number }
  | { readonly op: "add"; readonly to: RegisterName; readonly by: RegisterName }
  | { readonly op: "count down"; readonly to: RegisterName }
  | {
    readonly op: "jump";
    /** The number of the operation to go on with. [from 0] */
    readonly target: number;
    /** The jump is made while this register is above zero. */
    readonly while: RegisterName;
  }
  | { readonly op: "call"; readonly call: string };

/** A program for registers. */
export interface Task {
  readonly name: string;
  /** What it does, numbered from 0 as the program counter does. */
  readonly operations: readonly TaskOperation[];
  /** What it must have in register `a` at its end. */
  readonly expected: number;
}

/** Adds the numbers from 1 to a last one. */
export function sumTask(last: number): Task {
  return {
    name: "sum",
    operations: [
      { op: "set", to: "a", value: 0 },
      { op: "set", to: "b", value: last },
      { op: "add", to: "a", by: "b" },
      { op: "count down", to: "b" },
      { op: "jump", target: 2, while: "b" },
    ],
    expected: last * (last + 1) / 2,
  };
}

/** Multiplies by adding again and again. */
export function productTask(value: number, times: number): Task {
  return {
    name: "product",
    operations: [
      { op: "set", to: "a", value: 0 },
      { op: "set", to: "b", value: times },
      { op: "set", to: "c", value },
      { op: "add", to: "a", by: "c" },
      { op: "count down", to: "b" },
      { op: "jump", target: 3, while: "b" },
    ],
    expected: value * times,
  };
}

/** The two tasks of the lesson. */
export const pair: readonly Task[] = [sumTask(5), productTask(6, 4)];

/** Makes system calls and counts them in register `a`. */
export function callingTask(calls: number, call = "getppid"): Task {
  return {
    name: "caller",
    operations: [
      { op: "set", to: "a", value: 0 },
      { op: "set", to: "b", value: calls },
      { op: "set", to: "c", value: 1 },
      { op: "call", call },
      { op: "add", to: "a", by: "c" },
      { op: "count down", to: "b" },
      { op: "jump", target: 3, while: "b" },
    ],
    expected: calls,
  };
}

/** Whether the program counter stands behind the last operation of a task. */
export function isOver(task: Task, cpu: Cpu): boolean {
  return cpu.programCounter >= task.operations.length;
}

/**
 * Does the operation that the program counter names, and moves the counter.
 *
 * @param task What the CPU works on. It must not be over.
 * @param emit Takes the two mode switches of a system call.
 */
export function advance(
  cpu: Cpu,
  task: Task,
  emit: (happening: Happening) => void,
): void {
  const operation = task.operations[cpu.programCounter]!;
  const { registers } = cpu;
  cpu.programCounter += 1;
  switch (operation.op) {
    case "set":
      registers[operation.to] = operation.value;
      break;
    case "add":
      registers[operation.to] += registers[operation.by];
      break;
    case "count down":
      registers[operation.to] -= 1;
      break;
    case "jump":
      if (registers[operation.while] > 0) {
        cpu.programCounter = operation.target;
      }
      break;
    case "call":
      cpu.enterKernel(operation.call);
      emit({ kind: "mode switch", to: "kernel", call: operation.call });
      cpu.leaveKernel(operation.call);
      emit({ kind: "mode switch", to: "user", call: operation.call });
      break;
  }
}

/** Puts an operation of a task into words: "a = a + b". */
export function sayTaskOperation(operation: TaskOperation): string {
  switch (operation.op) {
    case "set":
      return `${operation.to} = ${operation.value}`;
    case "add":
      return `${operation.to} = ${operation.to} + ${operation.by}`;
    case "count down":
      return `${operation.to} = ${operation.to} - 1`;
    case "jump":
      return `jump to ${operation.target} if ${operation.while} > 0`;
    case "call":
      return `call ${operation.call}()`;
  }
}
