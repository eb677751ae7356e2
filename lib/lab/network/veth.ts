/**
 * A network of its own for the lab, with a network card whose features can be switched off.
 *
 * A veth pair is two Ethernet devices joined by a cable. Each end is in a network namespace that
 * has no name: the kernel takes namespace and device away when the last descriptor and the thread
 * are gone, so nothing is left however the lab ends. Only the calling thread ever leaves its own
 * network, and other threads see nothing of it.
 *
 * @module
 */
import { AF_INET, O_CLOEXEC, SOCK_CLOEXEC } from "../constants.ts";
import { firstOf, reasonOf, Refusal } from "../absence.ts";
import type { Route } from "../connection.ts";
import { cString, type Kernel } from "../kernel.ts";
import { readText } from "../meter.ts";
import { makeVethPair } from "./netlink.ts";
import { type Features, NetworkDevice } from "./network_device.ts";
import { SyscallError } from "../syscall_error.ts";

/** @see network_namespaces(7), unshare(2), setns(2) */
const ownNamespace = cString("/proc/thread-self/ns/net");
const CLONE_NEWNET = 0x40000000;

/** @see open(2), socket(2) */
const SOCK_DGRAM = 2;

/** Addresses that are nobody's. @see RFC 5737 §3 */
const senderAddress = [192, 0, 2, 1] as const;
const receiverAddress = [192, 0, 2, 2] as const;

/** What the pair needs. @see capabilities(7) */
const capabilities = { CAP_NET_ADMIN: 12n, CAP_SYS_ADMIN: 21n };

/** @see errno(3) */
const EPERM = 1;
const ENOSPC = 28;
const EOPNOTSUPP = 95;

/** What else than a lack of rights can stand in the way, by `errno`. */
const reasons: Readonly<Record<number, string>> = {
  [ENOSPC]:
    "No further network namespace may be made: see user.max_net_namespaces",
  [EOPNOTSUPP]: "This kernel has no veth devices: its module veth is missing",
};

/** An end of the cable. */
interface End {
  /** [file descriptor] */
  readonly namespace: number;
  readonly device: NetworkDevice;
}

/** Two network namespaces of this thread, joined by a cable: a pair of veth devices. */
export class VethCable implements Disposable {
  /** The path through the cable. The thread is away only while a socket is made. */
  readonly route: Route;
  readonly #sender: NetworkDevice;
  readonly #undo: DisposableStack;

  /**
   * Makes the pair, in a few milliseconds.
   *
   * @throws {SyscallError} If Linux refuses: EPERM without CAP_SYS_ADMIN and CAP_NET_ADMIN.
   * @throws {Refusal} If the pair does not work.
   */
  constructor(kernel: Kernel) {
    using undo = new DisposableStack();
    const enter = (namespace: number): void => {
      kernel.call("setns", namespace, CLONE_NEWNET);
    };
    const home = openNamespace(kernel, undo);
    // Whoever may not come back must not leave: so the thread enters where it is.
    enter(home);
    undo.defer(() => enter(home));
    const receiver = makeEnd(kernel, undo, "receiver");
    const sender = makeEnd(kernel, undo, "sender");
    makeVethPair(kernel, [
      { name: "sender", namespace: sender.namespace },
      { name: "receiver", namespace: receiver.namespace },
    ]);
    enter(home);
    sender.device.setAddress(senderAddress);
    receiver.device.setAddress(receiverAddress);
    sender.device.bringUp();
    receiver.device.bringUp();
    if (!sender.device.isLinked || !receiver.device.isLinked) {
      throw new Refusal("A veth pair has no link although both ends are up");
    }
    const makeIn = ({ namespace }: End, make: () => number): number => {
      enter(namespace);
      try {
        return make();
      } finally {
        enter(home);
      }
    };
    this.route = {
      address: receiverAddress,
      atReceiver: (make) => makeIn(receiver, make),
      atSender: (make) => makeIn(sender, make),
    };
    this.#sender = sender.device;
    this.#undo = undo.move();
  }

  /** What the sending device does now. */
  get features(): Features {
    return this.#sender.features;
  }

  /**
   * Switches scatter-gather of the sending device, from the next packet on: calls do not ask for it.
   * Without it, Linux drops segmentation offload too.
   *
   * @throws {SyscallError} If the kernel refuses.
   */
  setScatterGather(isOn: boolean): void {
    this.#sender.setScatterGather(isOn);
  }

  /**
   * Switches checksums of the sending device, from the next packet on.
   *
   * @throws {SyscallError} If the kernel refuses.
   */
  setTransmitChecksum(isOn: boolean): void {
    this.#sender.setTransmitChecksum(isOn);
  }

  /** Lets go of both namespaces: they end with the last connection through the cable. */
  [Symbol.dispose](): void {
    this.#undo.dispose();
  }
}

/**
 * Says why no pair can be made, by making one, or nothing if it can.
 *
 * @returns A sentence without its full stop.
 */
export function vethObstacle(kernel: Kernel): string | undefined {
  try {
    new VethCable(kernel)[Symbol.dispose]();
    return undefined;
  } catch (error) {
    const first = firstOf(error);
    if (first instanceof SyscallError) return explain(kernel, first);
    return reasonOf(first);
  }
}

function explain(kernel: Kernel, error: SyscallError): string {
  if (error.errno !== EPERM) return reasons[error.errno] ?? error.message;
  const missing = missingCapabilities(
    readText(kernel, "/proc/thread-self/status"),
  );
  return missing.length > 0
    ? `This process lacks ${missing.join(" and ")}`
    : `The network of this process belongs to another user namespace, or a security policy protects it: ${error.message}`;
}

/**
 * Lists what the pair needs and a thread has not.
 *
 * @param status What /proc/thread-self/status says. @see proc(5), CapEff
 */
export function missingCapabilities(status: string): string[] {
  const digits = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? "0";
  const effective = BigInt(`0x${digits}`);
  return Object.entries(capabilities)
    .filter(([, bit]) => (effective >> bit & 1n) === 0n)
    .map(([name]) => name);
}

/** Moves the thread into a new namespace, and describes a device in it that is yet to be made. */
function makeEnd(kernel: Kernel, undo: DisposableStack, name: string): End {
  kernel.call("unshare", CLONE_NEWNET);
  const namespace = openNamespace(kernel, undo);
  const socket = kernel.call("socket", AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  undo.defer(() => kernel.call("close", socket));
  return { namespace, device: new NetworkDevice(kernel, socket, name) };
}

/** Opens the namespace that the thread is in. */
function openNamespace(kernel: Kernel, undo: DisposableStack): number {
  const namespace = kernel.call("open", ownNamespace, O_CLOEXEC, 0);
  undo.defer(() => kernel.call("close", namespace));
  return namespace;
}
