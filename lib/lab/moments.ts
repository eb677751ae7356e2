/**
 * When the bytes are copied: in the call, at transmit, or only when they are read.
 *
 * A receiver with a small buffer does not read. So a few bytes have arrived, and the others wait in
 * the sender's socket, when the file and the buffer are changed, in place. Then all is received.
 * What is old had been copied before the change; what is new was referred to until then.
 *
 * @module
 */
import { type Absence, tryEach } from "./absence.ts";
import { type LabStrategy, strategyOf } from "./calls.ts";
import {
  arrivedBytesIn,
  connect,
  type Connection,
  disconnect,
  loopback,
  type Route,
  unsentBytesIn,
} from "./connection.ts";
import { readSendZerocopy, readVmsplice } from "./further/strategies.ts";
import { allowZerocopy } from "./further/zerocopy_notice.ts";
import type { Kernel } from "./kernel.ts";
import { describeMachine, type MachineInfo } from "./machine_info.ts";
import type { LabOptions } from "./lab.ts";
import { makeFile, makeMemory } from "./probe_bench.ts";
import { receiveFromSocket } from "./receiver.ts";
import type { ScratchFile } from "./scratch_file.ts";

/** When bytes are copied, so that a change after it is not seen: or never before they are read. */
export type Moment = "call" | "transmit" | "read";

/** Where the bytes were when the file was changed, and which of them were received. */
export interface Arrivals {
  /** In the receiver's socket just before, not read. [bytes] */
  readonly arrivedBytes: number;
  /** In the sender's socket just after, not transmitted. [bytes] */
  readonly unsentBytes: number;
  /** Received as they had been, up to the first that was not. [bytes] */
  readonly oldBytes: number;
  /** Received after those, as they were changed to. [bytes] */
  readonly newBytes: number;
}

/** What was seen of one strategy: the last of some runs. */
export interface MomentSighting extends Arrivals {
  readonly way: string;
  readonly runs: number;
  /** Nothing, if no moment explains what was received, or not the same one in all runs. */
  readonly moment: Moment | null;
}

/** What was seen of all. */
export interface Moments {
  readonly sightings: readonly MomentSighting[];
  readonly absent: readonly Absence[];
}

/** The same, with the machine: plain data. */
export interface MomentsResult extends Moments {
  readonly machine: MachineInfo;
}

/** What is sent to a receiver that does not read: the least that a socket may hold is more. [bytes] */
export const momentBytes = 2 ** 17;

/** A few packets fill the buffer of the receiver. [bytes] */
const sizes = { senderBytes: 4 * momentBytes, receiverBytes: 4096 };

/** How often each strategy is tried. */
const runs = 3;

/** How long packets under way are waited for. [ms] */
const settleMs = 100;

/** Nobody ever wakes the one who waits here. */
const pause = new Int32Array(new SharedArrayBuffer(4));

/** What some strategies want of their sockets, by name. */
const preparations: Readonly<
  Record<string, (kernel: Kernel, sender: number) => void>
> = { [readSendZerocopy.name]: allowZerocopy };

/** Strategies that hand on references to the program's own memory. */
const referringToMemory: readonly LabStrategy[] = [
  readVmsplice,
  readSendZerocopy,
];

/**
 * Looks over loopback when the bytes are copied that each strategy sends.
 *
 * @throws {SyscallError} If the folder takes no file.
 */
export function observeMoments(
  kernel: Kernel,
  { folder, strategies, onStep }: LabOptions,
): MomentsResult {
  onStep("a receiver that reads late");
  const all = [...strategies.map(strategyOf), ...referringToMemory];
  using stack = new DisposableStack();
  const file = makeFile(kernel, folder, stack);
  const machine = describeMachine(kernel, file);
  return { machine, ...findMoments(all, { kernel, file }) };
}

/**
 * Looks when the bytes are copied that each strategy sends.
 *
 * @param file Nobody else's: afterwards it holds what was sent here.
 * @param route Where they are sent: over loopback, or through a cable.
 */
export function findMoments(
  strategies: readonly LabStrategy[],
  { kernel, file, route = loopback }: {
    kernel: Kernel;
    file: ScratchFile;
    route?: Route;
  },
): Moments {
  const { seen, absent } = tryEach(strategies, (strategy) => {
    const found = Array.from(
      { length: runs },
      (_, run) => sendToSlowReceiver(strategy, { kernel, file, route, run }),
    );
    const moments = new Set(found.map(momentOf));
    return {
      way: strategy.name,
      runs,
      ...found.at(-1)!,
      moment: moments.size === 1 ? [...moments][0]! : null,
    };
  });
  return { sightings: seen, absent };
}

/** Sends by a strategy, changes the file and the buffer, and only then receives. */
function sendToSlowReceiver(
  strategy: LabStrategy,
  { kernel, file, route, run }: {
    kernel: Kernel;
    file: ScratchFile;
    route: Route;
    run: number;
  },
): Arrivals {
  using stack = new DisposableStack();
  const bytes = momentBytes;
  // Other bytes in each run: what an earlier run left behind cannot pass for either.
  const [oldByte, newByte] = [2 * run, 2 * run + 1];
  const buffer = makeMemory(kernel, bytes, stack);
  const into = makeMemory(kernel, bytes, stack);
  const { sender, receiver } = stack.adopt(
    connect(kernel, route, sizes),
    (ends) => disconnect(kernel, ends),
  );
  preparations[strategy.name]?.(kernel, sender);
  file.overwrite(new Uint8Array(bytes).fill(oldByte));
  file.rewind();
  strategy.send({
    kernel,
    file: file.fd,
    bytes,
    pieceBytes: bytes,
    buffer,
    to: sender,
  }).toArray();
  settle(kernel, { sender, receiver });
  const arrivedBytes = arrivedBytesIn(kernel, receiver);
  file.overwrite(new Uint8Array(bytes).fill(newByte));
  buffer.bytes.fill(newByte);
  const unsentBytes = unsentBytesIn(kernel, sender);
  const received = receiveFromSocket(kernel, receiver, into)(bytes);
  const counted = countChanged(received, oldByte, newByte);
  return { arrivedBytes, unsentBytes, ...counted };
}

/** Waits until no packet is under way, or for long enough. */
function settle(kernel: Kernel, { sender, receiver }: Connection): void {
  const end = performance.now() + settleMs;
  while (performance.now() < end) {
    const arrivedBytes = arrivedBytesIn(kernel, receiver);
    const unsentBytes = unsentBytesIn(kernel, sender);
    if (arrivedBytes + unsentBytes === momentBytes) return;
    Atomics.wait(pause, 0, 0, 1);
  }
}

/** Counts the old bytes at the beginning, and the new ones that follow. */
export function countChanged(
  received: Uint8Array,
  oldByte: number,
  newByte: number,
): Pick<Arrivals, "oldBytes" | "newBytes"> {
  const end = received.findIndex((byte) => byte !== oldByte);
  const oldBytes = end < 0 ? received.length : end;
  const rest = received.subarray(oldBytes);
  const other = rest.findIndex((byte) => byte !== newByte);
  return { oldBytes, newBytes: other < 0 ? rest.length : other };
}

/** Says which moment explains what was received, or nothing if none does. */
export function momentOf(
  { arrivedBytes, unsentBytes, oldBytes, newBytes }: Arrivals,
): Moment | null {
  if (oldBytes + newBytes !== momentBytes) return null;
  // Where nothing waits on one side, two moments look alike.
  if (arrivedBytes === 0 || unsentBytes === 0) return null;
  if (newBytes === 0) return "call";
  if (oldBytes === 0) return "read";
  // A packet that went out while the file was changed may hold either.
  const transmittedBytes = momentBytes - unsentBytes;
  return arrivedBytes <= oldBytes && oldBytes <= transmittedBytes
    ? "transmit"
    : null;
}
