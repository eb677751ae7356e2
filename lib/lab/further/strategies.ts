/**
 * Further strategies, which not every kernel and not every file system has.
 *
 * They have the shape of the other strategies, so their copies are counted as theirs are. What is
 * no list of calls, one for each piece in its turn, is written out.
 *
 * @module
 */
import { SEEK_SET } from "../constants.ts";
import {
  type Handing,
  type LabStrategy,
  type Sending,
  strategyOf,
  type TransferSetup,
} from "../calls.ts";

/** What O_DIRECT reads are multiples of, on every disk that the lab meets. [bytes] */
const alignmentBytes = 4096;

const read: Handing = { call: "read", from: "file" };
const writeBuffer: Handing = { call: "write", from: "buffer" };
const spliceIn: Handing = { call: "splice in", from: "file" };
const teePages: Handing = { call: "tee", from: "file" };
const spliceFirst: Handing = { call: "splice out 1", from: "file" };
const spliceSecond: Handing = { call: "splice out 2", from: "file" };

/** read(2), then vmsplice(2) of the buffer into a pipe, and splice(2) out of it. */
export const readVmsplice: LabStrategy = strategyOf({
  name: "read + vmsplice + splice",
  calls: [
    { call: "read", from: "file" },
    { call: "vmsplice", from: "buffer" },
    { call: "splice out", from: "pipe" },
  ],
});

/**
 * read(2), then send(2) with MSG_ZEROCOPY: the kernel is asked to take pages of the buffer, and
 * says later whether it did. A socket that was not told with SO_ZEROCOPY copies in silence.
 *
 * @see Linux Documentation/networking/msg_zerocopy.rst
 */
export const readSendZerocopy: LabStrategy = strategyOf({
  name: "read + send(MSG_ZEROCOPY)",
  calls: [{ call: "read", from: "file" }, { call: "send", from: "buffer" }],
});

/** copy_file_range(2) from the position of a file to the position of another. */
export const copyFileRange: LabStrategy = strategyOf({
  name: "copy_file_range",
  calls: [{ call: "copy_file_range", from: "file" }],
});

/**
 * splice(2) into a pipe, tee(2) into a second pipe, and splice(2) out of both: two receivers get
 * the file, and it is read once.
 *
 * @param second Where the second receiver's bytes go: a socket. [file descriptor]
 */
export function spliceTee(second: number): LabStrategy {
  return {
    name: "splice + tee",
    *send({ kernel, file, bytes, pieceBytes, to }: TransferSetup): Sending {
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
 * read(2) past the page cache, and write(2).
 *
 * @param direct The same file, opened with O_DIRECT. [file descriptor]
 * @param readsDisk Whether its reads come from a disk. Then the device writes into the buffer, and
 *   the read is no call that can be probed: the buffer keeps the old bytes, and no CPU copied them.
 */
export function directReadWrite(
  direct: number,
  readsDisk: boolean,
): LabStrategy {
  return {
    name: "read(O_DIRECT) + write",
    *send({ kernel, bytes, pieceBytes, buffer, to }: TransferSetup): Sending {
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

/** Rounds up to what a read with O_DIRECT may ask for. [bytes] */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / alignmentBytes) * alignmentBytes;
}
