/**
 * Choosing: which strategy does a job best, where not every one may be used?
 *
 * @module
 */
import { countsOnLinux } from "../cost/closed_form.ts";
import { type Job, makeJob, nicAbilities } from "../machine/job.ts";
import { run } from "../machine/run.ts";
import { splice, strategies } from "../strategy/linux.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { quantities } from "../trace/quantity.ts";
import type { Recipe } from "../workbook/prediction.ts";
import { rollJob } from "../workbook/roll.ts";
import { listJob } from "../workbook/say_job.ts";

/** What rules strategies out. */
interface Limit {
  readonly says: string;
  readonly allows: (strategy: Strategy) => boolean;
}

/** What is best: the least of the first, and among equals the least of the second. */
type Aim = readonly [first: keyof Counts, second: keyof Counts];

/** A job, and what is asked of the strategy that does it. */
interface Wanted {
  readonly job: Job;
  readonly limits: readonly Limit[];
  readonly aim: Aim;
  readonly best: Option;
  /** The best if there were no limits. */
  readonly unlimited: Option;
  readonly allowed: readonly Option[];
}

/** A strategy that can be chosen, and what it costs. */
interface Option {
  /** What a program chooses: for both kinds of sendfile the same. */
  readonly name: string;
  readonly strategy: Strategy;
  readonly counts: Counts;
}

const aims: readonly Aim[] = [
  ["cpuBytes", "modeSwitches"],
  ["modeSwitches", "cpuBytes"],
  ["pageFaults", "cpuBytes"],
];

/** The versions of Linux that brought a strategy: before each, there are fewer. */
const versionLimits: readonly Limit[] = strategies.flatMap(
  ({ broughtBy }, at) =>
    broughtBy === undefined ? [] : [{
      says: `the kernel is older than Linux ${broughtBy.since}`,
      allows: (one: Strategy) => strategies.indexOf(one) < at,
    }],
);

const needs: readonly Limit[] = [
  { says: "the program only sends the file", allows: () => true },
  {
    says: "the program reads each byte before it sends it",
    allows: (one) => traceOf(one).some(showsProgram),
  },
  {
    says:
      "whoever changes the file after the last call has returned must not " +
      "change what the client gets",
    allows: (one) => traceOf(one).some(copiesInCall),
  },
];

function traceOf({ linux }: Strategy): readonly Event[] {
  return run(linux, makeJob()).trace;
}

function showsProgram(event: Event): boolean {
  return (event.kind === "copy" || event.kind === "map") &&
    event.to === "user buffer";
}

function copiesInCall(event: Event): boolean {
  return event.kind === "copy" && event.to === "socket buffer" &&
    event.through !== "socket buffer";
}

function optionOf(strategy: Strategy, job: Job): Option {
  const name = strategy.choice ?? strategy.name;
  return { name, strategy, counts: countsOnLinux(strategy.linux, job) };
}

function bestOf(options: readonly Option[], [first, second]: Aim): Option {
  return options.toSorted(({ counts: a }, { counts: b }) =>
    a[first] - b[first] || a[second] - b[second]
  )[0]!;
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
    const limits = [dice.pick(versionLimits), dice.pick(needs)];
    const all = strategies.map((one) => optionOf(one, job))
      .filter(({ strategy }) => strategy.choice !== undefined);
    const allowed = strategies
      .filter((one) => limits.every(({ allows }) => allows(one)))
      .map((one) => optionOf(one, job));
    const best = bestOf(allowed, aim);
    const isTie = allowed.some(({ name, counts }) =>
      name !== best.name && aim.every((one) => counts[one] === best.counts[one])
    );
    const unlimited = bestOf(all, aim);
    return isTie ? undefined : { job, limits, aim, best, unlimited, allowed };
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
  questions: [
    {
      name: "best",
      asks: "the best strategy",
      choices: [...new Set(strategies.map((one) => one.choice ?? one.name))],
      right: ({ best }) => best.name,
      wrong: {
        "the limits do not matter": ({ unlimited }) => unlimited.name,
        "the newest is the best": () => splice.name,
      },
      explains,
    },
  ],
};

function explains({ allowed, aim: [first, second] }: Wanted): string {
  const texts = allowed.map(({ name, counts }) =>
    `${name} (${counts[first]} and ${counts[second]})`
  );
  return `These are allowed, with their ${quantities[first].label} and ` +
    `${quantities[second].label}: ${texts.join(", ")}.`;
}
