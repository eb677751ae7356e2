/**
 * What the kernel itself says about sends with MSG_ZEROCOPY: whether it copied after all.
 *
 * Its notices wait in the error queue of the socket. Reading them never waits; waiting for them
 * has an end.
 *
 * @see Linux Documentation/networking/msg_zerocopy.rst
 * @module
 */
import { SOL_SOCKET } from "../constants.ts";
import type { Kernel } from "../kernel.ts";
import { addressOf, u32 } from "../struct.ts";

/** What was said so far. */
export interface Notices {
  /** Sends of which the kernel has let the memory go. */
  readonly sends: number;
  /** Those that it says it copied. */
  readonly copiedSends: number;
}

/** @see socket(7) */
const SO_ZEROCOPY = 60;

/** @see recv(2) */
const MSG_ERRQUEUE = 0x2000;

/** @see ip(7) */
const SOL_IP = 0;
const IP_RECVERR = 11;

/** @see Linux include/uapi/linux/errqueue.h, struct sock_extended_err */
const SO_EE_ORIGIN_ZEROCOPY = 5;
const SO_EE_CODE_ZEROCOPY_COPIED = 1;

/** The size of struct cmsghdr, to whose multiple of 8 a message is padded. [bytes] @see cmsg(3) */
const cmsgHeaderBytes = 16;

const isLittleEndian = true;

/**
 * Lets a socket take memory of the program without copying it.
 *
 * @throws {SyscallError} If it cannot.
 */
export function allowZerocopy(kernel: Kernel, socket: number): void {
  kernel.call("setsockopt", socket, SOL_SOCKET, SO_ZEROCOPY, u32(1), 4);
}

/** Takes the notices that are there. Does not wait. */
export function readNotices(kernel: Kernel, socket: number): Notices {
  let notices: Notices = { sends: 0, copiedSends: 0 };
  for (;;) {
    const control = readErrorQueue(kernel, socket);
    if (control === null) return notices;
    notices = addNotices(notices, noticesIn(control));
  }
}

/**
 * Takes notices until so many sends are accounted for, or the time is over.
 *
 * @param mostMs The longest wait. [ms]
 */
export function waitForNotices(
  kernel: Kernel,
  socket: number,
  { sends, mostMs = 1000 }: { sends: number; mostMs?: number },
): Notices {
  const end = performance.now() + mostMs;
  let notices = readNotices(kernel, socket);
  while (notices.sends < sends) {
    const leftMs = Math.ceil(end - performance.now());
    if (leftMs <= 0) break;
    // No event is asked for: poll(2) tells of an error queue that is not empty unasked.
    kernel.call("poll", u32(socket, 0), 1n, leftMs);
    notices = addNotices(notices, readNotices(kernel, socket));
  }
  return notices;
}

/** Adds what was said at two times. */
export function addNotices(a: Notices, b: Notices): Notices {
  return {
    sends: a.sends + b.sends,
    copiedSends: a.copiedSends + b.copiedSends,
  };
}

/** Reads the notices in what recvmsg(2) left as control messages. */
export function noticesIn(control: Uint8Array): Notices {
  const { buffer, byteOffset, byteLength } = control;
  const view = new DataView(buffer, byteOffset, byteLength);
  let notices: Notices = { sends: 0, copiedSends: 0 };
  for (let at = 0; at + cmsgHeaderBytes <= byteLength;) {
    const length = Number(view.getBigUint64(at, isLittleEndian));
    if (length < cmsgHeaderBytes || at + length > byteLength) break;
    notices = addNotices(notices, noticeAt(view, at));
    at += Math.ceil(length / 8) * 8;
  }
  return notices;
}

/** Reads one control message: it speaks of the sends from one number to another. */
function noticeAt(view: DataView, at: number): Notices {
  const level = view.getInt32(at + 8, isLittleEndian);
  const type = view.getInt32(at + 12, isLittleEndian);
  const error = at + cmsgHeaderBytes;
  if (
    level !== SOL_IP || type !== IP_RECVERR ||
    view.getUint8(error + 4) !== SO_EE_ORIGIN_ZEROCOPY
  ) return { sends: 0, copiedSends: 0 };
  const isCopied = (view.getUint8(error + 6) & SO_EE_CODE_ZEROCOPY_COPIED) > 0;
  const first = view.getUint32(error + 8, isLittleEndian);
  const last = view.getUint32(error + 12, isLittleEndian);
  // The numbers have 32 bits, and begin anew.
  const sends = ((last - first) >>> 0) + 1;
  return { sends, copiedSends: isCopied ? sends : 0 };
}

/** Takes one message. @returns Its control messages, or nothing if there is no message. */
function readErrorQueue(kernel: Kernel, socket: number): Uint8Array | null {
  const control = new Uint8Array(256);
  // struct msghdr: control is its fifth word, the length of control its sixth. @see recvmsg(2)
  const message = new BigUint64Array(7);
  message[4] = addressOf(control);
  message[5] = BigInt(control.length);
  const asked = new Uint8Array(message.buffer);
  const received = kernel.poll("recvmsg", socket, asked, MSG_ERRQUEUE);
  return received === undefined
    ? null
    : control.subarray(0, Number(message[5]));
}
