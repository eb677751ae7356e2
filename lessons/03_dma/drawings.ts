/**
 * Transfers as pictures: what the CPU and the disk do cycle by cycle, and when each is busy.
 *
 * @module
 */
import {
  drawLane,
  type Lane,
  laneHeight,
  type LaneLook,
  laneLooks,
} from "zero-copy/picture/lanes.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import { box, text } from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { sayMany } from "zero-copy/text/say.ts";
import type { Transfer } from "./device_transfer.ts";
import type { DeviceActivity } from "./disk_controller.ts";
import { cpuSigns, diskSigns } from "./pictures.ts";
import type { CpuActivity } from "./stopwatch.ts";

const [width, margin, left] = [480, 16, 64];
const end = width - margin;

/** What somebody does, in a word and in a sign, and how that looks. */
type Doing = readonly [says: string, sign: string, look: LaneLook];

/** What the CPU does, and how it looks. */
export const cpuDoes: Readonly<Record<CpuActivity, Doing>> = {
  "set up": ["set up", cpuSigns["set up"], laneLooks.asks],
  poll: ["poll", cpuSigns.poll, laneLooks.asks],
  load: ["read", cpuSigns.load, laneLooks.cpu],
  store: ["write", cpuSigns.store, laneLooks.cpu],
  work: ["free", "", laneLooks.free],
  wait: ["wait", cpuSigns.wait, laneLooks.waits],
  interrupt: ["interrupt", cpuSigns.interrupt, laneLooks.asks],
};

/** What the disk does, and how it looks. */
export const diskDoes: Readonly<Record<DeviceActivity, Doing>> = {
  idle: ["free", "", laneLooks.free],
  fetch: ["fetch", diskSigns.fetch, laneLooks.device],
  hold: ["hold", diskSigns.hold, laneLooks.device],
  write: ["write", diskSigns.write, laneLooks.dma],
};

/** How many cycles of the beginning are drawn. */
const shownCycles = 42;

/** Draws the beginning of transfers, cycle by cycle. */
export function openingsPicture(transfers: readonly Transfer[]): Picture {
  const unit = (end - left) / shownCycles;
  const drawn = drawPairs(transfers, ({ way }) => way, ({ opening }) => [
    opening.map(({ cpu, cycles }) => stretchOf(cpuDoes[cpu], cycles)),
    opening.map(({ device, cycles }) => stretchOf(diskDoes[device], cycles)),
  ], unit);
  const tens = Array.from(
    { length: Math.floor(shownCycles / 10) },
    (_, i) => 10 * (i + 1),
  );
  return {
    title: "How both transfers begin, cycle by cycle",
    says: transfers.map(sayOpening).join(" "),
    width,
    height: drawn.height + 2 * margin + 56,
    shapes: [
      text("cycle", [margin, margin + 12], { colour: "soft" }),
      ...tens.map((ten) =>
        text(String(ten), [left + ten * unit, margin + 12], {
          colour: "soft",
          anchor: "end",
        })
      ),
      ...drawn.shapes,
      ...drawKey(drawn.height + margin + 14),
    ],
  };
}

/** What is too narrow for words. */
const key: readonly (readonly [says: string, look: LaneLook])[] = [
  ["the CPU reads a word, and writes it to memory", laneLooks.cpu],
  ["the disk writes it to memory by itself", laneLooks.dma],
  ["the CPU waits for memory meanwhile", laneLooks.waits],
];

function drawKey(top: number): Markup[] {
  return key.flatMap(([says, { fill }], i) => {
    const y = top + i * 21;
    return [
      box({ x: left, y: y - 11, width: 12, height: 13 }, { fill, radius: 3 }),
      text(says, [left + 20, y], { colour: "soft" }),
    ];
  });
}

/** Draws whole transfers to one scale: when each side is busy. */
export function phasesPicture(transfers: readonly Transfer[]): Picture {
  const longest = Math.max(1, ...transfers.map(({ cycles }) => cycles));
  const drawn = drawPairs(
    transfers,
    ({ way, cycles }) => `${way}: ${sayMany(cycles, "cycle")}`,
    ({ way, phases }) => [
      phases.map(({ isCpuBusy, cycles }) =>
        stretchOf(
          isCpuBusy ? ["busy", "", laneLooks.cpu] : cpuDoes.work,
          cycles,
        )
      ),
      phases.map(({ isDeviceBusy, cycles }) =>
        stretchOf(
          !isDeviceBusy
            ? diskDoes.idle
            : ["busy", "", way === "DMA" ? laneLooks.dma : laneLooks.device],
          cycles,
        )
      ),
    ],
    (end - left) / longest,
  );
  const says = transfers.map(({ way, cycles, workUnits }) =>
    `${way} takes ${sayMany(cycles, "cycle")}, and the CPU is free in ` +
    `${sayMany(workUnits, "cycle")} of them.`
  );
  return {
    title: "When the CPU and the disk are busy",
    says: says.join(" "),
    width,
    height: drawn.height + 2 * margin - 10,
    shapes: drawn.shapes,
  };
}

function stretchOf(
  [says, sign, look]: Doing,
  length: number,
): Lane["stretches"][number] {
  return { length, says, sign, look };
}

/** Draws two lanes for each transfer, below its name. */
function drawPairs(
  transfers: readonly Transfer[],
  nameOf: (transfer: Transfer) => string,
  lanesOf: (transfer: Transfer) => readonly Lane["stretches"][],
  unit: number,
): { shapes: Markup[]; height: number } {
  const top = nameOf(transfers[0]!).includes(":") ? margin : margin + 24;
  const step = 2 * (laneHeight + 6) + 34;
  return {
    height: top - margin + step * transfers.length,
    shapes: transfers.flatMap((transfer, i) => [
      text(nameOf(transfer), [margin, top + i * step + 14], {
        size: 14,
        colour: "soft",
      }),
      ...lanesOf(transfer).flatMap((stretches, k) =>
        drawLane(
          { name: ["CPU", "disk"][k]!, stretches },
          [margin, top + i * step + 22 + k * (laneHeight + 6)],
          { unit, left, end },
        )
      ),
    ]),
  };
}

/** Says what the CPU does in the cycles of the beginning. */
function sayOpening({ way, opening }: Transfer): string {
  const does = opening.map(({ cpu }) => cpuDoes[cpu][0]);
  const first = [...new Set(does)].slice(0, 6).join(", ");
  return `${way}, what the CPU does: ${first}, and so on.`;
}
