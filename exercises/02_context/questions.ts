/**
 * What the exercises of lesson 2 ask, and how answers are judged.
 *
 * @module
 */
import { equal } from "@std/assert";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import { type Context, Cpu, freshContext } from "zero-copy/machine/cpu.ts";
import { countSwitches } from "../../lessons/02_context/scheduler.ts";
import type { Event, Happening, Mode } from "zero-copy/trace/event.ts";

/** A task adds something to register a, and goes on by some operations. */
interface Slice {
  readonly task: string;
  readonly adds: number;
  readonly operations: number;
}

/** Something for each task, by its name. */
type ByTask<Value> = Readonly<Record<string, Value>>;

const names = ["sum", "product", "caller"];

/** Draws slices in which every task goes on at least once after another one had the CPU. */
function drawSlices(dice: Dice): Slice[] {
  const tasks = dice.shuffle(names).slice(0, dice.whole(2, 3));
  return dice.until(
    () =>
      Array.from({ length: dice.whole(2, 3) * tasks.length }, () => ({
        task: dice.pick(tasks),
        adds: dice.whole(1, 20),
        operations: dice.whole(2, 9),
      })),
    (slices) => tasks.every((task) => isResumed(slices, task)),
  );
}

function isResumed(slices: readonly Slice[], name: string): boolean {
  const turns = slices.filter(({ task }, i) => task !== slices[i - 1]?.task);
  return turns.filter(({ task }) => task === name).length > 1;
}

/** What a wrong switch leaves out. */
interface Switching {
  /** Nothing is saved or loaded. */
  readonly isBare?: boolean;
  /** Registers are cleared, and not loaded. */
  readonly clears?: boolean;
  /** What is saved are the CPU's own registers, not a copy. */
  readonly shares?: boolean;
  /** The program counter is saved, but not loaded. */
  readonly stays?: boolean;
}

/** Runs slices on the CPU of the lesson, with all parts of a context switch or with some. */
function runSlices(
  slices: readonly Slice[],
  { isBare, clears, shares, stays }: Switching = {},
): ByTask<Context> {
  const cpu = new Cpu();
  const ended: Record<string, Context> = {};
  for (const [i, { task, adds, operations }] of slices.entries()) {
    if (!isBare && task !== slices[i - 1]?.task) {
      const { programCounter } = cpu;
      const context = clears ? freshContext : ended[task] ?? freshContext;
      // There is one set of registers: who shares them saw them change.
      if (!shares || context === freshContext) cpu.load(context);
      else cpu.programCounter = context.programCounter;
      if (stays) cpu.programCounter = programCounter;
    }
    cpu.registers.a += adds;
    cpu.programCounter += operations;
    ended[task] = cpu.save();
  }
  if (!shares) return ended;
  return eachTask(ended, (left) => ({ ...left, registers: cpu.registers }));
}

function eachTask<From, To>(
  values: ByTask<From>,
  change: (value: From) => To,
): ByTask<To> {
  return Object.fromEntries(
    Object.entries(values).map(([task, value]) => [task, change(value)]),
  );
}

function registerA(
  slices: readonly Slice[],
  switching?: Switching,
): ByTask<number> {
  return eachTask(runSlices(slices, switching), ({ registers }) => registers.a);
}

/** Adds what was asked, in short, as a long question is cut where it is shown. */
function withScene(
  why: string | undefined,
  lines: readonly string[],
): string | undefined {
  return why && `${why} This was asked: ${lines.join(", ")}.`;
}

function judgeRegister(
  gave: unknown,
  slices: readonly Slice[],
  saves: boolean,
): string | undefined {
  const saved = registerA(slices);
  const bare = registerA(slices, { isBare: true });
  const total = slices.reduce((sum, { adds }) => sum + adds, 0);
  const why = judgeValue(gave, saves ? saved : bare, {
    known: [
      {
        value: bare,
        why: "That is what nobody's saving gives: a task goes on with what " +
          "another one left. Here, what does it find when it goes on?",
      },
      {
        value: saved,
        why: "That is what saving and loading give. Here nobody does either: " +
          "what is in register a when a task goes on?",
      },
      {
        value: registerA(slices, { clears: true }),
        why: "That needs somebody who sets register a to 0 at each switch. " +
          "Who does?",
      },
      {
        value: eachTask(saved, () => total),
        why: "That is the sum of all slices. What comes after a task's last " +
          "slice, that task does not see.",
      },
    ],
    why:
      "Go through the slices one by one with a pencil: what is in register " +
      "a before the slice, and after it? " +
      (saves
        ? "A switch puts one value away and takes another one out."
        : "A switch leaves the CPU as it is."),
  });
  return withScene(why, slices.map(({ task, adds }) => `${task} +${adds}`));
}

/** Switches that leave something out, and what that shows. */
const wrongs: readonly [Switching, string][] = [
  [
    { shares: true, stays: true },
    "All tasks end with the same registers, and nobody jumps. A second " +
    "name for the CPU's registers saves nothing: they go on changing. And " +
    "which part of a context is never loaded?",
  ],
  [
    { shares: true },
    "All tasks end with the same registers. What was saved are the CPU's " +
    "own registers, and they go on changing: a second name is no copy.",
  ],
  [
    { stays: true },
    "The registers are right, and each task goes on where another one " +
    "stopped. Of save, load and jump, one is missing.",
  ],
  [
    { clears: true },
    "Each slice begins with zeros. That is right only for a task's first.",
  ],
  [{ isBare: true }, "No task finds what it left: nothing is loaded."],
];

function judgeContexts(
  gave: unknown,
  slices: readonly Slice[],
): string | undefined {
  const found = readContexts(gave);
  const why = judgeValue(found, runSlices(slices), {
    known: wrongs.map(([switching, why]): Misconception => ({
      value: runSlices(slices, switching),
      why,
    })),
    why:
      "A context is all registers and the program counter. What a task had " +
      "when it stopped is what it must find, and nobody may change it meanwhile.",
  });
  const lines = slices.map(({ task, adds, operations }) =>
    `${task} +${adds} in ${operations} operations`
  );
  return withScene(why, lines);
}

/** Reads contexts, and leaves out what else stands in them. */
function readContexts(gave: unknown): unknown {
  if (typeof gave !== "object" || gave === null || Array.isArray(gave)) {
    return gave;
  }
  return eachTask(gave as ByTask<Partial<Context> | null>, (context) => ({
    programCounter: context?.programCounter,
    registers: context?.registers,
  }));
}

/** A line of a log. */
interface Moment {
  readonly task: string;
  readonly mode: string;
}

/** Draws a log. A task that comes back is in the mode in which it was. */
function drawLog(dice: Dice): Moment[] {
  return dice.until(() => {
    const tasks = dice.shuffle(names).slice(0, dice.whole(2, 3));
    const modes = new Map<string, Mode>();
    let task = tasks[0]!;
    return Array.from({ length: dice.whole(8, 12) }, () => {
      const mode = modes.get(task) ?? "user";
      const line = { task, mode };
      switch (dice.whole(1, 5)) {
        case 1:
          break;
        case 2:
        case 3:
          modes.set(task, mode === "user" ? "kernel" : "user");
          break;
        default:
          task = dice.pick(tasks.filter((other) => other !== task));
      }
      return line;
    });
  }, isTelling);
}

/** Whether every wrong way of counting gives something else. */
function isTelling(log: readonly Moment[]): boolean {
  const right = switchesIn(log);
  return right.modeSwitches > 2 && right.contextSwitches > 1 &&
    right.modeSwitches !== right.contextSwitches &&
    !wrongSwitches(log).some(({ value }) => equal(value, right));
}

interface Switches {
  readonly modeSwitches: number;
  readonly contextSwitches: number;
}

/** Turns a log into the trace that it shows, and counts as the lesson does. */
function switchesIn(log: readonly Moment[]): Switches {
  const trace = log.slice(1).flatMap((now, i): Event[] => {
    const happening = between(log[i]!, now);
    return happening === undefined
      ? []
      : [{ step: i + 1, round: 0, ...happening }];
  });
  const { modeSwitches, contextSwitches } = countSwitches(trace);
  return { modeSwitches, contextSwitches };
}

/** What happened between two lines of a log. */
function between(before: Moment, now: Moment): Happening | undefined {
  if (before.task !== now.task) {
    return { kind: "context switch", from: before.task, to: now.task };
  }
  return before.mode === now.mode
    ? undefined
    : { kind: "mode switch", to: now.mode as Mode, call: "read" };
}

/** Counts changes of the mode, whosever it is. */
function countChanges(log: readonly Moment[]): number {
  return log.filter(({ mode }, i) => i > 0 && mode !== log[i - 1]!.mode).length;
}

/** Counts the ways into the kernel alone. */
function countCalls(log: readonly Moment[]): number {
  return log.filter((now, i) =>
    equal(log[i - 1], { ...now, mode: "user" }) && now.mode === "kernel"
  ).length;
}

function wrongSwitches(log: readonly Moment[]): Misconception[] {
  const { modeSwitches, contextSwitches } = switchesIn(log);
  const both = modeSwitches + contextSwitches;
  return [
    {
      value: { modeSwitches: countChanges(log), contextSwitches },
      why: "Another task in another mode is no mode switch: each of the two " +
        "stays in the mode in which it was. Whose mode is it?",
    },
    {
      value: { modeSwitches: both, contextSwitches },
      why:
        "A context switch brings no mode switch along: no task has made or " +
        "ended a call.",
    },
    {
      value: { modeSwitches, contextSwitches: both },
      why:
        "Many texts call both a context switch. Here the same task goes on " +
        "after the one, another after the other.",
    },
    {
      value: { modeSwitches: contextSwitches, contextSwitches: modeSwitches },
      why:
        "It is the other way round. After which of them does the same task " +
        "go on?",
    },
    {
      value: { modeSwitches: countCalls(log), contextSwitches },
      why: "That is one mode switch for each call. The return is another one.",
    },
    {
      value: { modeSwitches: log.length - 1, contextSwitches },
      why: "Between two lines there need not be a switch at all.",
    },
  ];
}

function judgeSwitches(
  gave: unknown,
  log: readonly Moment[],
): string | undefined {
  const why = judgeValue(gave, switchesIn(log), {
    known: wrongSwitches(log),
    why:
      "Look at each pair of lines. Is it the same task? Then is it the same " +
      "mode? The lesson's definitions are made of these two questions.",
  });
  return withScene(why, log.map(({ task, mode }) => `${task} ${mode}`));
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[slices: readonly Slice[], saves: boolean]>("predictRegister", {
    ask: (dice) => {
      const [first, second] = [drawSlices(dice), drawSlices(dice)];
      return [[first, true], [first, false], [second, true], [second, false]];
    },
    judge: judgeRegister,
  }),
  oldExercise<[slices: readonly Slice[]]>("mendedSwitch", {
    ask: (dice) => [[drawSlices(dice)], [drawSlices(dice)], [drawSlices(dice)]],
    judge: judgeContexts,
  }),
  oldExercise<[log: readonly Moment[]]>("tellSwitchesApart", {
    ask: (dice) => [[drawLog(dice)], [drawLog(dice)], [drawLog(dice)]],
    judge: judgeSwitches,
  }),
];
