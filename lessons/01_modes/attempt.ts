/**
 * Attempts: what is tried in a mode, and what came of it.
 *
 * A fault that is tried for is kept, not thrown; whatever else goes wrong is thrown.
 * Model, not Linux: a refused operation is left out and the next one tried, where Linux would end
 * the process with a signal.
 *
 * @see signal(7) SIGSEGV
 * @module
 */
import { count, type Counts } from "zero-copy/trace/count.ts";
import type { Event, Mode } from "zero-copy/trace/event.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { Hardware } from "./hardware.ts";
import {
  callKernel,
  execute,
  type Operation,
  operations,
  type OperationStep,
} from "./operation.ts";
import type { PageTable } from "zero-copy/machine/page_table.ts";

/** What came of one operation in one mode. */
export interface Attempt {
  readonly operation: Operation;
  /** What it did, if it was allowed. */
  readonly done?: OperationStep;
  /** Why it was refused, if it was. */
  readonly fault?: Fault;
}

/** Does one operation and keeps the fault, if there is one. */
export function attempt(hardware: Hardware, operation: Operation): Attempt {
  try {
    return { operation, done: execute(hardware, operation) };
  } catch (error) {
    if (error instanceof Fault) return { operation, fault: error };
    throw error;
  }
}

/** Tries all operations, one after the other, each in the same mode. */
export function attemptAll(mode: Mode): Attempt[] {
  const hardware = new Hardware();
  if (mode === "kernel") hardware.enterKernel("recv");
  return operations.map((operation) => {
    const tried = attempt(hardware, operation);
    const { call } = hardware.cpu;
    if (mode === "user" && call !== undefined) hardware.leaveKernel(call);
    return tried;
  });
}

/** How a program got an operation done. */
export interface Reach {
  readonly operation: Operation;
  /** What was done in order, and which devices interrupted the CPU meanwhile. */
  readonly steps:
    readonly (OperationStep & { readonly interrupts: readonly string[] })[];
  readonly counts: Counts;
}

/**
 * Gets an operation done as a program can: by itself if it may, otherwise through the kernel.
 *
 * @throws {TypeError} If it is privileged and no system call leads to it.
 */
export function reach(operation: Operation): Reach {
  const hardware = new Hardware();
  const steps = operation.isPrivileged
    ? callKernel(hardware, operation)
    : [execute(hardware, operation)];
  const { trace } = hardware;
  return {
    operation,
    steps: steps.map((one) => ({
      ...one,
      interrupts: interruptsAt(one, trace),
    })),
    counts: count(trace),
  };
}

function interruptsAt(
  { step }: OperationStep,
  trace: readonly Event[],
): string[] {
  return trace.flatMap((event) =>
    event.kind === "interrupt" && event.step === step ? [event.device] : []
  );
}

/** Where an address leads in each mode, or why it is refused. */
export interface AddressAttempt {
  readonly owner: string;
  /** [bytes] */
  readonly address: number;
  readonly user: number | Fault;
  readonly kernel: number | Fault;
}

/** Uses virtual addresses in both modes, each under the name of its owner. */
export function attemptAddresses(
  table: PageTable,
  addresses: Readonly<Record<string, number>>,
): AddressAttempt[] {
  return Object.entries(addresses).map(([owner, address]) => ({
    owner,
    address,
    user: attemptAddress(table, address, "user"),
    kernel: attemptAddress(table, address, "kernel"),
  }));
}

/**
 * Uses a virtual address in a mode.
 *
 * @param address [bytes]
 * @returns Where it leads in physical memory [bytes], or why it is refused.
 */
export function attemptAddress(
  table: PageTable,
  address: number,
  mode: Mode,
): number | Fault {
  try {
    return table.translate(address, mode);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
