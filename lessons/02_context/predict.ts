/**
 * The problem of lesson 2: two tasks on one CPU, one of which makes system calls.
 *
 * @module
 */
import { quantities } from "zero-copy/trace/quantity.ts";
import { type Context, Cpu, freshContext } from "zero-copy/machine/cpu.ts";
import {
  countSwitches,
  runTasks,
  type Schedule,
  type SwitchCounts,
} from "./scheduler.ts";
import {
  advance,
  callingTask,
  isOver,
  productTask,
  sayTaskOperation,
  sumTask,
  type Task,
  type TaskOperation,
} from "./task.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { problemOf, type Roll } from "zero-copy/workbook/prediction.ts";

/** Two tasks on one CPU, and what came of them. */
interface Case extends SwitchCounts {
  readonly tasks: readonly Task[];
  readonly sliceOperations: number;
  readonly schedule: Schedule;
  /** Who stopped at the first switches, and how. */
  readonly stopped: readonly Stop[];
}

/** Where a task was when its first slice was over. */
interface Stop {
  readonly task: Task;
  readonly left: Context;
  /** What it did in it. */
  readonly done: string;
  /** The number of the operation that it did last. */
  readonly lastDone: number;
}

/** Two tasks on one CPU, one of which makes system calls. */
export const problem: Roll = problemOf<Case>({
  roll: (dice) => {
    const tasks = dice.shuffle([
      rollCalculation(dice),
      callingTask(dice.whole(2, 6)),
    ]);
    return runCase(tasks, dice.whole(3, 8));
  },
  title: () => "two tasks on one CPU",
  given: ({ tasks, sliceOperations }) => [
    ...tasks.map(sayTask),
    `${tasks[0]!.name} begins; a slice is ${sliceOperations} operations, ` +
    "and a switch saves and loads the context; all registers are 0 at first",
  ],
  questions: [
    {
      name: "contextSwitches",
      asks: "context switches",
      right: ({ contextSwitches }) => contextSwitches,
      explains: ({ schedule: { slices } }) =>
        "There is one between two slices of different tasks: " +
        `${
          slices.map(({ task, operations }) => `${task} ${operations}`)
            .join(", ")
        }.`,
      wrong: {
        "one for each slice": ({ schedule }) => schedule.slices.length,
        "a mode switch is one as well": countAll,
      },
    },
    {
      name: "modeSwitches",
      asks:
        `${quantities.modeSwitches.label} for ${quantities.systemCalls.label}`,
      right: ({ modeSwitches }) => modeSwitches,
      explains: () =>
        "Only caller calls, and each call goes into the kernel and comes " +
        "back. A context switch is not counted here.",
      wrong: {
        "one for each call": ({ systemCalls }) => systemCalls,
        "a context switch is one as well": countAll,
      },
    },
    {
      name: "firstCounter",
      asks: ({ stopped }) => askCounter(stopped[0]!, "first"),
      right: ({ stopped }) => stopped[0]!.left.programCounter,
      explains: ({ stopped }) =>
        `It is the number of the next operation. ${stopped[0]!.done}`,
      wrong: wrongCounters(0),
    },
    {
      name: "firstRegister",
      asks: ({ stopped }) =>
        `register a that is saved for ${
          stopped[0]!.task.name
        } at the first context switch`,
      right: ({ stopped }) => stopped[0]!.left.registers.a,
      explains: ({ stopped }) => stopped[0]!.done,
      wrong: {
        "the task is over already": ({ stopped }) => stopped[0]!.task.expected,
      },
    },
    {
      name: "secondCounter",
      asks: ({ stopped }) => askCounter(stopped[1]!, "second"),
      right: ({ stopped }) => stopped[1]!.left.programCounter,
      explains: ({ stopped }) =>
        `${stopped[1]!.task.name} has a context of its own, and began at 0. ` +
        stopped[1]!.done,
      wrong: wrongCounters(1),
    },
  ],
});

function rollCalculation(dice: Dice): Task {
  return dice.pick([true, false])
    ? sumTask(dice.whole(3, 9))
    : productTask(dice.whole(3, 9), dice.whole(3, 7));
}

/** Runs tasks; nothing comes of it if one is over before both have been stopped. */
function runCase(
  tasks: readonly Task[],
  sliceOperations: number,
): Case | undefined {
  const schedule = runTasks(tasks, { sliceOperations, savesContext: true });
  const { switches, trace } = schedule;
  const [first, second] = switches;
  if (switches.length < 3 || first!.isLast || second!.isLast) return undefined;
  return {
    tasks,
    sliceOperations,
    schedule,
    ...countSwitches(trace),
    stopped: [first!, second!].map(({ from, left }) => {
      const task = tasks.find(({ name }) => name === from)!;
      return { task, left, ...doFirstSlice(task, sliceOperations) };
    }),
  };
}

function countAll({ contextSwitches, modeSwitches }: Case): number {
  return contextSwitches + modeSwitches;
}

function askCounter({ task }: Stop, which: string): string {
  return `program counter saved for ${task.name} at the ${which} context switch`;
}

/** What somebody takes for a saved program counter. */
function wrongCounters(
  which: number,
): Readonly<Record<string, (rolled: Case) => number>> {
  return {
    "the counter names the operation done last": ({ stopped }) =>
      stopped[which]!.lastDone,
    "the task begins again": () => freshContext.programCounter,
  };
}

/** Lists the operations of a task, with their numbers. */
function sayTask({ name, operations }: Task): string {
  const texts = operations.map((one, i) => sayNumbered(i, one));
  return `${name}: ${texts.join("; ")}`;
}

/** Says an operation with its number. No-break spaces keep it on one line. */
function sayNumbered(number: number, operation: TaskOperation): string {
  return `${number} ${sayTaskOperation(operation)}`.replaceAll(" ", "\xa0");
}

/** Does what a task does before its first slice is over, and lists it. */
function doFirstSlice(
  task: Task,
  sliceOperations: number,
): Pick<Stop, "done" | "lastDone"> {
  const cpu = new Cpu();
  const texts: string[] = [];
  let lastDone = cpu.programCounter;
  while (texts.length < sliceOperations && !isOver(task, cpu)) {
    lastDone = cpu.programCounter;
    texts.push(sayNumbered(lastDone, task.operations[lastDone]!));
    advance(cpu, task, () => {});
  }
  return { done: `Its first slice: ${texts.join("; ")}.`, lastDone };
}
