/**
 * The problem of lesson 1: what the CPU refuses, and in which mode it ends.
 *
 * @module
 */
import { quantities } from "zero-copy/trace/quantity.ts";
import { type Attempt, attempt } from "./attempt.ts";
import type { Fault } from "zero-copy/machine/fault.ts";
import { Hardware } from "./hardware.ts";
import {
  type Operation,
  operations,
  returnFrom,
  type Step,
  trap,
} from "./operation.ts";
import type { Blank } from "zero-copy/workbook/prediction.ts";
import { count } from "zero-copy/trace/count.ts";
import {
  type Body,
  numberBlank,
  type Recipe,
  recipe,
} from "zero-copy/workbook/recipe.ts";

/** How many lines a program of lesson 1 has. */
const programLines = 8;

/** What a line may be: an operation that neither crosses between the modes nor stops the CPU. */
const quiet = operations.filter(({ name }) =>
  name !== "trap" && name !== "halt"
);

/** A program that crosses between the modes, and tries things on both sides. */
export const problem: Recipe = recipe({
  drawCase: (dice) => {
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
  },
  // The page tries one operation alone.
  isUsual: (lines) => lines.length === 1,
  pose: poseModes,
});

function poseModes(lines: readonly Operation[]): Body | undefined {
  const hardware = new Hardware();
  const tried = lines.map((line) => attempt(hardware, line));
  const [first, ...others] = refusalsOf(tried);
  const isDoneInKernel = tried.some(({ operation, done }) =>
    operation.isPrivileged && done !== undefined && !isCrossing(done)
  );
  if (first?.number === 1 || others.length === 0 || !isDoneInKernel) {
    return undefined;
  }
  return {
    title: "what the CPU refuses",
    given: [
      "a program tries these lines one after the other, in user mode at first;" +
      " what is refused has no effect, and the next line is tried",
      ...lines.map(({ name }, i) => `line ${i + 1}: ${name}`),
    ],
    blanks: [...askRefusals(tried), ...askCrossings(hardware, tried)],
  };
}

/** The lines that were refused. */
function refusalsOf(
  tried: readonly Attempt[],
): { number: number; fault: Fault }[] {
  return tried.flatMap(({ fault }, i) =>
    fault === undefined ? [] : [{ number: i + 1, fault }]
  );
}

function askRefusals(tried: readonly Attempt[]): Blank[] {
  const refused = refusalsOf(tried);
  const { number, fault } = refused[0]!;
  return [
    numberBlank("refused", "lines that the CPU refuses", {
      answer: refused.length,
      explains: refused.map(({ number, fault }) =>
        `Line ${number}: ${fault.rule}, and ${fault.state}.`
      ).join(" "),
    }),
    numberBlank("firstRefused", "number of the first line refused", {
      answer: number,
      explains: `There, ${fault.rule}, and ${fault.state}.`,
    }),
  ];
}

function askCrossings(
  { trace, cpu }: Hardware,
  tried: readonly Attempt[],
): Blank[] {
  return [
    numberBlank("modeSwitches", quantities.modeSwitches.label, {
      answer: count(trace).modeSwitches,
      explains: `Only a line that is done can cross: ${sayCrossings(tried)}`,
    }),
    {
      name: "lastMode",
      asks: "mode after the last line",
      choices: ["user", "kernel"],
      wrong: {},
      answer: cpu.mode,
      explains: `The last line that crosses decides: ${sayCrossings(tried)}`,
    },
  ];
}

/** Whether a line changed the mode. */
function isCrossing({ after }: Step): boolean {
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
