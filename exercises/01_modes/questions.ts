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
import type { Mode } from "zero-copy/trace/event.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { sayUnknownWord } from "zero-copy/workbook/slips.ts";
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
const foreign = touches(
  "read memory of another program",
  "read memory of the kernel",
  "read disk of everybody",
  "change memory of another program",
  "change memory of the kernel",
  "change disk of everybody",
  "change clock of everybody",
  "change interrupts of everybody",
  "change mode of everybody",
);

/** Each part by itself, each foreign one among own ones, all own ones, none at all; then the trap. */
function rollEffects(dice: Dice): [Effect][] {
  const some = (): Touch[] => dice.shuffle(own).slice(0, dice.whole(1, 2));
  const byProgram = [
    ...[...own, ...foreign].map((touch) => [touch]),
    ...foreign.map((touch) => dice.shuffle([...some(), touch])),
    own,
    [],
  ].map((touches): Effect => ({ touches, nextChosenBy: "program" }));
  const setMode = foreign.filter(({ part }) => part === "mode");
  const trap = { touches: [...some(), ...setMode], nextChosenBy: "kernel" };
  return [...byProgram, trap].map((effect) => [effect]);
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

/** What services are made of: the operations of the lesson, without the trap. */
const names = operations.map(({ name }) => name)
  .filter((name) => name !== "trap");

/** The operations that user mode is refused. */
const privileged = new Set(
  names.filter((name) => isFault(operationNamed(name))),
);

/** Interrupts that are disabled are enabled again. */
const pieces: readonly (readonly string[])[] = names
  .filter((name) => name !== "enable interrupts")
  .map((name) =>
    name === "disable interrupts" ? [name, "enable interrupts"] : [name]
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
    return sayUnknownWord(gave[unknown], operations.map(({ name }) => name)) ??
      `Step ${unknown + 1} is ${sayValue(gave[unknown], 60)}. A step is ` +
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

/** Bytes in a row. */
interface Range {
  readonly first: number;
  readonly bytes: number;
}

/** Where the addresses of a program lead. */
interface Space {
  readonly pageBytes: number;
  readonly pages: readonly number[];
  readonly kernelFrom: number;
}

type Reading = [mode: Mode, range: Range, space: Space];

type Verdict = "done" | "refused" | "nowhere";

/** The machine's page table of a space. */
function tableOf({ pageBytes, pages }: Omit<Space, "kernelFrom">): PageTable {
  const table = new PageTable(new Memory(pages.length, pageBytes));
  for (const [frame, page] of pages.entries()) {
    table.map(page, { frame, place: "user buffer" });
  }
  return table;
}

/** Rolls two pages side by side, one behind a gap, and one that ends where the kernel begins. */
function rollSpace(dice: Dice, pageBytes: number): Space {
  const kernelFrom = tableOf({ pageBytes, pages: [] }).kernelAddress(0);
  const page = dice.whole(1, 9);
  const pages = [page, page + 1, page + 3, kernelFrom / pageBytes - 1];
  return { pageBytes, pages, kernelFrom };
}

/** Rolls what is read in a space: at each border, over it, between two of them, and nothing. */
function rollRanges(
  dice: Dice,
  { pageBytes, pages, kernelFrom }: Space,
): Range[] {
  const begin = pages[0]! * pageBytes;
  const end = begin + 2 * pageBytes;
  const few = dice.whole(2, pageBytes / 2);
  return [
    [begin, 1],
    [end - 1, 1],
    [begin - 1, 1],
    [end, 1],
    [begin, end - begin],
    [begin, end - begin + 1],
    [begin - 1, few],
    [begin + pageBytes - few, 2 * few],
    [end - few, pageBytes + 2 * few],
    [kernelFrom - few, few],
    [kernelFrom - few, few + 1],
    [kernelFrom, 1],
    [kernelFrom + few, few],
    [end + few, 0],
    [kernelFrom + few, 0],
  ].map(([first, bytes]) => ({ first: first!, bytes: bytes! }));
}

/** Every range of a space in both modes, and borders of another space, with pages of another size. */
function rollReadings(dice: Dice): Reading[] {
  const [size, other] = dice.shuffle([64, 512, 4096]);
  const spaces = [size!, other!].map((bytes) => rollSpace(dice, bytes));
  return spaces.flatMap((space) => {
    const shuffled = { ...space, pages: dice.shuffle(space.pages) };
    return rollRanges(dice, space).flatMap((range): Reading[] => [
      ["user", range, shuffled],
      ["kernel", range, shuffled],
    ]);
  });
}

/** The first byte of a range on each of its pages: they are all alike. */
function addressesIn({ first, bytes }: Range, pageBytes: number): number[] {
  const end = first + bytes;
  const addresses = [];
  for (let at = first; at < end; at += pageBytes - at % pageBytes) {
    addresses.push(at);
  }
  return addresses;
}

/** Tries some addresses on the machine. What kernel mode may do there, the mode forbids. */
function tryAddresses(
  mode: Mode,
  addresses: readonly number[],
  space: Space,
): Verdict {
  const table = tableOf(space);
  const isFault = (address: number, mode: Mode): boolean =>
    attemptAddress(table, address, mode) instanceof Fault;
  const stop = addresses.find((address) => isFault(address, mode));
  if (stop === undefined) return "done";
  return isFault(stop, "kernel") ? "nowhere" : "refused";
}

function guard(mode: Mode, range: Range, space: Space): Verdict {
  return tryAddresses(mode, addressesIn(range, space.pageBytes), space);
}

/** Guards as the machine does, but for how many bytes it takes a range to have. */
function withBytes(
  change: (bytes: number) => number,
): (...reading: Reading) => Verdict {
  return (mode, { first, bytes }, space) =>
    guard(mode, { first, bytes: change(bytes) }, space);
}

/** What is said of a reading by somebody who has a wrong idea of the guard. */
const wrongGuards: Readonly<
  Record<string, (...reading: Reading) => Verdict>
> = {
  "kernel mode may read everything": (mode, ...rest) =>
    mode === "kernel" ? "done" : guard(mode, ...rest),
  "below the kernel there is always memory": (mode, range, space) =>
    mode === "user" && range.bytes > 0 &&
      range.first + range.bytes > space.kernelFrom
      ? "refused"
      : "done",
  "kernel mode reads only what is the kernel's": (mode, range, space) =>
    mode === "kernel" && range.bytes > 0 && range.first < space.kernelFrom
      ? "refused"
      : guard(mode, range, space),
  "what leads nowhere is refused": (...reading) =>
    guard(...reading) === "done" ? "done" : "refused",
  "the first byte decides": withBytes((bytes) => Math.min(1, bytes)),
  "both ends decide": (mode, { first, bytes }, space) =>
    tryAddresses(
      mode,
      bytes === 0 ? [] : [first, first + bytes - 1],
      space,
    ),
  "the byte behind the range is read, too": withBytes((bytes) => bytes + 1),
  "the last byte is not read": withBytes((bytes) => Math.max(0, bytes - 1)),
  "nothing is a byte as well": withBytes((bytes) => Math.max(1, bytes)),
  "the kernel begins one byte later": (mode, range, space) => {
    const isFirst = range.bytes > 0 && range.first <= space.kernelFrom &&
      range.first + range.bytes > space.kernelFrom;
    return isFirst ? "nowhere" : guard(mode, range, space);
  },
  "to divide is to round": (mode, range, space) => {
    const { first, bytes } = range;
    const isWhole = first % space.pageBytes === 0 && bytes === 1;
    return bytes > 0 && first < space.kernelFrom && !isWhole
      ? "nowhere"
      : guard(mode, range, space);
  },
  "a shift takes any number": (mode, range, space) =>
    guard(mode, range, {
      ...space,
      pages: space.pages.filter((page) => page * space.pageBytes < 2 ** 31),
    }),
  "a page has 4096 bytes": (mode, range, { pages, kernelFrom }) =>
    tryAddresses(mode, addressesIn(range, 4096), {
      pageBytes: 4096,
      pages,
      kernelFrom,
    }),
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
      "only the kernel is guarded": exceptTrap((touches) =>
        touches.some(({ of }) => of === "the kernel")
      ),
      "user mode may do nothing": () => true,
    },
  }),
  exercise<[services: Services]>("countModeSwitches", {
    cases: (dice) =>
      [
        ...dice.shuffle(names).map((name) => [[name]]),
        dice.shuffle(freePieces),
        rollServices(dice).slice(0, dice.whole(1, 4)),
        rollServices(dice),
        rollServices(dice),
        [],
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
      "the status word is the program's own": (services) =>
        2 *
        services.filter((names) =>
          names.some((name) =>
            needsKernel(name) && name !== "set the status word"
          )
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
  exercise<Reading>("guard", {
    cases: rollReadings,
    right: guard,
    words: ["done", "refused", "nowhere"],
    wrong: wrongGuards,
  }),
];
