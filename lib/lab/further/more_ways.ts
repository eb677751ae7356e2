/**
 * Further ways of handing a file on, which not every kernel and not every file system has.
 *
 * They have the shape of the other ways, so their copies are counted as theirs are.
 *
 * @module
 */
import type { Handing, Sending, Transfer, Way } from "../ways.ts";

/** @see Linux include/linux/socket.h */
const MSG_ZEROCOPY = 0x4000000;

/** @see lseek(2) */
const SEEK_SET = 0;

/** What O_DIRECT reads are multiples of, on every disk that the lab meets. [bytes] */
const alignmentBytes = 4096;

const read: Handing = { call: "read", from: "file" };
const writeBuffer: Handing = { call: "write", from: "buffer" };
const vmspliceBuffer: Handing = { call: "vmsplice", from: "buffer" };
const spliceBuffer: Handing = { call: "splice out", from: "buffer" };
const spliceIn: Handing = { call: "splice in", from: "file" };
const teePages: Handing = { call: "tee", from: "file" };
const spliceFirst: Handing = { call: "splice out 1", from: "file" };
const spliceSecond: Handing = { call: "splice out 2", from: "file" };
const sendBuffer: Handing = { call: "send", from: "buffer" };
const copyRange: Handing = { call: "copy_file_range", from: "file" };

/**
 * read(2), then vmsplice(2) of the buffer into a pipe, and splice(2) out of it. The buffer holds
 * the whole file: what was handed on must stay as it is until it has been received.
 */
export const readVmsplice: Way = {
  name: "read + vmsplice + splice",
  *send(transfer: Transfer): Sending {
    const { kernel, file, pieceBytes, to } = transfer;
    const pipe = kernel.pipe();
    try {
      for (let done = 0;;) {
        const { address, bytes } = restOf(transfer, done);
        const asked = Math.min(pieceBytes, bytes);
        const piece = kernel.read(file, address, asked);
        if (piece === 0) return;
        yield read;
        for (let out = 0; out < piece;) {
          const rest = iovec(address + BigInt(out), piece - out);
          const moved = kernel.call("vmsplice", pipe.writeEnd, rest, 1n, 0);
          yield vmspliceBuffer;
          for (let left = moved; left > 0;) {
            left -= kernel.splice(pipe.readEnd, to, left);
          }
          yield spliceBuffer;
          out += moved;
        }
        done += piece;
      }
    } finally {
      kernel.closePipe(pipe);
    }
  },
};

/**
 * splice(2) into a pipe, tee(2) into a second pipe, and splice(2) out of both: two receivers get
 * the file, and it is read once.
 *
 * @param second Where the second receiver's bytes go: a socket. [file descriptor]
 */
export function spliceTee(second: number): Way {
  return {
    name: "splice + tee",
    *send({ kernel, file, bytes, pieceBytes, to }: Transfer): Sending {
      const [first, twin] = [kernel.pipe(), kernel.pipe()];
      try {
        for (let left = bytes; left > 0;) {
          const asked = Math.min(pieceBytes, left);
          const piece = kernel.splice(file, first.writeEnd, asked);
          if (piece === 0) return;
          yield spliceIn;
          for (let done = 0; done < piece;) {
            const rest = BigInt(piece - done);
            const doubled = kernel
              .call("tee", first.readEnd, twin.writeEnd, rest, 0);
            yield teePages;
            for (let out = doubled; out > 0;) {
              out -= kernel.splice(twin.readEnd, to, out);
            }
            yield spliceFirst;
            for (let out = doubled; out > 0;) {
              out -= kernel.splice(first.readEnd, second, out);
            }
            yield spliceSecond;
            done += doubled;
          }
          left -= piece;
        }
      } finally {
        kernel.closePipe(first);
        kernel.closePipe(twin);
      }
    },
  };
}

/**
 * read(2), then send(2) with MSG_ZEROCOPY: the kernel is asked to take pages of the buffer, and
 * says later whether it did. The buffer holds the whole file: what was handed on must stay as it
 * is. A socket that was not told with SO_ZEROCOPY copies in silence.
 *
 * @see Linux Documentation/networking/msg_zerocopy.rst
 */
export const readSendZerocopy: Way = {
  name: "read + send(MSG_ZEROCOPY)",
  *send(transfer: Transfer): Sending {
    const { kernel, file, pieceBytes, to } = transfer;
    for (let done = 0;;) {
      const { address, bytes } = restOf(transfer, done);
      const piece = kernel.read(file, address, Math.min(pieceBytes, bytes));
      if (piece === 0) return;
      yield read;
      for (let out = 0; out < piece;) {
        const rest = address + BigInt(out);
        out += kernel
          .call("send", to, rest, BigInt(piece - out), MSG_ZEROCOPY);
      }
      yield sendBuffer;
      done += piece;
    }
  },
};

/**
 * read(2) past the page cache, and write(2).
 *
 * @param direct The same file, opened with O_DIRECT. [file descriptor]
 * @param readsDisk Whether its reads come from a disk. Then the device writes into the buffer, and
 *   the read is no call that can be probed: the buffer keeps the old bytes, and no CPU copied them.
 */
export function directReadWrite(direct: number, readsDisk: boolean): Way {
  return {
    name: "read(O_DIRECT) + write",
    *send({ kernel, bytes, pieceBytes, buffer, to }: Transfer): Sending {
      kernel.call("lseek", direct, 0n, SEEK_SET);
      for (let left = bytes; left > 0;) {
        const asked = aligned(Math.min(pieceBytes, left));
        const piece = kernel.read(direct, buffer.address, asked);
        if (piece === 0) return;
        if (!readsDisk) yield read;
        for (let done = 0; done < piece;) {
          const rest = buffer.address + BigInt(done);
          done += kernel.write(to, rest, piece - done);
        }
        yield writeBuffer;
        left -= piece;
      }
    },
  };
}

/** copy_file_range(2) from the position of a file to the position of another. */
export const copyFileRange: Way = {
  name: "copy_file_range",
  *send({ kernel, file, bytes, pieceBytes, to }: Transfer): Sending {
    for (let left = bytes; left > 0;) {
      const asked = BigInt(Math.min(pieceBytes, left));
      const piece = kernel
        .call("copy_file_range", file, 0n, to, 0n, asked, 0);
      if (piece === 0) return;
      yield copyRange;
      left -= piece;
    }
  },
};

/** Rounds up to what a read with O_DIRECT may ask for. [bytes] */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / alignmentBytes) * alignmentBytes;
}

/**
 * The part of the buffer for what has not been read yet.
 *
 * @throws {RangeError} If the buffer does not hold the whole file.
 */
function restOf(
  { buffer, bytes }: Transfer,
  done: number,
): { address: bigint; bytes: number } {
  if (buffer.bytes.length < bytes) {
    throw new RangeError(
      `The buffer must hold the whole file, ${bytes} bytes: it holds ${buffer.bytes.length}`,
    );
  }
  return { address: buffer.address + BigInt(done), bytes: bytes - done };
}

/** One piece of memory, as vmsplice(2) wants it. @see struct iovec in readv(2) */
function iovec(address: bigint, bytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new BigUint64Array([address, BigInt(bytes)]).buffer);
}
