/**
 * Lesson 10: choosing a way.
 *
 * @module
 */
import {
  costModels,
  costOf,
  measuredVm,
  memoryTrafficOf,
} from "../../lib/cost/cost.ts";
import { timeOf } from "../../lib/cost/crossover.ts";
import {
  chosen,
  transferAll,
  viewsOfAll,
} from "../../lib/lesson/comparison.ts";
import { fence, type Lesson } from "../../lib/lesson/lesson.ts";
import { paragraph } from "../../lib/lesson/page.ts";
import { outcomeOf, usualCounts } from "../../lib/lesson/transfer_lesson.ts";
import { type Job, makeJob } from "../../lib/machine/job.ts";
import type { Program } from "../../lib/machine/program.ts";
import { drawBars } from "../../lib/render/bars.ts";
import {
  listCrossovers,
  sayPrices,
  sizesTable,
  winnerOf,
} from "../../lib/render/choices.ts";
import { countsTable, markdownTable } from "../../lib/render/counts.ts";
import { saySize, sayTime } from "../../lib/render/say.ts";
import { closedForm } from "../../lib/transfer/closed_form.ts";
import * as linux from "../../lib/transfer/linux.ts";
import { textbook } from "../../lib/transfer/textbook.ts";

/** The ways that a program can choose from; the NIC decides whether sendfile gathers. */
const choices = [linux.readWrite, linux.mmapWrite, linux.gather, linux.splice];

/** The sizes of files that are compared. [bytes] */
const sizes = [128, 2 ** 10, 2 ** 12, 2 ** 16, 2 ** 20, 2 ** 26];

/** The job of a server that has sent this file before. */
const usual = makeJob({ bufferBytes: 2 ** 16, cache: "warm" });

/** What no way may have more of than the way before. */
const counted = [
  "modeSwitches",
  "cpuCopies",
  "cpuBytes",
  "dmaCopies",
  "peakBufferBytes",
] as const;

/** The facts of the page. */
export const lesson: Lesson = {
  heeds: ["file", "size", "buffer", "page", "cache", "nic", "strategy"],
  knobs: [{
    name: "cost",
    says: "what things cost",
    value: measuredVm.name,
    choices: costModels.map(({ name }) => name),
  }],
  model: async (setting) => {
    const { job, knobs } = setting;
    const model = costModels.find(({ name }) => name === knobs.cost)!;
    const transfers = await transferAll(chosen(textbook, setting), setting);
    const onLinux = chosen(linux.linux, setting).map((program) => ({
      name: program.name,
      totalNs: timeOf(program, job, model),
    }));
    const priced = transfers.map((one, i) => ({
      ...one,
      totalNs: onLinux[i]!.totalNs,
    }));
    return {
      facts: {
        table: () => countsTable(transfers),
        bytes: () =>
          markdownTable(
            ["strategy", "CPU bytes", "memory traffic", "peak memory"],
            transfers.map(({ program, counts }) => [
              program.name,
              saySize(counts.cpuBytes),
              saySize(memoryTrafficOf(counts)),
              saySize(counts.peakBufferBytes),
            ]),
          ),
        times: (columns) =>
          fence(drawBars(
            priced.map(({ program, totalNs }) => ({
              name: program.name,
              value: totalNs,
              says: sayTime(totalNs),
            })),
            columns,
          )),
        prices: () => paragraph(sayPrices(model)),
        sizes: () => sizesTable(choices, jobsFor(job), model),
        crossovers: () =>
          listCrossovers(choices[0]!, choices.slice(1), {
            job: { ...usual, nic: job.nic },
            model,
          }),
        ...viewsOfAll(transfers, ({ program }) => program.name),
      },
      data: {
        costModel: model,
        strategies: priced.map((one) => ({
          ...outcomeOf(one, setting.keepsTrace).data,
          cost: costOf(one.counts, model),
          onLinux: { totalNs: one.totalNs },
          memoryTrafficBytes: memoryTrafficOf(one.counts),
        })),
      },
    };
  },
  claims: [
    {
      says: "From each way to the next, no count gets larger.",
      holds: () =>
        textbook.map(usualCounts).every((counts, i, all) =>
          i === 0 || counted.every((name) => counts[name] <= all[i - 1]![name])
        ),
    },
    {
      says: "For a file of 128 bytes that is in the page cache, read + write " +
        "takes the least CPU time.",
      holds: () => winner(128) === linux.readWrite,
    },
    {
      says: "For a file of 1 MiB, sendfile does.",
      holds: () => winner(2 ** 20) === linux.gather,
    },
    {
      says:
        "With larger pieces, mode switches matter less and copies as much " +
        "as before.",
      holds: () => {
        const [small, large] = [2 ** 12, 2 ** 20].map((bufferBytes) =>
          costOf(
            closedForm(linux.readWrite, {
              ...usual,
              fileBytes: 2 ** 26,
              bufferBytes,
            }),
            measuredVm,
          )
        );
        return small!.switchesNs > 100 * large!.switchesNs &&
          small!.copiesNs === large!.copiesNs;
      },
    },
  ],
};

function jobsFor({ nic }: Job): Job[] {
  return sizes.map((fileBytes) => ({ ...usual, fileBytes, nic }));
}

function winner(fileBytes: number): Program {
  return winnerOf(choices, { ...usual, fileBytes }, measuredVm);
}
