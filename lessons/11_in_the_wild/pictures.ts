/**
 * The textbook beside Linux: what each strategy should cost, what it costs, and why.
 *
 * @module
 */
import {
  countPieces,
  type Job,
  nicAbilities,
  type NicAbility,
  nicWords,
} from "zero-copy/machine/job.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { count } from "zero-copy/trace/count.ts";
import { countsOnLinux } from "zero-copy/cost/closed_form.ts";
import { limitJob } from "zero-copy/strategy/linux.ts";
import { chosenPrograms, type Strategy } from "zero-copy/strategy/strategy.ts";
import {
  type Compared,
  drawCounts,
  listCounts,
} from "zero-copy/picture/counts.ts";
import { markdownTable, noNumber } from "zero-copy/text/markdown_table.ts";
import { literal } from "zero-copy/text/text_reader.ts";
import { fence, type Outcome } from "zero-copy/workbook/lesson.ts";
import { sayCount } from "zero-copy/text/say.ts";

/** What is compared. */
const compared = [
  "systemCalls",
  "modeSwitches",
  "cpuCopies",
  "pageFaults",
] as const;

/** Each strategy in a row: "2 → 3" where Linux differs from the textbook, and "2" where not. */
export function comparedTable(rows: readonly Compared[]): string {
  return markdownTable(
    ["strategy", ...compared.map((name) => quantities[name].head)],
    rows.map(({ textbook, linux }) => [
      literal(textbook.program.name),
      ...compared.map((name, i) =>
        linux.failed === undefined
          ? sayChange(textbook.counts[name], linux.counts[name])
          : i === 0
          ? linux.failed
          : noNumber
      ),
    ]),
  );
}

/**
 * Runs a job by each program of Linux and sets the mode switches of the run beside the formula.
 *
 * @param job A job of several pieces, small enough to move.
 */
export function formulasTable(
  strategies: readonly Strategy[],
  job: Job,
): string {
  return markdownTable(
    [
      "strategy",
      quantities.modeSwitches.head,
      "N here",
      "by formula",
      "by the run",
    ],
    strategies.map(({ name, linux, switches: { says, of } }) => {
      const limited = limitJob(linux, job);
      const pieces = countPieces(limited);
      const { modeSwitches } = count(run(linux, limited).trace);
      const numbers = [pieces, of(pieces), modeSwitches];
      return [name, says, ...numbers.map(sayCount)];
    }),
  );
}

/** The CPU copies on each kind of NIC: of a strategy that does not care, and of those that do. */
export function nicTable(strategies: readonly Strategy[], job: Job): string {
  const [first, ...others] = chosenPrograms(strategies);
  const copiesOn = (nic: NicAbility) => (program: Program): number =>
    countsOnLinux(program, { ...job, nic }).cpuCopies;
  const programs = [
    first!,
    ...others.filter((one) =>
      copiesOn("gather")(one) !== copiesOn("no-gather")(one)
    ),
  ];
  return markdownTable(
    ["a NIC that", ...programs.map(({ name }) => name)],
    nicAbilities.map((nic) => [
      nicWords[nic].can,
      ...programs.map(copiesOn(nic)).map(sayCount),
    ]),
  );
}

function sayChange(before: number, after: number): string {
  return before === after
    ? sayCount(after)
    : `${sayCount(before)} → ${sayCount(after)}`;
}

/** The counts in full, the textbook's and then those of Linux, where there is one strategy. */
export function onlyCounts(rows: readonly Compared[]): Outcome["facts"] {
  const [only] = rows;
  if (only === undefined || rows.length > 1) return {};
  const { textbook, linux } = only;
  const counts = (columns: number): string =>
    [
      `## What ${textbook.program.name} costs in the textbook`,
      fence(drawCounts(listCounts(textbook), columns)),
      `## What ${linux.program.name} costs on Linux`,
      fence(drawCounts(listCounts(linux), columns)),
    ].join("\n\n");
  return { counts };
}
