/**
 * The receiving end, on the thread of the sender: for amounts that a socket or a pipe holds.
 *
 * @module
 */
import type { Kernel, RawMemory } from "./kernel.ts";

/** Waits until all that was asked for is there, or the other end has closed. @see recv(2) */
const MSG_WAITALL = 0x100;

/** Receives from a socket into memory: no more than that holds. @returns A view of what came. */
export function receiveFromSocket(
  kernel: Kernel,
  socket: number,
  into: RawMemory,
): (bytes: number) => Uint8Array {
  return (bytes) => {
    const most = BigInt(Math.min(bytes, into.bytes.length));
    const done = kernel.call("recv", socket, into.address, most, MSG_WAITALL);
    return into.bytes.subarray(0, done);
  };
}

/**
 * Receives from a pipe or a file into memory: no more than that holds.
 *
 * @param readEnd Of a pipe whose calls do not wait: else one that holds too little is waited for.
 * @returns A view of what came.
 */
export function receiveFromPipe(
  kernel: Kernel,
  readEnd: number,
  into: RawMemory,
): (bytes: number) => Uint8Array {
  return (bytes) => {
    const most = Math.min(bytes, into.bytes.length);
    let done = 0;
    while (done < most) {
      const rest = into.address + BigInt(done);
      const piece = kernel.poll("read", readEnd, rest, BigInt(most - done));
      if (!piece) break;
      done += piece;
    }
    return into.bytes.subarray(0, done);
  };
}
