/**
 * The ways of sending a file, as real calls: one line of code is one call of the program.
 *
 * Each way is a generator. It stops after each call that handed bytes on, and says where the call
 * had them from: there an observer may change those bytes, to see whether the call copied them. To
 * measure a way, one lets it run through; so what is measured is what was observed.
 *
 * @module
 */
import type { Kernel, Memory } from "./kernel.ts";

/** What a way sends, and where to. */
export interface Transfer {
  readonly kernel: Kernel;
  /** The file, to be read from its position. [file descriptor] */
  readonly file: number;
  /** The size of the file. [bytes] */
  readonly bytes: number;
  /** The most that one call is asked for. [bytes] */
  readonly pieceBytes: number;
  /** Memory of the program, for a piece at least. */
  readonly buffer: Memory;
  /** Where it goes: a socket, or the end of a pipe. [file descriptor] */
  readonly to: number;
}

/** A call handed bytes on. */
export interface Handing {
  readonly call: string;
  /** Where the call had them from. A mapping is the file. */
  readonly from: "file" | "buffer";
}

/** A transfer under way: it stops after each call that handed bytes on. */
export type Sending = Generator<Handing, void>;

/** A way of sending a file. */
export interface Way {
  readonly name: string;
  readonly send: (transfer: Transfer) => Sending;
}

const read: Handing = { call: "read", from: "file" };
const writeBuffer: Handing = { call: "write", from: "buffer" };
const mapFile: Handing = { call: "mmap", from: "file" };
const writeMapping: Handing = { call: "write", from: "file" };
const sendFile: Handing = { call: "sendfile", from: "file" };
const spliceIn: Handing = { call: "splice in", from: "file" };
const spliceOut: Handing = { call: "splice out", from: "file" };

/** read(2) and write(2) until a read finds the end of the file. */
export const readWrite: Way = {
  name: "read + write",
  *send({ kernel, file, pieceBytes, buffer, to }: Transfer): Sending {
    mustHold(buffer, pieceBytes);
    for (;;) {
      const piece = kernel.read(file, buffer.address, pieceBytes);
      if (piece === 0) return;
      yield read;
      for (let done = 0; done < piece;) {
        const rest = buffer.address + BigInt(done);
        done += kernel.write(to, rest, piece - done);
      }
      yield writeBuffer;
    }
  },
};

/** mmap(2) of the whole file, write(2) piece by piece, munmap(2). */
export const mmapWrite: Way = {
  name: "mmap + write",
  *send({ kernel, file, bytes, pieceBytes, to }: Transfer): Sending {
    const address = kernel.mmap(file, bytes);
    try {
      yield mapFile;
      for (let done = 0; done < bytes;) {
        const rest = address + BigInt(done);
        done += kernel.write(to, rest, Math.min(pieceBytes, bytes - done));
        yield writeMapping;
      }
    } finally {
      kernel.munmap(address, bytes);
    }
  },
};

/** sendfile(2) until all is sent, or the file has ended. */
export const sendfile: Way = {
  name: "sendfile",
  *send({ kernel, file, bytes, pieceBytes, to }: Transfer): Sending {
    for (let left = bytes; left > 0;) {
      const piece = kernel.sendfile(to, file, Math.min(pieceBytes, left));
      if (piece === 0) return;
      yield sendFile;
      left -= piece;
    }
  },
};

/** splice(2) into a pipe and splice(2) out of it. A call moves no more than the pipe holds. */
export const splice: Way = {
  name: "splice",
  *send({ kernel, file, bytes, pieceBytes, to }: Transfer): Sending {
    const { readEnd, writeEnd } = kernel.pipe();
    try {
      for (let left = bytes; left > 0;) {
        const piece = kernel.splice(file, writeEnd, Math.min(pieceBytes, left));
        if (piece === 0) return;
        yield spliceIn;
        for (let rest = piece; rest > 0;) {
          rest -= kernel.splice(readEnd, to, rest);
        }
        yield spliceOut;
        left -= piece;
      }
    } finally {
      kernel.closePipe({ readEnd, writeEnd });
    }
  },
};

/** splice(2) from a file into the pipe that the bytes are meant for. */
export const spliceOnce: Way = {
  name: "splice",
  *send({ kernel, file, bytes, pieceBytes, to }: Transfer): Sending {
    for (let left = bytes; left > 0;) {
      const piece = kernel.splice(file, to, Math.min(pieceBytes, left));
      if (piece === 0) return;
      yield spliceIn;
      left -= piece;
    }
  },
};

/** The ways into a socket, in the textbook's order. */
export const socketWays: readonly Way[] = [
  readWrite,
  mmapWrite,
  sendfile,
  splice,
];

/** The ways into a pipe. */
export const pipeWays: readonly Way[] = [
  readWrite,
  mmapWrite,
  sendfile,
  spliceOnce,
];

/**
 * The kernel writes where it is told to: past the end of a buffer, too.
 *
 * @throws {RangeError} If a buffer does not hold a piece.
 */
function mustHold(buffer: Memory, pieceBytes: number): void {
  if (buffer.bytes.length >= pieceBytes) return;
  throw new RangeError(
    `The buffer must hold a piece, ${pieceBytes} bytes: it holds ${buffer.bytes.length}`,
  );
}
