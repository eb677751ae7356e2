/**
 * The problem of lesson 12: what the lab would find on a kernel that nobody knows.
 *
 * @module
 */
import { countPieces } from "zero-copy/machine/job.ts";
import { type Modelled, modelOf } from "zero-copy/evidence/figures.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import {
  type Choice,
  choicesOf,
  type Strategy,
} from "zero-copy/strategy/strategy.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import {
  type Prediction,
  problemOf,
  type Roll,
} from "zero-copy/workbook/prediction.ts";
import { rollJob } from "zero-copy/workbook/roll.ts";
import { arrivalOf, type PretendKernel, type Probe } from "./pretend_kernel.ts";

/** A transfer of the lab, and the kernel under it. */
interface Probed {
  readonly strategy: Choice;
  readonly kernel: PretendKernel;
  /** The change right after each call, at the nearest place before it that can be changed. */
  readonly probes: readonly Probe[];
  /** The whole transfer, of a file that is in the page cache. */
  readonly modelled: Modelled;
  readonly asked: { readonly fileBytes: number; readonly pieceBytes: number };
}

/** Makes the problem for a list of strategies. */
export function problemFor(strategies: readonly Strategy[]): Roll {
  // Of a single call there is only one thing to ask.
  const choices = choicesOf(strategies).filter(({ calls }) => calls.length > 1);
  return problemOf<Probed>({
    roll: (dice) => rollProbed(dice, choices),
    title: ({ strategy }) => `${strategy.choice}, on a kernel of our own`,
    given: ({ strategy: { calls }, kernel, asked }) => [
      `a file of ${asked.fileBytes} bytes, in pieces of at most ` +
      `${asked.pieceBytes}`,
      "the file is in the page cache; a pipe holds 65536 bytes",
      "the lab counts its calls as Linux makes them (lesson 11)",
      `on this kernel ${
        calls.map(({ call }, i) =>
          `${call} ${kernel[i] ? "copies" : "hands on a reference"}`
        ).join(", ")
      }`,
      "each change is made in place, in a run of its own",
    ],
    questions,
  });
}

function rollProbed(
  dice: Dice,
  choices: readonly Choice[],
): Probed | undefined {
  const strategy = dice.pick(choices);
  const { calls } = strategy;
  const { fileBytes, bufferBytes: pieceBytes } = rollJob(dice, {
    bufferBytes: [4096, 16_384, 65_536, 131_072],
    wholePieces: [2, 24],
    wholeOneIn: 4,
  });
  const asked = { fileBytes, pieceBytes };
  const probes = calls.map(({ call }, i) => ({
    after: call,
    tellsOf: call,
    change: calls.slice(0, i + 1).map(({ from }) => from)
      .findLast((place) => place === "file" || place === "buffer")!,
  }));
  const kernel = calls.map(() => dice.pick([true, false]));
  const sent = { ...asked, cache: "warm", nic: "gather" } as const;
  const modelled = modelOf(strategy.choice, sent, choices);
  return { strategy, kernel, probes, modelled, asked };
}

/** What arrives after the change of a probe. */
function arrivalAt(
  { strategy: { calls }, kernel, probes }: Probed,
  at: number,
): "old" | "new" {
  return arrivalOf(calls, kernel, probes.at(at)!);
}

function other(arrival: "old" | "new"): "old" | "new" {
  return arrival === "old" ? "new" : "old";
}

/** How many of the changes show old bytes. */
function copiesSeen(probed: Probed): number {
  return probed.probes.filter((_, i) => arrivalAt(probed, i) === "old").length;
}

/** Names what had copied the bytes when they were changed, or says that nothing had. */
function sayArrival(
  { strategy: { calls }, kernel, probes }: Probed,
  at: number,
): string {
  const { change, after } = probes.at(at)!;
  const last = calls.findIndex(({ call }) => call === after);
  const first = calls.findIndex(({ from }) => from === change);
  const copier = calls.find((_, i) => i >= first && i <= last && kernel[i]);
  return copier === undefined
    ? `When the ${change} is changed, no call has copied the bytes out of it: ` +
      "a reference leads to the place that is changed."
    : `When the ${change} is changed, ${copier.call} has copied the bytes out ` +
      "of it: the copy is sent.";
}

/** Asks what arrives after one of the changes. */
function askArrival(name: string, at: 0 | -1): Prediction<Probed> {
  return {
    name,
    asks: ({ probes }) => {
      const { change, after } = probes.at(at)!;
      return `the bytes that arrive if the ${change} is changed after ${after}`;
    },
    choices: ["old", "new"],
    right: (probed) => arrivalAt(probed, at),
    explains: (probed) => sayArrival(probed, at),
    wrong: {
      "a copy follows its original": (probed) => other(arrivalAt(probed, at)),
    },
  };
}

const questions: readonly Prediction<Probed>[] = [
  askArrival("firstArrival", 0),
  askArrival("lastArrival", -1),
  {
    name: "cpuCopies",
    asks: "the copies of a piece that the lab reports",
    right: copiesSeen,
    explains: ({ probes }) =>
      "The lab makes a change right after each call, " +
      `${probes.length} in all, and counts those after which old bytes arrive.`,
    wrong: {
      "the receiver's copy is one as well": (probed) => copiesSeen(probed) + 1,
      "what disk and NIC move is copied as well": (probed) =>
        copiesSeen(probed) + 2,
    },
  },
  {
    name: "systemCalls",
    asks: `${quantities.systemCalls.label} of the whole transfer`,
    right: ({ modelled }) => modelled.counts.systemCalls,
    explains: ({ strategy, modelled: { job } }) =>
      `It moves at most ${job.bufferBytes} bytes at a time. By the formula of ` +
      `lesson 11 the mode switches are ${strategy.switches.says}, two a call.`,
    wrong: {
      "one for each piece": ({ asked: { fileBytes, pieceBytes } }) =>
        Math.ceil(fileBytes / pieceBytes),
      "the end of the file is a piece": ({ strategy, modelled: { job } }) =>
        strategy.switches.of(countPieces(job) + 1) / 2,
    },
  },
  {
    name: "modeSwitches",
    asks: `${quantities.modeSwitches.label} of the whole transfer`,
    right: ({ modelled }) => modelled.counts.modeSwitches,
    explains: () =>
      "Each call goes into the kernel and comes back, whatever it does there.",
    wrong: {
      "one for each call": ({ modelled }) => modelled.counts.systemCalls,
      "an interrupt is one as well": ({ modelled: { counts } }) =>
        counts.modeSwitches + counts.interrupts,
    },
  },
];

/** A strategy of the lab, on a kernel on which each call may copy. */
export const problem: Roll = problemFor(strategies);
