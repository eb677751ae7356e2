/**
 * Lines of strace, taken apart: what the exercises of lesson 11 ask about is read by the code that
 * `deno task trace` reads a log with.
 *
 * @module
 */
import { splitArguments } from "zero-copy/strace/log/arguments.ts";
import { followLog } from "zero-copy/strace/follower.ts";
import { LogText } from "zero-copy/strace/log/log_text.ts";
import type { Transfer } from "zero-copy/strace/transfer.ts";

/** A call as strace wrote it, in its parts. */
export interface StraceLine {
  /** The thread that made it. */
  readonly thread: number;
  readonly name: string;
  /** What stands between its commas, as it was written: `"\"/srv/big.bin\""`. */
  readonly args: readonly string[];
  /** What it returned: a count, a descriptor, an address; -1 if it failed. */
  readonly result: number;
  /** The name of the error if it failed: `"EAGAIN"`; else "". */
  readonly errno: string;
}

/** Takes the lines of a log apart, in their order. */
export function callsIn(lines: readonly string[]): StraceLine[] {
  const calls: StraceLine[] = [];
  const text = new LogText({
    call: ({ thread, name, args, result = -1, errno = "" }) =>
      calls.push({ thread, name, args: splitArguments(args), result, errno }),
    begin: () => {},
    exit: () => {},
  }, () => true);
  text.feed(textOf(lines));
  text.end();
  return calls;
}

/** Finds which file went where, as `deno task trace` does. */
export function transfersIn(lines: readonly string[]): Transfer[] {
  const transfers: Transfer[] = [];
  followLog([textOf(lines)], {
    onTransfer: (transfer) => transfers.push(transfer),
  });
  return transfers;
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
