/**
 * What the exercises of lesson 1 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import { equal } from "@std/assert";
import { Fault } from "zero-copy/machine/fault.ts";
import {
  enterKernel,
  type Instruction,
  leaveKernel,
} from "zero-copy/machine/instruction.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import { PageTable } from "zero-copy/machine/page_table.ts";
import { count } from "zero-copy/trace/count.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { sayValue } from "zero-copy/workbook/say_value.ts";
import { attempt, attemptAddress } from "../../lessons/01_modes/attempt.ts";
import { Hardware } from "../../lessons/01_modes/hardware.ts";
import {
  execute,
  type Operation,
  operationNamed,
  operations,
  returnFrom,
  trap,
} from "../../lessons/01_modes/operation.ts";

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

/**
 * Rolls an operation of each sort, so that no rule of thumb fits them all. Each is the first at
 * which one wrong idea fails: so some come before others.
 */
function rollEffects(dice: Dice): [Effect][] {
  const some = (most: number): Touch[] =>
    dice.shuffle(own).slice(0, dice.whole(1, most));
  const mode = [...some(2), setMode!];
  const sorts: Effect[][] = [
    [
      some(3),
      dice.shuffle([...some(2), dice.pick(devices)]),
      [dice.pick(memories)],
    ].map(byProgram),
    [
      ...[mode, [dice.pick(secrets)]].map(byProgram),
      { touches: mode, nextChosenBy: "kernel" },
    ],
  ];
  return sorts.flatMap((sort) => dice.shuffle(sort)).map((effect) => [effect]);
}

function byProgram(touches: Touch[]): Effect {
  return { touches, nextChosenBy: "program" };
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

const isForeign = ({ of }: Touch): boolean => of !== "this program";

/** What is refused by somebody who knows that the trap is not, and judges the rest by a rule. */
function exceptTrap(
  rule: (touches: readonly Touch[]) => boolean,
): (effect: Effect) => boolean {
  return ({ touches, nextChosenBy }) =>
    nextChosenBy === "program" && rule(touches);
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

/** The operations that user mode is refused. */
const privileged = new Set(
  pieces.flat().filter((name) => isFault(operationNamed(name))),
);

const kernelPieces = pieces.filter((names) => names.some(needsKernel));
const freePieces = pieces.filter((names) => !names.some(needsKernel));

type Services = readonly (readonly string[])[];

/**
 * Rolls services: some need the kernel for all that they do, one for a part, some for nothing. So
 * each wrong way of counting gives another number.
 */
function rollServices(dice: Dice): Services {
  const some = (sort: Services, least: number, most: number): Services =>
    Array.from({ length: dice.whole(least, most) }, () => dice.pick(sort));
  const services = [
    some(kernelPieces, 3, 4),
    some(kernelPieces, 2, 3),
    ...some(kernelPieces, 0, 1).map((piece) => [piece]),
    dice.shuffle([...some(kernelPieces, 1, 2), ...some(freePieces, 1, 2)]),
    dice.shuffle([["load"], ...some(freePieces, 0, 2)]),
    some([["add"], ["jump"]], 1, 3),
  ];
  return dice.shuffle(services.map((service) => service.flat()));
}

function needsKernel(name: string): boolean {
  return privileged.has(name);
}

/** Counts the mode switches of services by running them. */
function runServices(services: Services): number {
  const hardware = new Hardware();
  for (const names of services) {
    const wanted = names.map(operationNamed);
    const isCall = names.some(needsKernel);
    if (isCall) execute(hardware, trap("service"));
    for (const operation of wanted) {
      execute(hardware, operation);
      if (hardware.isHalted) hardware.interrupt("nic");
    }
    if (isCall) execute(hardware, returnFrom("service"));
  }
  return count(hardware.trace).modeSwitches;
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

type Step = string | Instruction;

/** Lists the operations to be done, each in the call that is said, or in none. */
function listIn(callOf: (name: string) => string | undefined): Step[] {
  return wanted.flatMap((name, i) => {
    const [before, call, after] = [-1, 0, 1].map((offset) => {
      const other = wanted[i + offset];
      return other === undefined ? undefined : callOf(other);
    });
    return [
      ...(call !== undefined && call !== before ? [enterKernel(call)] : []),
      name,
      ...(call !== undefined && call !== after ? [leaveKernel(call)] : []),
    ];
  });
}

/** The call in which the kernel does an operation. */
function doorOf(name: string): string | undefined {
  return operationNamed(name).door?.call;
}

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

/** What somebody writes in place of the mended list. */
const wrongLists: Readonly<Record<string, () => Step[]>> = {
  "only its todo was wrong": () => [
    "load",
    "start I/O",
    enterKernel("read"),
    "disable interrupts",
    leaveKernel("read"),
    "enable interrupts",
    enterKernel("clock_settime"),
    "set the clock",
    leaveKernel("read"),
    "add",
  ],
  "what a call begins, the next one can end": () =>
    listIn((name) =>
      name === "enable interrupts" ? "clock_settime" : doorOf(name)
    ),
  "a return is a return": () =>
    listIn(doorOf).map((step) =>
      equal(step, leaveKernel("clock_settime")) ? leaveKernel("read") : step
    ),
  "a call ends by itself": () =>
    listIn(doorOf).filter((step) =>
      typeof step === "string" || step.op !== "leave kernel"
    ),
  "once in the kernel, all is done there": () =>
    listIn((name) => needsKernel(name) ? "read" : undefined),
  "the kernel had better do all of it": () =>
    listIn((name) => doorOf(name) ?? "read"),
  "a call more does no harm": () =>
    listIn(doorOf).flatMap((step) =>
      step === "start I/O"
        ? [step, leaveKernel("read"), enterKernel("read")]
        : [step]
    ),
  "what makes trouble is left out": () =>
    listIn(doorOf).filter((step) => !String(step).endsWith("interrupts")),
  "the clock is the last thing to do": () => listIn(doorOf).slice(0, -2),
};

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[operation: Effect]>("isRefused", {
    cases: rollEffects,
    right: isRefused,
    wrong: {
      "the trap is refused, as it sets the mode": ({ touches }) =>
        touches.some(isForeign),
      "to set the mode is as free as the trap": exceptTrap((touches) =>
        touches.some((touch) => isForeign(touch) && touch.part !== "mode")
      ),
      "to read harms nobody": exceptTrap((touches) =>
        touches.some((touch) => isForeign(touch) && touch.does === "change")
      ),
      "what is mostly harmless is allowed": exceptTrap((touches) =>
        touches.every(isForeign)
      ),
      "only devices are guarded": exceptTrap((touches) =>
        touches.some(({ of }) => of === "everybody")
      ),
      "user mode may do nothing": () => true,
    },
  }),
  exercise<[services: Services]>("countModeSwitches", {
    cases: (dice) =>
      [
        ...Array.from({ length: 2 }, () => rollServices(dice)),
        rollServices(dice).slice(0, dice.whole(1, 4)),
        dice.shuffle(freePieces),
        [dice.pick(kernelPieces)],
      ].map((services) => [services]),
    right: runServices,
    wrong: {
      "one for each call": (services) =>
        services.filter((names) => names.some(needsKernel)).length,
      "a call for each service": (services) => 2 * services.length,
      "a call for each privileged operation": (services) =>
        2 * services.flat().filter(needsKernel).length,
      "a call for each operation": (services) => 2 * services.flat().length,
      "a mixed service needs no call": (services) =>
        2 * services.filter((names) => names.every(needsKernel)).length,
      "all memory is the kernel's": (services) =>
        2 *
        services.filter((names) =>
          names.some((name) => name === "load" || needsKernel(name))
        ).length,
      "one call for all of them": () => 2,
    },
  }),
  exercise<[]>("mendedCalls", {
    cases: () => [[]],
    right: () => listIn(doorOf),
    wrong: wrongLists,
    judge: judgeSteps,
  }),
];
