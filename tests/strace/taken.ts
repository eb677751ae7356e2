/**
 * Reads a log and keeps what was told of it, for tests.
 *
 * @module
 */
import type { StraceCall } from "../../lib/strace/log/call.ts";
import { LogText } from "../../lib/strace/log/log_text.ts";

/** What was told of a log, in its order, and what it counts. */
export interface Taken {
  readonly told: readonly string[];
  readonly calls: readonly StraceCall[];
  readonly lines: number;
  readonly unread: { readonly lines: number; readonly first?: string };
}

/** Reads a log in pieces: whole, if it is one. */
export function take(
  pieces: string | readonly string[],
  wanted: (name: string) => boolean = () => true,
): Taken {
  const told: string[] = [];
  const calls: StraceCall[] = [];
  const text = new LogText({
    call: (call) => {
      calls.push(call);
      told.push(sayCall(call));
    },
    begin: (thread, name, args) =>
      told.push(`${thread} begins ${name}(${args}`),
    exit: (thread) => told.push(`${thread} exits`),
  }, wanted);
  for (const piece of [pieces].flat()) text.feed(piece);
  text.end();
  const { lines, unread } = text;
  return { told, calls, lines, unread };
}

/** One line for a call: `7 read(3, "a", 1) = 1`. */
function sayCall(call: StraceCall): string {
  const { thread, name, args, result = "?", errno = "", returned } = call;
  const note = returned === undefined ? "" : `<${returned}>`;
  return `${thread} ${name}(${args}) = ${result}${note} ${errno}`.trim();
}
