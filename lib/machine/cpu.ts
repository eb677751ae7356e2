/**
 * The CPU: a mode, a few registers and a program counter.
 *
 * Registers and program counter together are the context: all that must be saved to stop a task
 * and all that must be loaded to go on with it.
 * Model, not Linux: one CPU, four registers, no stack, no flags, no virtual machine modes.
 *
 * @module
 */
import type { Mode } from "../trace/event.ts";
import { Fault } from "./fault.ts";

/** The names of the general registers. */
export const registerNames = ["a", "b", "c", "d"] as const;

/** The name of a general register. */
export type RegisterName = (typeof registerNames)[number];

/** What a task needs back to go on as if nothing had happened. */
export interface Context {
  /** The number of the next instruction. [from 0] */
  readonly programCounter: number;
  /** The value of each register. */
  readonly registers: Readonly<Record<RegisterName, number>>;
}

/** The context of a task that has not begun. */
export const freshContext: Context = Object.freeze({
  programCounter: 0,
  registers: Object.freeze({ a: 0, b: 0, c: 0, d: 0 }),
});

/** One CPU. It starts in user mode, at the beginning of a program. */
export class Cpu {
  /** The privilege level of the instruction that runs now. */
  mode: Mode = "user";
  /** The number of the next instruction. [from 0] */
  programCounter: number = freshContext.programCounter;
  /** The values that the instruction works on. */
  registers: Record<RegisterName, number> = { ...freshContext.registers };

  #call: string | undefined;
  #userRegisters = this.registers;

  /** The system call that the kernel works on, if it does. */
  get call(): string | undefined {
    return this.#call;
  }

  /** Returns a copy of the context, so that the registers can serve another task. */
  save(): Context {
    return {
      programCounter: this.programCounter,
      registers: { ...this.registers },
    };
  }

  /** Loads a saved context and so jumps to where it was saved. */
  load(context: Context): void {
    this.programCounter = context.programCounter;
    this.registers = { ...context.registers };
  }

  /**
   * Enters the kernel for a system call: saves the user's registers, then raises the privilege.
   * A program of the model lists user and kernel instructions in one column, so the program counter
   * just goes on; a real CPU jumps to the kernel's entry and keeps the user's counter as well.
   *
   * @param call The name of the call, as in the manual.
   * @throws {Fault} If the CPU is in kernel mode already.
   * @see syscall(2)
   */
  enterKernel(call: string): void {
    if (this.mode !== "user") {
      throw new Fault(
        "the CPU must be in user mode",
        `it is in kernel mode, in ${this.#call}`,
      );
    }
    this.#userRegisters = { ...this.registers };
    this.#call = call;
    this.mode = "kernel";
  }

  /**
   * Returns from a system call: lowers the privilege, then loads the user's registers.
   *
   * @param call The name of the call that was entered.
   * @throws {Fault} If the CPU is in user mode, or in another call.
   */
  leaveKernel(call: string): void {
    this.requireKernelMode();
    if (this.#call !== call) {
      throw new Fault(
        "a return must be from the call that was entered",
        `the kernel is in ${this.#call}`,
      );
    }
    this.#call = undefined;
    this.mode = "user";
    this.registers = this.#userRegisters;
  }

  /**
   * Lets only the kernel pass.
   *
   * @throws {Fault} If the CPU is in user mode.
   */
  requireKernelMode(): void {
    if (this.mode !== "kernel") {
      throw new Fault("the CPU must be in kernel mode", "it is in user mode");
    }
  }
}
