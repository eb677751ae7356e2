/**
 * What device transfers took: counts, a comparison of sizes, the steps with their cycles, and one
 * lane for the CPU and one for the disk.
 *
 * Text in columns rather than tables: the library that draws tables takes longer to load than this
 * lesson has. Lanes are plain ASCII, so that every sign is one column wide in every terminal; each
 * line fits the columns that it is given, from 40 upward.
 *
 * @module
 */
import type { Transfer } from "./device_transfer.ts";
import type { DeviceActivity } from "./disk_controller.ts";
import type { CpuActivity, Phase, Stretch } from "./stopwatch.ts";
import { isDelivered } from "zero-copy/machine/job.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { alignRows, fillLines } from "zero-copy/text/columns.ts";
import { hangText } from "zero-copy/text/hanging_text.ts";
import { sayCount, sayMany, saySize } from "zero-copy/text/say.ts";

/** Lays out what transfers took, one row for each thing that was counted. */
export function drawAccount(transfers: readonly Transfer[]): string[] {
  const rows: [string, (transfer: Transfer) => number][] = [
    ["bytes moved", ({ delivered }) => delivered.length],
    ["words moved", ({ memoryWrites }) => memoryWrites],
    ["interrupts", ({ interrupts }) => interrupts],
    ["cycles", ({ cycles }) => cycles],
    ["CPU free", ({ workUnits }) => workUnits],
    ["CPU taken", ({ cpuCycles }) => cpuCycles],
    ["  set up", ({ cpu }) => cpu["set up"]],
    ["  poll", ({ cpu }) => cpu.poll],
    ["  move", ({ cpu }) => cpu.load + cpu.store],
    ["  wait", ({ cpu }) => cpu.wait],
    ["  handle", ({ cpu }) => cpu.interrupt],
  ];
  return alignRows([
    ["", ...transfers.map(({ way }) => way)],
    ...rows.map(([name, valueOf]) => [
      name,
      ...transfers.map((transfer) => sayCount(valueOf(transfer))),
    ]),
  ]);
}

/**
 * Lays out what transfers of several sizes take of the CPU, and marks the smaller one.
 *
 * @param pairs For each size, the transfers to compare.
 */
export function drawComparison(
  pairs: readonly (readonly Transfer[])[],
): string[] {
  const rows = pairs.map((pair) => {
    const least = Math.min(...pair.map(({ cpuCycles }) => cpuCycles));
    const bytes = pair[0]!.delivered.length;
    return [
      sayCount(bytes),
      ...pair.map(({ cpuCycles }) =>
        sayCount(cpuCycles) + (cpuCycles === least ? " *" : "  ")
      ),
    ];
  });
  const ways = (pairs[0] ?? []).map(({ way }) => way + "  ");
  return [
    ...alignRows([["bytes", ...ways], ...rows]),
    "* takes less of the CPU",
  ];
}

/** Tells a transfer step by step, each with its cycle. */
export function drawTransferSteps(
  { trace }: Transfer,
  columns: number,
): string[] {
  if (trace.length === 0) return ["No byte, no step."];
  return trace.flatMap((event, i) => {
    const text = `cycle ${sayCount(event.cycle)}: ${sayStep(event)}`;
    return hangText(`${i + 1}  `, text, columns);
  });
}

/** Says how much of a file was moved. */
export function sayScope(movedBytes: number, fileBytes: number): string {
  return movedBytes === fileBytes
    ? saySize(movedBytes)
    : `the first ${saySize(movedBytes)} of ${saySize(fileBytes)}`;
}

/** Says whether every transfer delivered the contents of the disk. */
export function sayDelivery(
  transfers: readonly Transfer[],
  contents: Uint8Array,
): string {
  return transfers.every(({ delivered }) => isDelivered(contents, delivered))
    ? "All bytes in memory are those of the disk, whoever moved them."
    : "The bytes in memory are NOT those of the disk.";
}

/** What `--json` says of a transfer. */
export function toData(
  { delivered, interrupts, trace, phases, opening: _, laps: _laps, ...rest }:
    Transfer,
  contents: Uint8Array,
): Record<string, unknown> {
  return {
    ...rest,
    isDelivered: isDelivered(contents, delivered),
    interrupts,
    phases,
    trace,
  };
}

/** Says what an event was, for whoever knows its cycle. */
export function sayStep(event: Event): string {
  switch (event.kind) {
    case "dma request":
      return "the CPU writes the last register, and is free";
    case "device request":
      return `the ${event.device} is asked for ${sayMany(event.bytes, "byte")}`;
    case "device ready":
      return `the ${event.device} has the first word, ${
        sayMany(event.bytes, "byte")
      }, in its data register`;
    case "copy":
      return `word by word, until the last is in the ${event.to}: ${
        sayMany(event.bytes, "byte")
      } were copied by ${event.by}`;
    case "interrupt":
      return `the ${event.device} interrupts the CPU`;
    default:
      return event.kind;
  }
}

/** What stands before a lane. [columns] */
const labelColumns = 7;

/** The sign of what the CPU does in a cycle. */
export const cpuSigns: Readonly<Record<CpuActivity, string>> = {
  "set up": "s",
  poll: "p",
  load: "r",
  store: "w",
  work: ".",
  wait: "-",
  interrupt: "i",
};

/** The sign of what the disk does in a cycle. */
export const diskSigns: Readonly<Record<DeviceActivity, string>> = {
  idle: ".",
  fetch: "f",
  hold: "h",
  write: "w",
};

const legend: Readonly<Record<string, string>> = {
  s: "set up",
  p: "poll the status register",
  r: "read the data register",
  w: "write to memory",
  i: "handle the interrupt",
  "-": "wait for memory",
  f: "fetch a word",
  h: "hold it for the CPU",
  ".": "free",
};

/**
 * Draws whole transfers to one scale: when each side is busy. A phase that is too short for the
 * scale gets one column.
 */
export function drawPhases(
  transfers: readonly Transfer[],
  columns: number,
): string[] {
  const longest = Math.max(1, ...transfers.map(({ cycles }) => cycles));
  const room = columns - labelColumns;
  return [
    ...transfers.flatMap(({ way, cycles, phases }) => {
      const widths = share(phases, Math.round(room * cycles / longest));
      const draw = (isBusy: (phase: Phase) => boolean): string =>
        phases.map((phase, i) => (isBusy(phase) ? "#" : ".").repeat(widths[i]!))
          .join("");
      return [
        `${way}: ${sayMany(cycles, "cycle")}`,
        lane("CPU", draw((phase) => phase.isCpuBusy)),
        lane("disk", draw((phase) => phase.isDeviceBusy)),
        "",
      ];
    }),
    "# busy with the transfer   . free",
  ];
}

/** Draws the beginning of transfers, one sign a cycle. */
export function drawOpenings(
  transfers: readonly Transfer[],
  columns: number,
): string[] {
  const room = columns - labelColumns;
  const seen = new Set<string>();
  const lines = transfers.flatMap(({ way, opening }) => {
    const cpu = signs(opening, ({ cpu }) => cpuSigns[cpu], room);
    const disk = signs(opening, ({ device }) => diskSigns[device], room);
    for (const sign of cpu + disk) seen.add(sign);
    return [way, lane("CPU", cpu), lane("disk", disk), ""];
  });
  const meanings = Object.entries(legend).filter(([sign]) => seen.has(sign))
    .map(([sign, meaning]) => `${sign} ${meaning}`);
  return [
    lane("cycle", ruler(room)),
    ...lines,
    ...fillLines(meanings, columns),
  ];
}

function lane(name: string, content: string): string {
  return (name.padEnd(labelColumns) + content).trimEnd();
}

function signs(
  opening: readonly Stretch[],
  signOf: (stretch: Stretch) => string,
  room: number,
): string {
  return opening.map((stretch) => signOf(stretch).repeat(stretch.cycles))
    .join("").slice(0, room);
}

/** Numbers that end at their cycle: 10, 20, 30. */
function ruler(room: number): string {
  const tens = Array.from({ length: Math.floor(room / 10) }, (_, i) => i + 1);
  return tens.map((ten) => String(10 * ten).padStart(10)).join("");
}

/** Shares columns out among phases by their length, at least one to each. */
function share(phases: readonly Phase[], columns: number): number[] {
  const cycles = phases.reduce((sum, phase) => sum + phase.cycles, 0);
  const widths = phases.map((phase) =>
    Math.max(1, Math.round(columns * phase.cycles / cycles))
  );
  const excess = widths.reduce((sum, width) => sum + width, 0) - columns;
  const widest = widths.indexOf(Math.max(...widths));
  return widths.map((width, i) =>
    i === widest ? Math.max(1, width - excess) : width
  );
}
