/**
 * What the exercises of lesson 1 ask, and how answers are judged.
 *
 * @module
 */
import { equal } from "@std/assert";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { sayValue } from "zero-copy/workbook/say_value.ts";
import { judgeValue } from "zero-copy/workbook/judge.ts";
import { attempt, attemptAddress } from "../../lessons/01_modes/attempt.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { Hardware } from "../../lessons/01_modes/hardware.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import {
  execute,
  type Operation,
  operationNamed,
  operations,
  returnFrom,
  trap,
} from "../../lessons/01_modes/operation.ts";
import { PageTable } from "zero-copy/machine/page_table.ts";
import { count } from "zero-copy/trace/count.ts";

/** One thing that an operation touches. */
interface Touch {
  readonly does: string;
  readonly part: string;
  readonly of: string;
}

/** An operation without its name. */
interface Effect {
  readonly touches: readonly Touch[];
  readonly nextChosenBy: string;
}

/** Makes plain data of lines such as "read register of this program". */
function touches(...lines: string[]): Touch[] {
  return lines.map((line) => {
    const [, does, part, of] = /^(\S+) (\S+) of (.*)$/.exec(line)!;
    return { does: does!, part: part!, of: of! };
  });
}

const own = touches(
  "read register of this program",
  "change register of this program",
  "change counter of this program",
  "read memory of this program",
  "change memory of this program",
);
const secrets = touches(
  "read memory of another program",
  "read memory of the kernel",
  "read disk of everybody",
);
const memories = touches(
  "change memory of another program",
  "change memory of the kernel",
);
const devices = touches(
  "change disk of everybody",
  "change clock of everybody",
  "change interrupts of everybody",
);
const [setMode] = touches("change mode of everybody");

/** Draws an operation of each sort, so that no rule of thumb fits them all. */
function drawEffects(dice: Dice): [Effect][] {
  const some = (most: number): Touch[] =>
    dice.shuffle(own).slice(0, dice.whole(1, most));
  const isOwn = some(3);
  const isTrap = [...some(2), setMode!];
  const drawn: Effect[] = [
    { touches: isTrap, nextChosenBy: "kernel" },
    { touches: isTrap, nextChosenBy: "program" },
    ...[
      isOwn,
      [dice.pick(secrets)],
      dice.shuffle([...some(2), dice.pick(devices)]),
      [dice.pick(memories)],
    ].map((touches) => ({ touches, nextChosenBy: "program" })),
  ];
  return dice.shuffle(drawn).map((effect) => [effect]);
}

/** Where each part of the machine is touched by an operation of the lesson. */
const touchedBy: Readonly<Record<string, string>> = {
  register: "add",
  counter: "jump",
  mode: "set the status word",
  disk: "start I/O",
  clock: "set the clock",
  interrupts: "disable interrupts",
};

/** Asks the machine whether user mode is refused. */
function isRefused({ touches, nextChosenBy }: Effect): boolean {
  if (nextChosenBy === "kernel") return isFault(trap("read"));
  return touches.some(({ part, of }) =>
    part === "memory"
      ? isMemoryRefused(of)
      : isFault(operationNamed(touchedBy[part]!))
  );
}

function isFault(operation: Operation): boolean {
  return attempt(new Hardware(), operation).fault !== undefined;
}

/** Tries an address: page 1 is the program's, and the table leads to no other program's. */
function isMemoryRefused(of: string): boolean {
  const table = new PageTable(new Memory(4, 4096));
  table.map(1, { frame: 2, place: "user buffer" });
  const addresses: Readonly<Record<string, number>> = {
    "this program": 4096,
    "another program": 8192,
    "the kernel": table.kernelAddress(0),
  };
  return attemptAddress(table, addresses[of]!, "user") instanceof Fault;
}

function judgeRefusal(gave: unknown, effect: Effect): string | undefined {
  const said = effect.touches.map(({ does, part, of }) =>
    `${does} the ${part} of ${of}`
  ).join(", ");
  return judgeValue(gave, isRefused(effect), {
    why: `${whyRefused(effect)} This was asked: ${said}; the ` +
      `${effect.nextChosenBy} has chosen where the CPU goes on.`,
  });
}

function whyRefused({ touches, nextChosenBy }: Effect): string {
  if (nextChosenBy === "kernel") {
    return "If user mode had no such way, how would a program ever ask for " +
      "something?";
  }
  if (touches.some(({ part }) => part === "mode")) {
    return "It sets the mode and goes on with the program's own code: what " +
      "could the program not do in the next instruction?";
  }
  const foreign = touches.filter(({ of }) => of !== "this program");
  if (foreign.length === 0) return "Who else would notice anything of it?";
  if (foreign.every(({ does }) => does === "read")) {
    return "Nothing of others is changed, but what is learnt? The mode " +
      "guards that as well.";
  }
  return foreign.length < touches.length
    ? "Most of it is harmless. But an operation is done as a whole, or not at all."
    : "What could be taken from others that way?";
}

/** What a service is made of. Interrupts that are disabled are enabled again. */
const pieces: readonly (readonly string[])[] = [
  ["load"],
  ["add"],
  ["jump"],
  ["start I/O"],
  ["halt"],
  ["clear memory"],
  ["set the clock"],
  ["disable interrupts", "enable interrupts"],
];

/** Draws services of which some need the kernel, in different numbers of steps. */
function drawServices(dice: Dice): string[][] {
  const service = (): string[] =>
    Array.from({ length: dice.whole(1, 3) }, () => dice.pick(pieces)).flat();
  return dice.until(
    () => Array.from({ length: dice.whole(3, 5) }, service),
    (services) => {
      const right = runServices(services);
      const wrong = wrongSwitches(services).map(({ value }) => value);
      return right > 2 && new Set([right, ...wrong]).size > wrong.length;
    },
  );
}

/** Counts the mode switches of services by running them. */
function runServices(services: readonly (readonly string[])[]): number {
  const hardware = new Hardware();
  for (const names of services) {
    const wanted = names.map(operationNamed);
    const needsKernel = wanted.some((operation) => isFault(operation));
    if (needsKernel) execute(hardware, trap("service"));
    for (const operation of wanted) {
      execute(hardware, operation);
      if (hardware.isHalted) hardware.interrupt("nic");
    }
    if (needsKernel) execute(hardware, returnFrom("service"));
  }
  return count(hardware.trace).modeSwitches;
}

function wrongSwitches(
  services: readonly (readonly string[])[],
): { value: number; why: string }[] {
  const privileged = services.map((names) =>
    names.filter((name) => isFault(operationNamed(name))).length
  );
  const calls = privileged.filter((many) => many > 0).length;
  const whole = services.filter((names, i) => names.length === privileged[i]);
  return [
    {
      value: calls,
      why: "That is one for each call. A call goes into the kernel, and it " +
        "also comes back.",
    },
    {
      value: 2 * services.length,
      why: "That is a call for every service. What does the door cost for a " +
        "service that only loads and adds?",
    },
    {
      value: 2 * privileged.reduce((sum, many) => sum + many, 0),
      why:
        "That is a call for every privileged operation. Once the CPU is in " +
        "the kernel, who stops it from doing the next one?",
    },
    {
      value: 2 * whole.length,
      why: "That leaves out services that mix both sorts. Can a program do " +
        "such a service by itself?",
    },
    {
      value: 2 * services.flat().length,
      why: "That is a call for every operation. Which of them may a program " +
        "do by itself?",
    },
  ];
}

function judgeSwitches(
  gave: unknown,
  services: readonly (readonly string[])[],
): string | undefined {
  const why = judgeValue(gave, runServices(services), {
    known: wrongSwitches(services),
    why: "Ask two questions of each service: must the kernel do any of it? " +
      "If so, how often is the border between the modes crossed?",
  });
  const lines = services.map((names) => names.join(", "));
  return why && `${why} The services were: ${lines.join("; ")}.`;
}

/** The operations of the program to be mended, in their order. */
const wanted: readonly string[] = [
  "load",
  "start I/O",
  "disable interrupts",
  "enable interrupts",
  "set the clock",
  "add",
];

/** Runs a list on the hardware, step by step, and says what is wrong with it. */
function judgeSteps(gave: unknown): string | undefined {
  if (!Array.isArray(gave)) {
    return `A list of steps was expected: it is ${sayValue(gave, 60)}.`;
  }
  const steps = gave.map((step) => readStep(step));
  const unknown = steps.indexOf(undefined);
  if (unknown !== -1) {
    return `Step ${unknown + 1} is ${sayValue(gave[unknown], 60)}. A step is ` +
      'the name of an operation, enterKernel("…") or leaveKernel("…").';
  }
  const kept = gave.filter((step) => typeof step === "string");
  const hardware = new Hardware();
  return runSteps(hardware, steps as Operation[]) ??
    judgeKept(kept) ?? judgeCalls(hardware);
}

function runSteps(
  hardware: Hardware,
  steps: readonly Operation[],
): string | undefined {
  const { cpu } = hardware;
  for (const [i, operation] of steps.entries()) {
    const { call } = cpu;
    if (call !== undefined && wanted.includes(operation.name)) {
      const why = judgePlace(operation, call);
      if (why !== undefined) {
        return `Step ${i + 1}, ${operation.name}, is done in ${call}(). ${why}`;
      }
    }
    const { fault } = attempt(hardware, operation);
    if (fault !== undefined) return fault.message;
    if (cpu.mode === "user" && !hardware.areInterruptsOn) {
      return `After step ${i + 1} the program has the CPU, and interrupts ` +
        "are off. How would the kernel ever get the CPU back?";
    }
  }
  if (cpu.mode === "user") return undefined;
  return `The list ends in kernel mode, in ${cpu.call}().`;
}

/** Reads a step: an operation of the lesson, or a crossing. */
function readStep(step: unknown): Operation | undefined {
  if (typeof step === "string") {
    return operations.find(({ name }) => name === step && name !== "trap");
  }
  if (typeof step !== "object" || step === null) return undefined;
  const { op, call } = step as { op?: unknown; call?: unknown };
  if (typeof call !== "string") return undefined;
  if (op === "enter kernel") return trap(call);
  return op === "leave kernel" ? returnFrom(call) : undefined;
}

/** Says why an operation is not for the call in which it is done. */
function judgePlace({ door }: Operation, call: string): string | undefined {
  if (door === undefined) {
    return "It is the program's own: a program can enter the kernel, but it " +
      "does not choose what runs there.";
  }
  return door.call === call
    ? undefined
    : "It belongs to another call: the lesson's command with --operation " +
      "shows to which.";
}

function judgeKept(kept: readonly unknown[]): string | undefined {
  return equal(kept, wanted)
    ? undefined
    : "The operations must be the same as before, in the same order. Only " +
      "the calls and returns around them may move.";
}

function judgeCalls(hardware: Hardware): string | undefined {
  const doors = wanted.flatMap((name) => operationNamed(name).door?.call ?? []);
  const { systemCalls } = count(hardware.trace);
  return systemCalls <= new Set(doors).size
    ? undefined
    : `It works, with ${systemCalls} calls. Which of them could be one?`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[operation: Effect]>("isRefused", {
    ask: drawEffects,
    judge: judgeRefusal,
  }),
  oldExercise<[services: readonly (readonly string[])[]]>("countModeSwitches", {
    ask: (dice) => Array.from({ length: 4 }, () => [drawServices(dice)]),
    judge: judgeSwitches,
  }),
  oldExercise<[]>("mendedCalls", { ask: () => [[]], judge: judgeSteps }),
];
