/**
 * What the lab observed, as Markdown: for the terminal and for the page of lesson 12.
 *
 * @module
 */
import type { MachineInfo } from "../lab/machine_info.ts";
import type { CopyCount, Sighting } from "../lab/probe.ts";
import type { WayCost } from "../lab/transfer_cost.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { sayExactly, sayIn, sayMany, saySize, type Unit } from "../text/say.ts";
import { contradictionsIn, type Figure, type FigureValue } from "./figures.ts";

/** Names the machine, in one sentence. */
export function sayMachine(machine: MachineInfo): string {
  return `Linux ${machine.kernel} on ${machine.architecture} ` +
    `(${machine.processor}, ${sayMany(machine.cpus, "CPU")}), files on ` +
    `${machine.fileSystem}, Deno ${machine.deno}, ${machine.day}.`;
}

/** Lists what was changed, what arrived, and what follows. */
export function copiesTable(counts: readonly CopyCount[]): string {
  return markdownTable(
    ["strategy", "after", "changed", "arrived", "runs", "copies"],
    counts.flatMap(({ way, sightings, copies }) =>
      sightings.map((seen, i) => [
        i === 0 ? way : "",
        seen.call,
        seen.from === "file" ? "the file" : "the buffer",
        `${arrivalIn(seen)} bytes`,
        `${Math.max(seen.old, seen.new, seen.mixed)} of ${seen.runs}`,
        i === 0 ? String(copies ?? "–") : "",
      ])
    ),
  );
}

/** Says which bytes arrived most often. */
export function arrivalIn(seen: Sighting): "old" | "new" | "other" {
  const most = Math.max(seen.old, seen.new, seen.mixed);
  // Of two that are as many, the one that would be no copy.
  if (seen.new === most) return "new";
  return seen.old === most ? "old" : "other";
}

/** Sets the model and the kernel side by side, a row for each figure. */
export function figuresTable(figures: readonly Figure[]): string {
  const ways = figures[0]?.values.map(({ way }) => way) ?? [];
  return markdownTable(
    ["model = kernel", ...ways],
    figures.map(({ name, unit, values }) => [
      name,
      ...values.map((value) => sayPair(value, unit)),
    ]),
  );
}

function sayPair({ model, kernel }: FigureValue, unit: Unit): string {
  if (kernel === null) return "–";
  const seen = sayIn(unit, kernel);
  if (model === null) return seen;
  if (model === kernel) return `${seen.split(" ")[0]} = ${seen}`;
  return sayApart(unit, [model, kernel]).join(" ≠ ");
}

/** Says two numbers that differ: exactly, where they would look alike. */
function sayApart(unit: Unit, numbers: readonly number[]): string[] {
  const says = numbers.map((number) => sayIn(unit, number));
  return says[0] === says[1]
    ? numbers.map((number) => sayExactly(unit, number))
    : says;
}

/** Says how each figure was measured, as a list. */
export function listMethods(figures: readonly Figure[]): string {
  return figures.map(({ name, how }) => `- ${name}: ${how}`).join("\n");
}

/** Says where the kernel and the model differ: findings, not errors. */
export function listContradictions(figures: readonly Figure[]): string {
  const found = contradictionsIn(figures);
  if (found.length === 0) return "The model and this kernel agree everywhere.";
  return found.map(({ figure: { name, unit }, value }) => {
    const numbers = [value.model ?? 0, value.kernel ?? 0];
    const [model, kernel] = sayApart(unit, numbers);
    return `- ${name}, ${value.way}: the model counts ${model}, ` +
      `this kernel ${kernel}.`;
  }).join("\n");
}

/** Says what was sent, whether it arrived, and why nothing was cold. */
export function saySent(costs: readonly WayCost[]): string {
  const [first] = costs;
  if (first === undefined) return "";
  const whole = costs.filter(({ isDelivered }) => isDelivered).length;
  return `${saySize(first.fileBytes)} in pieces of ` +
    `${saySize(first.pieceBytes)}, over TCP to another thread. The very ` +
    `bytes of the file arrived with ${whole} of ${costs.length} strategies.` +
    (costs.some(({ cold }) => cold === null)
      ? " The kernel did not drop the pages of the file, as it cannot where " +
        "files are in memory only: try --folder with a folder on a disk."
      : "");
}
