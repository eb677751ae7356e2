/**
 * Problems about one strategy, as the textbooks tell it: what is counted, and why.
 *
 * @module
 */
import {
  type Job,
  makeJob,
  type NicAbility,
  pagesFor,
} from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import type { Blank } from "./problem.ts";
import { count, type Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { readWrite } from "../strategy/textbook.ts";
import { addsTo, quantities } from "../trace/quantity.ts";
import { type Ran, runJob, sayCountedSteps } from "./run_words.ts";
import { listJob } from "./say_job.ts";
import { rollJob } from "./roll.ts";
import { type Body, numberBlank, type Recipe, recipe } from "./recipe.ts";

/** A run, with what it cost. */
interface Done extends Ran {
  readonly program: Program;
  readonly counts: Counts;
}

/** Makes a blank from a run. */
type Ask = (done: Done) => Blank;

function doJob(program: Program, job: Job): Done {
  const ran = runJob(program, job);
  return { program, ...ran, counts: count(ran.trace) };
}

function isUsual(job: Job): boolean {
  const { fileBytes, bufferBytes } = makeJob();
  return job.fileBytes === fileBytes && job.bufferBytes === bufferBytes;
}

/** Asks for a count, and explains it by the steps that are counted. */
function askCount(name: keyof Counts): Ask {
  return (done) =>
    numberBlank(name, quantities[name].label, {
      answer: done.counts[name],
      explains: sayCountedSteps(done, addsTo(name), noCpuCopy),
    });
}

const noCpuCopy = "No step copies with the CPU. Descriptors are passed, and " +
  "the NIC finds the bytes in the page cache.";

function dmaCopies(done: Done): Blank {
  return numberBlank("dmaCopies", quantities.dmaCopies.label, {
    answer: done.counts.dmaCopies,
    explains: sayCountedSteps(done, addsTo("dmaCopies"), "") +
      (done.job.cache === "warm" ? " The disk has nothing to do." : ""),
  });
}

function cpuBytes(done: Done): Blank {
  return numberBlank("cpuBytes", "moved by the CPU", {
    answer: done.counts.cpuBytes,
    unit: "bytes",
    explains: done.counts.cpuBytes === 0
      ? noCpuCopy
      : "All pieces together are the file, and each of these steps moves " +
        "it once. " +
        sayCountedSteps(done, addsTo("cpuCopies"), noCpuCopy),
  });
}

function dmaBytes(done: Done): Blank {
  return numberBlank("dmaBytes", "moved by DMA", {
    answer: done.counts.dmaBytes,
    unit: "bytes",
    explains: "The file goes once to the NIC, and once from the disk unless " +
      "it is in memory already.",
  });
}

function mappedPages({ trace, job }: Done): Blank {
  return numberBlank("mappedPages", "pages that are mapped", {
    answer: sumOf(trace, (event) => event.kind === "map" ? event.pages : 0),
    explains: "The whole file is mapped, in one call. A page of " +
      `${job.pageBytes} bytes of which the file fills a part is mapped whole.`,
  });
}

function descriptors({ trace, job }: Done): Blank {
  return numberBlank("descriptors", "descriptors handed on in all", {
    answer: sumOf(
      trace,
      (event) => event.kind === "pass" ? event.descriptors : 0,
    ),
    explains: job.nic === "no-gather"
      ? "No descriptor goes to this NIC: the kernel copies instead."
      : "A piece needs one for each page that it touches, even for a part " +
        `of it. ${sayPages(job)}`,
  });
}

function passes(done: Done): Blank {
  return numberBlank(
    "passes",
    "times that the pages of a piece are handed on",
    {
      answer: done.counts.passes,
      explains: sayCountedSteps(done, addsTo("passes"), "") +
        (done.job.nic === "no-gather"
          ? " Out of the pipe the kernel copies, for this NIC."
          : ""),
    },
  );
}

function savedSwitches({ job, counts }: Done): Blank {
  const before = doJob(readWrite, job);
  const asks = `${quantities.modeSwitches.label} fewer than ${readWrite.name}`;
  return numberBlank("savedSwitches", asks, {
    answer: before.counts.modeSwitches - counts.modeSwitches,
    explains: `${readWrite.name}. ${
      sayCountedSteps(before, addsTo("modeSwitches"), "")
    }`,
  });
}

function sumOf(
  trace: readonly Event[],
  valueOf: (event: Event) => number,
): number {
  return trace.reduce((sum, event) => sum + valueOf(event), 0);
}

/** Whether pieces begin inside pages. */
function sayPages({ bufferBytes, pageBytes }: Job): string {
  return bufferBytes % pageBytes === 0
    ? `A whole piece is ${pagesFor(bufferBytes, pageBytes)} pages.`
    : "Here a page can hold the end of one piece and the beginning of the " +
      "next: each needs a descriptor for it.";
}

/** What can be asked about a run, by the name of the blank. */
const asks = {
  systemCalls: askCount("systemCalls"),
  modeSwitches: askCount("modeSwitches"),
  savedSwitches,
  cpuCopies: askCount("cpuCopies"),
  dmaCopies,
  cpuBytes,
  dmaBytes,
  mappedPages,
  descriptors,
  passes,
} as const;

/**
 * Makes the problem of a lesson about one strategy.
 *
 * @param program The strategy.
 * @param blanks What is asked, in this order.
 * @param nics The NICs that may be drawn: any, where the kernel copies for one that lacks an
 *   ability.
 */
export function countsProblem(
  program: Program,
  blanks: readonly (keyof typeof asks)[],
  nics: readonly NicAbility[] = ["gather"],
): Recipe {
  return recipe({
    drawCase: (dice) =>
      rollJob(dice, {
        bufferBytes: [2048, 4096, 6000, 8192, 16384],
        wholePieces: [2, 6],
        wholeOneIn: 4,
        cache: ["cold", "warm"],
        nic: nics,
      }),
    isUsual,
    pose: (job): Body => {
      const done = doJob(program, job);
      return {
        title: `${program.name}, as the textbook tells it`,
        given: listJob(job),
        blanks: blanks.map((name) => asks[name](done)),
      };
    },
  });
}
