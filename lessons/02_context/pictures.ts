/**
 * What tasks do, who had the CPU when, and what came of it.
 *
 * A timeline has a lane for each task and a column for each operation; in every column one lane is
 * filled, as there is one CPU.
 *
 * @module
 */
import { quantities } from "zero-copy/trace/quantity.ts";
import { sayTaskOperation, type Task } from "./task.ts";
import {
  countSwitches,
  type Result,
  type Schedule,
  type Slice,
} from "./scheduler.ts";
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
  runs: Readonly<Record<string, Schedule>>,
): string {
  return markdownTable(
    [
      "tasks",
      quantities.systemCalls.label,
      quantities.modeSwitches.label,
      "context switches",
    ],
    Object.entries(runs).map(([name, { trace }]) => {
      const { systemCalls, modeSwitches, contextSwitches } = countSwitches(
        trace,
      );
      const counts = [systemCalls, modeSwitches, contextSwitches];
      return [name, ...counts.map(sayCount)];
    }),
  );
}
