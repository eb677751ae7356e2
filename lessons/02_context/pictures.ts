/**
 * What tasks do, who had the CPU when, what its registers held, and what came of it.
 *
 * A timeline has a lane for each task and a column for each operation; in every column one lane is
 * filled, as there is one CPU.
 *
 * @module
 */
import { quantities } from "zero-copy/trace/quantity.ts";
import { sayTaskOperation, type Task } from "./task.ts";
import type {
  Result,
  Schedule,
  Slice,
  SlicePlan,
  Switch,
  SwitchCounts,
} from "./scheduler.ts";
import {
  type Context,
  freshContext,
  registerNames,
} from "zero-copy/machine/cpu.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { sayCount } from "zero-copy/text/say.ts";

/**
 * Draws the slices of a run as lanes, in as many rows as they need.
 *
 * @param slices Who had the CPU, in order.
 * @param columns The most that a line takes. [columns, from 40]
 */
export function drawTimeline(
  slices: readonly Slice[],
  columns: number,
): string[] {
  const owners = slices.flatMap(({ task, operations }) =>
    Array<string>(operations).fill(task)
  );
  const names = [...new Set(slices.map(({ task }) => task))];
  const label = Math.max(0, ...names.map((name) => name.length)) + 2;
  const rows = Math.ceil(owners.length / (columns - label));
  const room = Math.ceil(owners.length / rows);
  const lines: string[] = [];
  for (let begin = 0; begin < owners.length; begin += room) {
    const row = owners.slice(begin, begin + room);
    if (begin > 0) lines.push("");
    lines.push(`operations ${begin + 1} to ${begin + row.length}`);
    for (const name of names) {
      const lane = row.map((owner) => owner === name ? "█" : "·").join("");
      lines.push(name.padEnd(label) + lane);
    }
  }
  return lines;
}

/** Lists the operations of tasks, side by side where that fits. */
export function drawTasks(tasks: readonly Task[], columns: number): string[] {
  const lists = tasks.map(({ name, operations }) => [
    name,
    ...operations.map((operation, i) => `${i}  ${sayTaskOperation(operation)}`),
  ]);
  const width = Math.max(...lists.flat().map((line) => line.length)) + 4;
  if (width * tasks.length > columns + 4) {
    return lists.flatMap((list, i) => i === 0 ? list : ["", ...list]);
  }
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from(
    { length: longest },
    (_, i) =>
      lists.map((list) => (list[i] ?? "").padEnd(width)).join("").trimEnd(),
  );
}

/** Lays out what each task has at its end, as Markdown. */
export function resultsTable(results: readonly Result[]): string {
  return markdownTable(
    ["task", "register a at its end", "expected", "result"],
    results.map(({ task, value, expected }) => [
      task,
      sayCount(value),
      sayCount(expected),
      value === expected ? "right" : "wrong",
    ]),
  );
}

/** Lays out the mode switches and the context switches of runs, as Markdown. */
export function switchesTable(
  runs: readonly (SwitchCounts & { readonly tasks: string })[],
): string {
  return markdownTable(
    [
      "tasks",
      quantities.systemCalls.label,
      quantities.modeSwitches.label,
      "context switches",
    ],
    runs.map(({ tasks, systemCalls, modeSwitches, contextSwitches }) => [
      tasks,
      ...[systemCalls, modeSwitches, contextSwitches].map(sayCount),
    ]),
  );
}

/** Switches that are shown: the first of a run, and the last. */
const shownFirst = 4, shownLast = 1;

/** Draws the lines of one run: all with columns of the same width. */
type Draw = (
  head: { readonly number?: number; readonly does: string },
  task: string,
  context: Context,
) => string;

/**
 * Draws what the registers hold before and after each context switch, two lines a switch. A line
 * takes at most 40 columns while no value has more than three digits.
 *
 * @param schedule What happened.
 * @param plan Whether contexts were saved: it chooses the words.
 */
export function drawRegisters(
  { switches, slices, results }: Schedule,
  { savesContext }: Pick<SlicePlan, "savesContext">,
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

/** What happens to the task that stops, and to the one that goes on. */
export function switchWords(
  savesContext: boolean,
): { readonly stops: string; readonly goesOn: string } {
  return savesContext
    ? { stops: "save", goesOn: "load" }
    : { stops: "stop", goesOn: "go on" };
}

/** Draws two lines for each switch, and one for those in the middle of a long run. */
function drawSwitches(
  switches: readonly Switch[],
  draw: Draw,
  savesContext: boolean,
): string[] {
  const { stops, goesOn } = switchWords(savesContext);
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
