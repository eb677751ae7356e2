/**
 * Which way wins for which job: prices, a table by size, and the sizes where the winner changes.
 *
 * @module
 */
import type { CostModel } from "../cost/cost.ts";
import { crossover, timeOf } from "../cost/crossover.ts";
import type { Job } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import { markdownTable } from "./markdown_table.ts";
import { sayCount, saySize, sayTime } from "./say.ts";

/** Says what a cost model assumes, in one sentence. */
export function sayPrices(model: CostModel): string {
  const { modeSwitchNs, cpuByteNs, pageFaultNs, mappingNs, passNs } = model;
  return `A mode switch takes ${sayPrice(modeSwitchNs)}, the CPU copies ` +
    `${sayRate(cpuByteNs)}, a page fault takes ${sayPrice(pageFaultNs)}, ` +
    `a mapping ${sayPrice(mappingNs)}, and to pass the pages of one piece ` +
    `${sayPrice(passNs)}${saySending(model)} (${model.source}).`;
}

/** Says a price. A calibration gives 0 to what it could not tell from nothing. [ns] */
function sayPrice(ns: number): string {
  return ns === 0 ? "too little to see" : sayTime(ns);
}

/** Says what all ways pay alike, if the model has it. */
function saySending({ sending }: CostModel): string {
  if (sending === undefined) return "";
  const { byteNs, pieceNs, packetNs, packetBytes } = sending;
  return `; TCP sends ${sayRate(byteNs)}, a piece takes ${sayPrice(pieceNs)} ` +
    `besides, and a packet of at most ${sayCount(packetBytes)} bytes ${
      sayPrice(packetNs)
    }`;
}

/** Says how many bytes a time is enough for. @param byteNs One byte. [ns] */
function sayRate(byteNs: number): string {
  if (byteNs === 0) return "faster than can be seen";
  return `${Number((1 / byteNs).toPrecision(3))} GB/s`;
}

/** The program that takes the least CPU time for a job. */
export function winnerOf(
  programs: readonly Program[],
  job: Job,
  model: CostModel,
): Program {
  const times = programs.map((program) => timeOf(program, job, model));
  return programs[times.indexOf(Math.min(...times))]!;
}

/** The CPU time of each program for files of each size, as Markdown; the least is in bold. */
export function sizesTable(
  programs: readonly Program[],
  jobs: readonly Job[],
  model: CostModel,
): string {
  return markdownTable(
    ["file", ...programs.map(({ name }) => name)],
    jobs.map((job) => {
      const winner = winnerOf(programs, job, model);
      return [
        saySize(job.fileBytes),
        ...programs.map((program) => {
          const time = sayTime(timeOf(program, job, model));
          return program === winner ? `**${time}**` : time;
        }),
      ];
    }),
  );
}

/** Says from which size on each way is cheaper than a rival, as a Markdown list. */
export function listCrossovers(
  rival: Program,
  programs: readonly Program[],
  { job, model }: { job: Job; model: CostModel },
): string {
  return programs.map((program) => {
    const bytes = crossover(program, rival, { job, model });
    const when = bytes === undefined
      ? "for no size up to 1 GiB"
      : bytes === 1
      ? "for every size"
      : `from about ${saySize(bytes)} on`;
    return `- ${program.name} is cheaper than ${rival.name} ${when}.`;
  }).join("\n");
}
