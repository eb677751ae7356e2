/**
 * Limits of an answer, in one table, and how a process is measured by them.
 *
 * What an answer computes is measured by the CPU time of its process, so that a busy machine fails
 * nobody. Only what cannot be measured so is measured by the clock.
 *
 * @module
 */

/** How long an answer may take. [ms] */
export interface Limits {
  /** CPU time to load. */
  readonly loadMs: number;
  /** CPU time for a call; and the time that a call may wait for something without computing. */
  readonly callMs: number;
}

/** The limit of a call, in seconds, if nobody gives another one. */
export const usualLimit = 2;

/** The limits that `--limit` gives. No honest answer reaches the usual ones. */
export function limitsOf(seconds: number = usualLimit): Limits {
  return { loadMs: 2000 * seconds, callMs: 1000 * seconds };
}

/** By the clock, a limit is so many times as long: a machine may have more to do than this. */
export const mostBusy = 20;

/** The most memory that the process of an answer may take. [bytes] */
export const mostMemoryBytes = 2 ** 30;

/** So much at the end of its CPU time, and it is told: no right answer needs as much. [bytes] */
const muchMemoryBytes = mostMemoryBytes / 4;

/** The most that the process of an answer may print. [bytes] */
export const mostOutputBytes = 2 * 2 ** 20;

/**
 * The most that an answer may return to all questions of an exercise, as JSON. The longest that is
 * right takes a quarter of it. [characters]
 */
export const mostReturned: number = 64 * 2 ** 10;

/** The most items of a list, or fields of an object, that an answer may return. */
export const longestList = 1000;

/** The most lists and objects, one in another. A program has four. */
export const mostNested = 16;

/** The most messages that an answer may log, and the longest that is shown. [characters] */
export const mostMessages = 50;
export const longestMessage = 2000;

/** What is known of a process since it was asked. */
export interface Measured {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly memoryBytes: number;
  /** Whether it waits: what it does in between answers at once. */
  readonly isWaiting: boolean;
  /** Whether it has logged more than anybody reads. */
  readonly isFlooding: boolean;
}

/**
 * Says which limit a process has reached.
 *
 * @returns Nothing, if it may go on.
 */
export function limitReached(
  { cpuMs, wallMs, memoryBytes, isWaiting, isFlooding }: Measured,
  limitMs: number,
): string | undefined {
  if (memoryBytes > mostMemoryBytes) {
    return `It takes more than ${mostMemoryBytes / 2 ** 30} GiB of memory.`;
  }
  if (cpuMs >= limitMs) {
    const mebibytes = Math.round(memoryBytes / 2 ** 20);
    if (isFlooding) return sayCpu(limitMs, ", and logs without end.");
    return memoryBytes > muchMemoryBytes
      ? sayCpu(limitMs, `, and takes ${mebibytes} MiB of memory.`)
      : sayCpu(limitMs);
  }
  if (wallMs >= limitMs && isWaiting) return sayWaiting(limitMs);
  if (wallMs < mostBusy * limitMs) return undefined;
  return sayBusy(limitMs);
}

/** Says that the last limit is reached, which is by the clock. */
export function sayBusy(limitMs: number): string {
  return `It did not end within ${mostBusy * limitMs / 1000} s, or this ` +
    "machine is busy.";
}

/** Says that an answer computes for too long. @param rest What is known of the reason. */
export function sayCpu(
  limitMs: number,
  rest = ". Is there a loop without end?",
): string {
  return `It did not end within ${limitMs / 1000} s of CPU time${rest}`;
}

/** Says that an answer waits for too long. */
export function sayWaiting(limitMs: number): string {
  return `It did not end within ${limitMs / 1000} s: it waits, or this ` +
    "machine is busy. Does it wait for what never comes?";
}

/** Says that an answer lets nothing else come to its turn. */
export function sayBlocked(limitMs: number): string {
  return `It did not end within ${
    limitMs / 1000
  } s, or this machine is busy. ` +
    "Is there a loop without end?";
}
