/**
 * Calls that have begun and not returned, and how strace writes them in two parts.
 *
 * @module
 */
import type { CallName } from "./call_names.ts";
import { ownCopy } from "./escapes.ts";

/** A call that has begun. */
export interface BegunCall {
  readonly thread: number;
  readonly call: CallName;
  /** What is written of it behind its `(`, up to where the line was left. */
  readonly body: string;
}

const unfinished = " <unfinished ...>";
const changed = / <pid changed to (\d+) \.\.\.>$/;

/** Finds that a call has not returned on its line; none if it has, or if the line is not whole. */
export function readBegun(
  thread: number,
  call: CallName,
  body: string,
): BegunCall | undefined {
  if (body.charCodeAt(body.length - 2) !== 46) return undefined;
  if (body.endsWith(unfinished)) {
    return { thread, call, body: ownCopy(body.slice(0, -unfinished.length)) };
  }
  // execve(2) in another thread than the first goes on under the number of the first.
  const found = changed.exec(body);
  if (found === null) return undefined;
  const args = ownCopy(body.slice(0, found.index));
  return { thread: Number(found[1]), call, body: args };
}

/** Joins both parts as if they had been written in one. strace 4 writes a space between. */
export function joinParts(begun: string, resumed: string): string {
  const isSpaced = resumed.startsWith(" ") &&
    (/^ (?:$|[ ),])/.test(resumed) || /(?:^| )$/.test(begun));
  return begun + (isSpaced ? resumed.slice(1) : resumed);
}

/** How the line of a call looked that has not returned. */
export function sayBegun({ thread, call, body }: BegunCall): string {
  return `${thread === 0 ? "" : `${thread} `}${call.name}(${body}`;
}
