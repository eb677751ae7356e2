/**
 * What the exercises of lesson 2 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import { equal } from "@std/assert";
import { type Context, Cpu, freshContext } from "zero-copy/machine/cpu.ts";
import type { Event, Happening, Mode } from "zero-copy/trace/event.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue } from "zero-copy/workbook/judge.ts";
import {
  countSwitches,
  type SwitchCounts,
} from "../../lessons/02_context/scheduler.ts";

/** A task adds something to register a, and goes on by some operations. */
interface Slice {
  readonly task: string;
  readonly adds: number;
  readonly operations: number;
}

/** Something for each task, by its name. */
type ByTask<Value> = Readonly<Record<string, Value>>;

const names = ["sum", "product", "caller"];

/** Rolls slices in which every task goes on at least once after another one had the CPU. */
function rollSlices(dice: Dice): Slice[] {
  const tasks = dice.shuffle(names).slice(0, dice.whole(2, 3));
  return dice.until(
    () => {
      const length = dice.whole(2, 3) * tasks.length;
      return rollTurns(dice, Array.from({ length }, () => dice.pick(tasks)));
    },
    (slices) => tasks.every((task) => isResumed(slices, task)),
  );
}

function rollTurns(dice: Dice, tasks: readonly string[]): Slice[] {
  return tasks.map((task) => ({
    task,
    adds: dice.whole(1, 20),
    operations: dice.whole(2, 9),
  }));
}

/** One slice; two of one task, and of two; a task that comes back; many; none. */
function rollAllSlices(dice: Dice): Slice[][] {
  const [a, b] = dice.shuffle(names) as [string, string];
  return [
    ...[[a], [a, a], [a, b], [a, b, a]].map((turns) => rollTurns(dice, turns)),
    rollSlices(dice),
    rollSlices(dice),
    [],
  ];
}

function isResumed(slices: readonly Slice[], name: string): boolean {
  const turns = slices.filter(({ task }, i) => task !== slices[i - 1]?.task);
  return turns.filter(({ task }) => task === name).length > 1;
}

/** What a wrong switch leaves out. */
interface Switching {
  /** Nothing is saved or loaded. */
  readonly isBare?: boolean;
  /** A task that has not run yet begins with what it finds. */
  readonly inherits?: boolean;
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
  { isBare, inherits, clears, shares, stays }: Switching = {},
): ByTask<Context> {
  const cpu = new Cpu();
  const ended: Record<string, Context> = {};
  for (const [i, { task, adds, operations }] of slices.entries()) {
    if (!isBare && task !== slices[i - 1]?.task) {
      const { programCounter } = cpu;
      const first = inherits ? cpu.save() : freshContext;
      const context = clears ? freshContext : ended[task] ?? first;
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
  change: (value: From, task: string) => To,
): ByTask<To> {
  return Object.fromEntries(
    Object.entries(values).map(([task, value]) => [task, change(value, task)]),
  );
}

function registerA(
  slices: readonly Slice[],
  switching?: Switching,
): ByTask<number> {
  return eachTask(runSlices(slices, switching), ({ registers }) => registers.a);
}

/** What each task's last slice adds. */
function lastAdds(slices: readonly Slice[]): ByTask<number> {
  return Object.fromEntries(slices.map(({ task, adds }) => [task, adds]));
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
  readonly mode: Mode;
}

/**
 * Rolls a log. A task that comes back is in the mode in which it was. There are more mode switches
 * than context switches, and more of these than lines after which nothing is switched.
 */
function rollLog(dice: Dice): Moment[] {
  const tasks = dice.shuffle(names).slice(0, dice.whole(2, 3));
  const modes = new Map<string, Mode>();
  let task = tasks[0]!;
  const moment = (): Moment => ({ task, mode: modes.get(task) ?? "user" });
  const changes = [
    ...Array(dice.whole(1, 2)).fill("none"),
    ...Array(dice.whole(3, 4)).fill("task"),
    ...Array(dice.whole(5, 6)).fill("mode"),
  ];
  const begin = moment();
  const others = dice.shuffle(changes).map((changed) => {
    if (changed === "task") {
      task = dice.pick(tasks.filter((other) => other !== task));
    } else if (changed === "mode") {
      modes.set(task, moment().mode === "user" ? "kernel" : "user");
    }
    return moment();
  });
  return [begin, ...others];
}

/** Rolls two lines with each of the switches, or none, between them; one line; a switch, then none. */
function rollPairs(dice: Dice): Moment[][] {
  const [task, other] = dice.shuffle(names) as [string, string];
  const [mode, opposite] = dice.shuffle<Mode>(["user", "kernel"]);
  const [before, after] = [mode!, opposite!];
  const begin = { task, mode: before };
  return [
    [begin, { task, mode: after }],
    [{ task, mode: after }, begin],
    [begin, { task: other, mode: before }],
    [begin, { task: other, mode: after }],
    [begin, begin],
    [begin],
    [begin, { task, mode: after }, { task, mode: after }],
    [begin, { task: other, mode: before }, { task: other, mode: before }],
  ];
}

/** Turns a log into the trace that it shows, and counts as the lesson does. */
function switchesIn(
  log: readonly Moment[],
): Pick<SwitchCounts, "modeSwitches" | "contextSwitches"> {
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
    : { kind: "mode switch", to: now.mode, call: "read" };
}

/** Counts switches of both kinds. */
function countAll(log: readonly Moment[]): number {
  const { modeSwitches, contextSwitches } = switchesIn(log);
  return modeSwitches + contextSwitches;
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

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[slices: readonly Slice[], saves: boolean]>("predictRegister", {
    cases: (dice) =>
      rollAllSlices(dice)
        .flatMap((slices) => [[slices, true], [slices, false]]),
    right: (slices, saves) => registerA(slices, { isBare: !saves }),
    wrong: {
      "nobody ever saves": (slices) => registerA(slices, { isBare: true }),
      "each task has registers of its own": (slices) => registerA(slices),
      "a switch clears the registers": (slices) =>
        registerA(slices, { clears: true }),
      "each slice begins with 0": (slices, saves) =>
        saves ? lastAdds(slices) : registerA(slices, { isBare: true }),
      "a new task goes on with what it finds": (slices, saves) =>
        registerA(slices, { isBare: !saves, inherits: true }),
      "a task that has not run yet has no number": (slices, saves) =>
        eachTask(registerA(slices, { isBare: true }), (a) => saves ? NaN : a),
      "what a task finds in its last slice": (slices, saves) => {
        const last = lastAdds(slices);
        const held = registerA(slices, { isBare: !saves });
        return eachTask(held, (a, task) => a - last[task]!);
      },
      "what nobody saves, all have at the end": (slices, saves) => {
        const all = slices.reduce((sum, { adds }) => sum + adds, 0);
        return eachTask(registerA(slices), (a) => saves ? a : all);
      },
    },
  }),
  exercise<[slices: readonly Slice[]]>("mendedSwitch", {
    cases: (dice) => rollAllSlices(dice).map((slices) => [slices]),
    right: (slices) => runSlices(slices),
    wrong: {
      "only its todo was wrong": (slices) =>
        runSlices(slices, { shares: true, stays: true }),
      "a second name is a copy": (slices) =>
        runSlices(slices, { shares: true }),
      "the registers are all": (slices) => runSlices(slices, { stays: true }),
      "each turn begins afresh": (slices) =>
        runSlices(slices, { clears: true }),
      "to save is enough": (slices) => runSlices(slices, { isBare: true }),
      "a new task goes on with what it finds": (slices) =>
        runSlices(slices, { inherits: true }),
    },
    judge: (gave, slices) => judgeValue(readContexts(gave), runSlices(slices)),
  }),
  exercise<[log: readonly Moment[]]>("tellSwitchesApart", {
    cases: (dice) =>
      [...rollPairs(dice), rollLog(dice), rollLog(dice), rollLog(dice), []]
        .map((log) => [log]),
    right: switchesIn,
    wrong: {
      "one for the other": (log) => {
        const { modeSwitches, contextSwitches } = switchesIn(log);
        return { modeSwitches: contextSwitches, contextSwitches: modeSwitches };
      },
      "whosever mode it is": (log) => ({ modeSwitches: countChanges(log) }),
      "a context switch brings a mode switch along": (log) => ({
        modeSwitches: countAll(log),
      }),
      "both are context switches": (log) => ({
        contextSwitches: countAll(log),
      }),
      "the return is no switch": (log) => ({ modeSwitches: countCalls(log) }),
      "two lines of one task are a mode switch": (log) => ({
        modeSwitches: log.length - 1 - switchesIn(log).contextSwitches,
      }),
      "the mode is asked first": (log) => ({
        modeSwitches: countChanges(log),
        contextSwitches: countAll(log) - countChanges(log),
      }),
      "the last two lines are no pair": (log) => switchesIn(log.slice(0, -1)),
      "the first two lines are no pair": (log) => switchesIn(log.slice(1)),
      "each line is compared with the first": (log) => {
        const pairs = log.slice(1).map((now) => switchesIn([log[0]!, now]));
        const sum = (name: "modeSwitches" | "contextSwitches"): number =>
          pairs.reduce((sum, counts) => sum + counts[name], 0);
        return {
          modeSwitches: sum("modeSwitches"),
          contextSwitches: sum("contextSwitches"),
        };
      },
      "each task is switched to once": (log) => ({
        contextSwitches: Math.max(
          0,
          new Set(log.map(({ task }) => task)).size - 1,
        ),
      }),
    },
  }),
];
