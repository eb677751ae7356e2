/**
 * The figures of the lab, each beside the model's, and how each was measured; and the model's
 * account of what the lab did.
 *
 * @module
 */
import type { CopyCount } from "../lab/probe.ts";
import type { SentAmounts, StrategyCost } from "../lab/transfer_cost.ts";
import type { Unit } from "../text/say.ts";
import type { Counts } from "../trace/count.ts";
import { quantities } from "../trace/quantity.ts";
import type { CallList } from "../lab/calls.ts";
import { closedForm } from "../cost/closed_form.ts";
import { countPieces, type Job, makeJob } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import { fallBack } from "../strategy/fallback.ts";
import { countHandings, limitJob, strategies } from "../strategy/linux.ts";
import { choicesOf, type Strategy } from "../strategy/strategy.ts";

/** One figure, for every strategy. */
export interface Figure {
  readonly name: string;
  readonly unit: Unit;
  /** How the lab measured it. */
  readonly how: string;
  readonly values: readonly FigureValue[];
}

/** One figure of one strategy. */
export interface FigureValue {
  readonly way: string;
  /** What the model counts; `null` if it has no such thing. */
  readonly model: number | null;
  /** What the lab saw; `null` if it could not be seen. */
  readonly kernel: number | null;
}

/** What the model foresees of one strategy. */
export interface Foreseen {
  /** [bytes] */
  readonly fileBytes: number;
  readonly pieces: number;
  /** The model's counts, with the file in the page cache and without. */
  readonly warm: Counts;
  readonly cold: Counts;
}

/** All that is known of one strategy. */
export interface Known extends Foreseen {
  readonly cost: StrategyCost;
  readonly copies: CopyCount | undefined;
}

/** How a figure is found. */
interface FigureRule {
  readonly name: string;
  readonly unit: Unit;
  readonly how: string;
  readonly model: (foreseen: Foreseen) => number | null;
  readonly kernel: (known: Known) => number | null;
}

const figureRules: readonly FigureRule[] = [
  {
    name: quantities.systemCalls.label,
    unit: "times",
    how: "counted where the lab makes them; close is left out",
    model: ({ warm }) => warm.systemCalls,
    kernel: ({ cost }) => callsOf(cost),
  },
  {
    name: quantities.modeSwitches.label,
    unit: "times",
    how: "two for each system call",
    model: ({ warm }) => warm.modeSwitches,
    kernel: ({ cost }) => 2 * callsOf(cost),
  },
  {
    name: quantities.cpuCopies.label,
    unit: "times",
    how: "changes that did not arrive, for one piece (see above)",
    model: ({ warm, pieces }) => warm.cpuCopies / pieces,
    kernel: ({ copies }) => copies?.copies ?? null,
  },
  {
    name: "disk, cold",
    unit: "bytes",
    how: "bytes read, by ru_inblock of this thread, after the kernel dropped " +
      "the pages of the file: the median",
    model: ({ cold, fileBytes }) => cold.dmaBytes - fileBytes,
    kernel: ({ cost }) => cost.cold?.diskBytes ?? null,
  },
  {
    name: "disk, warm",
    unit: "bytes",
    how: "the same, with the file in the page cache",
    model: ({ warm, fileBytes }) => warm.dmaBytes - fileBytes,
    kernel: ({ cost }) => cost.warm.diskBytes,
  },
  {
    name: quantities.pageFaults.label,
    unit: "times",
    how: "ru_minflt and ru_majflt of this thread, warm: the least, without " +
      "those beyond the model's that an empty run of the lab has as well",
    model: ({ warm }) => warm.pageFaults,
    kernel: ({ cost, warm }) => {
      const seen = cost.warm.minorFaults + cost.warm.majorFaults;
      const more = Math.max(0, seen - warm.pageFaults);
      return seen - Math.min(more, cost.runtimeFaults);
    },
  },
  {
    name: "context switches",
    unit: "times",
    how: "ru_nvcsw and ru_nivcsw of this thread, warm: the medians",
    model: () => null,
    kernel: ({ cost }) =>
      cost.warm.voluntarySwitches + cost.warm.involuntarySwitches,
  },
  {
    name: "CPU time",
    unit: "ns",
    how: "clock of this thread's CPU time, warm: the median",
    model: () => null,
    kernel: ({ cost }) => cost.warm.cpuNs,
  },
  {
    name: "throughput",
    unit: "bytes/s",
    how: "the size of the file by the time on the wall, warm: the median",
    model: () => null,
    kernel: ({ cost }) => cost.fileBytes / cost.warm.elapsedNs * 1e9,
  },
];

/** Lists the strategies of the lab, call by call: those that a program can choose from. */
export function callListsOf(known: readonly Strategy[]): CallList[] {
  return choicesOf(known).map(({ choice, calls }) => ({ name: choice, calls }));
}

/** What the lab sent, and through what. */
export interface LabSetting extends SentAmounts {
  readonly cache: Job["cache"];
  readonly nic: Job["nic"];
}

/** The model's account of one transfer. */
export interface Modelled {
  readonly program: Program;
  readonly job: Job;
  readonly counts: Counts;
  /** How often bytes are handed to the socket. */
  readonly handings: number;
}

/**
 * Counts what a strategy should cost.
 *
 * @throws {RangeError} If no program can choose such a strategy.
 */
export function modelOf(
  strategy: string,
  { fileBytes, pieceBytes, cache, nic }: LabSetting,
  known: readonly Strategy[] = strategies,
): Modelled {
  const choices = choicesOf(known);
  const linux = choices.find(({ choice }) => choice === strategy)?.linux;
  if (linux === undefined) {
    throw new RangeError(
      `Cannot count "${strategy}" as the model must have it: it has ${
        choices.map(({ choice }) => choice).join(", ")
      }`,
    );
  }
  const asked = makeJob({ fileBytes, bufferBytes: pieceBytes, cache, nic });
  const program = fallBack(linux, asked);
  const job = limitJob(linux, asked);
  const counts = closedForm(program, job);
  return { program, job, counts, handings: countHandings(linux, job) };
}

/** Sets the model and the kernel side by side. */
export function compare(
  costs: readonly StrategyCost[],
  copyCounts: readonly CopyCount[],
  known: readonly Strategy[] = strategies,
): Figure[] {
  return figuresOf(costs.map((cost) => knownOf(cost, copyCounts, known)));
}

/** Sets what is foreseen of each strategy beside what was measured of it. */
export function figuresOf(all: readonly Known[]): Figure[] {
  return figureRules.map(({ name, unit, how, model, kernel }) => ({
    ...{ name, unit, how },
    values: all.map((one) => ({
      way: one.cost.way,
      model: model(one),
      kernel: kernel(one),
    })),
  }));
}

/** Where the kernel contradicts the model. */
export function contradictionsIn(
  figures: readonly Figure[],
): { figure: Figure; value: FigureValue }[] {
  return figures.flatMap((figure) =>
    figure.values.filter(({ model, kernel }) =>
      model !== null && kernel !== null && model !== kernel
    ).map((value) => ({ figure, value }))
  );
}

function knownOf(
  cost: StrategyCost,
  copyCounts: readonly CopyCount[],
  known: readonly Strategy[],
): Known {
  const copies = copyCounts.find(({ way }) => way === cost.way);
  return { ...foreseen(cost.way, cost, known), cost, copies };
}

function foreseen(
  strategy: string,
  { fileBytes, pieceBytes }: SentAmounts,
  known: readonly Strategy[],
): Foreseen {
  const sent = { fileBytes, pieceBytes, nic: "gather" } as const;
  const warm = modelOf(strategy, { ...sent, cache: "warm" }, known);
  const cold = modelOf(strategy, { ...sent, cache: "cold" }, known);
  const pieces = countPieces(warm.job);
  return { fileBytes, pieces, warm: warm.counts, cold: cold.counts };
}

/** What the model says of each figure that it has, by its name: for a NIC that gathers. */
export function foresee(
  strategy: string,
  sent: SentAmounts,
  known: readonly Strategy[] = strategies,
): Record<string, number> {
  const all = foreseen(strategy, sent, known);
  return Object.fromEntries(
    figureRules.map(({ name, model }) => [name, model(all)] as const)
      .filter((one): one is [string, number] => one[1] !== null),
  );
}

function callsOf({ warm }: StrategyCost): number {
  return Object.values(warm.calls).reduce((sum, calls) => sum + calls, 0);
}
