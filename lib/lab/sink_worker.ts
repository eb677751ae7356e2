/**
 * The sink's own thread.
 *
 * @module
 */
/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { MSG_DONTWAIT } from "./constants.ts";
import { mostWaitMs } from "./connection.ts";
import { Kernel } from "./kernel.ts";
import { maskOf, runOn } from "./processors.ts";
import { isReady, type SinkOrder, type SinkReply } from "./sink.ts";
import { addressOf } from "./struct.ts";

/** @see recv(2), tcp(7) */
const MSG_TRUNC = 0x20;

/** The most that is taken by one call. [bytes] */
const pieceBytes = 2 ** 20;

const kernel = new Kernel();
/** Memory of V8: it ends with the thread. */
const piece = new Uint8Array(pieceBytes);
const pieceAddress = addressOf(piece);

self.onmessage = ({ data }: MessageEvent<SinkOrder>): void => {
  try {
    self.postMessage(take(data));
  } catch (error) {
    const reply: SinkReply = { bytes: 0, kept: null, error: sayError(error) };
    self.postMessage(reply);
  }
};

self.postMessage(isReady);

function take({ socket, bytes, taking, cpu }: SinkOrder): SinkReply {
  if (cpu !== undefined) runOn(kernel, maskOf(cpu));
  const kept = taking === "keep" ? new Uint8Array(bytes) : null;
  let done = 0;
  while (done < bytes) {
    const asked = Math.min(pieceBytes, bytes - done);
    const got = taking === "discard"
      ? discard(socket, asked)
      : kernel.call("recv", socket, pieceAddress, BigInt(asked), 0);
    if (got === 0) break;
    kept?.set(piece.subarray(0, got), done);
    done += got;
  }
  return { bytes: done, kept, error: null };
}

/** Drops what is there, asking again and again until something is. @returns [bytes] */
function discard(socket: number, bytes: number): number {
  const until = performance.now() + mostWaitMs;
  while (performance.now() < until) {
    const got = kernel.poll(
      "recv",
      socket,
      pieceAddress,
      BigInt(bytes),
      MSG_TRUNC | MSG_DONTWAIT,
    );
    if (got !== undefined) return got;
  }
  throw new Error(`nothing came for ${mostWaitMs / 1000} s`);
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
