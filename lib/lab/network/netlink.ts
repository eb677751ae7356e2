/**
 * One request to the kernel's network configuration: make a pair of veth devices.
 *
 * A request is a message to a netlink socket: a header, a struct, and attributes, which may hold
 * further attributes. The kernel does what it says before send(2) returns, so its answer is there
 * at once.
 *
 * @module
 */
import { MSG_DONTWAIT, SOCK_CLOEXEC } from "../constants.ts";
import { cString, type Kernel } from "../kernel.ts";
import { addressOf, join, pad, u16, u32 } from "../struct.ts";
import { SyscallError } from "../syscall_error.ts";

/** @see netlink(7) */
const AF_NETLINK = 16;
const SOCK_RAW = 3;
const NETLINK_ROUTE = 0;

/** @see netlink(7), struct nlmsghdr */
const headerBytes = 16;
const NLMSG_ERROR = 2;
const NLM_F_REQUEST = 0x1;
const NLM_F_ACK = 0x4;
const NLM_F_EXCL = 0x200;
const NLM_F_CREATE = 0x400;

/** @see rtnetlink(7), linux/if_link.h */
const RTM_NEWLINK = 16;
const IFLA_IFNAME = 3;
const IFLA_LINKINFO = 18;
const IFLA_NET_NS_FD = 28;
const IFLA_INFO_KIND = 1;
const IFLA_INFO_DATA = 2;

/** @see linux/veth.h */
const VETH_INFO_PEER = 1;

/** A device that nothing is said about but its attributes. @see rtnetlink(7), struct ifinfomsg */
const anyDevice = new Uint8Array(16);

/** An end of a pair. */
export interface VethEnd {
  /** At most 15 letters. */
  readonly name: string;
  /** The network namespace in which it is made. [file descriptor] */
  readonly namespace: number;
}

/**
 * Makes two Ethernet devices joined by a cable: what one sends, the other receives.
 *
 * @throws {SyscallError} If the kernel refuses.
 * @see veth(4)
 */
export function makeVethPair(
  kernel: Kernel,
  ends: readonly [VethEnd, VethEnd],
): void {
  const body = vethPair(ends);
  const flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
  const message = join(
    u32(headerBytes + body.length),
    u16(RTM_NEWLINK, flags),
    u32(0, 0),
    body,
  );
  const errno = errnoIn(ask(kernel, message));
  if (errno !== 0) throw new SyscallError("RTM_NEWLINK of veth", errno);
}

/** Says which pair is wanted. @see Linux v6.18 drivers/net/veth.c veth_newlink() */
export function vethPair(
  [first, second]: readonly [VethEnd, VethEnd],
): Uint8Array<ArrayBuffer> {
  return join(
    endOf(first),
    attribute(
      IFLA_LINKINFO,
      attribute(IFLA_INFO_KIND, cString("veth")),
      attribute(IFLA_INFO_DATA, attribute(VETH_INFO_PEER, endOf(second))),
    ),
  );
}

function endOf({ name, namespace }: VethEnd): Uint8Array {
  return join(
    anyDevice,
    attribute(IFLA_IFNAME, cString(name)),
    attribute(IFLA_NET_NS_FD, u32(namespace)),
  );
}

/** Each attribute begins at a multiple of four bytes. @see rtnetlink(7), struct rtattr */
function attribute(
  type: number,
  ...content: readonly Uint8Array[]
): Uint8Array {
  const bytes = join(...content);
  const length = 4 + bytes.length;
  return pad(
    join(u16(length, type), bytes),
    Math.ceil(length / 4) * 4,
  );
}

/** Sends a request. @returns The kernel's answer. */
function ask(kernel: Kernel, message: Uint8Array<ArrayBuffer>): Uint8Array {
  const answer = new Uint8Array(4096);
  const socket = kernel
    .call("socket", AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  try {
    kernel
      .call("send", socket, addressOf(message), BigInt(message.length), 0);
    const room = BigInt(answer.length);
    const length = kernel
      .call("recv", socket, addressOf(answer), room, MSG_DONTWAIT);
    return answer.subarray(0, length);
  } finally {
    kernel.call("close", socket);
  }
}

/**
 * Reads what the kernel answered: 0 if it did what it was asked.
 *
 * @throws {TypeError} If that is no answer to a request.
 * @see netlink(7), struct nlmsgerr
 */
export function errnoIn(answer: Uint8Array): number {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.length);
  if (view.byteLength < headerBytes + 4) {
    throw new TypeError(
      `An answer of ${view.byteLength} bytes is not one of netlink`,
    );
  }
  const type = view.getUint16(4, true);
  if (type !== NLMSG_ERROR) {
    throw new TypeError(`An answer of type ${type} is not expected`);
  }
  return -view.getInt32(headerBytes, true) || 0;
}
