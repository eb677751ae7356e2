/**
 * From the files of logs to the transfers in them.
 *
 * @module
 */
import { followLog, type LogReading } from "./follower.ts";
import { openLogs } from "./log/log_files.ts";
import type { Hidden, LogSummary } from "./transfer.ts";

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
  const none = { lines: 0, unread: { lines: 0 }, keptBytes: 0, hidden: [] };
  let sum: LogSummary = none;
  for (const { pieces, unsure } of openLogs(paths)) {
    sum = add(sum, followLog(pieces, reading));
    sum = add(sum, { ...none, hidden: [unsure()] });
  }
  return sum;
}

/** Adds up what is said of two logs. */
function add(a: LogSummary, b: LogSummary): LogSummary {
  const first = a.unread.first ?? b.unread.first;
  const lines = a.unread.lines + b.unread.lines;
  return {
    lines: a.lines + b.lines,
    unread: first === undefined ? { lines } : { lines, first },
    keptBytes: a.keptBytes + b.keptBytes,
    ...addReceived(a, b),
    hidden: addHidden(a.hidden, b.hidden),
  };
}

function addReceived(
  { received: a }: LogSummary,
  { received: b }: LogSummary,
): Pick<LogSummary, "received"> {
  if (a === undefined || b === undefined) {
    const one = a ?? b;
    return one === undefined ? {} : { received: one };
  }
  const { file, pipe, socket } = b;
  return {
    received: {
      file: a.file + file,
      pipe: a.pipe + pipe,
      socket: a.socket + socket,
    },
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
