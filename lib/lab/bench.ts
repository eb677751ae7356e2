/**
 * The cost of each strategy, by the size of its pieces: a large cached file, many times.
 *
 * The runs of all strategies and sizes take turns, so that what else the machine does meets all
 * alike. The sender's CPU time is what the strategies differ in, and the steadier figure; it holds
 * what TCP does on this thread too. The clock on the wall also waits for the receiver.
 *
 * @module
 */
import { type Absence, requireSome, Turns } from "./absence.ts";
import type { Kernel } from "./kernel.ts";
import { describeMachine, type MachineInfo } from "./machine_info.ts";
import { Meter, type ThreadUsage } from "./meter.ts";
import { keepApart } from "./processors.ts";
import type { ScratchFile } from "./scratch_file.ts";
import { makeFile } from "./probe_bench.ts";
import { ReceiverError, type Taking } from "./sink.ts";
import { bufferFor, Sender } from "./transfer_cost.ts";
import { type CallList, type LabStrategy, strategyOf } from "./calls.ts";

/** All runs of one strategy with one size of pieces. */
export interface BenchRow {
  readonly way: string;
  /** The most that one call was asked for. [bytes] */
  readonly pieceBytes: number;
  /** One entry for each run, in the order of the runs. */
  readonly runs: readonly ThreadUsage[];
}

/** What the bench found: plain data. */
export interface BenchResult {
  readonly machine: MachineInfo;
  /** [bytes] */
  readonly fileBytes: number;
  /** The most bytes of the file that one packet took. [bytes] @see tcp(7), TCP_MAXSEG */
  readonly packetBytes: number;
  /**
   * A system call that does nothing, less what it takes to call it from here: one entry for each
   * round. [ns] @see getppid(2)
   */
  readonly emptyCallsNs: readonly number[];
  readonly rows: readonly BenchRow[];
  /** What this kernel refused: such a strategy has no rows. */
  readonly absent: readonly Absence[];
}

/**
 * Sent over a connection before the run that is measured. How much TCP lets a sender have under way
 * grows while a connection is used; until then the sender waits more, and not always alike. [bytes]
 *
 * @see tcp(7), tcp_wmem and tcp_moderate_rcvbuf
 */
const beforeBytes = 2 ** 23;

/** How the bench works. */
export interface BenchOptions {
  readonly folder: string;
  readonly strategies: readonly CallList[];
  /** [bytes] */
  readonly fileBytes: number;
  readonly pieceSizes: readonly number[];
  /** Runs of each strategy and size. */
  readonly rounds: number;
  /** Told after each run how many are done, of how many. */
  readonly onProgress: (done: number, all: number) => void;
}

/**
 * Measures every strategy with every size of pieces. What is refused, with whatever size, is absent.
 *
 * @throws {SyscallError} If the disk is full.
 * @throws {Refusal} If every strategy was refused.
 */
export async function bench(
  kernel: Kernel,
  { folder, strategies, fileBytes, pieceSizes, rounds, onProgress }:
    BenchOptions,
): Promise<BenchResult> {
  using stack = new DisposableStack();
  const file = makeFile(kernel, folder, stack);
  fill(file, fileBytes);
  const made = strategies.map(strategyOf);
  const most = { fileBytes, pieceBytes: Math.max(...pieceSizes) };
  using sender = new Sender(kernel, file, bufferFor(made, most));
  const receiverCpu = keepApart(kernel, stack);
  const taking: Taking = "discard";
  const sent = { fileBytes, taking, beforeBytes, receiverCpu };
  const rows = rowsFor(made, pieceSizes);
  const turns = new Turns();
  // One round more: the first one warms up what is warmed up by running, and is forgotten.
  const emptyCallsNs: number[] = [];
  let done = 0;
  for (let round = 0; round <= rounds; round++) {
    for (const { strategy, pieceBytes, runs } of rows) {
      await turns.take(strategy, async () => {
        const one = await sender.send(strategy, { ...sent, pieceBytes });
        mustBeAll(strategy, one.bytes, fileBytes);
        if (round > 0) runs.push(one.usage);
      });
      onProgress(++done, rows.length * (rounds + 1));
    }
    if (round > 0) emptyCallsNs.push(measureEmptyCall(kernel));
  }
  return {
    machine: describeMachine(kernel, file),
    fileBytes,
    packetBytes: sender.packetBytes,
    emptyCallsNs,
    rows: rowsOf(rows, turns),
    absent: turns.absent,
  };
}

function rowsFor(
  strategies: readonly LabStrategy[],
  pieceSizes: readonly number[],
): RowInProgress[] {
  return pieceSizes.flatMap((pieceBytes) =>
    strategies.map((strategy) => ({ strategy, pieceBytes, runs: [] }))
  );
}

/** The rows of the strategies that were not refused. @throws {Refusal} If all were. */
function rowsOf(rows: readonly RowInProgress[], turns: Turns): BenchRow[] {
  const measured = rows.filter(({ strategy }) => turns.includes(strategy));
  requireSome(measured, turns.absent);
  return measured
    .map(({ strategy: { name: way }, ...row }) => ({ way, ...row }));
}

/** A row, to which runs are being added. */
interface RowInProgress {
  readonly strategy: LabStrategy;
  readonly pieceBytes: number;
  readonly runs: ThreadUsage[];
}

/** Fills a file, so that all of it is in the page cache and nothing waits to be written. */
function fill(file: ScratchFile, fileBytes: number): void {
  const block = new Uint8Array(2 ** 20);
  for (let at = 0; at < block.length; at += 2 ** 16) {
    crypto.getRandomValues(block.subarray(at, at + 2 ** 16));
  }
  for (let at = 0; at < fileBytes; at += block.length) {
    file.overwrite(block.subarray(0, fileBytes - at), at);
  }
  file.sync();
}

/** A run that moved less would look fast. */
function mustBeAll(
  strategy: LabStrategy,
  bytes: number,
  fileBytes: number,
): void {
  if (bytes === fileBytes) return;
  throw new ReceiverError(
    `${strategy.name} delivered ${bytes} bytes of a file of ${fileBytes}`,
  );
}

/**
 * Measures a system call that does nothing. What it takes to call C from here is taken off: that is
 * what getpagesize(3) takes, which does as little and does not enter the kernel.
 *
 * @returns [ns]
 */
function measureEmptyCall(kernel: Kernel): number {
  const meter = new Meter(kernel);
  const entered = meanOf(meter, () => kernel.call("getppid"));
  const notEntered = meanOf(meter, () => kernel.call("getpagesize"));
  return Math.max(0, entered - notEntered);
}

/** @returns [ns] */
function meanOf(meter: Meter, act: () => void): number {
  const calls = 20_000;
  const { cpuNs } = meter.measure(() => {
    for (let i = 0; i < calls; i++) act();
  });
  return cpuNs / calls;
}
