/**
 * Logs of strace, made up: what a small server does with some files, call by call, as two of its
 * threads go on by turns.
 *
 * Invariant: a descriptor is the lowest number that is free, as in a process. The calls are those
 * that real servers make (lesson 11); the lengths are rolled.
 *
 * @module
 */
import type { Dice } from "zero-copy/workbook/dice.ts";

/** The threads of the server. */
export const [worker, helper] = [4711, 4712];

/** The listening socket: it is open before the log begins, and so are all lower numbers. */
const listening = 9;

/** Takes part in a log: a call, or several that nobody comes between. */
export type Act = (log: MadeUpLog) => void;

/** A log that is being written. */
export class MadeUpLog {
  readonly lines: string[] = [
    `${worker} clone(child_stack=NULL, flags=CLONE_VM|CLONE_FILES|CLONE_THREAD) = ${helper}`,
  ];
  /** What is open, under the names by which acts know it. */
  readonly #open = new Map<string, number>();

  /** The descriptor of something that is open. */
  at(name: string): number {
    return this.#open.get(name)!;
  }

  /** Opens something: it gets the lowest number that is free. */
  open(name: string): number {
    const used = new Set(this.#open.values());
    let fd = listening + 1;
    while (used.has(fd)) fd += 1;
    this.#open.set(name, fd);
    return fd;
  }

  close(name: string): void {
    this.#open.delete(name);
  }

  /** Writes down a call. @param result What it returned, as strace writes it. */
  call(thread: number, call: string, result: number | string): void {
    this.lines.push(`${thread} ${call} = ${result}`);
  }
}

/** Lets acts of several threads happen by turns, each thread's in their order. */
export function logOf(
  dice: Dice,
  ...threads: readonly (readonly Act[])[]
): string[] {
  const log = new MadeUpLog();
  const left = threads.map((acts) => [...acts]);
  while (left.some((acts) => acts.length > 0)) {
    dice.pick(left.filter((acts) => acts.length > 0)).shift()!(log);
  }
  return log.lines;
}

/** A client comes. */
export function accept(socket: string, by: number): Act {
  return (log) =>
    log.call(
      by,
      `accept4(${listening}, NULL, NULL, SOCK_CLOEXEC)`,
      log.open(socket),
    );
}

/** A file is opened under its path: to be read, or to be written. */
export function open(path: string, by: number, flags = "O_RDONLY"): Act {
  return (log) =>
    log.call(
      by,
      `openat(AT_FDCWD, "${path}", ${flags}|O_CLOEXEC)`,
      log.open(path),
    );
}

/** Something is closed. */
export function close(name: string, by: number): Act {
  return (log) => {
    log.call(by, `close(${log.at(name)})`, 0);
    log.close(name);
  };
}

/** Bytes are read, at the position of the descriptor or at one of their own. */
export function read(
  path: string,
  by: number,
  { bytes, asked = bytes, position }: {
    readonly bytes: number;
    readonly asked?: number;
    readonly position?: number | undefined;
  },
): Act {
  const text = bytes === 0 ? '""' : '""...';
  return (log) => {
    const fd = log.at(path);
    if (position === undefined) {
      log.call(by, `read(${fd}, ${text}, ${asked})`, bytes);
    } else {log.call(
        by,
        `pread64(${fd}, ${text}, ${asked}, ${position})`,
        bytes,
      );}
  };
}

/** Bytes are written, or sent. */
export function write(
  to: string,
  by: number,
  { bytes, isSent = false }: {
    readonly bytes: number;
    readonly isSent?: boolean;
  },
): Act {
  return (log) => {
    const head = `(${log.at(to)}, ""..., ${bytes}`;
    if (isSent) log.call(by, `sendto${head}, MSG_NOSIGNAL, NULL, 0)`, bytes);
    else log.call(by, `write${head})`, bytes);
  };
}

/** A whole file is mapped, and unmapped. */
export function map(
  path: string,
  by: number,
  bytes: number,
): [map: Act, unmap: Act] {
  const address = `0x7f${
    (bytes * 4096).toString(16).padStart(10, "0").slice(-10)
  }`;
  return [
    (log) =>
      log.call(
        by,
        `mmap(NULL, ${bytes}, PROT_READ, MAP_SHARED, ${log.at(path)}, 0)`,
        address,
      ),
    (log) => log.call(by, `munmap(${address}, ${bytes})`, 0),
  ];
}

/** sendfile at the position of the file: what it moved, or why it moved nothing. */
export function sendfile(
  [path, to]: readonly [path: string, to: string],
  by: number,
  { asked, result }: {
    readonly asked: number;
    readonly result: number | string;
  },
): Act {
  return (log) =>
    log.call(
      by,
      `sendfile(${log.at(to)}, ${log.at(path)}, NULL, ${asked})`,
      result,
    );
}

/** A pipe is made: its ends are open under these names. */
export function pipe(
  [out, into]: readonly [out: string, into: string],
  by: number,
): Act {
  return (log) =>
    log.call(by, `pipe2([${log.open(out)}, ${log.open(into)}], O_CLOEXEC)`, 0);
}

/** Bytes are spliced: one of the two is an end of a pipe. */
export function splice(
  [from, to]: readonly [from: string, to: string],
  by: number,
  bytes: number,
): Act {
  return (log) =>
    log.call(
      by,
      `splice(${log.at(from)}, NULL, ${
        log.at(to)
      }, NULL, ${bytes}, SPLICE_F_MOVE)`,
      bytes,
    );
}
