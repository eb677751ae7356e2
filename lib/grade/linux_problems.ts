/**
 * Problems of lessons 10 and 11: what a transfer costs in time, and what Linux does.
 *
 * @module
 */
import {
  type CostModel,
  costOf,
  measuredVm,
  memoryTrafficOf,
} from "../cost/cost.ts";
import { timeOf } from "../cost/crossover.ts";
import { type Job, makeJob, type NicAbility } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import type { Blank } from "../render/problem.ts";
import { count } from "../trace/count.ts";
import { closedForm } from "../transfer/closed_form.ts";
import * as linux from "../transfer/linux.ts";
import { textbook } from "../transfer/textbook.ts";
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

/** What a program can choose from. */
const ways = [linux.readWrite, linux.mmapWrite, linux.gather, linux.splice];

/** A file, and what things cost. */
interface Priced {
  readonly job: Job;
  readonly prices: CostModel;
}

/** Prices, and a file near the sizes where the winner changes or far from them. */
export const choiceProblem: Recipe = recipe({
  drawCase: drawPriced,
  isUsual: ({ prices }) =>
    prices.modeSwitchNs === measuredVm.modeSwitchNs &&
    prices.passNs === measuredVm.passNs,
  pose: (drawn) => {
    const times = ways.map((way) => timeOf(way, drawn.job, drawn.prices));
    const least = Math.min(...times);
    if (times.filter((ns) => ns === least).length > 1) return undefined;
    return poseChoice(drawn, ways[times.indexOf(least)]!);
  },
});

/** Whole nanoseconds come of it, as the file is a multiple of 16 bytes. */
function drawPriced(draw: Draw): Priced {
  const fileBytes = draw.whole(3, 90) * draw.pick([16, 32, 64, 512, 2048]);
  return {
    job: makeJob({ fileBytes, bufferBytes: 2 ** 16, cache: "warm" }),
    prices: {
      name: "drawn",
      source: "drawn",
      modeSwitchNs: draw.pick([40, 50, 60, 100, 250]),
      cpuByteNs: 1 / draw.pick([4, 8, 16]),
      pageFaultNs: draw.pick([800, 1300, 1900]),
      mappingNs: draw.pick([2200, 4500, 6800]),
      passNs: draw.pick([300, 450, 500, 700, 1100]),
    },
  };
}

function sayPrices(prices: CostModel): string {
  return `a mode switch takes ${prices.modeSwitchNs} ns, a page fault ` +
    `${prices.pageFaultNs}, a mapping ${prices.mappingNs}, to pass the pages ` +
    `of one piece ${prices.passNs}; the CPU copies ${1 / prices.cpuByteNs} ` +
    "bytes in 1 ns";
}

function poseChoice(drawn: Priced, winner: Program): Body {
  return {
    title: "which way takes the least CPU time",
    given: [
      ...sayJob(drawn.job),
      "each way goes as on Linux (lesson 11)",
      sayPrices(drawn.prices),
    ],
    blanks: [
      ...askReadWrite(drawn),
      numberBlank("gatherNs", "sendfile + gather: its CPU time", {
        answer: timeOf(linux.gather, drawn.job, drawn.prices),
        unit: "ns",
        explains: "For each piece it makes one call and passes pages once. " +
          "It copies nothing.",
      }),
      {
        name: "winner",
        asks: "the way with the least CPU time",
        choices: ways.map(({ name }) => name),
        answer: winner.name,
        explains: "Add up for each way: mode switches, copied bytes, faults, " +
          "mappings, passed pieces. Which of them grow with the file?",
      },
    ],
  };
}

function askReadWrite({ job, prices }: Priced): Blank[] {
  const counts = closedForm(linux.readWrite, job);
  const { switchesNs, copiesNs } = costOf(counts, prices);
  return [
    numberBlank("switchesNs", "read + write: time of its mode switches", {
      answer: switchesNs,
      unit: "ns",
      explains: "Its calls are a read and a write for each piece, and the " +
        "read that finds the end of the file. Each has two mode switches.",
    }),
    numberBlank("copiesNs", "read + write: time of its copies", {
      answer: copiesNs,
      unit: "ns",
      explains: "The CPU copies each byte twice: into the user buffer and " +
        "out of it.",
    }),
    numberBlank("trafficBytes", "read + write: over the memory bus", {
      answer: memoryTrafficOf(counts),
      unit: "bytes",
      explains: "A CPU copy crosses the bus twice for each byte, a DMA copy " +
        "once. The file is in memory, so DMA only sends it.",
    }),
  ];
}

/** A way of Linux, and a job for it. */
interface Sent {
  readonly way: Program;
  readonly job: Job;
}

/** A way as Linux goes it, beside what the textbook tells. */
export const linuxProblem: Recipe = recipe({
  drawCase: (draw: Draw): Sent => {
    const bufferBytes = draw.pick([4096, 8192, 16384, 65536, 131072]);
    const rest = draw.whole(1, 4) === 1 ? 0 : draw.whole(1, bufferBytes - 1);
    return {
      way: draw.pick(ways),
      job: makeJob({
        fileBytes: draw.whole(1, 7) * bufferBytes + rest,
        bufferBytes,
        cache: "warm",
        nic: draw.pick<NicAbility>(["gather", "no-gather", "no-checksum"]),
      }),
    };
  },
  isUsual: ({ job: { fileBytes, bufferBytes } }) => {
    const usual = makeJob();
    return fileBytes === usual.fileBytes && bufferBytes >= fileBytes;
  },
  pose: poseLinux,
});

function poseLinux({ way, job }: Sent): Body {
  const told = runJob(textbook.find(({ name }) => name === way.name)!, job);
  const done = runJob(way, linux.limitJob(way, job));
  const pieces = sayPieces(job, done.job);
  return {
    title: `${way.name} on Linux`,
    given: sayJob(job),
    blanks: [
      numberBlank("toldSwitches", "mode switches, as the textbook tells it", {
        answer: count(told.trace).modeSwitches,
        explains: sayCountedSteps(told, isModeSwitch, ""),
      }),
      ...askCalls(done, pieces),
      numberBlank("cpuCopies", "CPU copies on Linux", {
        answer: count(done.trace).cpuCopies,
        explains: pieces + sayCountedSteps(
          done,
          (event) => isCopyBy(event, "CPU"),
          "Pages are passed to this NIC, and no step copies with the CPU.",
        ),
      }),
      numberBlank("pageFaults", "page faults on Linux", {
        answer: count(done.trace).pageFaults,
        explains: way === linux.mmapWrite
          ? "The first use of a mapped page is a fault. It brings the 16 " +
            "pages of a group, wherever pieces begin and end."
          : `${way.name} maps nothing, so no address lacks its page.`,
      }),
    ],
  };
}

function askCalls(done: Ran, pieces: string): Blank[] {
  const { systemCalls, modeSwitches } = count(done.trace);
  return [
    numberBlank("systemCalls", "system calls on Linux", {
      answer: systemCalls,
      explains: pieces + sayCountedSteps(
        done,
        isEntry,
        "",
      ),
    }),
    numberBlank("modeSwitches", "mode switches on Linux", {
      answer: modeSwitches,
      explains: "Each call goes into the kernel and comes back. A page " +
        "fault inside a call adds none.",
    }),
  ];
}

/** Says if the pieces are not those that the program asks for. */
function sayPieces(asked: Job, real: Job): string {
  return asked.bufferBytes === real.bufferBytes
    ? ""
    : `A piece is what a pipe holds: ${real.bufferBytes} bytes. `;
}
