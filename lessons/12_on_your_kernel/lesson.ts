/**
 * Lesson 12: on your kernel.
 *
 * The facts of the page were recorded by the lab on one machine: `deno task lab --all --json` wrote
 * `recorded.json`, and a program was put to another machine. What the model says beside them is computed here.
 *
 * @module
 */
import { barsPicture } from "zero-copy/picture/bars.ts";
import {
  barsOfCpuTimes,
  drawCpuTimes,
  predictionTable,
  sayBench,
  sayGoodness,
} from "zero-copy/evidence/bench_page.ts";
import { compare, contradictionsIn } from "zero-copy/evidence/figures.ts";
import {
  cableMomentsTable,
  listAbsent,
  momentsIntroduction,
  momentsTable,
  sayAcknowledged,
} from "zero-copy/evidence/moments_page.ts";
import {
  abilityOf,
  copiesTable,
  figuresTable,
  furtherCopiesTable,
  listContradictions,
  listFurther,
  sayMachine,
  saySent,
  sayVeth,
  vethTable,
} from "zero-copy/evidence/observation_page.ts";
import {
  introduceMachines,
  machines,
  machinesTable,
  sayRange,
} from "zero-copy/evidence/machines.ts";
import { calibrateFrom } from "zero-copy/evidence/prediction.ts";
import { claimsTable, sayVerdict } from "zero-copy/evidence/program/page.ts";
import { probePicture } from "./drawings.ts";
import { drawProbe, sayProbe } from "./pictures.ts";
import type { Report } from "zero-copy/evidence/report.ts";
import { labObstacle } from "zero-copy/lab/libc.ts";
import { median } from "zero-copy/lab/median.ts";
import type { CopyCount } from "zero-copy/lab/probe.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import { fence, type Lesson, type Outcome } from "zero-copy/workbook/lesson.ts";
import { paragraph } from "zero-copy/workbook/page.ts";
import { sayPrices } from "zero-copy/cost/say_prices.ts";
import recorded from "./recorded.json" with { type: "json" };

// In JSON every word is any word to the type checker; the lab wrote it, from a `Report`.
const { observation, moments, veth, bench, moreWays, program } =
  recorded as unknown as Required<Report>;

const figures = compare(observation.costs, observation.copies);
const calibration = calibrateFrom(bench);

/** The probes of the page: of which strategy, and after which of its calls the bytes are changed. */
const probes = [
  ["read", "read + write", 0],
  ["write", "read + write", 1],
  ["sendfile", "sendfile", 0],
] as const;

/** What was seen to be copied. */
const observed: Outcome["facts"] = {
  machine: () => paragraph(sayMachine(observation.machine)),
  ...ofProbes(
    "probe_",
    (count, at) => (columns) => fence(drawProbe(count, at, columns)),
  ),
  ...ofProbes("seen-", (count, at) => () => sayProbe(count.sightings[at]!)),
  copies: () => copiesTable(observation.copies),
  veth: () => `${paragraph(sayVeth(veth))}\n\n${vethTable(veth)}`,
  moments: () =>
    [
      paragraph(momentsIntroduction),
      momentsTable(moments),
      paragraph(sayAcknowledged(moments)),
    ].join("\n\n"),
  "moments-cable": () => cableMomentsTable(veth),
  "moments-machine": () =>
    `${paragraph(sayMachine(moments.machine))}\n\n${
      listAbsent(moments.absent)
    }`,
  more: () => furtherCopiesTable(moreWays),
  others: () => listFurther(moreWays),
};

/** What it was seen to cost. */
const measured: Outcome["facts"] = {
  own: () =>
    [
      paragraph(sayMachine(program.observation!.machine)),
      claimsTable(program.calls),
      sayVerdict(program),
    ].join("\n\n"),
  job: () => paragraph(saySent(observation.costs)),
  figures: () => figuresTable(figures),
  contradictions: () => listContradictions(figures),
  bench: () => paragraph(sayBench(bench)),
  times: (columns) => fence(drawCpuTimes(bench, columns)),
  prices: () => paragraph(sayPrices(calibration.model)),
  predictions: () => predictionTable(calibration.predictions),
  goodness: () => paragraph(sayGoodness(calibration)),
  "bench-machine": () => paragraph(sayMachine(bench.machine)),
  machines: () =>
    `${machinesTable(machines)}\n\n${paragraph(introduceMachines)}`,
  ranges: () =>
    paragraph(
      `On these machines ${sayRange(machines, "sendfile", "read + write")}, ` +
        `and ${sayRange(machines, "mmap + write", "read + write")}.`,
    ),
};

/** The facts of the page. */
export const lesson: Lesson = {
  knobs: [],
  obstacle: labObstacle,
  explains: "lab",
  model,
  claims: [
    {
      says: "In the recorded run every strategy delivered the very bytes of " +
        "the file.",
      holds: () => observation.costs.every(({ isDelivered }) => isDelivered),
    },
    {
      part: 2,
      says: "This kernel copies as often as the model says, and makes as " +
        "many mode switches.",
      holds: () =>
        !contradictionsIn(figures).some(({ figure: { name } }) =>
          name === quantities.cpuCopies.label ||
          name === quantities.modeSwitches.label
        ),
    },
    {
      says: "sendfile and splice copy through a NIC that cannot gather, and " +
        "do not through one that can.",
      holds: () =>
        veth.rows.every((row) =>
          ["sendfile", "splice"].every((strategy) =>
            copiesOf(strategy, row.copies) ===
              (abilityOf(row) === "gather" ? 0 : 1)
          )
        ),
    },
    {
      says:
        "All three moments were seen; through a NIC that gathers, sendfile " +
        "copies when read, and through any other at transmit.",
      holds: () =>
        new Set(moments.sightings.map(({ moment }) => moment)).size === 3 &&
        veth.rows.every((row) =>
          row.moments.sightings.find(({ way }) => way === "sendfile")
            ?.moment === (abilityOf(row) === "gather" ? "read" : "transmit")
        ),
    },
    {
      part: 2,
      says: "With pieces of 64 KiB, sendfile takes less CPU time than read + " +
        "write.",
      holds: () => cpuNs("sendfile") < cpuNs("read + write"),
    },
    {
      part: 2,
      says: "Of the machines in the table, a call takes more than ten times " +
        "as long on one as on another.",
      holds: () => {
        const times = machines.map(({ callNs }) => callNs);
        return Math.max(...times) > 10 * Math.min(...times);
      },
    },
    {
      part: 2,
      says: "On one of them mmap + write takes less CPU time than read + " +
        "write, on another more than twice as much.",
      holds: () => {
        const ratios = machines
          .map(({ sendNs }) =>
            sendNs["mmap + write"]! / sendNs["read + write"]!
          );
        return Math.min(...ratios) < 1 && Math.max(...ratios) > 2;
      },
    },
    {
      part: 2,
      says:
        "In the recorded bench no prediction is off by more than a tenth, nor for the size " +
        "that was left out.",
      holds: () =>
        calibration.predictions.every(({ error }) => Math.abs(error) <= 0.1),
    },
  ],
};

const timesLook = {
  title: "CPU time of each strategy, measured",
  colour: "cpu",
} as const;

function model(): Outcome {
  return {
    facts: { ...observed, ...measured },
    pictures: {
      ...ofProbes("probe_", (count, at) => () => probePicture(count, at)),
      times: () => barsPicture(barsOfCpuTimes(bench), timesLook),
    },
    data: {
      recorded: { observation, moments, veth, bench, moreWays, program },
      calibration,
    },
  };
}

/** Makes something of each probe of the recorded run, under its name. */
function ofProbes<Made>(
  what: string,
  make: (count: CopyCount, at: number) => Made,
): Record<string, Made> {
  return Object.fromEntries(probes.map(([name, strategy, at]) => {
    const count = observation.copies.find(({ way }) => way === strategy)!;
    return [`${what}${name}`, make(count, at)];
  }));
}

function copiesOf(
  strategy: string,
  counts: readonly CopyCount[],
): number | null {
  return counts.find((count) => count.way === strategy)!.copies;
}

/** The CPU time of a strategy with pieces of 64 KiB. [ns] */
function cpuNs(strategy: string): number {
  const row = bench.rows
    .find((one) => one.way === strategy && one.pieceBytes === 2 ** 16)!;
  return median(row.runs.map((run) => run.cpuNs));
}
