/**
 * What a log of strace says, one thing at a time: a call that was made, and what became of threads.
 *
 * @module
 */

/** A system call that has returned, joined where strace wrote it in two parts. */
export interface StraceCall {
  /** The thread that made it; 0 where the log names none. */
  readonly thread: number;
  readonly name: string;
  /** What stands between its parentheses, as it was written. */
  readonly args: string;
  /** What it returned, an address as well; nothing where strace wrote `?`. */
  readonly result: number | undefined;
  /** The name of the error where it failed: "EAGAIN". */
  readonly errno?: string;
  /** What -y or -yy says of a descriptor that it returned: "/srv/big.bin", "TCP:[…]". */
  readonly returned?: string;
}

/** Takes what a log says, in the order of the log. A call counts from the line on which it returned. */
export interface LogTaker {
  /** A call has returned. */
  readonly call: (call: StraceCall) => void;
  /** A call that makes a thread or a process has begun: the new one may be seen before it returns. */
  readonly begin: (thread: number, name: string, args: string) => void;
  /** A thread has ended. */
  readonly exit: (thread: number) => void;
}
