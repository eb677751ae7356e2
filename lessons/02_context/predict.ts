/**
 * The problem of lesson 2: two tasks on one CPU, one of which makes system calls.
 *
 * @module
 */
import { quantities } from "zero-copy/trace/quantity.ts";
import { Cpu } from "zero-copy/machine/cpu.ts";
import { countSwitches, runTasks, type Schedule } from "./scheduler.ts";
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
import type { Blank } from "zero-copy/workbook/prediction.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import {
  type Body,
  numberBlank,
  type Recipe,
  recipe,
} from "zero-copy/workbook/recipe.ts";

/** Two tasks on one CPU, one of which makes system calls. */
export const problem: Recipe = recipe({
  drawCase: (dice) => ({
    tasks: dice.shuffle([
      drawCalculation(dice),
      callingTask(dice.whole(2, 6)),
    ]),
    sliceOperations: dice.whole(3, 8),
  }),
  // The page runs a sum and a product, which make no calls.
  isUsual: () => false,
  pose: ({ tasks, sliceOperations }) => {
    const plan = { sliceOperations, savesContext: true };
    const schedule = runTasks(tasks, plan);
    const [first, second] = schedule.switches;
    if (schedule.switches.length < 3 || first!.isLast || second!.isLast) {
      return undefined;
    }
    return poseContexts(tasks, sliceOperations, schedule);
  },
});

function drawCalculation(dice: Dice): Task {
  return dice.pick([true, false])
    ? sumTask(dice.whole(3, 9))
    : productTask(dice.whole(3, 9), dice.whole(3, 7));
}

function poseContexts(
  tasks: readonly Task[],
  sliceOperations: number,
  schedule: Schedule,
): Body {
  return {
    title: "two tasks on one CPU",
    given: [
      ...tasks.map(sayTask),
      `${tasks[0]!.name} begins; a slice is ${sliceOperations} operations, ` +
      "and a switch saves and loads the context; all registers are 0 at first",
    ],
    blanks: [
      ...askSwitches(schedule),
      ...askContexts(tasks, sliceOperations, schedule),
    ],
  };
}

function askSwitches({ trace, slices }: Schedule): Blank[] {
  const { contextSwitches, modeSwitches } = countSwitches(trace);
  const turns = slices.map(({ task, operations }) => `${task} ${operations}`);
  return [
    numberBlank("contextSwitches", "context switches", {
      answer: contextSwitches,
      explains: "There is one between two slices of different tasks: " +
        `${turns.join(", ")}.`,
    }),
    numberBlank(
      "modeSwitches",
      `${quantities.modeSwitches.label} for ${quantities.systemCalls.label}`,
      {
        answer: modeSwitches,
        explains: "Only caller calls, and each call goes into the kernel and " +
          "comes back. A context switch is not counted here.",
      },
    ),
  ];
}

function askContexts(
  tasks: readonly Task[],
  sliceOperations: number,
  { switches }: Schedule,
): Blank[] {
  const [first, second] = switches.map(({ from, left }) => ({
    name: from,
    ...left,
    done: sayFirstSlice(
      tasks.find(({ name }) => name === from)!,
      sliceOperations,
    ),
  }));
  const askCounter = (name: string, which: string): string =>
    `program counter saved for ${name} at the ${which} context switch`;
  return [
    numberBlank("firstCounter", askCounter(first!.name, "first"), {
      answer: first!.programCounter,
      explains: `It is the number of the next operation. ${first!.done}`,
    }),
    numberBlank("firstRegister", "register a saved with it", {
      answer: first!.registers.a,
      explains: first!.done,
    }),
    numberBlank("secondCounter", askCounter(second!.name, "second"), {
      answer: second!.programCounter,
      explains: `${second!.name} has a context of its own, and began at 0. ` +
        second!.done,
    }),
  ];
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

/** Lists what a task does before its first slice is over. */
function sayFirstSlice(task: Task, sliceOperations: number): string {
  const cpu = new Cpu();
  const texts: string[] = [];
  while (texts.length < sliceOperations && !isOver(task, cpu)) {
    const operation = task.operations[cpu.programCounter]!;
    texts.push(sayNumbered(cpu.programCounter, operation));
    advance(cpu, task, () => {});
  }
  return `Its first slice: ${texts.join("; ")}.`;
}
