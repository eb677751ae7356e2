/**
 * What the registers hold before and after each context switch, two lines a switch.
 *
 * A line takes at most 40 columns while no value has more than three digits. Of many switches the first and the last are shown.
 *
 * @module
 */
import {
  type Context,
  freshContext,
  registerNames,
} from "zero-copy/machine/cpu.ts";
import type { Plan, Schedule, Switch } from "./scheduler.ts";

/** Switches that are shown: the first of a run, and the last. */
const shownFirst = 4, shownLast = 1;

/** Draws the lines of one run: all with columns of the same width. */
type Draw = (
  head: { readonly number?: number; readonly does: string },
  task: string,
  context: Context,
) => string;

/**
 * Draws the registers through a run.
 *
 * @param schedule What happened.
 * @param plan Whether contexts were saved: it chooses the words.
 */
export function drawRegisters(
  { switches, slices, results }: Schedule,
  { savesContext }: Pick<Plan, "savesContext">,
): string[] {
  const contexts = switches.map(({ left }) => left);
  const first = slices[0]?.task ?? "";
  const last = results.at(-1);
  if (last !== undefined) contexts.push(last.left);
  const width = widthOf(contexts);
  const draw: Draw = ({ number, does }, task, { programCounter, registers }) =>
    [
      `${String(number ?? "").padStart(2)} ${does.padEnd(5)} `,
      `${task.padEnd(7)}${String(programCounter).padStart(7)}`,
      ...registerNames.map((name) => String(registers[name]).padStart(width)),
    ].join("");
  const names = registerNames.map((name) => name.padStart(width)).join("");
  return [
    `   does  task   counter${names}`,
    draw({ does: "begin" }, first, freshContext),
    ...drawSwitches(switches, draw, savesContext),
    ...(last === undefined
      ? []
      : [draw({ does: "end" }, last.task, last.left)]),
  ];
}

/** Draws two lines for each switch, and one for those in the middle of a long run. */
function drawSwitches(
  switches: readonly Switch[],
  draw: Draw,
  savesContext: boolean,
): string[] {
  const stops = savesContext ? "save" : "stop";
  const goesOn = savesContext ? "load" : "go on";
  const pairs = switches.map(({ from, to, isLast, left, found }, i) => [
    draw({ number: i + 1, does: isLast ? "end" : stops }, from, left),
    draw({ does: goesOn }, to, found),
  ]);
  const hidden = pairs.length - shownFirst - shownLast;
  if (hidden > 1) {
    pairs.splice(shownFirst, hidden, [`   … ${hidden} more switches …`]);
  }
  return pairs.flat();
}

/** The width of a column of values, with a space before the longest. [columns] */
function widthOf(contexts: readonly Context[]): number {
  const values = contexts.flatMap(({ registers }) => Object.values(registers));
  return 1 + Math.max(2, ...values.map((value) => String(value).length));
}
