/**
 * One scale for several courses: where they begin and end, each cycle is seen; the many words between
 * take little longer than a few.
 *
 * All courses are at the same cycle at the same time, so they can be compared at any time.
 *
 * @module
 */
import type { Course, Span } from "./course.ts";

/** How long a cycle is shown, where each is seen. [ms] */
const cycleMs = 170;

/** What twice as many cycles take more, where not each is seen. [ms] */
const longMs = 350;

/** A gap of more cycles takes less than its share. [cycles] */
const mostPlainCycles = 8;

/** Words whose cycles are seen at the beginning. */
const firstWords = 2;

/** What is seen between two times of a scale: a span, or many words at once. */
export type Piece = Span | {
  readonly words: number;
  readonly from: number;
  readonly cycles: number;
};

/** Turns cycles into times, and times into cycles. */
export class Scale {
  /** Cycles, and the time of each. */
  readonly #knots: readonly (readonly [cycle: number, ms: number])[];

  /** @param marks Cycles that must be told apart, besides those at which something begins or ends. */
  constructor(courses: readonly Course[], marks: readonly number[]) {
    const cycles = new Set([0, ...marks, ...courses.flatMap(boundsOf)]);
    const tail = Math.min(...courses.map(lastWordOf));
    let [before, ms] = [0, 0];
    this.#knots = [...cycles].sort((a, b) => a - b).map((cycle) => {
      // The end is told faster: by then it is known how a word goes.
      ms += gapMs(cycle - before) / (before >= tail && tail > 0 ? 2 : 1);
      before = cycle;
      return [cycle, ms];
    });
  }

  /** When a cycle is over. [ms] */
  msAt(cycle: number): number {
    return this.#read(cycle, 0);
  }

  /** How many cycles are over at a time. [cycles, with parts of one] */
  cycleAt(ms: number): number {
    return this.#read(ms, 1);
  }

  /** Cuts a course into what is seen of it. */
  cut(course: Course): Piece[] {
    const pieces: Piece[] = [];
    this.#knots.slice(1).forEach(([end], i) => {
      const from = this.#knots[i]![0];
      if (from >= course.cycles) return;
      const spans = course.spans(from, end, 6);
      if (spans !== undefined) pieces.push(...spans);
      else {
        const words = course.progressAt(end).words -
          course.progressAt(from).words;
        pieces.push({ words, from, cycles: end - from });
      }
    });
    return pieces;
  }

  #read(value: number, column: 0 | 1): number {
    const knots = this.#knots;
    const at = knots.findIndex((knot) => knot[column] >= value);
    const end = knots.at(at < 0 ? -1 : at)!;
    const begin = knots[at - 1];
    if (at < 0 || begin === undefined) return end[1 - column]!;
    const share = (value - begin[column]) / (end[column] - begin[column]);
    return begin[1 - column]! + share * (end[1 - column]! - begin[1 - column]!);
  }
}

/** The cycles at which something changes in the first words, in the last one and after it. */
function boundsOf(course: Course): number[] {
  const { words } = course.progressAt(course.cycles);
  const early = course.endOfWord(Math.min(firstWords, words));
  const late = Math.max(early, lastWordOf(course));
  return [[0, early], [late, course.cycles]].flatMap(([begin, end]) => [
    begin!,
    ...course.spans(begin!, end!, Infinity)!.map(({ from, cycles }) =>
      from + cycles
    ),
  ]);
}

/** When the last word begins; 0 where it is among the first. [cycles] */
function lastWordOf(course: Course): number {
  const { words } = course.progressAt(course.cycles);
  return words > firstWords + 1 ? course.endOfWord(words - 1) : 0;
}

/** How long a gap is shown: where it is long, it grows with the number of its digits. */
function gapMs(cycles: number): number {
  const plain = Math.min(cycles, mostPlainCycles);
  const times = Math.max(1, cycles / mostPlainCycles);
  return Math.round(plain * cycleMs + longMs * Math.log2(times));
}
