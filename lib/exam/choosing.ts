/**
 * Choosing: which strategy does a job best, where not every one may be used?
 *
 * @module
 */
import { countsOnLinux } from "../cost/closed_form.ts";
import { type Job, makeJob, nicAbilities } from "../machine/job.ts";
import { run } from "../machine/run.ts";
import { strategies } from "../strategy/linux.ts";
import { choicesOf, type Strategy } from "../strategy/strategy.ts";
import type { Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { quantities } from "../trace/quantity.ts";
import type { Recipe } from "../workbook/prediction.ts";
import { rollJob } from "../workbook/roll.ts";
import { listJob } from "../workbook/say_job.ts";

/** What rules strategies out. */
interface Limit {
  readonly says: string;
  readonly allows: (strategy: Strategy, at: number) => boolean;
}

/** A strategy, what a program chooses to get it, and what it costs. */
interface Option extends Strategy {
  readonly label: string;
  readonly counts: Counts;
}

/** A job, and what is asked of the strategy that does it. */
interface Wanted {
  readonly job: Job;
  readonly limits: readonly Limit[];
  /** The best has the least of the first, and among equals the least of the second. */
  readonly aim: readonly [first: keyof Counts, second: keyof Counts];
  /** The best one first. */
  readonly allowed: readonly Option[];
  readonly all: readonly Option[];
}

const aims: readonly Wanted["aim"][] = [
  ["cpuBytes", "modeSwitches"],
  ["modeSwitches", "cpuBytes"],
  ["pageFaults", "cpuBytes"],
];

/** The versions of Linux that brought a strategy: before each, there are fewer. */
const versions: readonly Limit[] = strategies.flatMap(({ broughtBy }, first) =>
  broughtBy === undefined ? [] : [{
    says: `the kernel is older than Linux ${broughtBy.since}`,
    allows: (_: Strategy, at: number) => at < first,
  }]
);

const needs: readonly Limit[] = [
  { says: "the program only sends the file", allows: () => true },
  {
    says: "the program reads each byte before it sends it",
    allows: does((event) =>
      (event.kind === "copy" || event.kind === "map") &&
      event.to === "user buffer"
    ),
  },
  {
    says:
      "whoever changes the file after the last call has returned must not " +
      "change what the client gets",
    allows: does((event) =>
      event.kind === "copy" && event.to === "socket buffer" &&
      event.through !== "socket buffer"
    ),
  },
];

/** Whether something happens in the run of a strategy. */
function does(what: (event: Event) => boolean): Limit["allows"] {
  return ({ linux }) => run(linux, makeJob()).trace.some(what);
}

function labelOf({ choice, name }: Strategy): string {
  return choice ?? name;
}

/** Rolls a job, limits and an aim. */
export const choosing: Recipe<Wanted> = {
  roll: (dice) => {
    const job = rollJob(dice, {
      bufferBytes: [8192, 16384, 65536],
      wholePieces: [2, 9],
      cache: ["warm"],
      nic: nicAbilities,
    });
    const aim = dice.pick(aims);
    const limits = [dice.pick(versions), dice.pick(needs)];
    const options = (known: readonly Strategy[]): Option[] =>
      known.map((one) => ({
        ...one,
        label: labelOf(one),
        counts: countsOnLinux(one.linux, job),
      })).sort(({ counts: a }, { counts: b }) =>
        a[aim[0]] - b[aim[0]] || a[aim[1]] - b[aim[1]]
      );
    const allowed = options(
      strategies.filter((one, at) =>
        limits.every(({ allows }) => allows(one, at))
      ),
    );
    const [best, next] = allowed;
    const isTie = next !== undefined && next.label !== best!.label &&
      aim.every((one) => next.counts[one] === best!.counts[one]);
    const all = options(choicesOf(strategies));
    return isTie ? undefined : { job, limits, aim, allowed, all };
  },
  title: () => "a job, and what is asked of the strategy that does it",
  given: ({ job, limits, aim: [first, second] }) => [
    ...listJob(job),
    "each strategy as Linux does it (lesson 11)",
    ...limits.map(({ says }) => says),
    `the best has the fewest ${
      quantities[first].label
    }, and among equals the ` +
    `fewest ${quantities[second].label}`,
  ],
  questions: [{
    name: "best",
    asks: "the best strategy",
    choices: [...new Set(strategies.map(labelOf))],
    right: ({ allowed }) => allowed[0]!.label,
    wrong: {
      "the limits do not matter": ({ all }) => all[0]!.label,
      "the newest is the best": () => labelOf(strategies.at(-1)!),
    },
    explains: ({ allowed, aim: [first, second] }) => {
      // Two strategies may be one choice: the kernel takes the better of them.
      const choices = Map.groupBy(allowed, ({ label }) => label);
      const texts = [...choices].map(([label, [best]]) =>
        `${label} (${best!.counts[first]} and ${best!.counts[second]})`
      );
      return `These are allowed, with their ${quantities[first].label} and ` +
        `${quantities[second].label}: ${texts.join(", ")}.`;
    },
  }],
};
