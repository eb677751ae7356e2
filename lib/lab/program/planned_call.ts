/**
 * A call of a program as plain data: what it is made with, so that any program can be put to a
 * kernel, and the lab need know nothing of programs.
 *
 * @module
 */

/** The calls that the lab can make of a list. */
export const plannableCalls = [
  "read",
  "pread",
  "write",
  "writev",
  "send",
  "mmap",
  "munmap",
  "sendfile",
  "pipe",
  "splice",
  "tee",
  "vmsplice",
  "copy_file_range",
] as const;

/** The name of a call that the lab can make of a list. */
export type PlannableCall = (typeof plannableCalls)[number];

/** What a program can send to. */
export const endKinds = ["socket", "pipe", "file"] as const;

/** What a program sends to. */
export type EndKind = typeof endKinds[number];

/** Where a call has bytes from or puts them: the end is what the program sends to. */
export type CallPlace = "file" | "buffer" | "mapping" | "pipe" | "end";

/** A call of a program, made once. */
export interface PlannedCall {
  /** The step of the program that makes it. [from 1] */
  readonly step: number;
  readonly call: PlannableCall;
  /** Where it has bytes from; nothing where it moves none. */
  readonly from?: CallPlace;
  /** Where it puts them. */
  readonly to?: CallPlace;
  /** Where its piece begins in the file. [bytes] */
  readonly position: number;
  /** [bytes] */
  readonly bytes: number;
  /** What it is asked besides: for a send, or of the file that a read is from. */
  readonly flag?: "MSG_ZEROCOPY" | "O_DIRECT";
  /** What a pipe is to hold. [pages] */
  readonly slots?: number;
}
