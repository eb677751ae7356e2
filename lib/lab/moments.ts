/**
 * When the bytes are copied: in the call, at transmit, or only when they are read.
 *
 * A receiver with a small buffer does not read. So a few bytes have arrived, and the others wait in
 * the sender's socket, when the file and the buffer are changed, in place. Then all is received.
 * What is old had been copied before the change; what is new was referred to until then.
 *
 * @module
 */
import { type Absence, requireSome, tryEach } from "./absence.ts";
import { type LabStrategy, strategyOf } from "./calls.ts";
import {
  arrivedBytesIn,
  connect,
  type Connection,
  disconnect,
  loopback,
  type Route,
  unacknowledgedBytesIn,
  unsentBytesIn,
} from "./connection.ts";
import { readSendZerocopy, readVmsplice } from "./further/strategies.ts";
import { speakTls, tlsStrategies } from "./further/tls.ts";
import { allowZerocopy } from "./further/zerocopy_notice.ts";
import type { Kernel } from "./kernel.ts";
import { describeMachine, type MachineInfo } from "./machine_info.ts";
import type { LabOptions } from "./lab.ts";
import {
  type Arrivals,
  countChanged,
  type Moment,
  momentBytes,
  momentOf,
} from "./moment.ts";
import { makeFile, makeMemory } from "./probe_bench.ts";
import { receiveFromSocket } from "./receiver.ts";
import type { ScratchFile } from "./scratch_file.ts";
import { sleep } from "./sleep.ts";

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

/** What the buffer of the sender is asked to hold: all, whatever the kernel counts as its own. [bytes] */
const senderBytes = 4 * momentBytes;

/** A few packets fill such a buffer; where the receiver decrypts, it must hold a record. [bytes] */
const receiverBytes = 4096;
const decryptingBytes = 2 ** 15;

/** How often each strategy is tried. */
const runs = 3;

/** How long packets under way are waited for. [ms] */
const settleMs = 100;

/** What is made ready before some strategies, by name. */
const preparations: Readonly<
  Record<string, (kernel: Kernel, ends: Connection) => void>
> = {
  [readSendZerocopy.name]: (kernel, { sender }) =>
    allowZerocopy(kernel, sender),
  ...Object.fromEntries(tlsStrategies.map(({ name }) => [name, speakTls])),
};

/** What is looked at besides: what hands on the program's own memory, and what encrypts. */
const besides: readonly LabStrategy[] = [
  readVmsplice,
  readSendZerocopy,
  ...tlsStrategies,
];

/**
 * Looks over loopback when the bytes are copied that each strategy sends.
 *
 * @throws {SyscallError} If the folder takes no file.
 * @throws {Refusal} If every strategy was refused.
 */
export function observeMoments(
  kernel: Kernel,
  { folder, strategies, onStep }: LabOptions,
): MomentsResult {
  onStep("a receiver that reads late");
  const all = [...strategies.map(strategyOf), ...besides];
  using stack = new DisposableStack();
  const file = makeFile(kernel, folder, stack);
  const machine = describeMachine(kernel, file);
  const found = findMoments(all, { kernel, file });
  requireSome(found.sightings, found.absent);
  return { machine, ...found };
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
  const ends = connectSlowly(strategy, { kernel, route, stack });
  file.overwrite(new Uint8Array(bytes).fill(oldByte));
  file.rewind();
  strategy.send({
    kernel,
    file: file.fd,
    bytes,
    pieceBytes: bytes,
    buffer,
    to: ends.sender,
  }).toArray();
  settle(kernel, ends);
  const arrivedBytes = arrivedBytesIn(kernel, ends.receiver);
  const unacknowledgedBytes = unacknowledgedBytesIn(kernel, ends.sender);
  file.overwrite(new Uint8Array(bytes).fill(newByte));
  buffer.bytes.fill(newByte);
  const unsentBytes = unsentBytesIn(kernel, ends.sender);
  const received = receiveFromSocket(kernel, ends.receiver, into)(bytes);
  return {
    arrivedBytes,
    unacknowledgedBytes,
    unsentBytes,
    ...countChanged(received, oldByte, newByte),
  };
}

/** Connects to a receiver that holds little, and makes ready what a strategy wants. */
function connectSlowly(
  strategy: LabStrategy,
  { kernel, route, stack }: {
    kernel: Kernel;
    route: Route;
    stack: DisposableStack;
  },
): Connection {
  const isEncrypted = tlsStrategies.includes(strategy);
  const ends = stack.adopt(
    connect(kernel, route, {
      senderBytes,
      receiverBytes: isEncrypted ? decryptingBytes : receiverBytes,
    }),
    (ends) => disconnect(kernel, ends),
  );
  preparations[strategy.name]?.(kernel, ends);
  return ends;
}

/** Waits until no packet is under way, or for long enough. */
function settle(kernel: Kernel, { sender, receiver }: Connection): void {
  const end = performance.now() + settleMs;
  while (performance.now() < end) {
    const arrivedBytes = arrivedBytesIn(kernel, receiver);
    const unsentBytes = unsentBytesIn(kernel, sender);
    if (arrivedBytes + unsentBytes === momentBytes) return;
    sleep(1);
  }
}
