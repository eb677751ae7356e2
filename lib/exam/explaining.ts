/**
 * Explaining: the lab counts something else than the model. Which cause changes these figures, and
 * no others?
 *
 * @module
 */
import { countsOnLinux } from "../cost/closed_form.ts";
import type { Job } from "../machine/job.ts";
import { choicesOf, type Strategy } from "../strategy/strategy.ts";
import {
  mmapWrite,
  readWrite,
  scarcePipePages,
  splice,
  spliceThrough,
  strategies,
} from "../strategy/linux.ts";
import type { Counts } from "../trace/count.ts";
import { quantities } from "../trace/quantity.ts";
import type { Dice } from "../workbook/dice.ts";
import type { Recipe } from "../workbook/prediction.ts";
import { rollJob } from "../workbook/roll.ts";
import { listJob } from "../workbook/say_job.ts";

/** What can differ from what the model was told. */
interface Cause {
  readonly says: string;
  /** What is counted then; nothing, where the strategy does not know such a thing. */
  readonly counts: (strategy: Strategy, job: Job) => Counts | undefined;
}

const causes: readonly Cause[] = [
  {
    says: "the NIC cannot gather",
    counts: ({ linux }, job) =>
      countsOnLinux(linux, { ...job, nic: "no-gather" }),
  },
  {
    says: "the file was not in memory",
    counts: ({ linux }, job) => countsOnLinux(linux, { ...job, cache: "cold" }),
  },
  {
    says: "a call moves half of what it is asked for",
    counts: ({ linux }, job) =>
      countsOnLinux(linux, { ...job, bufferBytes: job.bufferBytes / 2 }),
  },
  {
    says: `pipes hold ${scarcePipePages} pages`,
    counts: ({ linux }, job) =>
      linux === splice
        ? countsOnLinux(spliceThrough(scarcePipePages), job)
        : undefined,
  },
  {
    says: "a fault maps a whole folio",
    counts: ({ linux }, job) =>
      linux === mmapWrite
        ? countsOnLinux(linux, { ...job, pageBytes: 4 * job.pageBytes })
        : undefined,
  },
  {
    says: `a library fell back to ${readWrite.name}`,
    counts: ({ linux }, job) =>
      linux === readWrite ? undefined : countsOnLinux(readWrite, job),
  },
];

/** The figures that are shown: the bytes from the disk are those by DMA that do not go to the NIC. */
const figures = {
  systemCalls: quantities.systemCalls.label,
  cpuCopies: quantities.cpuCopies.label,
  dmaCopies: quantities.dmaCopies.label,
  pageFaults: quantities.pageFaults.label,
} as const;

const names = Object.keys(figures) as (keyof typeof figures)[];

/** A transfer in the lab, beside the model's account of it. */
interface Shown {
  readonly strategy: Strategy;
  readonly job: Job;
  readonly cause: Cause;
  readonly model: Counts;
  readonly seen: Counts;
  /** The other causes that would change something here. */
  readonly others: readonly {
    readonly cause: Cause;
    readonly counts: Counts;
  }[];
}

function rollShown(dice: Dice): Shown | undefined {
  const strategy = dice.pick(choicesOf(strategies));
  const job = rollJob(dice, {
    bufferBytes: [16384, 32768, 65536],
    wholePieces: [3, 40],
    cache: ["warm"],
  });
  const model = countsOnLinux(strategy.linux, job);
  const possible = causes.flatMap((cause) => {
    const counts = cause.counts(strategy, job);
    return counts === undefined || isSame(counts, model)
      ? []
      : [{ cause, counts }];
  });
  const { cause, counts: seen } = dice.pick(possible);
  const others = possible.filter((one) => one.cause !== cause);
  return others.some(({ counts }) => isSame(counts, seen))
    ? undefined
    : { strategy, job, cause, model, seen, others };
}

function isSame(a: Counts, b: Counts): boolean {
  return names.every((name) => a[name] === b[name]);
}

/** Rolls a transfer that does not go as the model says, for one cause. */
export const explaining: Recipe<Shown> = {
  roll: rollShown,
  title: ({ strategy }) => `${strategy.choice} in the lab`,
  given: ({ job, model, seen }) => [
    ...listJob(job),
    "so the model was told; one thing was otherwise. The model counts, and the " +
    "lab:",
    ...names.map((name) =>
      `${figures[name]}: ${model[name]} ` +
      `${model[name] === seen[name] ? "=" : "≠"} ${seen[name]}`
    ),
  ],
  questions: [
    {
      name: "cause",
      asks: "what was otherwise",
      choices: causes.map(({ says }) => says),
      right: ({ cause }) => cause.says,
      wrong: Object.fromEntries(
        causes.map(({ says }) => [says, (): string => says]),
      ),
      explains,
    },
  ],
};

/** Says what each cause that is possible would change. */
function explains({ cause, model, seen, others }: Shown): string {
  const changed = (counts: Counts): string =>
    names.filter((name) => counts[name] !== model[name])
      .map((name) => `${figures[name]} ${counts[name]}`).join(", ");
  const rest = others.map((other) =>
    `${other.cause.says}: ${changed(other.counts)}`
  );
  return `Only this fits: ${cause.says} (${changed(seen)}). Others would ` +
    `make it otherwise: ${rest.join("; ")}.`;
}
