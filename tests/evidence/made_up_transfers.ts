/** Transfers as they may stand in a log, made by hand. */
import type { Portion, Transfer, Way } from "../../lib/strace/transfer.ts";

/** A portion of even pieces: calls that took bytes out of the file, and as many that put them into the end. */
export function makePortion(
  way: Way,
  { bytes = 2 ** 20, pieceBytes = 2 ** 16, calls, ...more }:
    & Partial<Omit<Portion, "way">>
    & { readonly pieceBytes?: number } = {},
): Portion {
  const puts = Math.ceil(bytes / pieceBytes);
  const isOneCall = way === "sendfile" || way === "copy_file_range";
  const [put = way] = /\w+(?=\(MSG)|\w+$/.exec(way) ?? [];
  const takes = isOneCall || way.startsWith("mmap") ? 0 : puts;
  const made: Record<string, number> = { [put]: puts };
  if (way.startsWith("read")) made.read = puts + 1;
  if (way.startsWith("mmap")) Object.assign(made, { mmap: 1, munmap: 1 });
  if (way.includes("vmsplice")) {
    Object.assign(made, { pipe: 1, vmsplice: puts });
  }
  if (way === "splice") Object.assign(made, { pipe: 1, splice: 2 * puts });
  return {
    way,
    bytes,
    calls: calls ?? made,
    takes,
    takenBytes: takes === 0 ? 0 : bytes,
    puts,
    putBytes: [Math.min(bytes, pieceBytes), Math.min(bytes, pieceBytes)],
    ...more,
  };
}

/** A transfer by one way, to a socket. */
export function makeTransfer(
  way: Way,
  { portion = {}, ...more }:
    & Partial<Transfer>
    & { readonly portion?: Parameters<typeof makePortion>[1] } = {},
): Transfer {
  return {
    path: "/srv/big.bin",
    to: "socket",
    end: "",
    portions: [makePortion(way, portion)],
    refused: 0,
    short: 0,
    confidence: "certain",
    signs: [],
    ...more,
  };
}
