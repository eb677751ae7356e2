/**
 * The names of calls, found where they stand in a log without being cut out of it each time.
 *
 * @module
 */
import { ownCopy } from "./escapes.ts";

/** A name that was found. */
export interface CallName {
  readonly name: string;
  /** Whether anybody wants to know of such calls. */
  readonly isWanted: boolean;
  /** Whether it makes a thread or a process. */
  readonly makesThread: boolean;
}

const thatMakeThreads: readonly string[] = ["clone", "clone3", "fork", "vfork"];

/** So many names are kept: Linux has fewer calls, and a log that was made up could have more. */
const mostNames = 1000;

/** Finds names, and knows which are wanted. */
export class CallNames {
  /** Where the name that was found last ends. */
  end = 0;

  readonly #wanted: (name: string) => boolean;
  /** By what their signs add up to. */
  readonly #known = new Map<number, CallName>();

  constructor(wanted: (name: string) => boolean) {
    this.#wanted = wanted;
  }

  /** Finds the name that begins there; none if there is no letter. */
  find(text: string, start: number): CallName | undefined {
    let at = start;
    let sum = 0;
    let code = text.charCodeAt(at);
    while (
      code >= 97 && code <= 122 || code >= 48 && code <= 57 || code === 95 ||
      code >= 65 && code <= 90
    ) {
      sum = (Math.imul(sum, 31) + code) & 0xfffffff;
      code = text.charCodeAt(at += 1);
    }
    this.end = at;
    if (at === start) return undefined;
    const known = this.#known.get(sum);
    if (
      known !== undefined && known.name.length === at - start &&
      text.startsWith(known.name, start)
    ) return known;
    const name = ownCopy(text.slice(start, at));
    const found = {
      name,
      isWanted: this.#wanted(name),
      makesThread: thatMakeThreads.includes(name),
    };
    if (this.#known.size < mostNames) this.#known.set(sum, found);
    return found;
  }
}
