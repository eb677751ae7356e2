/**
 * The lab: the strategies, carried out on the kernel under this program.
 *
 * It uses nothing of the model, so what it finds is evidence. It observes and reports; it does not
 * know what should come out. Its file has no name, its sockets stay in this machine, and no call
 * waits for ever: however it ends, nothing of it is left.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";
import { describeMachine, type MachineInfo } from "./machine_info.ts";
import { type CopyCount, countCopies, type ProbeBench } from "./probe.ts";
import { pipeBytesOf } from "./pipe_size.ts";
import {
  makeFile,
  makeMemory,
  makePipeBench,
  makeSocketBench,
} from "./probe_bench.ts";
import { measureCosts, type StrategyCost } from "./transfer_cost.ts";
import {
  type CallList,
  type LabStrategy,
  pipeStrategiesOf,
  strategyOf,
} from "./calls.ts";

/** What the lab found: plain data. */
export interface Observation {
  readonly machine: MachineInfo;
  /** Copies on the way into a TCP socket of the loopback device. */
  readonly copies: readonly CopyCount[];
  /** Copies on the way into a pipe. */
  readonly pipeCopies: readonly CopyCount[];
  /** What a whole transfer takes. */
  readonly costs: readonly StrategyCost[];
}

/** How the lab works. */
export interface LabOptions {
  /** Where its file is: on the file system that is measured. */
  readonly folder: string;
  /** Runs for each call that is probed. */
  readonly runs: number;
  /** What one probe sends: a socket and a pipe hold it while nobody reads. [bytes] */
  readonly bytes: number;
  /** Strategies into a socket; into a pipe they go as far as they need to. */
  readonly strategies: readonly CallList[];
  /** Told what is being done. */
  readonly onStep: (step: string) => void;
}

/** What a socket holds unread, everywhere. [bytes] */
const mostProbeBytes = 2 ** 16;

/** What one probe may send, so that a pipe made here holds it. [bytes] */
export function probeBytesFor(kernel: Kernel): number {
  return Math.min(mostProbeBytes, pipeBytesOf(kernel) ?? mostProbeBytes);
}

/**
 * Observes some strategies, in a few seconds.
 *
 * @throws {SyscallError} If Linux refused a call that every strategy needs.
 */
export async function observe(
  kernel: Kernel,
  { folder, runs, bytes, strategies: lists, onStep }: LabOptions,
): Promise<Observation> {
  using stack = new DisposableStack();
  const file = makeFile(kernel, folder, stack);
  const buffer = makeMemory(kernel, bytes, stack);
  const parts = { kernel, file, buffer, bytes, stack };
  const count = (bench: ProbeBench) => (strategy: LabStrategy): CopyCount =>
    countCopies(strategy, bench, { bytes, runs });
  const strategies = lists.map(strategyOf);
  onStep("copies into a socket");
  const copies = strategies.map(count(makeSocketBench(parts)));
  onStep("copies into a pipe");
  const pipeCopies = pipeStrategiesOf(lists).map(count(makePipeBench(parts)));
  onStep("whole transfers");
  const costs = await measureCosts(strategies, { kernel, file });
  const machine = describeMachine(kernel, file);
  return { machine, copies, pipeCopies, costs };
}
