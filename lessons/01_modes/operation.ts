/**
 * Operations: what a CPU can be told to do, and which of it only the kernel may tell it.
 *
 * An operation either has its whole effect or is refused and has none. The mode of the CPU decides;
 * no name, user or password does. `callKernel` is the door: trap, operation, return.
 * Model, not Linux: the kernel grants whatever it is asked for, where Linux first checks who asks.
 *
 * @module
 */
import type { Mode } from "zero-copy/trace/event.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import type { Hardware } from "./hardware.ts";
import {
  enterKernel,
  leaveKernel,
  say,
} from "zero-copy/machine/instruction.ts";

/** One thing to tell the CPU. */
export interface Operation {
  /** The name in a list, a verb: "set the clock". */
  readonly name: string;
  /** Whether only kernel mode may do it. */
  readonly isPrivileged: boolean;
  /** Does it. Called only where the mode allows it. */
  readonly act: (hardware: Hardware) => void;
  /** The part that it changes, in a few words: "clock 0". */
  readonly look: (hardware: Hardware) => string;
  /** A system call of Linux during which the kernel does it, and why. */
  readonly door?: { readonly call: string; readonly why: string };
}

/** What one operation did. */
export interface OperationStep {
  /** The number of the operation. [from 1] */
  readonly step: number;
  /** The mode in which it began. */
  readonly mode: Mode;
  /** Its name. */
  readonly says: string;
  /** The part that it changes, before and after. */
  readonly before: string;
  readonly after: string;
}

/**
 * The operations that the textbooks list, the unprivileged ones first.
 *
 * @see mmap(2) MAP_ANONYMOUS | sigreturn(2) | clock_settime(2)
 * @see Linux v6.18 mm/filemap.c __filemap_add_folio(): interrupts are off while a page is added
 */
export const operations: readonly Operation[] = [
  {
    name: "jump",
    isPrivileged: false,
    act: ({ cpu }) => cpu.programCounter = 40,
    look: ({ cpu }) => `counter ${cpu.programCounter}`,
  },
  {
    name: "add",
    isPrivileged: false,
    act: ({ cpu }) => cpu.registers.a += cpu.registers.b,
    look: ({ cpu }) => `a ${cpu.registers.a}`,
  },
  {
    name: "load",
    isPrivileged: false,
    act: ({ cpu, memory }) => cpu.registers.c = memory[0]!,
    look: ({ cpu }) => `c ${cpu.registers.c}`,
  },
  { ...trap("trap"), name: "trap" },
  {
    name: "start I/O",
    isPrivileged: true,
    act: (hardware) => hardware.isDiskBusy = true,
    look: ({ isDiskBusy }) => `disk ${isDiskBusy ? "busy" : "idle"}`,
    door: { call: "read", why: "the bytes are still on the disk" },
  },
  {
    name: "clear memory",
    isPrivileged: true,
    act: ({ memory }) => memory.fill(0),
    look: ({ memory }) => `memory ${memory.join(" ")}`,
    door: { call: "mmap", why: "a new page must hold zeros" },
  },
  {
    name: "set the status word",
    isPrivileged: true,
    act: (hardware) => hardware.conditionCode = 1,
    look: ({ conditionCode }) => `condition ${conditionCode}`,
    door: { call: "sigreturn", why: "the old flags must come back" },
  },
  {
    name: "set the clock",
    isPrivileged: true,
    act: (hardware) => hardware.clockTicks = 900,
    look: ({ clockTicks }) => `clock ${clockTicks}`,
    door: { call: "clock_settime", why: "the time was wrong" },
  },
  {
    name: "disable interrupts",
    isPrivileged: true,
    act: (hardware) => hardware.areInterruptsOn = false,
    look: sayInterrupts,
    door: { call: "read", why: "a list is about to change" },
  },
  {
    name: "enable interrupts",
    isPrivileged: true,
    act: (hardware) => hardware.areInterruptsOn = true,
    look: sayInterrupts,
    door: { call: "read", why: "the list is whole again" },
  },
  {
    name: "halt",
    isPrivileged: true,
    act: (hardware) => hardware.isHalted = true,
    look: ({ isHalted }) => `CPU ${isHalted ? "halted" : "runs"}`,
    door: { call: "read", why: "no bytes yet, and nothing else to run" },
  },
];

/** Enters the kernel: the one way from user mode to kernel mode, open to all. @see syscall(2) */
export function trap(call: string): Operation {
  return {
    name: say(enterKernel(call)),
    isPrivileged: false,
    act: (hardware) => hardware.enterKernel(call),
    look: ({ cpu }) => `mode ${cpu.mode}`,
  };
}

/** Returns to user mode. */
export function returnFrom(call: string): Operation {
  return {
    name: say(leaveKernel(call)),
    isPrivileged: true,
    act: (hardware) => hardware.leaveKernel(call),
    look: ({ cpu }) => `mode ${cpu.mode}`,
  };
}

/**
 * Finds an operation.
 *
 * @throws {RangeError} If there is none of that name.
 */
export function operationNamed(name: string): Operation {
  const found = operations.find((operation) => operation.name === name);
  if (found !== undefined) return found;
  const names = operations.map((operation) => operation.name).join(", ");
  throw new RangeError(`Expected one of ${names}: found "${name}"`);
}

/**
 * Does one operation, in whatever mode the CPU is.
 *
 * @throws {Fault} If it is privileged and the CPU is in user mode, or if the CPU is halted.
 */
export function execute(
  hardware: Hardware,
  operation: Operation,
): OperationStep {
  const { cpu } = hardware;
  hardware.step += 1;
  const { step } = hardware;
  const { mode, programCounter } = cpu;
  const before = operation.look(hardware);
  try {
    requireRunning(hardware);
    if (operation.isPrivileged) cpu.requireKernelMode();
    cpu.programCounter += 1;
    operation.act(hardware);
  } catch (error) {
    cpu.programCounter = programCounter;
    const where = { step, says: operation.name };
    throw error instanceof Fault ? error.at(where) : error;
  }
  const after = operation.look(hardware);
  return { step, mode, says: operation.name, before, after };
}

/**
 * Has the kernel do a privileged operation for the program: two mode switches.
 * If the CPU halts, the disk has the bytes and wakes it.
 *
 * @param watch Called whenever something has happened.
 * @throws {TypeError} If no system call leads to the operation.
 * @throws {Fault} If the CPU is not in user mode, or halts with interrupts off.
 */
export function callKernel(
  hardware: Hardware,
  operation: Operation,
  watch: () => void = () => {},
): OperationStep[] {
  if (operation.door === undefined) {
    throw new TypeError(
      `Expected an operation behind a system call: found "${operation.name}"`,
    );
  }
  const { call } = operation.door;
  const entered = execute(hardware, trap(call));
  watch();
  const done = execute(hardware, operation);
  watch();
  if (hardware.isHalted) {
    hardware.interrupt("disk");
    watch();
  }
  const returned = execute(hardware, returnFrom(call));
  watch();
  return [entered, done, returned];
}

function sayInterrupts({ areInterruptsOn }: Hardware): string {
  return `interrupts ${areInterruptsOn ? "on" : "off"}`;
}

function requireRunning({ isHalted }: Hardware): void {
  if (!isHalted) return;
  throw new Fault("the CPU must be running", "it is halted, with no interrupt");
}
