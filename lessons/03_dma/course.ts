/**
 * The course of a transfer: what each side does in any cycle, and how much has been done by then.
 *
 * Words that all went alike are kept once, so a course of a million cycles takes no room.
 *
 * @module
 */
import type { Transfer } from "./device_transfer.ts";
import type { Lap, Stretch } from "./stopwatch.ts";

/** A stretch with its place in the transfer. */
export interface Span extends Stretch {
  /** The cycles before it. */
  readonly from: number;
}

/** How much has been done. */
export interface Progress {
  /** What the CPU gave up. [cycles] */
  readonly taken: number;
  /** What it had for another program. [cycles] */
  readonly free: number;
  readonly words: number;
}

/** A lap with its place in the transfer. */
interface PlacedLap extends Lap {
  /** The cycles before it. */
  readonly from: number;
  /** How long it takes once. [cycles] */
  readonly cycles: number;
  /** Whether a word is in memory at its end. */
  readonly isWord: boolean;
}

/** What each side does in any cycle of a transfer. */
export class Course {
  readonly cycles: number;
  readonly #laps: readonly PlacedLap[];

  constructor({ laps, cycles }: Pick<Transfer, "laps" | "cycles">) {
    this.cycles = cycles;
    let from = 0;
    this.#laps = laps.map(({ stretches, times }) => {
      const cycles = stretches.reduce((sum, one) => sum + one.cycles, 0);
      const isWord = stretches.some(({ cpu, device }) =>
        cpu === "store" || device === "write"
      );
      from += times * cycles;
      return {
        stretches,
        times,
        cycles,
        isWord,
        from: from - times * cycles,
      };
    });
  }

  /** Counts what has been done by the end of a cycle. @param cycle May be a part of one. */
  progressAt(cycle: number): Progress {
    let [taken, free, words] = [0, 0, 0];
    const add = ({ cpu, cycles }: Stretch, times: number): void => {
      if (cpu === "work") free += cycles * times;
      else taken += cycles * times;
    };
    for (const { stretches, times, cycles, from, isWord } of this.#laps) {
      const whole = Math.min(times, Math.floor((cycle - from) / cycles));
      if (whole < 0) break;
      for (const one of stretches) add(one, whole);
      if (isWord) words += whole;
      let left = whole < times ? Math.floor(cycle - from) - whole * cycles : 0;
      for (const one of stretches) {
        if (left <= 0) break;
        add({ ...one, cycles: Math.min(left, one.cycles) }, 1);
        left -= one.cycles;
      }
    }
    return { taken, free, words };
  }

  /** When a word is in memory. @param word [from 1] @returns [cycles] */
  endOfWord(word: number): number {
    let seen = 0;
    for (const { times, cycles, from, isWord } of this.#laps) {
      if (isWord && seen + times >= word) return from + (word - seen) * cycles;
      if (isWord) seen += times;
    }
    return this.cycles;
  }

  /**
   * Lists what each side does in some cycles, from one to another.
   *
   * @returns Nothing, if it changes more often than `most` times.
   */
  spans(begin: number, end: number, most: number): Span[] | undefined {
    const found: Span[] = [];
    for (const { stretches, times, cycles, from } of this.#laps) {
      const first = Math.max(0, Math.floor((begin - from) / cycles));
      for (let lap = first; lap < times; lap++) {
        let at = from + lap * cycles;
        if (at >= end) return found;
        for (const one of stretches) {
          const [start, stop] = [
            Math.max(at, begin),
            Math.min(at + one.cycles, end),
          ];
          at += one.cycles;
          if (stop <= start) continue;
          if (found.length === most) return undefined;
          found.push({ ...one, from: start, cycles: stop - start });
        }
      }
    }
    return found;
  }
}
