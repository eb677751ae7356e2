/**
 * A stopwatch for two: it notes what the CPU and a device do in each cycle.
 *
 * It only looks on. Whatever a picture or a count says of a transfer was noted here as it happened.
 * Model, not Linux: both sides share one clock.
 *
 * @module
 */
import { count } from "zero-copy/trace/count.ts";
import type { Event, Happening } from "zero-copy/trace/event.ts";
import type { DeviceActivity } from "./disk_controller.ts";

/** What the CPU does in one cycle. */
export type CpuActivity =
  /** It prepares the request and writes the controller's registers. */
  | "set up"
  /** It reads the status register. */
  | "poll"
  /** It reads the data register into a register of its own. */
  | "load"
  /** It writes that register to memory. */
  | "store"
  /** It runs another program. */
  | "work"
  /** It would run another program, but the controller is using memory. */
  | "wait"
  /** It handles the interrupt. */
  | "interrupt";

/** What each side does for some cycles. */
export interface Stretch {
  readonly cpu: CpuActivity;
  readonly device: DeviceActivity;
  readonly cycles: number;
}

/** A time in which neither side changes between busy and not busy. */
export interface Phase {
  /** Whether the CPU serves the transfer. Where it only waits for memory, it does not. */
  readonly isCpuBusy: boolean;
  /** Whether the device serves the transfer. */
  readonly isDeviceBusy: boolean;
  readonly cycles: number;
}

/** Words that all took the same; or one word with what came before it, or what came after all. */
export interface Lap {
  readonly stretches: readonly Stretch[];
  /** How often. [from 1] */
  readonly times: number;
}

/** What was noted of a transfer. */
export interface Log {
  /** From the first cycle of the set-up to the last one of the CPU's. [cycles] */
  readonly cycles: number;
  /** How long the CPU did what. [cycles] */
  readonly cpu: Readonly<Record<CpuActivity, number>>;
  /** What the CPU could not give to another program. [cycles] */
  readonly cpuCycles: number;
  /** Words written to memory, by either side. */
  readonly memoryWrites: number;
  readonly interrupts: number;
  /** The whole time, coarsely. */
  readonly phases: readonly Phase[];
  /** The beginning, exactly: at least `openingCycles`, if it lasted that long. */
  readonly opening: readonly Stretch[];
  /** The whole time, exactly. */
  readonly laps: readonly Lap[];
  /** What happened, each with its cycle. [from 1] */
  readonly trace: readonly (Event & { readonly cycle: number })[];
}

/** How much of the beginning is kept. [cycles] */
const openingCycles = 200;

/** The notes on one transfer. */
export class Stopwatch {
  #cycle = 0;
  #notedCycles = 0;
  readonly #cpu: Record<CpuActivity, number> = {
    "set up": 0,
    poll: 0,
    load: 0,
    store: 0,
    work: 0,
    wait: 0,
    interrupt: 0,
  };
  #deviceWrites = 0;
  readonly #phases: Phase[] = [];
  #phase: { -readonly [Name in keyof Phase]: Phase[Name] } | undefined;
  readonly #opening: Stretch[] = [];
  #word: Stretch[] = [];
  #wordBefore: readonly Stretch[] = [];
  readonly #laps: Lap[] = [];
  readonly #trace: (Event & { readonly cycle: number })[] = [];

  /** Lets time pass. */
  advance(cycles: number): void {
    this.#cycle += cycles;
  }

  /** Notes what both sides did for some cycles. */
  note(cpu: CpuActivity, device: DeviceActivity, cycles: number): void {
    this.#cpu[cpu] += cycles;
    if (device === "write") this.#deviceWrites += cycles;
    const stretch = { cpu, device, cycles };
    if (this.#notedCycles < openingCycles) this.#opening.push(stretch);
    const before = this.#word.at(-1);
    if (before?.cpu === cpu && before.device === device) {
      this.#word.splice(-1, 1, { ...stretch, cycles: before.cycles + cycles });
    } else {
      this.#word.push(stretch);
    }
    this.#notedCycles += cycles;
    const isCpuBusy = cpu !== "work" && cpu !== "wait";
    const isDeviceBusy = device !== "idle";
    const last = this.#phase;
    if (
      last?.isCpuBusy === isCpuBusy && last.isDeviceBusy === isDeviceBusy
    ) {
      last.cycles += cycles;
    } else {
      this.#phase = { isCpuBusy, isDeviceBusy, cycles };
      this.#phases.push(this.#phase);
    }
  }

  /**
   * Notes that a word is in memory.
   *
   * @returns Whether it took exactly what the word before took. Then the next one will as well.
   */
  endWord(): boolean {
    const word = this.#word;
    const before = this.#wordBefore;
    this.#word = [];
    this.#wordBefore = word;
    this.#laps.push({ stretches: word, times: 1 });
    return this.#notedCycles > openingCycles &&
      word.length === before.length &&
      word.every((stretch, i) => isSame(stretch, before[i]!));
  }

  /**
   * Notes more words that take what the last one took.
   *
   * @returns How long the CPU worked for another program meanwhile. [cycles]
   */
  repeatWord(words: number): number {
    const work = this.#cpu.work;
    if (words > 0) {
      this.#laps.push({ stretches: this.#wordBefore, times: words });
    }
    for (const { cpu, device, cycles } of this.#wordBefore) {
      this.advance(words * cycles);
      this.note(cpu, device, words * cycles);
    }
    this.#word = [];
    return this.#cpu.work - work;
  }

  /** Notes an event in the present cycle. */
  emit(happening: Happening): void {
    const step = this.#trace.length + 1;
    this.#trace.push({ ...happening, step, round: 0, cycle: this.#cycle });
  }

  /** What was noted so far. */
  get log(): Log {
    return {
      cycles: this.#notedCycles,
      cpu: { ...this.#cpu },
      cpuCycles: this.#notedCycles - this.#cpu.work,
      memoryWrites: this.#cpu.store + this.#deviceWrites,
      interrupts: count(this.#trace).interrupts,
      phases: this.#phases,
      opening: this.#opening,
      laps: [
        ...this.#laps,
        ...this.#word.length > 0 ? [{ stretches: this.#word, times: 1 }] : [],
      ],
      trace: this.#trace,
    };
  }
}

function isSame(one: Stretch, other: Stretch): boolean {
  return one.cpu === other.cpu && one.device === other.device &&
    one.cycles === other.cycles;
}
