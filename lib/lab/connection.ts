/**
 * A TCP connection from this thread to itself: one end sends, the other receives.
 *
 * Nothing waits for ever: a call that cannot go on for `mostWaitMs` fails with EAGAIN.
 *
 * @module
 */
import { AF_INET, IPPROTO_TCP, SOCK_CLOEXEC, SOL_SOCKET } from "./constants.ts";
import type { Kernel } from "./kernel.ts";
import { u32 } from "./struct.ts";

/** @see socket(7), ip(7) */
const SOCK_STREAM = 1;
const TCP_MAXSEG = 2;
const SO_SNDBUF = 7;
const SO_RCVBUF = 8;
const SO_RCVTIMEO = 20;
const SO_SNDTIMEO = 21;

/** @see tcp(7), linux/sockios.h */
const FIONREAD = 0x541bn;
const SIOCOUTQ = 0x5411n;
const SIOCOUTQNSD = 0x894bn;

/** How long one call may wait for the other end. [ms] */
export const mostWaitMs = 5000;

/** The two ends. */
export interface Connection {
  readonly sender: number;
  readonly receiver: number;
}

/** Where the two ends are made; the default is this thread's own network. */
export interface Route {
  /** The address of the receiver. */
  readonly address: readonly [number, number, number, number];
  /** Makes a socket in the receiver's network. */
  readonly atReceiver: (make: () => number) => number;
  /** Makes a socket in the sender's network. */
  readonly atSender: (make: () => number) => number;
}

/** The path through the loopback device. */
export const loopback: Route = {
  address: [127, 0, 0, 1],
  atReceiver: (make) => make(),
  atSender: (make) => make(),
};

/** What the buffers of a connection are asked to hold; the kernel gives twice as much room. [bytes] */
export interface BufferSizes {
  readonly senderBytes: number;
  readonly receiverBytes: number;
}

/**
 * Connects two sockets.
 *
 * @param sizes Of their buffers: the kernel chooses, if none are given.
 * @throws {SyscallError} If the network cannot.
 */
export function connect(
  kernel: Kernel,
  route: Route = loopback,
  sizes?: BufferSizes,
): Connection {
  using onFailure = new DisposableStack();
  const kept = (socket: number): number =>
    onFailure.adopt(socket, () => kernel.call("close", socket));
  const listener = kept(route.atReceiver(() => makeSocket(kernel)));
  limitWaiting(kernel, listener);
  // The window is settled when the connection is made: the receiver inherits the buffer.
  if (sizes) setNumber(kernel, listener, SO_RCVBUF, sizes.receiverBytes);
  const place = socketAddress(route.address);
  kernel.call("bind", listener, place, place.length);
  kernel.call("listen", listener, 1);
  kernel.call(
    "getsockname",
    listener,
    place,
    new Uint8Array(new Uint32Array([place.length]).buffer),
  );
  const sender = kept(route.atSender(() => makeSocket(kernel)));
  limitWaiting(kernel, sender);
  if (sizes) setNumber(kernel, sender, SO_SNDBUF, sizes.senderBytes);
  kernel.call("connect", sender, place, place.length);
  const receiver = kept(
    kernel.call("accept4", listener, 0n, 0n, SOCK_CLOEXEC),
  );
  limitWaiting(kernel, receiver);
  onFailure.move();
  kernel.call("close", listener);
  return { sender, receiver };
}

/**
 * The most bytes of the file that one packet of a connection takes now: more when it has been used.
 *
 * @returns [bytes]
 * @see tcp(7), TCP_MAXSEG
 */
export function packetBytesOf(kernel: Kernel, socket: number): number {
  const segment = new Int32Array(1);
  kernel.call(
    "getsockopt",
    socket,
    IPPROTO_TCP,
    TCP_MAXSEG,
    new Uint8Array(segment.buffer),
    u32(segment.byteLength),
  );
  return segment[0]!;
}

/** Bytes that have arrived in a socket and were not read. [bytes] @see tcp(7), SIOCINQ */
export function arrivedBytesIn(kernel: Kernel, receiver: number): number {
  return askSocket(kernel, receiver, FIONREAD);
}

/** Bytes that wait in a socket and were not transmitted. [bytes] @see linux/sockios.h */
export function unsentBytesIn(kernel: Kernel, sender: number): number {
  return askSocket(kernel, sender, SIOCOUTQNSD);
}

/** Bytes of a socket that the other end has not acknowledged, sent or not. [bytes] @see tcp(7) */
export function unacknowledgedBytesIn(kernel: Kernel, sender: number): number {
  return askSocket(kernel, sender, SIOCOUTQ);
}

/** Closes both ends. */
export function disconnect(
  kernel: Kernel,
  { sender, receiver }: Connection,
): void {
  kernel.call("close", sender);
  kernel.call("close", receiver);
}

function makeSocket(kernel: Kernel): number {
  return kernel.call("socket", AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

/** Asks for one number. */
function askSocket(kernel: Kernel, socket: number, request: bigint): number {
  const answer = new Int32Array(1);
  kernel.call("ioctl", socket, request, new Uint8Array(answer.buffer));
  return answer[0]!;
}

function setNumber(
  kernel: Kernel,
  socket: number,
  option: number,
  value: number,
): void {
  kernel.call("setsockopt", socket, SOL_SOCKET, option, u32(value), 4);
}

/** Lets no call on a socket wait for longer than `mostWaitMs`. */
function limitWaiting(kernel: Kernel, socket: number): void {
  const seconds = new BigInt64Array([BigInt(mostWaitMs / 1000), 0n]);
  const timeval = new Uint8Array(seconds.buffer);
  for (const option of [SO_RCVTIMEO, SO_SNDTIMEO]) {
    kernel.call("setsockopt", socket, SOL_SOCKET, option, timeval, 16);
  }
}

/** An address with no port: the kernel chooses one. @see ip(7), struct sockaddr_in */
function socketAddress(address: Route["address"]): Uint8Array<ArrayBuffer> {
  const place = new Uint8Array(16);
  place.set(new Uint8Array(new Uint16Array([AF_INET]).buffer));
  place.set(address, 4);
  return place;
}
