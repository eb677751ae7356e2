/**
 * From the files of logs to the transfers in them.
 *
 * @module
 */
import { Follower } from "./follower.ts";
import { openLogs } from "./log/log_files.ts";
import { LogText } from "./log/log_text.ts";
import type { Hidden, LogSummary, Transfer } from "./transfer.ts";

/** Who is told of what. */
export interface LogReading {
  /** A transfer has ended. */
  readonly onTransfer: (transfer: Transfer) => void;
  /** So much more has been read. [characters] */
  readonly onRead?: (length: number) => void;
}

/**
 * Reads logs: each file is one, but those of `strace -ff` are one together.
 *
 * @param paths `-` is standard input.
 * @throws {LogFileError} If a file holds no log.
 */
export function readLogs(
  paths: readonly string[],
  reading: LogReading,
): LogSummary {
  const { onTransfer, onRead = (): void => {} } = reading;
  let sum: LogSummary = {
    lines: 0,
    unread: { lines: 0 },
    calls: {},
    keptBytes: 0,
    hidden: [],
  };
  for (const { pieces, unsure } of openLogs(paths)) {
    const follower = new Follower({ onTransfer });
    const text = new LogText(follower, follower.wanted);
    for (const piece of pieces) {
      text.feed(piece);
      onRead(piece.length);
    }
    text.end();
    const { lines, unread } = text;
    const hidden: readonly Hidden[] = [{ what: "order", times: unsure() }];
    const summary = follower.end();
    sum = add(sum, { ...summary, lines, unread });
    sum = { ...sum, hidden: addHidden(sum.hidden, hidden) };
  }
  return sum;
}

/** Adds up what is said of two logs. */
function add(a: LogSummary, b: LogSummary): LogSummary {
  const calls = { ...a.calls };
  for (const [name, times] of Object.entries(b.calls)) {
    calls[name] = (calls[name] ?? 0) + times;
  }
  const first = a.unread.first ?? b.unread.first;
  const lines = a.unread.lines + b.unread.lines;
  return {
    lines: a.lines + b.lines,
    unread: first === undefined ? { lines } : { lines, first },
    calls,
    keptBytes: a.keptBytes + b.keptBytes,
    hidden: addHidden(a.hidden, b.hidden),
  };
}

function addHidden(
  a: readonly Hidden[],
  b: readonly Hidden[],
): readonly Hidden[] {
  const times = new Map<Hidden["what"], number>();
  for (const hidden of [...a, ...b]) {
    times.set(hidden.what, (times.get(hidden.what) ?? 0) + hidden.times);
  }
  return [...times].filter(([, times]) => times > 0)
    .map(([what, times]) => ({ what, times }));
}
