/**
 * Pictures of a device transfer: one lane for the CPU and one for the disk.
 *
 * Lanes are plain ASCII, so that every sign is one column wide in every terminal. Each line fits
 * the columns that it is given, from 40 upward.
 *
 * @module
 */
import type { Transfer } from "./device_transfer.ts";
import type { DeviceActivity } from "./disk_controller.ts";
import type { CpuActivity, Phase, Stretch } from "./stopwatch.ts";
import { fillLines } from "zero-copy/text/columns.ts";
import { sayMany } from "zero-copy/text/say.ts";

/** What stands before a lane. [columns] */
const labelColumns = 7;

const cpuSigns: Readonly<Record<CpuActivity, string>> = {
  "set up": "s",
  poll: "p",
  load: "r",
  store: "w",
  work: ".",
  wait: "-",
  interrupt: "i",
};

const diskSigns: Readonly<Record<DeviceActivity, string>> = {
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
 *
 * @param columns The most that a line takes. [columns, from 40]
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

/**
 * Draws the beginning of transfers, one sign a cycle.
 *
 * @param columns The most that a line takes. [columns, from 40]
 */
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
