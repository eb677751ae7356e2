/**
 * A program put to the kernel: what it claims, what the model says of it, and what the kernel does.
 *
 * @module
 */
import type { Kernel } from "../../lab/kernel.ts";
import { probeBytesFor } from "../../lab/lab.ts";
import type { EndKind } from "../../lab/program/planned_call.ts";
import {
  observeProgram,
  type PlannedTransfer,
  type ProgramObservation,
} from "../../lab/program/observation.ts";
import { Fault } from "../../machine/fault.ts";
import {
  countPieces,
  generateFile,
  isDelivered,
  type Job,
  makeJob,
} from "../../machine/job.ts";
import { type Program, turnsOf } from "../../machine/program.ts";
import { perform } from "../../machine/run.ts";
import { limitJob } from "../../strategy/linux.ts";
import { Counter, type Counts } from "../../trace/count.ts";
import type { Score } from "../../workbook/golf.ts";
import { oddPipeIn } from "../../workbook/program_text.ts";
import { type Figure, figuresOf } from "../figures.ts";
import { type CallClaims, plannedCalls, unknownCall } from "./calls.ts";
import { copiesIn, judgeCalls, type JudgedCall } from "./verdict.ts";
import { sayRefusal } from "./refusals.ts";

/** A program, as the model and the kernel judge it: plain data. */
export interface ProgramReport {
  readonly name: string;
  readonly to: EndKind;
  /** What the machine says, if the program breaks one of its rules. */
  readonly fault: string | null;
  /** What the client has on the model; nothing after a fault. */
  readonly modelled: ModelledProgram | null;
  /** The call that no kernel has; nothing, if there is none. */
  readonly unknown: Pick<CallClaims, "step" | "call"> | null;
  /** What the kernel did; nothing if there is a call that it has not. */
  readonly observation: ProgramObservation | null;
  /** What the kernel refused, and why: a line. */
  readonly refusal: string | null;
  /** The verdict on each call; none if nothing could be seen. */
  readonly calls: readonly JudgedCall[];
  /** The model's figures beside the kernel's. */
  readonly figures: readonly Figure[];
}

/** What a run on the model came to. */
export interface ModelledProgram {
  /** [bytes] */
  readonly bytes: number;
  /** Whether these are the very bytes of the file. */
  readonly isWhole: boolean;
  /** The counts of a whole transfer, with the file in the page cache and without. */
  readonly warm: Counts;
  readonly cold: Counts;
}

/** How a program is put to the kernel. */
export interface ProgramOptions {
  readonly to: EndKind;
  readonly folder: string;
  /** Runs for each call that hands bytes on. */
  readonly runs: number;
  /** What a whole transfer sends, and the most that one call moves. [bytes] */
  readonly fileBytes: number;
  readonly pieceBytes: number;
  /** Told what is being done. */
  readonly onStep: (step: string) => void;
}

/** What a page takes in a pipe: all that is sent to one must fit into it unread. [bytes] */
const pageBytes = makeJob().pageBytes;

/**
 * Puts a program to the kernel.
 *
 * @throws {SyscallError} If Linux refuses what the lab itself needs.
 */
export async function putToKernel(
  kernel: Kernel,
  program: Program,
  options: ProgramOptions,
): Promise<ProgramReport> {
  const { name } = program;
  const { to } = options;
  const probeBytes = probeBytesFor(kernel);
  const sizes = to === "pipe"
    ? { fileBytes: probeBytes, pieceBytes: pageBytes }
    : options;
  const oddPipe = oddPipeIn(program);
  const model = oddPipe === undefined
    ? modelOf(program, jobFor(program, sizes))
    : { fault: oddPipe, modelled: null };
  const unknown = unknownCall(program) ?? null;
  const report: ProgramReport = {
    ...{ name, to, unknown, ...model },
    ...{ observation: null, refusal: null, calls: [], figures: [] },
  };
  if (unknown !== null || oddPipe !== undefined) return report;
  const observation = await observeProgram(kernel, {
    ...options,
    name,
    probe: plan(program, { fileBytes: probeBytes, pieceBytes: probeBytes }),
    whole: plan(program, sizes),
  });
  const { refusal, copies, cost, sharesBlocks } = observation;
  const calls = copies
    ? judgeCalls(program, copies.sightings, { sharesBlocks })
    : [];
  return {
    ...report,
    ...{ observation, calls, refusal: refusal && sayRefusal(refusal) },
    figures: cost?.isDelivered
      ? figuresFor(jobFor(program, cost), { ...model, calls, observation })
      : [],
  };
}

/**
 * Counts the score of golf on the kernel: what was seen to be copied, and two mode switches for each
 * call. Peak memory is the model's, as nobody sees a kernel's.
 *
 * @returns Nothing where the file did not arrive, or no probe can tell what each call copies.
 */
export function kernelScore(report: ProgramReport): Score | undefined {
  const { modelled, observation, refusal } = report;
  const cost = observation?.cost;
  const copies = copiesIn(report.calls);
  if (refusal || !cost?.isDelivered || copies === null) return undefined;
  const calls = Object.values(cost.warm.calls)
    .reduce((sum, calls) => sum + calls, 0);
  return {
    cpuBytes: copies * cost.fileBytes,
    modeSwitches: 2 * calls,
    peakBufferBytes: modelled?.warm.peakBufferBytes ?? 0,
  };
}

/** Counts the steps of a whole transfer: what the model carries out, and the lab plans. */
export function countSteps(program: Program, sizes: Sizes): number {
  const job = jobFor(program, sizes);
  return program.parts
    .map(({ repeats, instructions }) =>
      instructions.length * turnsOf(repeats, job)
    )
    .reduce((sum, steps) => sum + steps, 0);
}

type Sizes = Pick<ProgramOptions, "fileBytes" | "pieceBytes">;

/** The job of a program, in pieces that its pipe takes. Loopback is a NIC that gathers. */
function jobFor(program: Program, { fileBytes, pieceBytes }: Sizes): Job {
  const job = makeJob({ fileBytes, bufferBytes: pieceBytes, cache: "warm" });
  return limitJob(program, job);
}

function plan(program: Program, sizes: Sizes): PlannedTransfer {
  const { fileBytes, pieceBytes } = sizes;
  const calls = unknownCall(program)
    ? []
    : plannedCalls(program, jobFor(program, sizes));
  return { fileBytes, pieceBytes, calls };
}

/** Runs a program on the model, with the file in the page cache and without. */
function modelOf(
  program: Program,
  job: Job,
): Pick<ProgramReport, "fault" | "modelled"> {
  const file = generateFile(job.fileBytes);
  const countOf = (job: Job): { counts: Counts; received: Uint8Array } => {
    const counter = new Counter();
    const emit = counter.add.bind(counter);
    const received = perform(program, job, { file, emit });
    return { counts: counter.counts, received };
  };
  try {
    const { counts: cold, received } = countOf({ ...job, cache: "cold" });
    const { counts: warm } = countOf(job);
    const isWhole = isDelivered(file, received);
    const modelled = { bytes: received.length, isWhole, warm, cold };
    return { fault: null, modelled };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: error.message, modelled: null };
  }
}

/** Sets what the model counts for a job that was delivered beside what the kernel did. */
function figuresFor(
  job: Job,
  { modelled, calls, observation: { cost, copies } }:
    & Pick<ProgramReport, "modelled" | "calls">
    & { observation: ProgramObservation },
): Figure[] {
  if (modelled === null || cost === null || copies === null) return [];
  const { warm, cold } = modelled;
  const told = { ...copies, copies: copiesIn(calls) };
  const sent = { fileBytes: cost.fileBytes, pieces: countPieces(job) };
  return figuresOf([{ ...sent, warm, cold, cost, copies: told }]);
}
