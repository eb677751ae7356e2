/**
 * What the lab observed, as Markdown: for the terminal and for a page.
 *
 * @module
 */
import { isolatesPageTables, type MachineInfo } from "../lab/machine_info.ts";
import type { CopyCount, Sighting } from "../lab/probe.ts";
import type { StrategyCost } from "../lab/transfer_cost.ts";
import type { FurtherStrategy } from "../lab/further/try_strategies.ts";
import type { VethResult, VethRow } from "../lab/network/veth_experiment.ts";
import {
  countPieces,
  makeJob,
  type NicAbility,
  nicWords,
} from "../machine/job.ts";
import { pipePages, strategies } from "../strategy/linux.ts";
import { choicesOf } from "../strategy/strategy.ts";
import { listItem } from "../text/hanging_text.ts";
import { proseColumns } from "../workbook/page.ts";
import { literal } from "../text/text_reader.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { sayExactly, sayIn, sayMany, saySize, type Unit } from "../text/say.ts";
import {
  contradictionsIn,
  type Figure,
  type FigureValue,
  modelOf,
} from "./figures.ts";

/** Names the machine, and what makes its calls and page faults dearer. */
export function sayMachine(machine: MachineInfo): string {
  const { kernel, architecture, cpus, deno, day } = machine;
  return `Linux ${literal(kernel)} on ${architecture} ` +
    `(${literal(machine.processor)}, ${sayMany(cpus, "CPU")}), files on ` +
    `${literal(machine.fileSystem)}, Deno ${deno}, ${day}.` +
    (machine.isGuest === true ? " It runs under a hypervisor." : "") +
    (isolatesPageTables(machine) === true
      ? " It isolates the page tables of programs and kernel (PTI)."
      : "");
}

/** Lists what was changed, what arrived, and what follows; nothing if nothing was counted. */
export function copiesTable(counts: readonly CopyCount[]): string {
  if (counts.length === 0) return "";
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
  const strategies = figures[0]?.values.map(({ way }) => way) ?? [];
  return markdownTable(
    ["model = kernel", ...strategies.map(literal)],
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

/**
 * Says where the kernel and the model differ: findings, not errors.
 *
 * @param pipeBytes What a pipe of this kernel holds, if that is known. [bytes]
 */
export function listContradictions(
  figures: readonly Figure[],
  pipeBytes: number | null = null,
): string {
  const found = contradictionsIn(figures);
  if (found.length === 0) return "The model and this kernel agree everywhere.";
  return found.map(({ figure: { name, unit }, value }) => {
    const numbers = [value.model ?? 0, value.kernel ?? 0];
    const [model, kernel] = numbers.map((one) => sayExactly(unit, one));
    const says = `${name}, ${literal(value.way)}: the model counts ${model}, ` +
      `this kernel ${kernel}`;
    const reason = sayPipe(value.way, pipeBytes);
    return reason === ""
      ? `- ${says}.`
      : listItem(`${says}${reason}.`, proseColumns);
  }).join("\n");
}

/** Why a strategy with a pipe makes more calls, where pipes are small. */
function sayPipe(way: string, pipeBytes: number | null): string {
  const usual = pipePages * makeJob().pageBytes;
  if (pipeBytes === null || pipeBytes >= usual || !usesPipe(way)) return "";
  const [here, told] = [pipeBytes, usual]
    .map((bytes) => sayExactly("bytes", bytes));
  return `: a pipe holds ${here} here (F_GETPIPE_SZ), and not ${told}, as ` +
    "where a user has very many pipes (pipe-user-pages-soft in pipe(7))";
}

function usesPipe(way: string): boolean {
  const choice = choicesOf(strategies).find(({ choice }) => choice === way);
  return choice?.calls.some(({ from }) => from === "pipe") ?? false;
}

/** Says what was sent, whether it arrived, and why nothing was cold. */
export function saySent(costs: readonly StrategyCost[]): string {
  const [first] = costs;
  if (first === undefined) return "";
  const whole = costs.filter(({ isDelivered }) => isDelivered).length;
  const [file, piece] = [first.fileBytes, first.pieceBytes].map((bytes) =>
    bytes % 1024 === 0 ? saySize(bytes) : sayExactly("bytes", bytes)
  );
  return `${file} in pieces of ${piece}, over TCP to another thread. The very ` +
    `bytes of the file arrived with ${whole} of ${costs.length} strategies.` +
    (costs.some(({ cold }) => cold === null) ? ` ${whyNotCold}` : "");
}

/** Why no run was cold, where none was. */
export const whyNotCold =
  "The kernel did not drop the pages of the file, as it cannot where files " +
  "are in memory only: try --folder with a folder on a disk.";

/** Sets the model's copies beside the kernel's, a row for each state of the device. */
export function vethTable({ rows }: VethResult): string {
  const all = rows.flatMap(({ copies }) => copies);
  const ways = [...new Set(all.map(({ way }) => way))];
  return markdownTable(
    ["a NIC that", ...ways],
    rows.map((row) => {
      const nic = abilityOf(row);
      return [
        nicWords[nic].can,
        ...ways.map((way) =>
          sayPairOn(row.copies.find((count) => count.way === way), nic)
        ),
      ];
    }),
  );
}

/** The model's name for a device in this state: as the device says, not as it was told. */
export function abilityOf({ features }: Pick<VethRow, "features">): NicAbility {
  if (!features.scatterGather) return "no-gather";
  return features.transmitChecksum ? "gather" : "no-checksum";
}

function sayPairOn(count: CopyCount | undefined, nic: NicAbility): string {
  if (count === undefined) return "–";
  const { way, bytes, copies } = count;
  const { counts, job } = modelOf(way, {
    fileBytes: bytes,
    pieceBytes: bytes,
    cache: "warm",
    nic,
  });
  const model = counts.cpuCopies / countPieces(job);
  if (copies === null) return "–";
  return `${model} ${model === copies ? "=" : "≠"} ${copies}`;
}

/** Says how often the copies were counted, and how sure that is; or why they were not. */
export function sayVeth({ hindrance: obstacle, rows }: VethResult): string {
  if (obstacle !== null) return `It was not seen: ${literal(obstacle)}.`;
  const all = rows.flatMap(({ copies }) => copies);
  const runs = all[0]?.sightings[0]?.runs ?? 0;
  const least = Math.min(...all.map(({ agreement }) => agreement));
  const share = least === 1 ? "all" : `at least ${Math.floor(least * 100)} %`;
  return `CPU copies of a piece, model = kernel. Each change was made in ` +
    `${sayMany(runs, "run")}; ${share} of them agree.`;
}

/** Lists the copies of each strategy, and which bytes arrived after which change. */
export function furtherCopiesTable(
  strategies: readonly FurtherStrategy[],
): string {
  return markdownTable(
    ["strategy", "copies", "arrived after a change"],
    strategies.map(({ name, copies, copyCount }) => [
      name,
      copies === null ? "–" : String(copies),
      copyCount?.sightings
        .map((seen) => `${seen.call} ${arrivalIn(seen)}`).join(", ") ?? "–",
    ]),
  );
}

/** Lists what else was observed of each strategy, or why it is absent. */
export function listFurther(strategies: readonly FurtherStrategy[]): string {
  return strategies.flatMap(({ name, absent, findings }) => {
    if (absent === null && findings.length === 0) return [];
    const says = absent === null
      ? `: ${findings.join(" ")}`
      : ` is absent: ${absent}.`;
    return listItem(literal(name + says), proseColumns);
  }).join("\n");
}
