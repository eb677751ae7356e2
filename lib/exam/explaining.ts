/**
 * Explaining: the lab counts something else than the model. Which cause changes these figures, and
 * no others?
 *
 * @module
 */
import { countsOnLinux } from "../cost/closed_form.ts";
import type { Job } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import {
  mmapWrite,
  readWrite,
  scarcePipePages,
  splice,
  spliceThrough,
  strategies,
} from "../strategy/linux.ts";
import { type Choice, choicesOf } from "../strategy/strategy.ts";
import type { Counts } from "../trace/count.ts";
import { quantities } from "../trace/quantity.ts";
import type { Dice } from "../workbook/dice.ts";
import type { Recipe } from "../workbook/prediction.ts";
import { rollJob } from "../workbook/roll.ts";
import { listJob } from "../workbook/say_job.ts";

/** What can differ from what the model was told: something of the job, or the program. */
interface Cause {
  readonly says: string;
  readonly job?: (job: Job) => Partial<Job>;
  readonly program?: Program;
  /** The only strategy that it concerns. */
  readonly of?: Program;
}

const causes: readonly Cause[] = [
  { says: "the NIC cannot gather", job: () => ({ nic: "no-gather" }) },
  { says: "the file was not in memory", job: () => ({ cache: "cold" }) },
  {
    says: "a call moves half of what it is asked for",
    job: ({ bufferBytes }) => ({ bufferBytes: bufferBytes / 2 }),
  },
  {
    says: `pipes hold ${scarcePipePages} pages`,
    program: spliceThrough(scarcePipePages),
    of: splice,
  },
  {
    says: "a fault maps a whole folio",
    job: ({ pageBytes }) => ({ pageBytes: 4 * pageBytes }),
    of: mmapWrite,
  },
  { says: `a library fell back to ${readWrite.name}`, program: readWrite },
];

/** The figures that are shown. */
const figures = [
  "systemCalls",
  "cpuCopies",
  "dmaCopies",
  "pageFaults",
] as const;

/** A transfer in the lab, beside the model's account of it. */
interface Shown {
  readonly strategy: Choice;
  readonly job: Job;
  readonly model: Counts;
  readonly cause: Cause;
  readonly seen: Counts;
  /** The other causes that would change something here. */
  readonly others: readonly (readonly [Cause, Counts])[];
}

function rollShown(dice: Dice): Shown | undefined {
  const strategy = dice.pick(choicesOf(strategies));
  const { linux } = strategy;
  const job = rollJob(dice, {
    bufferBytes: [16384, 32768, 65536],
    wholePieces: [3, 40],
    cache: ["warm"],
  });
  const model = countsOnLinux(linux, job);
  const possible = causes.filter(({ of = linux }) => of === linux)
    .map((cause) => {
      const { program = linux } = cause;
      const changed = { ...job, ...cause.job?.(job) };
      return [cause, countsOnLinux(program, changed)] as const;
    }).filter(([, counts]) => !isSame(counts, model));
  const [cause, seen] = dice.pick(possible);
  const others = possible.filter(([other]) => other !== cause);
  return others.some(([, counts]) => isSame(counts, seen))
    ? undefined
    : { strategy, job, model, cause, seen, others };
}

function isSame(a: Counts, b: Counts): boolean {
  return figures.every((name) => a[name] === b[name]);
}

/** Rolls a transfer that does not go as the model says, for one cause. */
export const explaining: Recipe<Shown> = {
  roll: rollShown,
  title: ({ strategy }) => `${strategy.choice} in the lab`,
  given: ({ job, model, seen }) => [
    ...listJob(job),
    "so the model was told; one thing was otherwise. The model counts, and the " +
    "lab:",
    ...figures.map((name) => {
      const sign = model[name] === seen[name] ? "=" : "≠";
      return `${quantities[name].label}: ${model[name]} ${sign} ${seen[name]}`;
    }),
  ],
  questions: [{
    name: "cause",
    asks: "what was otherwise",
    choices: causes.map(({ says }) => says),
    right: ({ cause }) => cause.says,
    wrong: Object.fromEntries(
      causes.map(({ says }) => [says, (): string => says]),
    ),
    explains: ({ cause, model, seen, others }) => {
      const all = [[cause, seen] as const, ...others].map(([one, counts]) => {
        const changed = figures.filter((name) => counts[name] !== model[name])
          .map((name) => `${quantities[name].label} ${counts[name]}`);
        return `${one.says}: ${changed.join(", ")}`;
      });
      return `What each cause would change: ${all.join("; ")}. Only one fits.`;
    },
  }],
};
