/**
 * Counts: what a trace cost, as a fold over its events.
 *
 * No program can state its own cost: the only way to a count is to look at what happened.
 *
 * @module
 */
import type { Event } from "./event.ts";

/** What a run cost. The names are the interface of `--json`. */
export interface Counts {
  /** Crossings between user and kernel mode. A system call causes two. */
  readonly modeSwitches: number;
  /** Times that the kernel was entered for a call. */
  readonly systemCalls: number;
  /** Copies from memory to memory by the CPU. */
  readonly cpuCopies: number;
  /** Copies between a device and memory by a DMA engine. */
  readonly dmaCopies: number;
  /** Bytes moved by the CPU. [bytes] */
  readonly cpuBytes: number;
  /** Bytes moved by DMA engines. [bytes] */
  readonly dmaBytes: number;
  /** Times that a device told the CPU it was done. */
  readonly interrupts: number;
  /** Times that an address had no page. */
  readonly pageFaults: number;
  /** The most memory held at one time by page cache, user buffer and socket buffer. [bytes] */
  readonly peakBufferBytes: number;
  /** Times that pages were mapped for the process by a call. */
  readonly mappings: number;
  /** Times that descriptors were passed instead of bytes. */
  readonly passes: number;
}

/** Counts one event at a time, so that a long run need not be kept. */
export class Counter {
  #counts: { -readonly [Name in keyof Counts]: number } = { ...noCounts };
  #heldBytes = 0;

  /** Adds one event to the counts. */
  add(event: Event): void {
    const counts = this.#counts;
    switch (event.kind) {
      case "mode switch":
        counts.modeSwitches += 1;
        if (event.to === "kernel") counts.systemCalls += 1;
        break;
      case "copy":
        if (event.by === "CPU") {
          counts.cpuCopies += 1;
          counts.cpuBytes += event.bytes;
        } else {
          counts.dmaCopies += 1;
          counts.dmaBytes += event.bytes;
        }
        break;
      case "interrupt":
        counts.interrupts += 1;
        break;
      case "page fault":
        counts.pageFaults += 1;
        break;
      case "map":
        counts.mappings += 1;
        break;
      case "pass":
        counts.passes += 1;
        break;
      case "allocate":
        this.#heldBytes += event.bytes;
        counts.peakBufferBytes = Math.max(
          counts.peakBufferBytes,
          this.#heldBytes,
        );
        break;
      case "free":
        this.#heldBytes -= event.bytes;
        break;
    }
  }

  /** The counts of all events added so far. */
  get counts(): Counts {
    return { ...this.#counts };
  }
}

/** The counts of an empty trace. */
export const noCounts: Counts = {
  modeSwitches: 0,
  systemCalls: 0,
  cpuCopies: 0,
  dmaCopies: 0,
  cpuBytes: 0,
  dmaBytes: 0,
  interrupts: 0,
  pageFaults: 0,
  peakBufferBytes: 0,
  mappings: 0,
  passes: 0,
};

/** Adds two counts up. Each by its name: a server has millions of them. */
export function addCounts(one: Counts, other: Counts): Counts {
  return {
    modeSwitches: one.modeSwitches + other.modeSwitches,
    systemCalls: one.systemCalls + other.systemCalls,
    cpuCopies: one.cpuCopies + other.cpuCopies,
    dmaCopies: one.dmaCopies + other.dmaCopies,
    cpuBytes: one.cpuBytes + other.cpuBytes,
    dmaBytes: one.dmaBytes + other.dmaBytes,
    interrupts: one.interrupts + other.interrupts,
    pageFaults: one.pageFaults + other.pageFaults,
    peakBufferBytes: one.peakBufferBytes + other.peakBufferBytes,
    mappings: one.mappings + other.mappings,
    passes: one.passes + other.passes,
  };
}

/**
 * Folds a trace into its counts.
 *
 * @param trace What happened, in order.
 * @returns What it cost.
 */
export function count(trace: Iterable<Event>): Counts {
  const counter = new Counter();
  for (const event of trace) counter.add(event);
  return counter.counts;
}
