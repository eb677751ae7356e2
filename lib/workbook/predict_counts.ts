/**
 * Problems about one strategy, as the textbooks tell it: what is counted, and why.
 *
 * @module
 */
import {
  countPieces,
  type Job,
  makeJob,
  type NicAbility,
  pagesFor,
} from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import { readWrite } from "../strategy/textbook.ts";
import { count, type Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { addsTo, quantities } from "../trace/quantity.ts";
import { type Prediction, problemOf, type Roll } from "./prediction.ts";
import { rollJob } from "./roll.ts";
import { type Ran, runJob, sayCountedSteps } from "./run_words.ts";
import { sayMany } from "../text/say.ts";
import { listJob } from "./say_job.ts";

/** A run, with what it cost. */
interface Done extends Ran {
  readonly program: Program;
  readonly counts: Counts;
}

type Wrong = Prediction<Done>["wrong"];

function doJob(program: Program, job: Job): Done {
  const ran = runJob(program, job);
  return { program, ...ran, counts: count(ran.trace) };
}

/** Asks for a count, and explains it by the steps that are counted. */
function askCount(
  name: keyof Counts,
  wrong: Wrong,
  parts: Partial<Prediction<Done>> = {},
): Prediction<Done> {
  return {
    name,
    asks: quantities[name].label,
    right: ({ counts }) => counts[name],
    explains: (done) => sayCountedSteps(done, addsTo(name), noCpuCopy),
    wrong,
    ...parts,
  };
}

const noCpuCopy = "No step copies with the CPU. Descriptors are passed, and " +
  "the NIC finds the bytes in the page cache.";

/** What a count is if the page cache is taken for what it is not. */
function otherCache(name: keyof Counts): Wrong {
  return {
    "the file is in memory, or on the disk, the other way round": (
      { program, job },
    ) => {
      const cache = job.cache === "warm" ? "cold" : "warm";
      return doJob(program, { ...job, cache }).counts[name];
    },
  };
}

function sumOf(
  { trace }: Done,
  valueOf: (event: Event) => number,
): number {
  return trace.reduce((sum, event) => sum + valueOf(event), 0);
}

/** Whether pieces begin inside pages. */
function sayPages({ bufferBytes, pageBytes }: Job): string {
  return bufferBytes % pageBytes === 0
    ? `A whole piece is ${sayMany(pagesFor(bufferBytes, pageBytes), "page")}.`
    : "Here a page can hold the end of one piece and the beginning of the " +
      "next: each needs a descriptor for it.";
}

/** All that can be asked about a run. */
const questions: readonly Prediction<Done>[] = [
  askCount("systemCalls", {
    "two for each call": ({ counts }) => counts.modeSwitches,
    "one for each piece": ({ job }) => countPieces(job),
  }),
  askCount("modeSwitches", {
    "one for each call": ({ counts }) => counts.systemCalls,
    "one for each copy besides": ({ counts }) =>
      counts.modeSwitches + counts.cpuCopies + counts.dmaCopies,
  }),
  askCount("cpuCopies", {
    "all copies, whoever makes them": ({ counts }) =>
      counts.cpuCopies + counts.dmaCopies,
  }),
  askCount("dmaCopies", otherCache("dmaCopies"), {
    explains: (done) =>
      sayCountedSteps(done, addsTo("dmaCopies"), "") +
      (done.job.cache === "warm" ? " The disk has nothing to do." : ""),
  }),
  askCount("cpuBytes", {
    "all bytes, whoever moves them": ({ counts }) =>
      counts.cpuBytes + counts.dmaBytes,
  }, {
    asks: "moved by the CPU",
    unit: "bytes",
    explains: (done) =>
      done.counts.cpuBytes === 0
        ? noCpuCopy
        : "All pieces together are the file, and each of these steps moves " +
          "it once. " + sayCountedSteps(done, addsTo("cpuCopies"), noCpuCopy),
  }),
  askCount("dmaBytes", otherCache("dmaBytes"), {
    asks: "moved by DMA",
    unit: "bytes",
    explains: () =>
      "The file goes once to the NIC, and once from the disk unless it is in " +
      "memory already.",
  }),
  askCount("passes", {
    "all steps that hand bytes on": ({ counts }) =>
      counts.passes + counts.cpuCopies + counts.dmaCopies,
  }, {
    asks: "times that the pages of a piece are handed on",
    explains: (done) =>
      sayCountedSteps(done, addsTo("passes"), "") +
      (done.job.nic === "gather"
        ? ""
        : " A call passes pages whatever the NIC; the copy comes after it."),
  }),
  {
    name: "mappedPages",
    asks: "pages that are mapped",
    right: (done) =>
      sumOf(done, (event) => event.kind === "map" ? event.pages : 0),
    explains: ({ job }) =>
      "The whole file is mapped, in one call. A page of " +
      `${job.pageBytes} bytes of which the file fills a part is mapped whole.`,
    wrong: { "its bytes": ({ job }) => job.fileBytes },
  },
  {
    name: "descriptors",
    asks: "descriptors handed on in all",
    right: (done) =>
      sumOf(done, (event) => event.kind === "pass" ? event.descriptors : 0),
    explains: ({ job }) =>
      "A piece needs one for each page that it touches, even for a part of " +
      `it. ${sayPages(job)}`,
    wrong: { "the bytes that they stand for": ({ job }) => job.fileBytes },
  },
  {
    name: "savedSwitches",
    asks: `${quantities.modeSwitches.label} fewer than ${readWrite.name}`,
    right: ({ job, counts }) =>
      doJob(readWrite, job).counts.modeSwitches - counts.modeSwitches,
    explains: ({ job }) =>
      `${readWrite.name}. ${
        sayCountedSteps(doJob(readWrite, job), addsTo("modeSwitches"), "")
      }`,
    wrong: {
      "all of them": ({ job }) => doJob(readWrite, job).counts.modeSwitches,
      "the calls that are saved": ({ job, counts }) =>
        doJob(readWrite, job).counts.systemCalls - counts.systemCalls,
    },
  },
];

/**
 * Makes the problems of a lesson about one strategy.
 *
 * @param program The strategy.
 * @param names What is asked, in this order.
 * @param nics The NICs that may be rolled: any, where the kernel copies for one that lacks an
 *   ability.
 */
export function countsProblem(
  program: Program,
  names: readonly string[],
  nics: readonly NicAbility[] = ["gather"],
): Roll {
  return problemOf<Done>({
    roll: (dice) => {
      const job = rollJob(dice, {
        bufferBytes: [2048, 4096, 6000, 8192, 16384],
        wholePieces: [2, 6],
        wholeOneIn: 4,
        cache: ["cold", "warm"],
        nic: nics,
      });
      return isUsual(job) ? undefined : doJob(program, job);
    },
    title: () => `${program.name}, as the textbook tells it`,
    given: ({ job }) => listJob(job),
    questions: names.map((name) =>
      questions.find((question) => question.name === name)!
    ),
  });
}

/** Whether a job is the one that the page of the lesson shows. */
function isUsual(job: Job): boolean {
  const { fileBytes, bufferBytes } = makeJob();
  return job.fileBytes === fileBytes && job.bufferBytes === bufferBytes;
}
