/**
 * What follows from the prices in force. Each sentence is chosen by what is computed, so that it
 * holds whatever things cost.
 *
 * @module
 */
import { type Cost, type CostModel, costOf } from "zero-copy/cost/cost.ts";
import { countsOnLinux } from "zero-copy/cost/closed_form.ts";
import { sayPrice, sayPrices } from "zero-copy/cost/say_prices.ts";
import type { Job } from "zero-copy/machine/job.ts";
import { faultAroundPages } from "zero-copy/machine/machine.ts";
import type { Program } from "zero-copy/machine/program.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { saySize, sayTime } from "zero-copy/text/say.ts";
import type { Outcome } from "zero-copy/workbook/lesson.ts";
import { paragraph } from "zero-copy/workbook/page.ts";
import { sendingOn, timeOf } from "./crossover.ts";
import { listCrossovers, sizesTable } from "./pictures.ts";

/** The sizes of files that are compared. [bytes] */
export const fileSizes = [128, 2 ** 10, 2 ** 12, 2 ** 16, 2 ** 20, 2 ** 26];

/** A file that is small for everybody. [bytes] */
const smallBytes = 128;

/** A file that is large enough for pieces of three sizes. [bytes] */
const largeBytes = 2 ** 20;

/** The sizes of pieces that are compared. [bytes] */
const pieceSizes = [2 ** 12, 2 ** 16, 2 ** 20];

/** The parts of a CPU time that the model tells apart, with their names in a table. */
const parts = {
  switchesNs: "mode switches",
  copiesNs: "copies",
  faultsNs: "page faults",
  mappingsNs: "mappings",
  passesNs: "passes",
} as const;

/**
 * Makes the facts of the page that depend on prices.
 *
 * @param programs Those that one can choose from.
 * @param usual The job, whose file size is left open.
 */
export function findingsFor(
  programs: readonly Program[],
  usual: Job,
  prices: CostModel,
): Outcome["facts"] {
  const jobs = fileSizes.map((fileBytes) => ({ ...usual, fileBytes }));
  const setting = { job: usual, model: prices };
  return {
    prices: () => paragraph(sayPrices(prices)),
    sizes: () => sizesTable(programs, jobs, prices),
    crossovers: () => listCrossovers(programs[0]!, programs.slice(1), setting),
    shares: () =>
      `${sharesTable(usual, prices)}\n\n${paragraph(sayShares(usual, prices))}`,
    mapping: () => sayMapping(usual, prices),
    small: () =>
      `${smallFileTable(programs, usual, prices)}\n\n` +
      paragraph(saySmallFile(programs, usual, prices)),
    json: () => sayPrice(copyNsOf(2048, prices)),
  };
}

/** What one copy takes. [ns] */
function copyNsOf(bytes: number, { cpuByteNs, copyNs = 0 }: CostModel): number {
  return bytes * cpuByteNs + copyNs;
}

/** Says which program wins for a small file, and what each of them pays there. */
function saySmallFile(
  programs: readonly Program[],
  usual: Job,
  prices: CostModel,
): string {
  const job = { ...usual, fileBytes: smallBytes };
  const times = programs.map((program) => timeOf(program, job, prices));
  const least = Math.min(...times);
  const winners = programs.filter((_, i) => times[i] === least);
  const names = winners.map(({ name }) => name).join(" and ");
  return `For ${saySize(smallBytes)}, ${names} take` +
    `${winners.length === 1 ? "s" : ""} the least: ${sayTime(least)}.`;
}

/** Lists what each program pays for a small file, part by part. */
function smallFileTable(
  programs: readonly Program[],
  usual: Job,
  prices: CostModel,
): string {
  const job = { ...usual, fileBytes: smallBytes };
  const hasSending = prices.sending !== undefined;
  return markdownTable(
    ["", ...Object.values(parts), ...(hasSending ? ["TCP"] : []), "in all"],
    programs.map((program) => {
      const cost = costOf(countsOnLinux(program, job), prices);
      const totalNs = timeOf(program, job, prices);
      const partsNs = Object.keys(parts)
        .map((part) => cost[part as keyof typeof parts]);
      const tcpNs = hasSending ? [sendingOn(program, job, prices)] : [];
      const cells = [...partsNs, ...tcpNs, totalNs];
      return [program.name, ...cells.map((ns) => ns === 0 ? "–" : sayTime(ns))];
    }),
  );
}

/** Says whether a page fault takes less than the copy that it saves. */
function sayMapping(usual: Job, prices: CostModel): string {
  const bytes = faultAroundPages * usual.pageBytes;
  const faultNs = prices.pageFaultNs;
  const copyNs = copyNsOf(bytes, prices);
  const verdict = faultNs < copyNs
    ? "less"
    : faultNs > copyNs
    ? "more"
    : "as much";
  return `A fault maps ${saySize(bytes)} and takes ${sayPrice(faultNs)}, ` +
    `${verdict}${verdict === "as much" ? " as" : " than"} the copy of as ` +
    `many bytes that it saves, ${sayPrice(copyNs)}.`;
}

/** The shares of switches and of copies in the CPU time of read + write, by the size of pieces. */
function sharesTable(usual: Job, prices: CostModel): string {
  return markdownTable(
    ["pieces", "mode switches", "copies", "in all"],
    sharesBySize(usual, prices).map(({ bufferBytes, cost, totalNs }) => [
      saySize(bufferBytes),
      sayTime(cost.switchesNs),
      sayTime(cost.copiesNs),
      sayTime(totalNs),
    ]),
  );
}

/** Says with which pieces the copies take more than the mode switches. */
function sayShares(usual: Job, prices: CostModel): string {
  const all = sharesBySize(usual, prices);
  const dear = all.filter(({ cost }) => cost.copiesNs > cost.switchesNs)
    .map(({ bufferBytes }) => saySize(bufferBytes));
  if (dear.length === 0) {
    return "With none of these sizes do the copies take longer than the mode " +
      "switches.";
  }
  return `The copies take longer than the mode switches with pieces of ` +
    `${dear.join(", ").replace(/, (?=[^,]*$)/, " and ")}.`;
}

/** What read + write takes with pieces of one size. */
interface Share {
  readonly bufferBytes: number;
  readonly cost: Cost;
  readonly totalNs: number;
}

function sharesBySize(usual: Job, prices: CostModel): Share[] {
  return pieceSizes.map((bufferBytes) => {
    const job = { ...usual, fileBytes: largeBytes, bufferBytes };
    const cost = costOf(countsOnLinux(linux.readWrite, job), prices);
    return {
      bufferBytes,
      cost,
      totalNs: timeOf(linux.readWrite, job, prices),
    };
  });
}
