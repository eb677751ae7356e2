/**
 * Hardware: one CPU and the little around it that its operations act on.
 *
 * It has no opinion on who may change it; `operation.ts` asks the mode of the CPU before it acts.
 * Model, not Linux: two bytes of memory, a disk that never finishes, a clock that does not tick;
 * an interrupt only wakes the CPU, where Linux would run a handler.
 *
 * @module
 */
import type { Device, Event, Happening } from "zero-copy/trace/event.ts";
import { Cpu } from "zero-copy/machine/cpu.ts";

/** One CPU and the little around it that operations act on. It starts in user mode. */
export class Hardware {
  readonly cpu: Cpu = new Cpu();
  /** All of its memory. [bytes] */
  readonly memory: Uint8Array = Uint8Array.of(7, 8);
  /** Whether the disk works on a request. */
  isDiskBusy = false;
  /** Whether a device may interrupt the CPU. */
  areInterruptsOn = true;
  /** Whether the CPU waits for an interrupt. */
  isHalted = false;
  /** How often the clock has ticked. [ticks] */
  clockTicks = 0;
  /** The part of the program status word that is not the mode. */
  conditionCode = 0;
  /** The number of the operation that runs now. [from 1; 0 is before the first] */
  step = 0;
  readonly #trace: Event[] = [];

  constructor() {
    this.cpu.registers = { a: 2, b: 3, c: 0, d: 0 };
  }

  /** What happened so far, in order. */
  get trace(): readonly Event[] {
    return this.#trace;
  }

  /** Raises the privilege for a system call. */
  enterKernel(call: string): void {
    this.cpu.enterKernel(call);
    this.#emit({ kind: "mode switch", to: "kernel", call });
  }

  /** Lowers the privilege again. */
  leaveKernel(call: string): void {
    this.cpu.leaveKernel(call);
    this.#emit({ kind: "mode switch", to: "user", call });
  }

  /** Lets a device call the CPU. A halted CPU wakes, unless interrupts are off. */
  interrupt(device: Device): void {
    if (!this.areInterruptsOn) return;
    this.isHalted = false;
    this.#emit({ kind: "interrupt", device });
  }

  #emit(happening: Happening): void {
    this.#trace.push({ step: this.step, round: 0, ...happening });
  }
}
