/**
 * The problem of lesson 1: what the CPU refuses, and in which mode it ends.
 *
 * @module
 */
import type { Fault } from "zero-copy/machine/fault.ts";
import type { Mode } from "zero-copy/trace/event.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { Hardware } from "./hardware.ts";
import {
  type Operation,
  operations,
  type OperationStep,
  returnFrom,
  trap,
} from "./operation.ts";
import { count } from "zero-copy/trace/count.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { problemOf, type Roll } from "zero-copy/workbook/prediction.ts";

/** How many lines a program of lesson 1 has. */
const programLines = 8;

/** What a line may be: an operation that neither crosses between the modes nor stops the CPU. */
const quiet = operations.filter(({ name }) =>
  name !== "trap" && name !== "halt"
);

/** A program, and what came of its lines. */
interface Case {
  readonly tried: readonly Attempt[];
  readonly refused: readonly {
    readonly number: number;
    readonly fault: Fault;
  }[];
  readonly modeSwitches: number;
  /** The mode after the last line. */
  readonly mode: Mode;
}

/** A program that crosses between the modes, and tries things on both sides. */
export const problem: Roll = problemOf<Case>({
  roll: (dice) => {
    const rolled = tryLines(rollLines(dice));
    const [first, ...others] = rolled.refused;
    const isDoneInKernel = rolled.tried.some(({ operation, done }) =>
      operation.isPrivileged && done !== undefined && !isCrossing(done)
    );
    return first?.number === 1 || others.length === 0 || !isDoneInKernel
      ? undefined
      : rolled;
  },
  title: () => "what the CPU refuses",
  given: ({ tried }) => [
    "a program tries these lines one after the other, in user mode at first;" +
    " what is refused has no effect, and the next line is tried",
    ...tried.map(({ operation }, i) => `line ${i + 1}: ${operation.name}`),
  ],
  questions: [
    {
      name: "refused",
      asks: "lines that the CPU refuses",
      right: ({ refused }) => refused.length,
      explains: ({ refused }) =>
        refused.map(({ number, fault }) =>
          `Line ${number}: ${fault.rule}, and ${fault.state}.`
        ).join(" "),
      wrong: {
        "the program ends at the first": () => 1,
        "whatever is privileged is refused": ({ tried }) =>
          tried.filter(({ operation }) => operation.isPrivileged).length,
      },
    },
    {
      name: "firstRefused",
      asks: "number of the first line refused",
      right: ({ refused }) => refused[0]!.number,
      explains: ({ refused: [first] }) =>
        `There, ${first!.fault.rule}, and ${first!.fault.state}.`,
      wrong: {
        "the first line has the number 0": ({ refused }) =>
          refused[0]!.number - 1,
        "all that comes before that is done": ({ refused }) =>
          refused[1]!.number,
      },
    },
    {
      name: "modeSwitches",
      asks: quantities.modeSwitches.label,
      right: ({ modeSwitches }) => modeSwitches,
      explains: ({ tried }) =>
        `Only a line that is done can cross: ${sayCrossings(tried)}`,
      wrong: {
        "each refusal is one as well": ({ modeSwitches, refused }) =>
          modeSwitches + refused.length,
      },
    },
    {
      name: "lastMode",
      asks: "mode after the last line",
      choices: ["user", "kernel"],
      right: ({ mode }) => mode,
      explains: ({ tried }) =>
        `The last line that crosses decides: ${sayCrossings(tried)}`,
      wrong: {
        "the last mode switch does not count": ({ mode }) =>
          mode === "user" ? "kernel" : "user",
      },
    },
  ],
});

function rollLines(dice: Dice): Operation[] {
  const call = dice.pick(["read", "recv", "mmap"]);
  const lines: Operation[] = [];
  while (lines.length < programLines) {
    const kind = dice.whole(1, 8);
    const line = kind <= 2
      ? trap(call)
      : kind <= 4
      ? returnFrom(call)
      : dice.pick(quiet);
    if (line.name !== lines.at(-1)?.name) lines.push(line);
  }
  return lines;
}

function tryLines(lines: readonly Operation[]): Case {
  const hardware = new Hardware();
  const tried = lines.map((line) => attempt(hardware, line));
  const refused = tried.flatMap(({ fault }, i) =>
    fault === undefined ? [] : [{ number: i + 1, fault }]
  );
  const { modeSwitches } = count(hardware.trace);
  return { tried, refused, modeSwitches, mode: hardware.cpu.mode };
}

/** Whether a line changed the mode. */
function isCrossing({ after }: OperationStep): boolean {
  return after.startsWith("mode ");
}

/** Lists the lines that cross between the modes. */
function sayCrossings(tried: readonly Attempt[]): string {
  const crossings = tried.flatMap(({ done }, i) =>
    done !== undefined && isCrossing(done)
      ? [`line ${i + 1}, ${done.says}`]
      : []
  );
  return `${crossings.join("; ")}.`;
}
