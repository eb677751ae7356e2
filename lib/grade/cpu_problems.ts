/**
 * Problems of lessons 1 and 2: modes, and contexts.
 *
 * @module
 */
import { type Attempt, attempt } from "../machine/attempt.ts";
import { Cpu } from "../machine/cpu.ts";
import { Hardware } from "../machine/hardware.ts";
import {
  type Operation,
  operations,
  returnFrom,
  trap,
} from "../machine/operation.ts";
import {
  countSwitches,
  runTasks,
  type Schedule,
} from "../machine/scheduler.ts";
import {
  advance,
  callingTask,
  isOver,
  productTask,
  sayTaskOperation,
  sumTask,
  type Task,
  type TaskOperation,
} from "../machine/task.ts";
import { count } from "../trace/count.ts";
import type { Draw } from "./draw.ts";
import { type Body, numberBlank, type Recipe, recipe } from "./recipe.ts";

/** How many lines a program of lesson 1 has. */
const programLines = 7;

/** What a line may be: a crossing, or an operation that stops nothing. */
const quiet = operations.filter(({ name }) =>
  name !== "trap" && name !== "halt"
);

/** A program that crosses between the modes, and tries things on both sides. */
export const modesProblem: Recipe = recipe({
  drawCase: (draw) => {
    const call = draw.pick(["read", "recv", "mmap"]);
    return Array.from({ length: programLines }, () => {
      const kind = draw.whole(1, 8);
      if (kind <= 2) return trap(call);
      return kind <= 4 ? returnFrom(call) : draw.pick(quiet);
    });
  },
  // The page tries one operation alone.
  isUsual: () => false,
  pose: poseModes,
});

function poseModes(lines: readonly Operation[]): Body | undefined {
  const hardware = new Hardware();
  const tried = lines.map((line) => attempt(hardware, line));
  const refused = tried.flatMap(({ fault }, i) =>
    fault === undefined ? [] : [{ number: i + 1, fault }]
  );
  const { trace, cpu } = hardware;
  const { modeSwitches } = count(trace);
  if (refused.length < 2 || modeSwitches < 2) return undefined;
  return {
    title: "what the CPU refuses",
    given: [
      "a program tries these lines one after the other, in user mode at first;" +
      " what is refused has no effect, and the next line is tried",
      ...lines.map(({ name }, i) => `line ${i + 1}: ${name}`),
    ],
    blanks: [
      numberBlank("refused", "lines that the CPU refuses", {
        answer: refused.length,
        explains: refused.map(({ number, fault }) =>
          `Line ${number}: ${fault.rule}, and ${fault.state}.`
        ).join(" "),
      }),
      numberBlank("firstRefused", "number of the first line refused", {
        answer: refused[0]!.number,
        explains: `There, ${refused[0]!.fault.rule}, and ` +
          `${refused[0]!.fault.state}.`,
      }),
      numberBlank("modeSwitches", "mode switches", {
        answer: modeSwitches,
        explains: "Only a line that is done can cross: " +
          sayCrossings(tried),
      }),
      {
        name: "lastMode",
        asks: "mode after the last line",
        choices: ["user", "kernel"],
        answer: cpu.mode,
        explains: "The last line that crosses decides: " + sayCrossings(tried),
      },
    ],
  };
}

/** Lists the lines that cross between the modes. */
function sayCrossings(tried: readonly Attempt[]): string {
  const crossings = tried.flatMap(({ done }, i) =>
    done?.after.startsWith("mode ") ? [`line ${i + 1}, ${done.says}`] : []
  );
  return `${crossings.join("; ")}.`;
}

/** Two tasks on one CPU, one of which makes system calls. */
export const contextProblem: Recipe = recipe({
  drawCase: (draw) => ({
    tasks: draw.shuffle([
      drawCalculation(draw),
      callingTask(draw.whole(2, 6)),
    ]),
    sliceOperations: draw.whole(3, 8),
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

function drawCalculation(draw: Draw): Task {
  return draw.pick([true, false])
    ? sumTask(draw.whole(3, 9))
    : productTask(draw.whole(3, 9), draw.whole(3, 7));
}

function poseContexts(
  tasks: readonly Task[],
  sliceOperations: number,
  { slices, switches, trace }: Schedule,
): Body {
  const [first, second] = tasks;
  const [left, leftNext] = switches.map(({ left }) => left);
  const counts = countSwitches(trace);
  const done = (task: Task): string => sayFirstSlice(task, sliceOperations);
  return {
    title: "two tasks on one CPU",
    given: [
      ...tasks.map(sayTask),
      `${
        first!.name
      } begins; a slice is ${sliceOperations} operations, and a ` +
      "switch saves and loads the context; all registers are 0 at first",
    ],
    blanks: [
      numberBlank("contextSwitches", "context switches", {
        answer: counts.contextSwitches,
        explains: "There is one between two slices of different tasks: " +
          slices.map(({ task, operations }) => `${task} ${operations}`)
            .join(", ") +
          ".",
      }),
      numberBlank("modeSwitches", "mode switches for system calls", {
        answer: counts.modeSwitches,
        explains: "Only caller calls, and each call goes into the kernel and " +
          "comes back. A context switch is not counted here.",
      }),
      numberBlank(
        "firstCounter",
        `program counter saved for ${first!.name} at the first context switch`,
        {
          answer: left!.programCounter,
          explains: `It is the number of the next operation. ${done(first!)}`,
        },
      ),
      numberBlank("firstRegister", "register a saved with it", {
        answer: left!.registers.a,
        explains: done(first!),
      }),
      numberBlank(
        "secondCounter",
        `program counter saved for ${
          second!.name
        } at the second context switch`,
        {
          answer: leftNext!.programCounter,
          explains:
            `${second!.name} has a context of its own, and began at 0. ` +
            done(second!),
        },
      ),
    ],
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
