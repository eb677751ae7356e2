/**
 * The textbook beside Linux: what each way is told to cost, what it costs, and on what that hangs.
 *
 * @module
 */
import {
  type Job,
  nicAbilities,
  nicWords,
  roundsOf,
} from "zero-copy/machine/job.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { type Compared, drawCounts } from "zero-copy/picture/counts.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { fence, type Outcome } from "zero-copy/workbook/lesson.ts";
import { sayCount } from "zero-copy/text/say.ts";

/** How the mode switches of a way grow with the file. */
export interface Formula {
  readonly program: Program;
  /** As people write it, with N for the number of pieces. */
  readonly says: string;
  /** Computes it. */
  readonly of: (pieces: number) => number;
}

/** The mode switches of the ways of Linux, where each piece goes in one call, or one pipe-full. */
export const switchFormulas: readonly Formula[] = [
  { program: linux.readWrite, says: "2(2N + 1)", of: (n) => 2 * (2 * n + 1) },
  { program: linux.mmapWrite, says: "2(N + 2)", of: (n) => 2 * (n + 2) },
  { program: linux.sendfile, says: "2N", of: (n) => 2 * n },
  { program: linux.gather, says: "2N", of: (n) => 2 * n },
  { program: linux.splice, says: "2(1 + 2N)", of: (n) => 2 * (1 + 2 * n) },
];

/** What is compared. */
const compared = [
  "systemCalls",
  "modeSwitches",
  "cpuCopies",
  "pageFaults",
] as const;

/** The counts of a program for a job, in calls as large as Linux takes them. */
export function countsOnLinux(program: Program, job: Job): Counts {
  const limited = linux.limitJob(program, job);
  return closedForm(fallBack(program, limited), limited);
}

/** Each way in a row; a cell says "2 → 3" where Linux differs from the textbook, and "2" where not. */
export function comparedTable(rows: readonly Compared[]): string {
  return markdownTable(
    ["strategy", ...compared.map((name) => quantities[name].head)],
    rows.map(({ textbook, linux }) => [
      textbook.program.name,
      ...compared.map((name) =>
        sayChange(textbook.counts[name], linux.counts[name])
      ),
    ]),
  );
}

/**
 * Runs a job in each way of Linux and sets the mode switches of the run beside the formula.
 *
 * @param job A job of several pieces, small enough to move.
 */
export function formulasTable(job: Job): string {
  return markdownTable(
    [
      "strategy",
      quantities.modeSwitches.head,
      "N here",
      "by formula",
      "by the run",
    ],
    switchFormulas.map(({ program, says, of }) => {
      const limited = linux.limitJob(program, job);
      const pieces = roundsOf(limited);
      const { modeSwitches } = count(run(program, limited).trace);
      return [
        program.name,
        says,
        ...[pieces, of(pieces), modeSwitches]
          .map(sayCount),
      ];
    }),
  );
}

/** The CPU copies on each kind of NIC: of the way that does not care, and of those that do. */
export function nicTable(job: Job): string {
  const programs = [linux.readWrite, linux.gather, linux.splice];
  return markdownTable(
    ["a NIC that", ...programs.map(({ name }) => name)],
    nicAbilities.map((nic) => [
      nicWords[nic].can,
      ...programs.map((program) =>
        sayCount(countsOnLinux(program, { ...job, nic }).cpuCopies)
      ),
    ]),
  );
}

function sayChange(before: number, after: number): string {
  return before === after
    ? sayCount(after)
    : `${sayCount(before)} → ${sayCount(after)}`;
}

/** The counts in full, the textbook's and then those of Linux: as a fact, where there is one way. */
export function onlyCounts(rows: readonly Compared[]): Outcome["facts"] {
  const [only] = rows;
  if (only === undefined || rows.length > 1) return {};
  const { textbook, linux } = only;
  const counts = (columns: number): string =>
    [
      `## What ${textbook.program.name} costs in the textbook`,
      fence(drawCounts(textbook, columns)),
      `## What ${linux.program.name} costs on Linux`,
      fence(drawCounts(linux, columns)),
    ].join("\n\n");
  return { counts };
}
