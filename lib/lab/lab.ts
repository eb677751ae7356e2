/**
 * The lab: the strategies, carried out on the kernel under this program.
 *
 * It uses nothing of the model, so what it finds is evidence. It observes and reports; it does not
 * know what should come out. Its file has no name, its sockets stay in this machine, and no call
 * waits for ever: however it ends, nothing of it is left.
 *
 * @module
 */
import {
  type Absence,
  absenceOf,
  requireSome,
  type Tried,
  tryEach,
} from "./absence.ts";
import type { Kernel } from "./kernel.ts";
import { describeMachine, type MachineInfo } from "./machine_info.ts";
import { type CopyCount, countCopies, type ProbeBench } from "./probe.ts";
import { pipeBytesOf } from "./pipe_size.ts";
import type { ScratchFile } from "./scratch_file.ts";
import {
  type BenchParts,
  makeFile,
  makeMemory,
  makePipeBench,
  makeSocketBench,
} from "./probe_bench.ts";
import {
  measureCosts,
  type SentAmounts,
  type StrategyCost,
} from "./transfer_cost.ts";
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
  /** What this kernel refused, of each. */
  readonly absent: Readonly<
    Record<"copies" | "pipeCopies" | "costs", readonly Absence[]>
  >;
  /** What a pipe holds here; nothing if there are none. [bytes] */
  readonly pipeBytes: number | null;
  /** The size of a page of memory. [bytes] */
  readonly pageBytes: number;
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
  /** What a whole transfer sends, and in what pieces; if not given, as always. */
  readonly sent?: SentAmounts;
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
 * Observes some strategies, in a few seconds. What this kernel refuses is absent; all else is seen.
 *
 * @throws {SyscallError} If the folder takes no file, or there is no memory.
 * @throws {Refusal} If everything was refused.
 */
export async function observe(
  kernel: Kernel,
  { folder, runs, bytes, strategies: lists, sent, onStep }: LabOptions,
): Promise<Observation> {
  using stack = new DisposableStack();
  const file = makeFile(kernel, folder, stack);
  const buffer = makeMemory(kernel, bytes, stack);
  const countInto = (make: (parts: BenchParts) => ProbeBench) =>
  (
    strategy: LabStrategy,
  ): CopyCount => {
    // Nothing that a strategy left behind when it was refused meets the next one.
    using ends = new DisposableStack();
    const bench = make({ kernel, file, buffer, bytes, stack: ends });
    return countCopies(strategy, bench, { bytes, runs });
  };
  const strategies = lists.map(strategyOf);
  onStep("copies into a socket");
  const copies = tryEach(strategies, countInto(makeSocketBench));
  onStep("copies into a pipe");
  const pipeStrategies = pipeStrategiesOf(lists);
  const pipeCopies = tryEach(pipeStrategies, countInto(makePipeBench));
  onStep("whole transfers");
  const costs = await measureAll(strategies, { kernel, file }, sent);
  const all = [...copies.seen, ...pipeCopies.seen, ...costs.seen];
  requireSome(all, copies.absent);
  return {
    machine: describeMachine(kernel, file),
    pipeBytes: pipeBytesOf(kernel),
    pageBytes: kernel.call("getpagesize"),
    copies: copies.seen,
    pipeCopies: pipeCopies.seen,
    costs: costs.seen,
    absent: {
      copies: copies.absent,
      pipeCopies: pipeCopies.absent,
      costs: costs.absent,
    },
  };
}

/** What keeps all from being measured loses nothing of what was counted. */
async function measureAll(
  strategies: readonly LabStrategy[],
  parts: { kernel: Kernel; file: ScratchFile },
  sent: SentAmounts | undefined,
): Promise<Tried<StrategyCost>> {
  try {
    return await measureCosts(strategies, parts, sent);
  } catch (error) {
    const absent = strategies.map(({ name }) => absenceOf(name, error));
    return { seen: [], absent };
  }
}
