/**
 * The one table of calls that move bytes: how each is made, for a part of a piece.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";

/** What a call is made with; each takes of it what it needs. */
export interface MoveEnds {
  readonly kernel: Kernel;
  /** Where it has bytes from. [file descriptor] */
  readonly source: number;
  /** Where it puts them. [file descriptor] */
  readonly target: number;
  /** Where the memory begins that it reads from or writes into. */
  readonly memory: bigint;
  readonly flags?: number;
}

/**
 * Makes a call for some bytes.
 *
 * @param at Where they begin in memory. [bytes]
 * @param position Where they begin in the file, for a call that is told. [bytes]
 * @returns How many it moved. [bytes]
 */
export type Move = (at: number, bytes: number, position?: number) => number;

/** @see Linux include/linux/socket.h */
export const MSG_ZEROCOPY = 0x4000000;

/** @see splice(2) */
export const SPLICE_F_NONBLOCK = 2;

/** The calls, each with what it is made with. */
export const moves: Readonly<Record<string, (ends: MoveEnds) => Move>> = {
  read: ({ kernel, source, memory }) => (at, bytes) =>
    kernel.read(source, address(memory, at), bytes),
  pread: ({ kernel, source, memory }) => (at, bytes, position = 0) => {
    const [asked, from] = [BigInt(bytes), BigInt(position)];
    return kernel.call("pread", source, address(memory, at), asked, from);
  },
  write: ({ kernel, target, memory }) => (at, bytes) =>
    kernel.write(target, address(memory, at), bytes),
  writev: ({ kernel, target, memory }) => (at, bytes) =>
    kernel.call("writev", target, iovec(address(memory, at), bytes), 1),
  send: ({ kernel, target, memory, flags = 0 }) => (at, bytes) =>
    kernel.call("send", target, address(memory, at), BigInt(bytes), flags),
  sendfile: ({ kernel, source, target }) => (_, bytes) =>
    kernel.sendfile(target, source, bytes),
  splice: ({ kernel, source, target, flags }) => (_, bytes) =>
    kernel.splice(source, target, bytes, flags),
  tee: ({ kernel, source, target, flags = 0 }) => (_, bytes) =>
    kernel.call("tee", source, target, BigInt(bytes), flags),
  vmsplice: ({ kernel, target, memory, flags = 0 }) => (at, bytes) => {
    const piece = iovec(address(memory, at), bytes);
    return kernel.call("vmsplice", target, piece, 1n, flags);
  },
  copy_file_range: ({ kernel, source, target }) => (_, bytes) => {
    const none = 0n;
    const all = BigInt(bytes);
    return kernel.call("copy_file_range", source, none, target, none, all, 0);
  },
};

/** An address in memory; what begins at its beginning, as most does, makes no new number. */
function address(memory: bigint, at: number): bigint {
  return at === 0 ? memory : memory + BigInt(at);
}

/** One piece of memory, as vmsplice(2) and writev(2) want it. @see struct iovec in readv(2) */
function iovec(address: bigint, bytes: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new BigUint64Array([address, BigInt(bytes)]).buffer);
}
