/**
 * Makes one log of those that `strace -ff` wrote, one for each thread: lines in the order of their
 * times, each with the number of its thread before it, as strace writes them without -ff.
 *
 * A line has the time at which its call began. Where -T says how long it took, the line stands where
 * the call returned; without -T, one that waited stands too early among those of other threads.
 * Lines are held back only until their turn comes. Lines without a time stay behind the one before
 * them. Where there is no time at all, or the same in two logs, nobody knows the order: this is
 * counted. A log over midnight is put in order if it begins less than half a day before.
 *
 * @module
 */

/** The log of one thread. */
export interface ThreadLog {
  readonly thread: number;
  /** Its text, in pieces that end anywhere. */
  readonly pieces: Iterator<string>;
}

/** The time of a line before which no time stands. */
const noTime = -Infinity;

/** A day. [us] */
const dayTime = 24 * 60 * 60 * 1e6;

/** So much is put together before it is handed on. [characters] */
const pieceLength = 2 ** 16;

/**
 * Merges logs.
 *
 * @param unsure Called as often as lines of two logs follow each other whose order is not known,
 *   and told whether they have times.
 */
export function* mergeLogs(
  logs: readonly ThreadLog[],
  unsure: (hasTime: boolean) => void,
): Generator<string> {
  const sources = logs.map((log) => new Source(log));
  const base = sources[0]?.stamp ?? "";
  for (const source of sources) source.beginAfter(base);
  let text = "";
  let before: Source | undefined;
  let last = noTime;
  while (true) {
    const [first, second] = firstTwo(sources);
    if (first === undefined) break;
    if (before !== undefined && before !== first) {
      if (last === noTime || last === first.time) unsure(last !== noTime);
    }
    before = first;
    do {
      text += first.line;
      last = first.time;
      if (text.length > pieceLength) {
        yield text;
        text = "";
      }
      first.next();
    } while (!first.isOver && first.time <= (second?.time ?? first.time));
  }
  yield text;
}

/** The two whose next lines are the first, that which stands before on a tie. */
function firstTwo(
  sources: Source[],
): readonly [Source | undefined, Source | undefined] {
  let first: Source | undefined;
  let second: Source | undefined;
  for (const source of sources) {
    if (source.isOver) continue;
    if (first === undefined || source.time < first.time) {
      second = first;
      first = source;
    } else if (second === undefined || source.time < second.time) {
      second = source;
    }
  }
  return [first, second];
}

/** Gives the lines of one log. */
class Source {
  /** The next line with its thread and its end; "" if there is none. */
  line = "";
  /** When its call returned, as far as is known. [us] */
  time = noTime;
  /** The time that it begins with, or one before it, as it is written. */
  stamp = "";
  isOver = false;

  readonly #log: ThreadLog;
  #text = "";
  #at = 0;
  #days = 0;

  constructor(log: ThreadLog) {
    this.#log = log;
    this.next();
  }

  /** Sets the first day, by the time at which another log begins. */
  beginAfter(base: string): void {
    if (!passesMidnight(base, this.stamp)) return;
    this.#days += 1;
    this.time += dayTime;
  }

  /** Goes on to the next line. */
  next(): void {
    let end = this.#text.indexOf("\n", this.#at);
    while (end < 0) {
      const { done, value } = this.#log.pieces.next();
      const rest = this.#text.slice(this.#at);
      this.#at = 0;
      if (done) {
        this.isOver = rest === "";
        this.#text = rest === "" ? "" : `${rest}\n`;
        if (this.isOver) return;
      } else this.#text = rest + value;
      end = this.#text.indexOf("\n");
    }
    const line = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    this.line = `${this.#log.thread} ${line}`;
    const stamp = stampOf(line);
    if (stamp === "") return;
    if (passesMidnight(this.stamp, stamp)) this.#days += 1;
    this.stamp = stamp;
    this.time = timeOf(stamp) + this.#days * dayTime + durationOf(line);
  }
}

/** The time at which a line begins, as it is written; "" if none. */
function stampOf(line: string): string {
  return /^(?:\d\d:\d\d:\d\d|\d{9,})(?:\.\d+)?(?= )/.exec(line)?.[0] ?? "";
}

/** Reads a time, of the day or since 1970. [us] */
function timeOf(stamp: string): number {
  const [whole = "", part = ""] = stamp.split(".");
  const seconds = whole.split(":")
    .reduce((sum, digits) => sum * 60 + Number(digits), 0);
  // A sum of both parts in seconds would lose the last digit.
  return seconds * 1e6 + Number(`0.${part}`) * 1e6;
}

/**
 * How long a call took, by -T: `<0.000010>` at the end of its line; else 0. What a call makes that
 * makes a thread may be seen before it returns, and comes behind it. [us]
 */
function durationOf(line: string): number {
  if (!line.endsWith(">\n") && !line.endsWith(">\r\n")) return 0;
  if (/^\S+ (?:\(.*?\) |\[.*?\] )*(?:clone3?|v?fork)\(/.test(line)) return 0;
  return Number(/ <(\d+\.\d+)>\r?\n$/.exec(line)?.[1] ?? 0) * 1e6;
}

/** Whether it was midnight between two times of day. */
function passesMidnight(before: string, after: string): boolean {
  return after.charAt(2) === ":" && before >= "12" && after < "12" &&
    after !== "";
}
