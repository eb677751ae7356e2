/**
 * Which strategy wins for which job: prices, a table by size, where the winner changes.
 *
 * @module
 */
import type { CostModel } from "zero-copy/cost/cost.ts";
import { crossover, timeOf, winsFrom } from "./crossover.ts";
import type { Job } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { saySize, sayTime } from "zero-copy/text/say.ts";

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

/** Says from which size on each strategy is cheaper than a rival, as a Markdown list. */
export function listCrossovers(
  rival: Program,
  programs: readonly Program[],
  { job, model }: { job: Job; model: CostModel },
): string {
  return programs.map((program) => {
    const bytes = crossover(program, rival, { job, model });
    const when = bytes === undefined
      ? "for no size up to 1 GiB"
      : !winsFrom(bytes, [program, rival], { job, model })
      ? `at about ${saySize(bytes)}, and not for all larger files`
      : bytes === 1
      ? "for every size"
      : `from about ${saySize(bytes)} on`;
    return `- ${program.name} is cheaper than ${rival.name} ${when}.`;
  }).join("\n");
}
