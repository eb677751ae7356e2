/**
 * Made-up reports of the lab: the same seed gives the same report, and no kernel is asked.
 *
 * The kernel that is made up does all that the model counts. A test that wants another one changes
 * what it says.
 *
 * @module
 */
import { predict } from "../../lib/cost/calibration.ts";
import { type CostModel, measuredVm } from "../../lib/cost/cost.ts";
import { compare, modelOf } from "../../lib/evidence/figures.ts";
import { calibrateFrom } from "../../lib/evidence/prediction.ts";
import { claimsOf, plannedCalls } from "../../lib/evidence/program/calls.ts";
import type { ProgramReport } from "../../lib/evidence/program/report.ts";
import { judgeCalls } from "../../lib/evidence/program/verdict.ts";
import type { Report } from "../../lib/evidence/report.ts";
import type { BenchResult } from "../../lib/lab/bench.ts";
import type { Observation } from "../../lib/lab/lab.ts";
import type { MachineInfo } from "../../lib/lab/machine_info.ts";
import type { ThreadUsage } from "../../lib/lab/meter.ts";
import { type Moment, momentBytes } from "../../lib/lab/moment.ts";
import type { Moments, MomentSighting } from "../../lib/lab/moments.ts";
import {
  type CopyCount,
  type Sighting,
  verdictOf,
} from "../../lib/lab/probe.ts";
import type { StrategyCost } from "../../lib/lab/transfer_cost.ts";
import type { FurtherStrategy } from "../../lib/lab/further/try_strategies.ts";
import type { VethResult } from "../../lib/lab/network/veth_experiment.ts";
import type { Program } from "../../lib/machine/program.ts";
import { strategies, textbook } from "../../lib/strategy/linux.ts";
import {
  callCounts,
  type Choice,
  choicesOf,
  copiesByCall,
} from "../../lib/strategy/strategy.ts";
import { makeJob, type NicAbility } from "../../lib/machine/job.ts";
import { noCounts } from "../../lib/trace/count.ts";
import type { TestDice } from "../dice.ts";

/** The strategies of the lab, by their names there: the four that the pages in tests are made of. */
export const strategyNames = choicesOf(strategies).slice(0, 4)
  .map(({ choice }) => choice);

/** The machine that is made up. */
export const machine: MachineInfo = {
  kernel: "6.18.44",
  processor: "Made-Up CPU @ 2.00GHz",
  architecture: "x86_64",
  cpus: 2,
  mitigations: { meltdown: "Not affected" },
  isGuest: false,
  hasSmap: true,
  hugePages: "madvise",
  readAheadKiB: 128,
  deno: "2.9.6",
  fileSystem: "ext4",
  day: "2026-11-21",
};

function choiceOf(way: string): Choice {
  return choicesOf(strategies).find(({ choice }) => choice === way)!;
}

/** Makes up how the copies of a strategy were counted: all runs agree. */
export function makeCopies(
  way: string,
  { runs = 100, nic = "gather" }: { runs?: number; nic?: NicAbility } = {},
): CopyCount {
  const choice = choiceOf(way);
  const copies = copiesByCall(choice, nic);
  const sightings = choice.calls.map(({ call, from }, at) => {
    const old = copies[at]! > 0 ? runs : 0;
    // Neither a mapping nor a pipe can be changed, but the file before it can.
    const changed = from === "buffer" ? from : "file";
    return {
      call,
      from: changed,
      runs,
      old,
      new: runs - old,
      mixed: 0,
    } as const;
  });
  return { way, bytes: 2 ** 16, sightings, ...verdictOf(sightings) };
}

/** Makes up a usage with nothing in it but what is given. */
export function makeUsage(parts: Partial<ThreadUsage> = {}): ThreadUsage {
  return {
    cpuNs: 1_000_000,
    elapsedNs: 2_000_000,
    calls: {},
    minorFaults: 0,
    majorFaults: 0,
    voluntarySwitches: 0,
    involuntarySwitches: 0,
    diskBytes: 0,
    processDiskBytes: null,
    ...parts,
  };
}

/** Makes up what a strategy took: as often as the model says, and of all else anything. */
export function makeCost(
  way: string,
  { fileBytes, pieceBytes }: { fileBytes: number; pieceBytes: number },
  dice: TestDice,
): StrategyCost {
  const sent = { fileBytes, pieceBytes, nic: "gather" as const };
  const { counts, job } = modelOf(way, { ...sent, cache: "warm" });
  const majorFaults = Math.min(counts.pageFaults, dice.below(3));
  const usage = makeUsage({
    cpuNs: dice.between(1, 1e9),
    elapsedNs: dice.between(1, 1e9),
    calls: callCounts(choiceOf(way).linux, job),
    minorFaults: counts.pageFaults - majorFaults,
    majorFaults,
    voluntarySwitches: dice.below(99),
    involuntarySwitches: dice.below(99),
  });
  return {
    way,
    fileBytes,
    pieceBytes,
    isDelivered: true,
    cold: { ...usage, diskBytes: fileBytes },
    warm: usage,
    runtimeFaults: 7,
    coldRuns: 3,
    warmRuns: 15,
  };
}

/** Makes up an observation in which model and kernel agree. */
export function makeObservation(dice: TestDice): Observation {
  const sizes = {
    fileBytes: dice.oneOf([2 ** 20, 2 ** 23, dice.between(1, 2 ** 24)]),
    pieceBytes: dice.oneOf([4096, 2 ** 16, 2 ** 20, dice.between(1e3, 1e6)]),
  };
  const runs = dice.between(1, 10_000);
  return {
    machine,
    copies: strategyNames.map((way) => makeCopies(way, { runs })),
    pipeCopies: strategyNames.map((way) => makeCopies(way, { runs })),
    costs: strategyNames.map((way) => makeCost(way, sizes, dice)),
    absent: { copies: [], pipeCopies: [], costs: [] },
    pipeBytes: 2 ** 16,
    pageBytes: 4096,
  };
}

/** Makes up further strategies: one that was probed, one that was only looked at, one that is absent. */
export function makeFurther(): FurtherStrategy[] {
  const unseen = { copies: null, copyCount: null, figures: {}, findings: [] };
  const copyCount = makeCopies("read + write");
  return [
    {
      name: "read + send(MSG_ZEROCOPY)",
      absent: null,
      copies: 2,
      copyCount,
      figures: { sends: 201, copiedSends: 201 },
      findings: ["Notice was given of 201 of 201 sends.", "All were copied."],
    },
    {
      ...unseen,
      name: "copy_file_range",
      absent: null,
      copies: 0,
      findings: ["The new file lies where the old one lies."],
    },
    {
      ...unseen,
      name: "read(O_DIRECT) + write",
      absent: "tmpfs takes no O_DIRECT: open failed with EINVAL",
    },
  ];
}

/** Makes up when the bytes of a strategy were copied. */
export function makeMoment(way: string, moment: Moment): MomentSighting {
  const arrivedBytes = 4096;
  const oldBytes = { call: momentBytes, transmit: arrivedBytes, read: 0 };
  return {
    way,
    runs: 3,
    arrivedBytes,
    unacknowledgedBytes: momentBytes - arrivedBytes / 2,
    unsentBytes: momentBytes - arrivedBytes,
    oldBytes: oldBytes[moment],
    newBytes: momentBytes - oldBytes[moment],
    moment,
  };
}

/** Makes up moments: what the model copies once or less is copied late, as a NIC lets it. */
function makeMoments(nic: NicAbility): Moments {
  const late = nic === "gather" ? "read" : "transmit";
  const sightings = strategyNames.map((way, i) =>
    makeMoment(way, i < 2 ? "call" : late)
  );
  return { sightings, absent: [] };
}

/** Makes up what was seen through a cable: with each NIC as the model says. */
export function makeVeth(): VethResult {
  const states = [
    { scatterGather: true, transmitChecksum: true, nic: "gather" },
    { scatterGather: false, transmitChecksum: true, nic: "no-gather" },
    { scatterGather: true, transmitChecksum: false, nic: "no-checksum" },
  ] as const;
  const rows = states.map(({ nic, scatterGather, transmitChecksum }) => ({
    scatterGather,
    transmitChecksum,
    features: {
      scatterGather,
      transmitChecksum,
      segmentationOffload: scatterGather,
    },
    copies: strategyNames.map((way) => makeCopies(way, { nic })),
    absent: [],
    moments: makeMoments(nic),
  }));
  return { machine, hindrance: null, rows };
}

/** Prices that are not those of any machine that the workbook has measured. */
export const madeUpPrices: CostModel = {
  ...measuredVm,
  name: "made up",
  source: "made up",
  modeSwitchNs: 70,
  cpuByteNs: 0.05,
  copyNs: 130,
  pageFaultNs: 900,
  passNs: 210,
  sending: { byteNs: 0.11, pieceNs: 1300, packetNs: 4100, packetBytes: 65483 },
};

/** Makes up a bench on a machine with those prices. Five runs each: the second quickest is exact. */
export function makeBench(
  sizes: readonly number[] = [2 ** 12, 2 ** 16, 2 ** 18, 2 ** 20],
): BenchResult {
  const fileBytes = 2 ** 26;
  const rows = sizes.flatMap((pieceBytes) =>
    strategyNames.map((way) => {
      const sent = { fileBytes, pieceBytes, nic: "gather" as const };
      const modelled = modelOf(way, { ...sent, cache: "warm" });
      const cpuNs = predict(modelled, madeUpPrices);
      const runs = [1.3, 1, 0.9, 1.1, 1.2]
        .map((times) => makeUsage({ cpuNs: cpuNs * times }));
      return { way, pieceBytes, runs };
    })
  );
  const emptyCallsNs = [2.5, 2, 1.9, 2.1, 2.2]
    .map((times) => times * madeUpPrices.modeSwitchNs);
  const { packetBytes } = madeUpPrices.sending!;
  return { machine, fileBytes, packetBytes, emptyCallsNs, rows, absent: [] };
}

/** Makes up what was seen after each call of a program: that it copied, or not. */
export function makeSightings(
  program: Program,
  copied: (step: number) => boolean,
  runs = 100,
): Sighting[] {
  const job = makeJob({ fileBytes: 1, bufferBytes: 1 });
  const claims = claimsOf(program);
  return plannedCalls(program, job).flatMap(
    ({ step, call, from, to, flag }) => {
      if (from === undefined || to === undefined) return [];
      const claimed = claims.find((one) => one.step === step)?.claims ?? [];
      // A read that claims nothing finds the end of the file.
      if (to === "buffer" && claimed.length === 0 && !flag) return [];
      const old = copied(step) ? runs : 0;
      const place = from === "buffer" ? from : "file";
      const seen = { runs, old, new: runs - old, mixed: 0 };
      return [{ step, call, from: place, ...seen }];
    },
  );
}

/** Makes up a program that was put to a kernel, which copies just where the program says so. */
export function makeProgram(
  dice: TestDice,
  program: Program = textbook[0]!,
): ProgramReport {
  const claims = claimsOf(program);
  const sightings = makeSightings(
    program,
    (step) =>
      claims.some((call) =>
        call.step === step && call.claims.some(({ does }) => does === "copies")
      ),
  );
  const { name } = program;
  const calls = judgeCalls(program, sightings);
  const sizes = { fileBytes: 2 ** 20, pieceBytes: 2 ** 16 };
  const cost = { ...makeCost("read + write", sizes, dice), way: name };
  const bytes = 2 ** 16;
  const verdict = verdictOf(sightings);
  return {
    ...{ name, to: "socket", fault: null, unknown: null, refusal: null },
    modelled: { bytes, isWhole: true, warm: noCounts, cold: noCounts },
    observation: {
      ...{ machine, to: "socket", bytes, runs: 100, refusal: null, cost },
      arrived: { bytes, isWhole: true },
      copies: { way: name, bytes, sightings, ...verdict },
      sharesBlocks: null,
    },
    calls,
    figures: compare([{ ...cost, way: "read + write" }], []),
  };
}

/** Makes up a report with every part. */
export function makeReport(dice: TestDice): Required<Report> {
  const observation = makeObservation(dice);
  const bench = makeBench();
  return {
    observation,
    figures: compare(observation.costs, observation.copies),
    moreWays: makeFurther(),
    moments: {
      machine,
      ...makeMoments("gather"),
      absent: [{ way: "read + vmsplice + splice", because: "it may not" }],
    },
    veth: makeVeth(),
    bench,
    calibration: calibrateFrom(bench),
    program: makeProgram(dice),
    failures: [],
    calls: { read: dice.below(1000), write: dice.below(1000) },
  };
}
