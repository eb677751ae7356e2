/**
 * Problems of lessons 5 to 9: one way of sending a file, as the textbooks tell it.
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
import type { Blank } from "../render/problem.ts";
import { count, type Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import * as textbook from "../transfer/textbook.ts";
import {
  isCopyBy,
  isEntry,
  isModeSwitch,
  type Ran,
  runJob,
  sayCountedSteps,
  sayJob,
} from "./run_words.ts";
import type { Draw } from "./draw.ts";
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

/** A file of a few pieces, the last of which is mostly shorter. */
function drawJob(draw: Draw, nics: readonly NicAbility[]): Job {
  const bufferBytes = draw.pick([2048, 4096, 6000, 8192, 16384]);
  const rest = draw.whole(1, 4) === 1 ? 0 : draw.whole(1, bufferBytes - 1);
  return makeJob({
    fileBytes: draw.whole(2, 6) * bufferBytes + rest,
    bufferBytes,
    cache: draw.pick(["cold", "warm"]),
    nic: draw.pick(nics),
  });
}

function isUsual(job: Job): boolean {
  const { fileBytes, bufferBytes } = makeJob();
  return job.fileBytes === fileBytes && job.bufferBytes === bufferBytes;
}

function transferProblem(
  program: Program,
  asks: readonly Ask[],
  nics: readonly NicAbility[] = ["gather"],
): Recipe {
  return recipe({
    drawCase: (draw) => drawJob(draw, nics),
    isUsual,
    pose: (job): Body => {
      const done = doJob(program, job);
      return {
        title: `${program.name}, as the textbook tells it`,
        given: sayJob(job),
        blanks: asks.map((ask) => ask(done)),
      };
    },
  });
}

/** Asks for a count, and explains it by the steps that are counted. */
function askCount(
  name: keyof Counts,
  asks: string,
  isCounted: (event: Event) => boolean,
): Ask {
  return (done) =>
    numberBlank(name, asks, {
      answer: done.counts[name],
      explains: sayCountedSteps(done, isCounted, noCpuCopy),
    });
}

const noCpuCopy = "No step copies with the CPU. Descriptors are passed, and " +
  "the NIC finds the bytes in the page cache.";

const systemCalls = askCount(
  "systemCalls",
  "system calls",
  isEntry,
);

const modeSwitches = askCount(
  "modeSwitches",
  "mode switches",
  isModeSwitch,
);

const cpuCopies = askCount(
  "cpuCopies",
  "CPU copies",
  (event) => isCopyBy(event, "CPU"),
);

function dmaCopies(done: Done): Blank {
  return numberBlank("dmaCopies", "DMA copies", {
    answer: done.counts.dmaCopies,
    explains: sayCountedSteps(done, (event) => isCopyBy(event, "DMA"), "") +
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
        sayCountedSteps(done, (event) => isCopyBy(event, "CPU"), noCpuCopy),
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
      explains: sayCountedSteps(done, ({ kind }) => kind === "pass", "") +
        (done.job.nic === "no-gather"
          ? " Out of the pipe the kernel copies, for this NIC."
          : ""),
    },
  );
}

function savedSwitches({ job, counts }: Done): Blank {
  const before = doJob(textbook.readWrite, job);
  return numberBlank("savedSwitches", "mode switches fewer than read + write", {
    answer: before.counts.modeSwitches - counts.modeSwitches,
    explains: `read + write. ${sayCountedSteps(before, isModeSwitch, "")}`,
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

/** Any NIC: where it lacks an ability, the kernel copies. */
const anyNic = ["gather", "no-gather", "no-checksum"] as const;

/** The problem of lesson 5. */
export const readWriteProblem: Recipe = transferProblem(textbook.readWrite, [
  systemCalls,
  modeSwitches,
  cpuCopies,
  dmaCopies,
  cpuBytes,
]);

/** The problem of lesson 6. */
export const mmapWriteProblem: Recipe = transferProblem(textbook.mmapWrite, [
  systemCalls,
  modeSwitches,
  cpuCopies,
  dmaCopies,
  mappedPages,
]);

/** The problem of lesson 7. */
export const sendfileProblem: Recipe = transferProblem(textbook.sendfile, [
  modeSwitches,
  savedSwitches,
  cpuCopies,
  dmaCopies,
  cpuBytes,
]);

/** The problem of lesson 8. */
export const gatherProblem: Recipe = transferProblem(textbook.gather, [
  modeSwitches,
  cpuCopies,
  dmaCopies,
  cpuBytes,
  descriptors,
], anyNic);

/** The problem of lesson 9. */
export const spliceProblem: Recipe = transferProblem(textbook.splice, [
  modeSwitches,
  cpuCopies,
  dmaCopies,
  passes,
  dmaBytes,
], anyNic);
