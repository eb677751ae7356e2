/**
 * The model of a lesson about one strategy, run on the machine.
 *
 * @module
 */
import { measuredVm } from "../cost/cost.ts";
import {
  countPieces,
  generateFile,
  isDelivered,
  isMovable,
  type Job,
  makeJob,
} from "../machine/job.ts";
import { Fault } from "../machine/fault.ts";
import { perform, run } from "../machine/run.ts";
import {
  drawCounts,
  drawDifference,
  listCounts,
  listDifference,
} from "../picture/counts.ts";
import { sayCount, saySize } from "../text/say.ts";
import { drawSequence, sequenceOf } from "../picture/sequence.ts";
import {
  drawProgram,
  drawSteps,
  listProgram,
  listSteps,
} from "../picture/steps.ts";
import { drawWay, wayOf } from "../picture/way.ts";
import { wayPicture } from "../picture/way_drawing.ts";
import { wrapText } from "../text/width.ts";
import { Counter, type Counts } from "../trace/count.ts";
import type { Event, Place } from "../trace/event.ts";
import type { Program } from "../machine/program.ts";
import { closedForm } from "../cost/closed_form.ts";
import { fallBack } from "../strategy/fallback.ts";
import { sha256 } from "./digest.ts";
import { ownOutcome } from "./own_program.ts";
import { sayArrival, sayJob } from "./say_job.ts";
import {
  fence,
  type Lesson,
  mostKeptPieces,
  type Outcome,
  type Setting,
} from "./lesson.ts";

/** What the client has at the end of a run. */
export interface Delivery {
  readonly bytes: number;
  readonly sha256: string;
  /** Whether these are the very bytes of the file. */
  readonly isWhole: boolean;
}

/** A job that a program has done, with what came of it. */
export interface DoneJob {
  /** The program that was carried out: after a fallback, not the one asked for. */
  readonly program: Program;
  readonly job: Job;
  readonly counts: Counts;
  /** Nothing, if the bytes were counted and not moved. */
  readonly delivered: Delivery | undefined;
  /** All events, or those outside later pieces if there are too many to keep. */
  readonly trace: readonly Event[];
  /** What ended it, if it did not come to its end: then its counts are those up to there. */
  readonly fault?: Fault;
  /** Why its counts stand beside no others, in a word or two. */
  readonly failed?: "fault" | "not delivered";
}

/**
 * Sends a file, or only counts what sending it would cost.
 *
 * @param program What is done.
 * @param setting Without `keepsTrace`, a job that is too large to move is counted by formula.
 * @throws {RangeError} If the file is too large to move and a trace is wanted.
 */
export async function transfer(
  program: Program,
  setting: Setting,
): Promise<DoneJob> {
  const { job } = setting;
  const real = fallBack(program, job);
  if (!setting.keepsTrace && !isMovable(job, setting.movedMost)) {
    const counts = closedForm(real, job);
    return { program: real, job, counts, delivered: undefined, trace: [] };
  }
  const file = setting.file();
  const counter = new Counter();
  const trace: Event[] = [];
  const keepsAll = countPieces(job) <= mostKeptPieces;
  const emit = (event: Event): void => {
    counter.add(event);
    const isKept = keepsAll || event.round <= 1;
    if (setting.keepsTrace && isKept) trace.push(event);
  };
  try {
    const received = perform(real, job, { file, emit });
    const delivered = await deliveryOf(file, received);
    const done = { program: real, job, counts: counter.counts, trace };
    return delivered.isWhole
      ? { ...done, delivered }
      : { ...done, delivered, failed: "not delivered" };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const { counts } = counter;
    const ended = { delivered: undefined, fault, failed: "fault" } as const;
    return { program: real, job, counts, trace, ...ended };
  }
}

async function deliveryOf(
  file: Uint8Array,
  received: Uint8Array<ArrayBuffer>,
): Promise<Delivery> {
  return {
    bytes: received.length,
    sha256: await sha256(received),
    isWhole: isDelivered(file, received),
  };
}

/**
 * Makes the model of a lesson about one program.
 *
 * @param program The program that the lesson tells of.
 * @param earlier The program of the lesson before, to compare with.
 */
export function transferModel(
  program: Program,
  earlier?: Program,
): Pick<Lesson, "sends" | "stepped" | "knobs" | "model"> {
  return {
    sends: true,
    stepped: ({ job }) => ({ program, job }),
    knobs: [],
    model: async (setting) => {
      const { job, own, keepsTrace } = setting;
      const done = await transfer(own ?? program, setting);
      const { facts, ...outcome } = outcomeOf(done, keepsTrace);
      const before = own === undefined ? earlier : program;
      const saved = (columns: number): string => {
        const counts = closedForm(fallBack(before!, job), job);
        const difference = listDifference({ program: before!, counts }, done);
        return fence(drawDifference(difference, columns));
      };
      const isCompared = before !== undefined && done.failed === undefined;
      const told = own && ownOutcome(done, facts);
      return {
        ...outcome,
        ...told,
        facts: { ...facts, ...(isCompared && { saved }), ...told?.facts },
      };
    },
  };
}

/** The facts and the data of one transfer. */
export function outcomeOf(done: DoneJob, keepsTrace: boolean): Outcome {
  const { program, counts, delivered, trace, fault } = done;
  const pieces = countPieces(done.job);
  return {
    facts: {
      program: (columns) =>
        fence(drawProgram(listProgram(program), { pieces, columns })),
      steps: (columns) => fence(drawSteps(listSteps(trace, pieces), columns)),
      way: (columns) => fence(drawWay(wayOf(trace, done.job), columns)),
      diagram: (columns) =>
        fence(drawSequence(sequenceOf(trace, pieces), columns)),
      counts: (columns) => fence(drawCounts(listCounts(done), columns)),
      arrival: (columns) => fence(drawArrival(done, columns)),
      job: () => sayJob(done.job),
      calls: () => sayCount(counts.systemCalls),
      switches: () => sayCount(counts.modeSwitches),
      cpuCopies: () => sayCount(counts.cpuCopies),
      dmaCopies: () => sayCount(counts.dmaCopies),
      cpuSize: () => saySize(counts.cpuBytes),
      peakSize: () => saySize(counts.peakBufferBytes),
    },
    pictures: {
      way: () => wayPicture({ ...done, name: program.name }),
    },
    folded: { diagram: "The same as a sequence diagram: who tells whom" },
    data: {
      strategy: program.name,
      counts,
      delivered: delivered === undefined
        ? null
        : { bytes: delivered.bytes, sha256: delivered.sha256 },
      ...(fault && { fault: { ...fault.where, message: fault.message } }),
      ...(keepsTrace ? { trace } : {}),
    },
  };
}

/** Says what the client has, or why it has nothing. */
function drawArrival(
  { delivered, job, fault }: DoneJob,
  columns: number,
): string[] {
  const says = delivered === undefined
    ? [
      fault?.message ??
        `Counted by formula: a file of ${sayCount(job.fileBytes)} bytes is ` +
          "too large for the model to move.",
    ]
    : [sayArrival(delivered), `SHA-256 ${delivered.sha256}`];
  return says.flatMap((text) => wrapText(text, columns));
}

/** The counts of a program for the default job: what claims are about. */
export function usualCounts(program: Program): Counts {
  return closedForm(program, makeJob());
}

/** The places whose memory a program takes, each with how much. [bytes] */
export function memoryOf(program: Program): Partial<Record<Place, number>> {
  const taken: Partial<Record<Place, number>> = {};
  for (const event of run(program).trace) {
    if (event.kind !== "allocate") continue;
    taken[event.place] = (taken[event.place] ?? 0) + event.bytes;
  }
  return taken;
}

/** The setting that a page is woven with. */
export function usualSetting(): Setting {
  const job = makeJob();
  return {
    job,
    file: () => generateFile(job.fileBytes),
    keepsTrace: true,
    knobs: {},
    measuredPrices: () => measuredVm,
  };
}
