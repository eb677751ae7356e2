/**
 * What becomes of a program: it is run on the machine, as far as it goes, and as far as a page can
 * bear.
 *
 * @module
 */
import { Fault } from "../../machine/fault.ts";
import {
  generateFile,
  isDelivered,
  type Job,
  movedByPage,
} from "../../machine/job.ts";
import { type Program, stepsOf } from "../../machine/program.ts";
import { perform, type RunToFault } from "../../machine/run.ts";
import { sayCount, saySize } from "../../text/say.ts";
import { count, type Counts } from "../../trace/count.ts";
import type { Event } from "../../trace/event.ts";
import { sayTooLarge } from "../../workbook/lesson_options.ts";
import { sayArrival } from "../../workbook/say_job.ts";

/** What became of a program. */
export interface Trial {
  readonly ending: "delivered" | "undelivered" | "fault" | "nothing";
  /** In a sentence: that of the machine, where it has one. */
  readonly says: string;
  /** The step that broke a rule. [from 1] */
  readonly step?: number;
  /** What happened; nothing, if it was not run. */
  readonly run?: RunToFault;
  readonly counts?: Counts;
}

/** The most that is copied and passed in one run. [bytes] */
const mostBytes = 512 * 2 ** 20;

/** The most events of one run. */
const mostEvents = 100_000;

/** A run that takes more than a page can bear. */
class TooMuch extends Error {}

/** Runs a program. */
export function tryProgram(program: Program, job: Job): Trial {
  const tooLarge = sayTooLarge(job, movedByPage, "This page");
  if (tooLarge !== undefined) {
    return { ending: "nothing", says: `${tooLarge}.` };
  }
  const file = generateFile(job.fileBytes);
  const trace: Event[] = [];
  try {
    const delivered = perform(program, job, { file, emit: within(trace) });
    const isWhole = isDelivered(file, delivered);
    const hasSome = isWhole || delivered.length > 0;
    const isEmpty = stepsOf(program).length === 0;
    return {
      ending: isWhole ? "delivered" : isEmpty ? "nothing" : "undelivered",
      says: hasSome
        ? sayArrival({ bytes: delivered.length, isWhole })
        : isEmpty
        ? "There is no step yet: nobody sends anything."
        : "The program ran to its end, and the client has no byte. Which " +
          "step hands bytes to the NIC?",
      run: { program, job, trace, delivered },
      counts: count(trace),
    };
  } catch (error) {
    if (error instanceof TooMuch) return sayTooMuch(trace);
    if (!(error instanceof Fault)) throw error;
    const delivered = new Uint8Array();
    return {
      ending: "fault",
      says: error.message,
      ...stepOf(error),
      run: { program, job, trace, delivered, fault: error },
      counts: count(trace),
    };
  }
}

/** Keeps events, as many as a page can bear. */
function within(trace: Event[]): (event: Event) => void {
  let movedBytes = 0;
  return (event) => {
    trace.push(event);
    if (event.kind === "copy" || event.kind === "pass") {
      movedBytes += event.bytes;
    }
    if (trace.length > mostEvents || movedBytes > mostBytes) {
      throw new TooMuch();
    }
  };
}

function stepOf({ where }: Fault): { step?: number } {
  return where === undefined ? {} : { step: where.step };
}

function sayTooMuch(trace: readonly Event[]): Trial {
  const { step = 0, round = 0 } = trace.at(-1) ?? {};
  const piece = round === 0 ? "" : `, in piece ${sayCount(round)}`;
  return {
    ending: "nothing",
    says: `This page stops at step ${step}${piece}: it goes up to ` +
      `${sayCount(mostEvents)} events, and ${saySize(mostBytes)} that are ` +
      "copied or passed.",
    step,
  };
}
