/**
 * What a whole transfer takes: one file, sent over TCP to a receiver on another thread.
 *
 * @module
 */
import { type Tried, Turns } from "./absence.ts";
import { connect, packetBytesOf } from "./connection.ts";
import { faultsOfEmptyRun } from "./empty_run.ts";
import type { Kernel, RawMemory } from "./kernel.ts";
import { medianUsage, Meter, type ThreadUsage } from "./meter.ts";
import type { ScratchFile } from "./scratch_file.ts";
import { Sink, type Taking } from "./sink.ts";
import type { LabStrategy, Sending } from "./calls.ts";

/** What one strategy took, as a rule. */
export interface StrategyCost extends SentAmounts {
  readonly way: string;
  /** Whether the very bytes of the file arrived in each of the cold runs, and as many in the warm. */
  readonly isDelivered: boolean;
  /** With no page of the file in memory; `null` if the kernel kept some, as tmpfs must. */
  readonly cold: ThreadUsage | null;
  /** With the file in the page cache. */
  readonly warm: ThreadUsage;
  /** The most page faults that an empty run had. */
  readonly runtimeFaults: number;
  /** How many runs each figure is the median of. */
  readonly coldRuns: number;
  readonly warmRuns: number;
}

/** What is sent, and the most that one call is asked for. [bytes] */
export interface SentAmounts {
  readonly fileBytes: number;
  readonly pieceBytes: number;
}

export interface Amounts extends SentAmounts {
  readonly coldRuns: number;
  readonly warmRuns: number;
}

/** Enough calls to be counted, few enough to take a moment. */
export const usualAmounts: Amounts = {
  fileBytes: 8 * 2 ** 20,
  pieceBytes: 2 ** 16,
  coldRuns: 3,
  warmRuns: 15,
};

/** What one transfer took the sender, and what arrived: nothing of it, if it was not kept. */
interface Sent {
  readonly usage: ThreadUsage;
  readonly arrived: Uint8Array | null;
  readonly bytes: number;
}

/** Sends a file by a strategy. */
export class Sender implements Disposable {
  readonly #kernel: Kernel;
  readonly #file: ScratchFile;
  readonly #meter: Meter;
  /** Memory of the program, all of it touched. */
  readonly buffer: RawMemory;
  readonly #sink: Sink;

  #packetBytes = 0;

  /** @param bufferBytes What the buffer must hold: see `bufferFor`. [bytes] */
  constructor(kernel: Kernel, file: ScratchFile, bufferBytes: number) {
    this.#kernel = kernel;
    this.#file = file;
    this.#meter = new Meter(kernel);
    this.buffer = kernel.allocate(bufferBytes);
    // The first touch of a page is a page fault, and none of the strategy's.
    this.buffer.bytes.fill(0);
    this.#sink = new Sink();
  }

  /** The most bytes of the file that one packet took so far. [bytes] */
  get packetBytes(): number {
    return this.#packetBytes;
  }

  /**
   * Sends the file over a new connection.
   *
   * @returns What it took the sender, and what arrived.
   * @throws {SyscallError} If a call failed, or waited too long.
   * @throws {ReceiverError} If nobody can receive.
   */
  async send(
    strategy: LabStrategy,
    { fileBytes, pieceBytes, taking, beforeBytes = 0, receiverCpu }: {
      fileBytes: number;
      pieceBytes: number;
      taking: Taking;
      /** Sent first, over the same connection, and not measured; dropped with the others. [bytes] */
      beforeBytes?: number;
      /** The CPU that the receiver runs on, if not any. */
      receiverCpu?: number | undefined;
    },
  ): Promise<Sent> {
    await this.#sink.ready;
    using after = new DisposableStack();
    this.#file.rewind();
    const { sender, receiver } = connect(this.#kernel);
    const taken = this.#sink.take({
      socket: receiver,
      bytes: beforeBytes + fileBytes,
      taking,
      ...(receiverCpu !== undefined && { cpu: receiverCpu }),
    });
    try {
      const { buffer } = this;
      const from = { kernel: this.#kernel, file: this.#file.fd, buffer };
      const sizes = { bytes: fileBytes, pieceBytes };
      const steps = strategy.send({ ...from, ...sizes, to: sender, after });
      const usage = this.#measure(steps, sender, beforeBytes);
      const { kept, bytes } = await taken;
      return { usage, arrived: kept, bytes: bytes - beforeBytes };
    } finally {
      // The next socket may get the number of this one: the sink must have let go of it.
      await Promise.allSettled([taken]);
      this.#kernel.call("close", receiver);
    }
  }

  /** Lets a strategy run through, and closes its socket: so the sink learns of the end. */
  #measure(steps: Sending, socket: number, beforeBytes: number): ThreadUsage {
    try {
      const { address, bytes } = this.buffer;
      for (let left = beforeBytes; left > 0;) {
        const piece = Math.min(left, bytes.length);
        left -= this.#kernel.write(socket, address, piece);
      }
      const usage = this.#meter.measure(() => {
        while (!steps.next().done);
      });
      const packetBytes = packetBytesOf(this.#kernel, socket);
      this.#packetBytes = Math.max(this.#packetBytes, packetBytes);
      return usage;
    } finally {
      this.#kernel.call("close", socket);
    }
  }

  [Symbol.dispose](): void {
    const { address, bytes } = this.buffer;
    this.#kernel.munmap(address, bytes.length);
    this.#sink[Symbol.dispose]();
  }
}

/**
 * The buffer that some strategies need: for the largest piece, or the file.
 *
 * @returns [bytes]
 */
export function bufferFor(
  strategies: readonly LabStrategy[],
  { fileBytes, pieceBytes }: { fileBytes: number; pieceBytes: number },
): number {
  const isKept = strategies.some(({ keepsBuffer }) => keepsBuffer);
  return isKept ? Math.max(fileBytes, pieceBytes) : pieceBytes;
}

/** Measures several strategies, in turns, so that what else the machine does meets all alike. */
export async function measureCosts(
  strategies: readonly LabStrategy[],
  { kernel, file }: { kernel: Kernel; file: ScratchFile },
  other: Partial<Amounts> = {},
): Promise<Tried<StrategyCost>> {
  const amounts = { ...usualAmounts, ...other };
  const { fileBytes, pieceBytes, coldRuns, warmRuns } = amounts;
  const content = file.fillAtRandom(fileBytes);
  const turns = new Turns();
  using sender = new Sender(kernel, file, bufferFor(strategies, amounts));
  const { buffer } = sender;
  const sent = { kernel, file, buffer, fileBytes, pieceBytes };
  const all: CostInProgress[] = strategies.map((strategy) => ({
    strategy,
    isDelivered: true,
    cold: [],
    warm: [],
    emptyFaults: [],
  }));
  for (let run = 0; run < coldRuns + warmRuns; run++) {
    const isCold = run < coldRuns;
    // What is kept is looked at, and that takes time: not where time is measured.
    const taking = isCold ? "keep" : "read";
    for (const one of all) {
      await turns.take(one.strategy, async () => {
        const isDropped = isCold && file.dropAllPages(fileBytes);
        const done = await sender
          .send(one.strategy, { fileBytes, pieceBytes, taking });
        one.isDelivered &&= isWhole(done, content);
        if (isDropped) one.cold.push(done.usage);
        if (isCold) return;
        one.warm.push(done.usage);
        one.emptyFaults.push(faultsOfEmptyRun(one.strategy, sent));
      });
    }
  }
  const seen = all.filter(({ strategy }) => turns.includes(strategy))
    .map((one) => costOf(one, amounts));
  return { seen, absent: turns.absent };
}

/** What is known of a strategy, to which runs are being added. */
export interface CostInProgress {
  readonly strategy: LabStrategy;
  isDelivered: boolean;
  readonly cold: ThreadUsage[];
  readonly warm: ThreadUsage[];
  readonly emptyFaults: number[];
}

/** Makes of the runs of a strategy what it took, as a rule. */
export function costOf(
  { strategy, isDelivered, cold, warm, emptyFaults }: CostInProgress,
  { fileBytes, pieceBytes, warmRuns }: Amounts,
): StrategyCost {
  return {
    way: strategy.name,
    fileBytes,
    pieceBytes,
    isDelivered,
    cold: cold.length > 0 ? medianUsage(cold) : null,
    warm: medianUsage(warm),
    runtimeFaults: Math.max(0, ...emptyFaults),
    coldRuns: cold.length,
    warmRuns,
  };
}

/** Whether all bytes arrived, and the right ones, if they were kept. */
export function isWhole(
  { arrived, bytes }: Pick<Sent, "arrived" | "bytes">,
  content: Uint8Array,
): boolean {
  if (bytes !== content.length) return false;
  if (arrived === null) return true;
  // A loop, since a call for each of so many bytes would take most of the lab's time.
  for (let i = 0; i < bytes; i++) {
    if (arrived[i] !== content[i]) return false;
  }
  return true;
}
