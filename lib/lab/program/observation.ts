/**
 * A program on the kernel: whether its calls deliver the file, which of them copy, and what a whole
 * transfer takes.
 *
 * What crosses over is a plain list of calls. It observes and reports; what the program claims, it
 * does not know.
 *
 * @module
 */
import { firstOf, requireSome } from "../absence.ts";
import type { LabStrategy } from "../calls.ts";
import { sharingOf } from "../further/file_blocks.ts";
import type { Kernel } from "../kernel.ts";
import { measureAlone } from "./lone_transfer.ts";
import { describeMachine, type MachineInfo } from "../machine_info.ts";
import type { EndKind, PlannedCall } from "./planned_call.ts";
import { plannedStrategy } from "./planned_run.ts";
import { begin, type CopyCount, countCopies } from "../probe.ts";
import {
  type BenchParts,
  type EndBench,
  makeFile,
  makeFileBench,
  makeMemory,
  makePipeBench,
  makeSocketBench,
} from "../probe_bench.ts";
import { RefusedCall } from "./hands.ts";
import type { ScratchFile } from "../scratch_file.ts";
import { sleep } from "../sleep.ts";
import {
  bufferFor,
  isWhole,
  measureCosts,
  type SentAmounts,
  type StrategyCost,
} from "../transfer_cost.ts";

/** The calls of a program for one file, in pieces of one size. */
export interface PlannedTransfer extends SentAmounts {
  readonly calls: readonly PlannedCall[];
}

/** A program to be tried. */
export interface ProgramTrial {
  readonly name: string;
  readonly to: EndKind;
  /** What is sent to see which calls copy: one piece that the end holds while nobody reads. */
  readonly probe: PlannedTransfer;
  /** What is sent to see what it takes. */
  readonly whole: PlannedTransfer;
  readonly folder: string;
  /** Runs for each call that hands bytes on. */
  readonly runs: number;
  /** Told what is being done. */
  readonly onStep: (step: string) => void;
}

/** What was seen of a program: plain data. */
export interface ProgramObservation {
  readonly machine: MachineInfo;
  readonly to: EndKind;
  /** What a probe sent. [bytes] */
  readonly bytes: number;
  readonly runs: number;
  /** What arrived of a probe's bytes; nothing if a call was refused. */
  readonly arrived: Arrived | null;
  /** Which calls copy; nothing where the file did not arrive. */
  readonly copies: CopyCount | null;
  /** Whether the file that was made shares its blocks with the one sent; nothing if that is not known. */
  readonly sharesBlocks: boolean | null;
  /** What a whole transfer took; nothing if it was not carried out. */
  readonly cost: StrategyCost | null;
  /** The call that Linux refused, if it did. */
  readonly refusal: SeenRefusal | null;
}

/** What has arrived. */
export interface Arrived {
  /** [bytes] */
  readonly bytes: number;
  /** Whether these are the very bytes of the file. */
  readonly isWhole: boolean;
}

/** A call that Linux refused. */
export interface SeenRefusal {
  readonly planned: PlannedCall;
  /** As it was made: "splice(9, NULL, 8, NULL, 65536, 2)". */
  readonly call: string;
  /** The name of the error: "EINVAL". */
  readonly code: string;
}

/** How long nothing may come before nothing more is expected, and how often is looked. [ms] */
const mostIdleMs = 300;
const lookMs = 2;

/**
 * Puts a program to the kernel. Nothing waits for ever, and nothing is left.
 *
 * @throws {SyscallError} If Linux refuses what the lab itself needs.
 */
export async function observeProgram(
  kernel: Kernel,
  trial: ProgramTrial,
): Promise<ProgramObservation> {
  using stack = new DisposableStack();
  const { to, runs, folder, probe } = trial;
  const file = makeFile(kernel, folder, stack);
  const seen = {
    machine: describeMachine(kernel, file),
    ...{ to, runs, bytes: probe.fileBytes },
    ...{ arrived: null, copies: null, sharesBlocks: null },
    ...{ cost: null, refusal: null },
  };
  try {
    const probed = probeProgram({ kernel, file }, trial);
    if (!probed.arrived.isWhole) return { ...seen, ...probed };
    trial.onStep(`${trial.name}: a whole transfer`);
    const cost = await measureProgram({ kernel, file }, trial);
    return { ...seen, ...probed, ...cost };
  } catch (error) {
    return { ...seen, refusal: refusalOf(error) };
  }
}

/** Sends one piece: first to see whether it arrives, then again and again with changed bytes. */
function probeProgram(
  parts: { kernel: Kernel; file: ScratchFile },
  { name, to, probe, folder, runs, onStep }: ProgramTrial,
): Pick<ProgramObservation, "copies" | "sharesBlocks"> & { arrived: Arrived } {
  using stack = new DisposableStack();
  const { fileBytes: bytes, pieceBytes, calls } = probe;
  const sizes = { bytes, pieceBytes };
  const strategy = plannedStrategy(name, calls);
  const bench = makeEnd(to, strategy, { ...parts, ...probe, folder, stack });
  onStep(`${name}: whether it delivers`);
  const content = parts.file.fillAtRandom(bytes);
  begin(strategy, bench, sizes).toArray();
  const came = waitForAll(bench, bytes);
  const received = came === 0
    ? new Uint8Array()
    : bench.receive(Math.min(came, bytes));
  const arrived = {
    bytes: came,
    isWhole: isWhole({ arrived: received, bytes: came }, content),
  };
  if (!arrived.isWhole) return { arrived, copies: null, sharesBlocks: null };
  onStep(`${name}: which calls copy`);
  const copies = countCopies(strategy, bench, { bytes, runs });
  const mayShare = calls.some(({ call }) => call === "copy_file_range");
  if (!mayShare || !bench.made) return { arrived, copies, sharesBlocks: null };
  // The last run changed the source: only a new copy can share blocks with it.
  begin(strategy, bench, sizes).toArray();
  const sharing = sharingOf(parts.kernel, {
    ...parts,
    made: bench.made,
    bytes,
  });
  const sharesBlocks = sharing.copies === null ? null : sharing.copies === 0;
  return { arrived, copies, sharesBlocks };
}

/** Measures a whole transfer: to a socket with a receiver on another thread, else with none. */
async function measureProgram(
  parts: { kernel: Kernel; file: ScratchFile },
  { name, to, whole, folder }: ProgramTrial,
): Promise<{ cost: StrategyCost | null; refusal: SeenRefusal | null }> {
  const strategy = plannedStrategy(name, whole.calls);
  if (to !== "socket") {
    using stack = new DisposableStack();
    const bench = makeEnd(to, strategy, { ...parts, ...whole, folder, stack });
    return { cost: measureAlone(strategy, bench, whole), refusal: null };
  }
  const { seen, absent } = await measureCosts([strategy], parts, whole);
  const refused = strategy.refused();
  if (refused === undefined) requireSome(seen, absent);
  return {
    cost: seen[0] ?? null,
    refusal: refused ? refusalOf(refused) : null,
  };
}

/** What a program sends to, and the file that it is, if it is one. */
type AnyEnd = EndBench & { readonly made?: ScratchFile };

/** Makes what a program sends to, and memory for it. */
function makeEnd(
  to: EndKind,
  strategy: LabStrategy,
  { kernel, file, folder, stack, ...sent }: SentAmounts & {
    kernel: Kernel;
    file: ScratchFile;
    folder: string;
    stack: DisposableStack;
  },
): AnyEnd {
  const buffer = makeMemory(kernel, bufferFor([strategy], sent), stack);
  const bytes = sent.fileBytes;
  const parts = { kernel, file, buffer, bytes, stack, folder };
  return makers[to](parts);
}

const makers: Readonly<
  Record<EndKind, (parts: BenchParts & { folder: string }) => AnyEnd>
> = {
  socket: (parts) => makeSocketBench(parts),
  pipe: makePipeBench,
  file: makeFileBench,
};

/** Waits until so many bytes have come, or no more come. @returns [bytes] */
function waitForAll(bench: EndBench, bytes: number): number {
  let came = bench.arrived();
  for (let idleMs = 0; came < bytes && idleMs < mostIdleMs; idleMs += lookMs) {
    sleep(lookMs);
    const now = bench.arrived();
    if (now > came) idleMs = 0;
    came = now;
  }
  return came;
}

/** @throws What is no refusal of a program's call. */
function refusalOf(error: unknown): SeenRefusal {
  const first = firstOf(error);
  if (!(first instanceof RefusedCall)) throw error;
  const { planned, call, code } = first;
  return { planned, call, code };
}
