/**
 * What the exercises of lesson 12 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import { equal } from "@std/assert";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import {
  compare,
  contradictionsIn,
  foresee,
  type Modelled,
  modelOf,
} from "zero-copy/evidence/figures.ts";
import {
  keptObservation,
  rollSentAmounts,
} from "zero-copy/evidence/kept_lab.ts";
import { ways } from "zero-copy/evidence/server/way_costs.ts";
import type { Observation } from "zero-copy/lab/lab.ts";
import type { Moment } from "zero-copy/lab/moment.ts";
import { isCopy } from "zero-copy/lab/probe.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  passPages,
  say,
  transmit,
} from "zero-copy/machine/instruction.ts";
import { makeJob, nicAbilities } from "zero-copy/machine/job.ts";
import {
  callsOf as callsMade,
  isProgram,
  once,
  type Part,
  type Program,
  program,
} from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { strategies } from "zero-copy/strategy/linux.ts";
import {
  callCounts,
  type Choice,
  choicesOf,
  copiesByCall,
  type Strategy,
} from "zero-copy/strategy/strategy.ts";
import * as textbook from "zero-copy/strategy/textbook.ts";
import { count } from "zero-copy/trace/count.ts";
import {
  arrivalOf,
  changeable,
  type Hop,
  hopsFrom,
  kernelsFor,
  misleadingKernel,
  type PretendKernel,
} from "../../lessons/12_on_your_kernel/pretend_kernel.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { deliver, judgeValue } from "zero-copy/workbook/judge.ts";
import {
  callStepsOf,
  judgePieces,
  type StepInCall,
} from "zero-copy/workbook/judge_program.ts";
import { hasParts, isLike } from "zero-copy/workbook/plain.ts";
import type { Question } from "zero-copy/workbook/question.ts";
import { rollEnds, rollJob, tellingJobs } from "zero-copy/workbook/roll.ts";
import { sayMany } from "zero-copy/text/say.ts";
import { sayValue } from "zero-copy/workbook/say_value.ts";
import { instead } from "zero-copy/workbook/wrong_programs.ts";
import recorded from "../../lessons/12_on_your_kernel/recorded.json" with {
  type: "json",
};
import recordedJob from "../../lessons/12_on_your_kernel/recorded_job.json" with {
  type: "json",
};
import type {
  Calls,
  Cause,
  Claim,
  Column,
  Contradiction,
  Difference,
  Figure,
  Finding,
  Foreseen,
  Hypothesis,
  Nic,
  Probe,
  Reason,
  Safe,
  Sending,
  Sent,
  Sighting,
  Step,
  Timed,
} from "./types.ts";

// Answers that were begun with an older workbook look for them here.
export type * from "./types.ts";

type FindingFigure = Finding["figure"];
type Amounts = Sent;

/** A strategy as the lab sees it. */
interface SeenStrategy extends Choice {
  /** What may arrive: with a NIC that gathers first, then with others. */
  readonly arrivals: readonly Column["arrivals"][];
}

function seenStrategies(strategies: readonly Strategy[]): SeenStrategy[] {
  return choicesOf(strategies).map((choice) => {
    // Old bytes arrive if the call copied them before they were changed.
    const all = nicAbilities.map((nic) =>
      copiesByCall(choice, nic).map((copies) => copies > 0 ? "old" : "new")
    );
    const arrivals = all.filter((one, i) =>
      all.findIndex((other) => equal(one, other)) === i
    );
    return { ...choice, arrivals };
  });
}

function seenStrategyOf(
  known: readonly SeenStrategy[],
  program: Program,
): SeenStrategy {
  return known.find(({ name }) => name === program.name)!;
}

const usualSizes = [4096, 8192, 16_384, 65_536];

/** Pieces that are more than a pipe holds. */
const largeSizes = [2 ** 17, 2 ** 18, 2 ** 20];

function rollAmounts(dice: Dice, sizes: readonly number[]): Amounts {
  const { fileBytes, bufferBytes } = rollJob(dice, {
    bufferBytes: sizes,
    wholePieces: [3, 60],
  });
  return { fileBytes, pieceBytes: bufferBytes };
}

/** The model's account of a transfer of a file that is in the page cache. */
function modelled(
  strategy: Choice,
  { fileBytes, pieceBytes }: Amounts,
): Modelled {
  const sent = { fileBytes, pieceBytes, cache: "warm", nic: "gather" } as const;
  return modelOf(strategy.choice, sent, [strategy]);
}

function callsOf(strategy: Choice, amounts: Amounts): number {
  return modelled(strategy, amounts).counts.systemCalls;
}

/** Counts calls as if a pipe held every piece. */
function unlimitedCalls(
  program: Program,
  { fileBytes, pieceBytes }: Amounts,
): number {
  const job = makeJob({ fileBytes, bufferBytes: pieceBytes });
  return closedForm(program, job).systemCalls;
}

/**
 * A result of every strategy and every NIC; and of every strategy one with large pieces, those with a
 * piece more or less by a byte, and one of a single piece.
 */
function rollColumns(dice: Dice, known: readonly SeenStrategy[]): [Column][] {
  const columnOf = (
    strategy: SeenStrategy,
    amounts: Amounts,
    arrivals: Column["arrivals"],
  ): [Column] => {
    const { systemCalls, pageFaults: most } =
      modelled(strategy, amounts).counts;
    // A fault maps 16 pages or more of a mapping, and any program can have a few of its own.
    const pageFaults = dice.whole(Math.ceil(most / 2), most || 3);
    return [{ ...amounts, systemCalls, pageFaults, arrivals }];
  };
  return known.flatMap((strategy) => {
    const ends = rollEnds(dice, {
      bufferBytes: usualSizes,
      wholePieces: [3, 60],
    }).map(({ fileBytes, bufferBytes: pieceBytes }) => ({
      fileBytes,
      pieceBytes,
    }));
    return [
      ...strategy.arrivals.map((arrivals) =>
        columnOf(strategy, rollAmounts(dice, usualSizes), arrivals)
      ),
      ...[rollAmounts(dice, largeSizes), ...ends].map((amounts) =>
        columnOf(strategy, amounts, strategy.arrivals.at(-1)!)
      ),
      columnOf(
        strategy,
        { fileBytes: dice.whole(1, 4096), pieceBytes: 4096 },
        strategy.arrivals[0]!,
      ),
    ];
  });
}

function explain(known: readonly SeenStrategy[], column: Column): SeenStrategy {
  return known.find((strategy) =>
    mayArrive(strategy, column) &&
    callsOf(strategy, column) === column.systemCalls
  )!;
}

function mayArrive(strategy: SeenStrategy, { arrivals }: Column): boolean {
  return strategy.arrivals.some((one) => equal(one, arrivals));
}

/** What somebody answers who does not look at everything. */
function wrongNames(
  known: readonly SeenStrategy[],
): Question<[column: Column]>["wrong"] {
  const right = (column: Column): string => explain(known, column).choice;
  const first = (
    column: Column,
    fits: (strategy: SeenStrategy) => boolean,
  ): string => known.find(fits)?.choice ?? right(column);
  const oldOf = (arrivals: Column["arrivals"]): number =>
    arrivals.filter((arrival) => arrival === "old").length;
  const mapping = linux.mmapWrite.name;
  return {
    "the number of copies names the strategy": (column) =>
      first(
        column,
        (strategy) => oldOf(strategy.arrivals[0]!) === oldOf(column.arrivals),
      ),
    "every NIC gathers": (column) =>
      first(column, (strategy) => equal(strategy.arrivals[0], column.arrivals)),
    "page faults name the strategy": (column) =>
      column.pageFaults > 0 ? mapping : right(column),
    "the number of calls names the strategy": (column) =>
      first(
        column,
        (strategy) => callsOf(strategy, column) === column.systemCalls,
      ),
    "a pipe holds every piece": (column) =>
      right(column) === linux.splice.name &&
        unlimitedCalls(linux.splice, column) !== column.systemCalls
        ? mapping
        : right(column),
    "the NIC is a part of the name": (column) => explain(known, column).name,
  };
}

function judgeName(
  known: readonly SeenStrategy[],
  gave: unknown,
  column: Column,
): string | undefined {
  const strategy = known.find(({ choice }) => choice === gave);
  if (strategy === undefined) {
    const names = known.map(({ choice }) => choice);
    return `It must return one of ${names.join(", ")}.`;
  }
  if (!mayArrive(strategy, column)) {
    const possible = strategy.arrivals.map((one) => one.join(", ")).join(
      " or ",
    );
    return `With ${strategy.choice}, the arrivals are ${possible}. Here they are ` +
      `${column.arrivals.join(", ")}.`;
  }
  const calls = callsOf(strategy, column);
  if (calls === column.systemCalls) return undefined;
  const pieces = Math.ceil(column.fileBytes / column.pieceBytes);
  return `These bytes could arrive with ${strategy.choice}. But for ` +
    `${sayMany(pieces, "piece")} it makes ${sayMany(calls, "call")}, and the ` +
    `lab counted ${column.systemCalls}.`;
}

/** Calls that a program made before, and none of which a transfer needs. */
const otherCalls = ["openat", "close", "fstat", "mprotect", "brk", "futex"];

type Readings = [before: Calls, after: Calls];

/** Rolls two readings of the counters. Some calls of the strategy were made before it began. */
function rollReadings(dice: Dice, strategy: Choice): Readings {
  const amounts = rollAmounts(dice, [...usualSizes, 2 ** 18]);
  const { program, job } = modelled(strategy, amounts);
  const made = callCounts(program, job);
  const names = Object.keys(made);
  const first = dice.whole(0, 1);
  const known = names.filter((_, i) => names.length === 1 || i % 2 === first);
  const before = new Map([...otherCalls.slice(dice.whole(0, 3)), ...known]
    .map((name) => [name, dice.whole(2, 90)]));
  const after = new Map([...before.keys(), ...names].map((name) => [
    name,
    (before.get(name) ?? 0) + (made[name] ?? 0),
  ]));
  return [
    Object.fromEntries(dice.shuffle([...before])),
    Object.fromEntries(dice.shuffle([...after])),
  ];
}

/** Lists by how much each counter has grown. */
function growth(...[before, after]: Readings): number[] {
  return Object.entries(after)
    .map(([name, calls]) => calls - (before[name] ?? 0));
}

function switchesFor(calls: readonly number[]): number {
  return 2 * calls.reduce((sum, number) => sum + number, 0);
}

const wrongSwitches: Question<Readings>["wrong"] = {
  "one for each call": (...readings) => switchesFor(growth(...readings)) / 2,
  "all calls so far": (_, after) => switchesFor(Object.values(after)),
  "a counter that was missing does not matter": (before, after) =>
    switchesFor(
      Object.keys(before).map((name) => after[name]! - before[name]!),
    ),
  "nothing less a number": (before, after) =>
    switchesFor(Object.keys(after).map((name) => after[name]! - before[name]!)),
  "only a counter that is new counts": (before, after) =>
    switchesFor(
      Object.keys(after).filter((name) => !(name in before))
        .map((name) => after[name]!),
    ),
  "a call that is made once does not count": (...readings) =>
    switchesFor(growth(...readings).filter((calls) => calls > 1)),
  "four for each call": (...readings) => 2 * switchesFor(growth(...readings)),
};

/** The figures that a cause makes a difference to, and when it holds. */
type Rule = readonly [
  figures: readonly FindingFigure[],
  holds: (finding: Finding) => boolean,
];

const isBy = ({ name }: Program) => ({ way }: Finding): boolean => way === name;
const counts: readonly FindingFigure[] = ["system calls", "mode switches"];

/** Lessons 4, 8, 9, 11 and 12 say where each was seen. */
const rules: Readonly<Record<Cause, Rule>> = {
  "the change went to other pages": [
    ["CPU copies"],
    ({ change }) => change !== "pwrite",
  ],
  "the NIC cannot gather": [["CPU copies"], ({ nic }) => !nic.scatterGather],
  "the NIC adds no checksums": [
    ["CPU copies"],
    ({ nic }) => nic.scatterGather && !nic.transmitChecksum,
  ],
  "the page cache had the file": [
    ["bytes from the disk"],
    ({ cache, seen }) => cache === "warm" && seen === 0,
  ],
  "the read went past the page cache": [
    ["bytes from the disk"],
    ({ way }) => way.includes("O_DIRECT"),
  ],
  "a fault maps the pages around as well": [["page faults"], () => true],
  "the faults came in kernel mode": [["mode switches"], isBy(linux.mmapWrite)],
  "the pipe holds only 64 KiB": [counts, isBy(linux.splice)],
  "one more read finds the end": [counts, isBy(linux.readWrite)],
};

const ableNic = { scatterGather: true, transmitChecksum: true };

/** What was found, and what of the rest matters. */
type Found = readonly [
  figure: FindingFigure,
  way: string,
  expected: number,
  seen: number,
  rest?: Partial<Finding>,
];

/** References that were taken for copies, and copies in their place. */
function rollCopies(dice: Dice, known: readonly SeenStrategy[]): Found[] {
  const passing = known.filter(({ arrivals }) => !arrivals[0]!.includes("old"));
  const rests: Pick<Finding, "change" | "nic">[] = [
    { change: "truncate and rewrite", nic: ableNic },
    { change: "rename over", nic: ableNic },
    { change: "pwrite", nic: { ...ableNic, scatterGather: false } },
    { change: "pwrite", nic: { ...ableNic, transmitChecksum: false } },
  ];
  return rests.map((rest) => {
    const { choice, calls } = dice.pick(passing);
    // Old pages look like a copy after each call.
    const seen = rest.change === "pwrite" ? 1 : calls.length;
    return ["CPU copies", choice, 0, seen, rest];
  });
}

/** What the disk and the mapping do otherwise. */
function rollMemory(
  dice: Dice,
  amounts: Amounts,
  known: readonly SeenStrategy[],
): Found[] {
  const { fileBytes } = amounts;
  const strategy = seenStrategyOf(known, linux.mmapWrite);
  const { pageFaults, modeSwitches } = modelled(strategy, amounts).counts;
  const all = modeSwitches + 2 * pageFaults;
  const [disk, warm] = ["bytes from the disk", { cache: "warm" }] as const;
  return [
    [disk, dice.pick(known).choice, fileBytes, 0, warm],
    [disk, "read(O_DIRECT) + write", 0, fileBytes, warm],
    [
      "page faults",
      strategy.choice,
      fileBytes / makeJob().pageBytes,
      pageFaults,
    ],
    ["mode switches", strategy.choice, all, modeSwitches],
  ];
}

/** More calls than the textbook makes, or than the pieces need. */
function listCalls(amounts: Amounts, known: readonly SeenStrategy[]): Found[] {
  return [linux.splice, textbook.readWrite].flatMap((told) => {
    const strategy = seenStrategyOf(known, told);
    const expected = unlimitedCalls(told, amounts);
    const seen = callsOf(strategy, amounts);
    return [
      ["system calls", strategy.choice, expected, seen, amounts],
      ["mode switches", strategy.choice, 2 * expected, 2 * seen, amounts],
    ] as const;
  });
}

/** Findings for each cause. What does not matter for it is rolled as well. */
function rollFindings(dice: Dice, known: readonly SeenStrategy[]): [Finding][] {
  const fileBytes = dice.whole(40, 160) * 2 ** 16;
  const amounts = { fileBytes, pieceBytes: dice.pick(usualSizes) };
  const large = { fileBytes, pieceBytes: dice.pick(largeSizes) };
  return [
    ...rollCopies(dice, known),
    ...rollMemory(dice, amounts, known),
    ...listCalls(large, known),
  ].map(([figure, way, expected, seen, rest]) => [{
    ...amounts,
    figure,
    way: way as Finding["way"],
    expected,
    seen,
    cache: dice.pick(["cold", "warm"]),
    change: dice.pick(["pwrite", "truncate and rewrite", "rename over"]),
    nic: {
      scatterGather: dice.pick([true, false]),
      transmitChecksum: dice.pick([true, false]),
    },
    ...rest,
  }]);
}

/** Names the cause of a finding. */
function causeOf(finding: Finding): Cause {
  const [cause, ...others] = (Object.keys(rules) as Cause[]).filter((cause) => {
    const [figures, holds] = rules[cause];
    return figures.includes(finding.figure) && holds(finding);
  });
  if (cause !== undefined && others.length === 0) return cause;
  throw new Error(`${JSON.stringify(finding)} must have one cause`);
}

/** What somebody answers who gives a cause where it does not belong. */
function blame(
  cause: Cause,
  where: readonly FindingFigure[] | ((finding: Finding) => boolean),
): (finding: Finding) => Cause {
  return (finding) =>
    (typeof where === "function"
        ? where(finding)
        : where.includes(finding.figure))
      ? cause
      : causeOf(finding);
}

const wrongCauses: Question<[finding: Finding]>["wrong"] = {
  "the NIC is looked at before the change": blame(
    "the NIC adds no checksums",
    ({ figure, nic }) => figure === "CPU copies" && nic.scatterGather,
  ),
  "a NIC that is copied for cannot gather": blame(
    "the NIC cannot gather",
    ["CPU copies"],
  ),
  "what a NIC lacks explains everything": blame(
    "the NIC cannot gather",
    ({ nic }) => !(nic.scatterGather && nic.transmitChecksum),
  ),
  "how the file was changed explains everything": blame(
    "the change went to other pages",
    ({ change }) => change !== "pwrite",
  ),
  "no change reaches the pages": blame(
    "the change went to other pages",
    ["CPU copies"],
  ),
  "the page cache explains what the disk does": blame(
    "the page cache had the file",
    ["bytes from the disk"],
  ),
  "the page cache was passed by": blame(
    "the read went past the page cache",
    ["bytes from the disk"],
  ),
  "fewer faults are fewer mode switches": blame(
    "a fault maps the pages around as well",
    ["page faults", "mode switches"],
  ),
  "each mode switch is a page fault's": blame(
    "the faults came in kernel mode",
    ["mode switches"],
  ),
  "more calls need a pipe": blame("the pipe holds only 64 KiB", counts),
  "more calls look for the end": blame("one more read finds the end", counts),
};

/** Lets the bytes go from the file to the socket: by no call twice, and through no place twice. */
function rollCalls(dice: Dice): Step[] {
  const steps: Step[] = [];
  let from: Step["from"] | "socket" = "file";
  while (from !== "socket") {
    const [call, to]: Hop = dice.pick(
      hopsFrom[from].filter(([call, to]) =>
        steps.every((step) => step.call !== call && step.from !== to)
      ),
    );
    steps.push({ call: call as Step["call"], from });
    from = to;
  }
  return steps;
}

/** A sixth strategy, which the lab tries as well. */
const sixth: readonly Step[] = [
  { call: "read", from: "file" },
  { call: "vmsplice", from: "buffer" },
  { call: "splice out", from: "pipe" },
];

/** The sixth strategy, and others: through each place, and of each length. */
function rollSteps(dice: Dice): (readonly Step[])[] {
  const longs = ["buffer", "mapping", "second pipe"].map((place) =>
    dice.until(
      () => rollCalls(dice),
      (strategy) =>
        strategy.length > 2 && strategy.some(({ from }) => from === place),
    )
  );
  return [sixth, ...longs, rollCalls(dice)];
}

/** The probes that can tell: made right after each call, as near to it as bytes can be changed. */
function probesFor(strategy: readonly Step[]): Probe[] {
  let change: Probe["change"] = "file";
  return strategy.map(({ call, from }) => {
    if (from === "file" || from === "buffer") change = from;
    return { after: call, change, tellsOf: call };
  });
}

/** What somebody answers who changes each of them. */
function probesBut(
  change: (
    strategy: readonly Step[],
    i: number,
  ) => { after?: string | undefined; change?: string },
): (strategy: readonly Step[]) => unknown {
  return (strategy) =>
    probesFor(strategy).map((probe, i) => ({
      ...probe,
      ...change(strategy, i),
    }));
}

const wrongProbes: Question<[strategy: readonly Step[]]>["wrong"] = {
  "whatever arrives comes from the file": probesBut(() => ({
    change: "file",
  })),
  "the program changes what is its own": probesBut(() => ({
    change: "buffer",
  })),
  "all changes at the end": probesBut((strategy) => ({
    after: strategy.at(-1)!.call,
  })),
  "before the call is made": probesBut((strategy, i) => ({
    after: strategy[i - 1]?.call,
  })),
  "as early as can be": probesBut((strategy, i) => ({
    after: strategy[Math.max(0, i - 1)]!.call,
  })),
  "at the place where the call has them from": probesBut((strategy, i) => ({
    change: strategy[i]!.from,
  })),
  "one probe for all calls": (strategy) => probesFor(strategy).slice(0, 1),
  "it shows without a change": () => [],
};

function judgeProbes(
  gave: unknown,
  strategy: readonly Step[],
): string | undefined {
  if (!Array.isArray(gave)) {
    return "It must return a list of probes: { after, change, tellsOf }.";
  }
  if (gave.length > 50) return `${gave.length} probes are more than it takes.`;
  for (const [i, probe] of gave.entries()) {
    const why = sayMalformed(probe, strategy) ??
      sayMisled(probe as Probe, strategy);
    if (why !== undefined) return `Probe ${i + 1}: ${why}`;
  }
  const missing = strategy.find(({ call }) =>
    !gave.some((probe: Probe) => probe.tellsOf === call)
  );
  return missing && `Of ${missing.call} no probe tells whether it copied.`;
}

/** Says what is wrong with the form of a probe. */
function sayMalformed(
  probe: unknown,
  strategy: readonly Step[],
): string | undefined {
  if (!hasParts(probe)) {
    return "it must be an object: { after, change, tellsOf }.";
  }
  const { after, change, tellsOf } = probe;
  const names: readonly string[] = strategy.map(({ call }) => call);
  for (const [name, call] of Object.entries({ after, tellsOf })) {
    if (typeof call === "string" && names.includes(call)) continue;
    return `${name} must be a call of this strategy: ${
      names.join(", ")
    }. It is ` +
      `${sayValue(call, 40)}.`;
  }
  return changeable.some((place) => place === change)
    ? undefined
    : `change must be "file" or "buffer". It is ${sayValue(change, 40)}.`;
}

/** Says on which kernel a probe tells what is not so. */
function sayMisled(
  probe: Probe,
  strategy: readonly Step[],
): string | undefined {
  const misled = misleadingKernel(strategy, probe);
  if (misled === undefined) return undefined;
  const { kernel, arrival } = misled;
  const names = strategy.filter((_, i) => kernel[i]).map(({ call }) => call);
  const which = names.length === 0
    ? "no call copies"
    : names.length === 1
    ? `only ${names[0]} copies`
    : `${names.join(" and ")} copy`;
  const [told, truth] = arrival === "old"
    ? ["copied", "handed on a reference"]
    : ["handed on a reference", "copied"];
  return `on a kernel in which ${which}, the ${arrival} bytes arrive. You ` +
    `would say that ${probe.tellsOf} ${told}, but it ${truth}. ` +
    sayFlaw(probe, strategy, kernel);
}

/** Says why a probe was misled: at the wrong place, too early, or too late. */
function sayFlaw(
  { after, change, tellsOf }: Probe,
  strategy: readonly Step[],
  kernel: PretendKernel,
): string {
  const indexOf = (call: string): number =>
    strategy.findIndex((step) => step.call === call);
  const [changed, asked] = [indexOf(after), indexOf(tellsOf)];
  const place = strategy.findIndex(({ from }) => from === change);
  if (place < 0) return `These bytes never come to the ${change}.`;
  if (changed < asked) return `The change comes before ${tellsOf} is made.`;
  if (place > changed + 1) {
    return `After ${after} they have not come to the ${change} yet.`;
  }
  if (place > asked) return `You change them where ${tellsOf} had put them.`;
  const copier = strategy.find((_, i) => kernel[i] && i !== asked)!.call;
  return `By then, ${copier} had copied them.`;
}

/** The model's table of what is sent; of what it says, a part may be another. */
function tableOf(
  known: readonly SeenStrategy[],
  sent: Sent,
  other: (strategy: string, row: Row) => Partial<Row> = () => ({}),
): Record<string, Row> {
  return Object.fromEntries(known.map(({ choice }) => {
    const row = foresee(choice, sent, known) as Row;
    return [choice, { ...row, ...other(choice, row) }];
  }));
}

type Row = Record<Figure, number>;

/** A row with other calls: each of them is two mode switches. */
function withCalls(calls: number): Partial<Row> {
  return { "system calls": calls, "mode switches": 2 * calls };
}

/** What the lab may send, and what lies at a border: of a piece, of a pipe, of a group of pages. */
function rollSents(dice: Dice): [sent: Sent][] {
  const group = linux.pipePages * makeJob().pageBytes;
  const pieces = rollEnds(dice, {
    bufferBytes: [4096, 16_384],
    wholePieces: [3, 60],
  }).map(({ fileBytes, bufferBytes: pieceBytes }) => ({
    fileBytes,
    pieceBytes,
  }));
  const groups = [-1, 0, 1].flatMap((more) => [
    { fileBytes: dice.whole(2, 40) * group + more, pieceBytes: 4 * group },
    {
      fileBytes: dice.whole(2, 40) * group + dice.whole(1, group - 1),
      pieceBytes: group + more * 4096,
    },
  ]);
  const rolled = [1, 2, 3].map(() => rollSentAmounts(dice));
  const single = { fileBytes: 1, pieceBytes: 4096 };
  return [...rolled, ...pieces, ...groups, single].map((sent) => [sent]);
}

function wrongTables(
  known: readonly SeenStrategy[],
): Question<[sent: Sent]>["wrong"] {
  const but =
    (other: (strategy: string, row: Row, sent: Sent) => Partial<Row>) =>
    (sent: Sent) =>
      tableOf(known, sent, (strategy, row) => other(strategy, row, sent));
  const only = (
    { name }: Program,
    other: (row: Row, sent: Sent) => Partial<Row>,
  ) => but((strategy, row, sent) => strategy === name ? other(row, sent) : {});
  const pagesOf = ({ fileBytes }: Sent): number =>
    Math.ceil(fileBytes / makeJob().pageBytes);
  return {
    "a pipe holds every piece": only(
      linux.splice,
      (_, sent) => withCalls(unlimitedCalls(linux.splice, sent)),
    ),
    "the program knows where the file ends": only(
      linux.readWrite,
      (row) => withCalls(row["system calls"] - 1),
    ),
    "what is mapped stays mapped": only(
      linux.mmapWrite,
      (row) => withCalls(row["system calls"] - 1),
    ),
    "splice needs no pipe": only(
      linux.splice,
      (row) => withCalls((row["system calls"] - 1) / 2),
    ),
    "what the textbook tells": but((strategy, _, sent) =>
      withCalls(
        unlimitedCalls(
          known.find(({ choice }) => choice === strategy)!.textbook,
          sent,
        ),
      )
    ),
    "one mode switch for each call": but((_, row) => ({
      "mode switches": row["system calls"],
    })),
    "a fault for each page": only(
      linux.mmapWrite,
      (_, sent) => ({ "page faults": pagesOf(sent) }),
    ),
    "a fault for each piece": only(linux.mmapWrite, (_, sent) => ({
      "page faults": Math.ceil(sent.fileBytes / sent.pieceBytes),
    })),
    "the copies of all pieces": but((_, row, sent) => ({
      "CPU copies": row["CPU copies"] *
        Math.ceil(sent.fileBytes / sent.pieceBytes),
    })),
    "sendfile copies once": but((strategy) =>
      strategy === linux.gather.name || strategy === "sendfile"
        ? { "CPU copies": 1 }
        : {}
    ),
    "what the page cache has is read again": but((_, row) => ({
      "disk, warm": row["disk, cold"],
    })),
    "a disk gives whole pages": but((_, __, sent) => ({
      "disk, cold": makeJob().pageBytes * pagesOf(sent),
    })),
    "a mapping reads nothing": only(
      linux.mmapWrite,
      () => ({ "disk, cold": 0 }),
    ),
  };
}

/** Says which cell is the first wrong one. */
function judgeTable(
  known: readonly SeenStrategy[],
  gave: unknown,
  sent: Sent,
): string | undefined {
  const fieldOf = (value: unknown, name: string): unknown =>
    hasParts(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  const right = tableOf(known, sent);
  if (equal(gave, right)) return undefined;
  if (!hasParts(gave)) {
    return "It must return an object: for each strategy an object of figures.";
  }
  for (const [strategy, row] of Object.entries(right)) {
    for (const [figure, value] of Object.entries(row)) {
      const found = fieldOf(fieldOf(gave, strategy), figure);
      if (found === value) continue;
      return `${figure} of ${strategy}: ` +
        (found === undefined
          ? "it is missing."
          : `${sayValue(found, 40)} is not what the model counts.`);
    }
  }
  return "There is more in it than the lab's table has.";
}

/** What was known of a kernel besides its table. */
type Known = Pick<
  Difference,
  "sent" | "pageBytes" | "pipeBytes" | "idleFaults" | "nic" | "machine"
>;

const usualPages = { pageBytes: makeJob().pageBytes } as const;

/** Where a kernel that was really seen contradicts the model. Loopback gathers, and adds checksums. */
function differencesIn(observation: Observation, where: string): Difference[] {
  const { machine, costs, copies, pipeBytes, pageBytes } = observation;
  const [first] = costs;
  if (first === undefined) return [];
  const pages = pageBytes ?? usualPages.pageBytes;
  const known: Known = {
    sent: { fileBytes: first.fileBytes, pieceBytes: first.pieceBytes },
    pageBytes: pages,
    pipeBytes: pipeBytes ?? linux.pipePages * pages,
    idleFaults: Math.max(...costs.map(({ runtimeFaults }) => runtimeFaults)),
    nic: ableNic,
    machine: `${where}: Linux ${machine.kernel}, files on ` +
      machine.fileSystem,
  };
  return contradictionsIn(compare(costs, copies)).map(({ figure, value }) => ({
    strategy: value.way as Difference["strategy"],
    figure: figure.name as Figure,
    predicted: value.model!,
    seen: value.kernel!,
    ...known,
  }));
}

/** What labs have really seen: two that are recorded, and the reader's own if it was kept. */
function seenDifferences(): Difference[] {
  // In JSON every word is any word to the type checker; the lab wrote these.
  const records = [recorded.observation, recordedJob] as unknown[];
  const own = keptObservation();
  return [
    ...records.flatMap((one) => differencesIn(one as Observation, "recorded")),
    ...(own === undefined ? [] : differencesIn(own, "your kernel")),
  ];
}

/** Says whether the reader's own kernel was asked about, and which. */
export function sayOwnKernel(own: Observation | undefined): string {
  if (own === undefined) {
    return "Your own kernel was not asked about: nothing that the lab saw of " +
      "it is kept. On Linux: deno task lab --job 7";
  }
  const { length } = differencesIn(own, "your kernel");
  return `Your own kernel was asked about, Linux ${own.machine.kernel} as of ` +
    `${own.machine.day}: ` +
    (length === 0
      ? "it does what the model says."
      : `${sayMany(length, "difference")}.`);
}

/** Rolls differences of kernels that we made up: each of the reasons, and what no reason explains. */
function rollDifferences(dice: Dice): Difference[] {
  const { pageBytes } = usualPages;
  const sent = {
    // Less than half of the last page.
    fileBytes: dice.whole(300, 2000) * pageBytes + dice.whole(1, 2000),
    pieceBytes: dice.pick([16_384, 65_536, 2 ** 20]),
  };
  const rows = Object.fromEntries(
    choicesOf(strategies).map((
      { choice },
    ) => [choice, foresee(choice, sent) as Row]),
  );
  const one = (
    strategy: Difference["strategy"],
    figure: Figure,
    seen: (predicted: number) => number,
    other: Partial<Known> = {},
  ): Difference => {
    const predicted = rows[strategy]![figure];
    return {
      strategy,
      figure,
      predicted,
      seen: seen(predicted),
      sent,
      pageBytes,
      pipeBytes: linux.pipePages * pageBytes,
      idleFaults: dice.whole(0, 9),
      nic: ableNic,
      machine: "made up",
      ...other,
    };
  };
  const any = (): Difference["strategy"] =>
    dice.pick(["read + write", "mmap + write", "sendfile", "splice"]);
  const passing = (): Difference["strategy"] =>
    dice.pick(["sendfile", "splice"]);
  const pages = Math.ceil(sent.fileBytes / pageBytes);
  const pipeBytes = linux.scarcePipePages * pageBytes;
  const piped = modelOf("splice", {
    ...{ fileBytes: sent.fileBytes, pieceBytes: pipeBytes },
    ...{ cache: "warm", nic: "gather" },
  }).counts;
  const faults = "page faults";
  const idleFaults = dice.whole(3, 9);
  return [
    one(any(), "disk, cold", () => pages * pageBytes, { idleFaults: 0 }),
    one(any(), "disk, cold", () => 0, { idleFaults }),
    one(any(), "disk, cold", () => dice.whole(1, pages - 1) * pageBytes),
    one(any(), "disk, cold", () => (pages + dice.whole(1, 9)) * pageBytes),
    // Of a disk that gives sectors, and of a kernel with larger pages.
    one(any(), "disk, cold", (all) => Math.ceil(all / 512) * 512),
    one(any(), "disk, cold", (all) => Math.ceil(all / 16_384) * 16_384, {
      ...{ pageBytes: 16_384, pipeBytes: linux.pipePages * 16_384 },
    }),
    one("mmap + write", faults, (all) => dice.whole(1, all - 2)),
    one("mmap + write", faults, (all) => all - 1),
    one("mmap + write", faults, (all) => all + 1, { idleFaults: 0 }),
    one("mmap + write", faults, (all) => all + idleFaults - 1, { idleFaults }),
    one(passing(), faults, () => idleFaults, { idleFaults }),
    one(passing(), faults, () => 1, { idleFaults: 1 }),
    one(any(), faults, (all) => all + idleFaults + 1, { idleFaults }),
    one(passing(), "CPU copies", () => 1, {
      nic: { ...ableNic, scatterGather: false },
    }),
    one(passing(), "CPU copies", () => 1, {
      nic: { ...ableNic, transmitChecksum: false },
    }),
    one("splice", "CPU copies", () => 1, { pipeBytes }),
    one("splice", "system calls", () => piped.systemCalls, { pipeBytes }),
    one("splice", "mode switches", () => piped.modeSwitches, { pipeBytes }),
    one("splice", "system calls", (calls) => calls + 2),
    one("sendfile", "mode switches", (all) => all + 2, { pipeBytes }),
  ];
}

/** When a reason gives what was seen: of what is known there, and of the numbers. */
const fits: Readonly<Record<Reason, (difference: Difference) => boolean>> = {
  "the disk gives whole pages": ({ figure, predicted, seen, pageBytes }) =>
    figure === "disk, cold" &&
    seen === Math.ceil(predicted / pageBytes) * pageBytes,
  "no disk was read": ({ figure, seen }) =>
    figure === "disk, cold" && seen === 0,
  "a fault maps a whole folio": ({ figure, predicted, seen }) =>
    figure === "page faults" && seen > 0 && seen < predicted,
  "the mapping begins inside a group": (
    { strategy, figure, predicted, seen },
  ) =>
    strategy === linux.mmapWrite.name && figure === "page faults" &&
    seen === predicted + 1,
  "the runtime has page faults as well": (
    { figure, predicted, seen, idleFaults },
  ) =>
    figure === "page faults" && seen > predicted &&
    seen <= predicted + idleFaults,
  "a pipe holds another number of bytes": (
    { strategy, figure, pageBytes, pipeBytes },
  ) =>
    strategy === linux.splice.name &&
    ["system calls", "mode switches"].includes(figure) &&
    pipeBytes !== linux.pipePages * pageBytes,
  "the NIC cannot gather": ({ figure, nic }) =>
    figure === "CPU copies" && !nic.scatterGather,
  "the NIC adds no checksums": ({ figure, nic }) =>
    figure === "CPU copies" && nic.scatterGather && !nic.transmitChecksum,
  "none of these": () => false,
};

const reasons = Object.keys(fits) as Reason[];

/** The reasons that fit; where none does, that none does. */
function fittingReasons(difference: Difference): Reason[] {
  const found = reasons.filter((reason) => fits[reason](difference));
  return found.length > 0 ? found : ["none of these"];
}

function judgeReason(
  gave: unknown,
  difference: Difference,
): string | undefined {
  const reason = reasons.find((one) => one === gave);
  if (reason === undefined) return "It must return one of the reasons, a text.";
  if (fittingReasons(difference).includes(reason)) return undefined;
  return reason === "none of these"
    ? "One of the reasons fits these numbers."
    : "";
}

/** What somebody answers who gives a reason where another one fits. */
function mistake(
  reason: Reason,
  isMistaken: (difference: Difference) => boolean,
): (difference: Difference) => Reason {
  return (difference) =>
    isMistaken(difference) ? reason : fittingReasons(difference)[0]!;
}

const isNone = (difference: Difference): boolean =>
  fittingReasons(difference)[0] === "none of these";

const wrongReasons: Question<[difference: Difference]>["wrong"] = {
  "whatever the disk does is because of pages": mistake(
    "the disk gives whole pages",
    ({ figure }) => figure === "disk, cold",
  ),
  "each other number of faults is a folio's": mistake(
    "a fault maps a whole folio",
    ({ figure }) => figure === "page faults",
  ),
  "each fault too many is the runtime's": mistake(
    "the runtime has page faults as well",
    (difference) => difference.figure === "page faults" && isNone(difference),
  ),
  "only the runtime has a fault too many": mistake(
    "the runtime has page faults as well",
    ({ strategy, figure, predicted, seen }) =>
      strategy === linux.mmapWrite.name && figure === "page faults" &&
      seen === predicted + 1,
  ),
  "one fault too many is the mapping's": mistake(
    "the mapping begins inside a group",
    ({ figure, predicted, seen }) =>
      figure === "page faults" && seen === predicted + 1,
  ),
  "whoever copies has a NIC that cannot gather": mistake(
    "the NIC cannot gather",
    ({ figure }) => figure === "CPU copies",
  ),
  "more calls need a small pipe": mistake(
    "a pipe holds another number of bytes",
    ({ figure }) => figure === "system calls" || figure === "mode switches",
  ),
  "a small pipe is behind the calls of all": mistake(
    "a pipe holds another number of bytes",
    ({ figure, pageBytes, pipeBytes }) =>
      (figure === "system calls" || figure === "mode switches") &&
      pipeBytes !== linux.pipePages * pageBytes,
  ),
  "mode switches need no reason": mistake(
    "none of these",
    ({ figure }) => figure === "mode switches",
  ),
  "each difference has a reason in the list": (difference) =>
    !isNone(difference) ? fittingReasons(difference)[0]! : ({
      "disk, cold": "the disk gives whole pages",
      "page faults": "the runtime has page faults as well",
      "CPU copies": "the NIC adds no checksums",
    } as Record<string, Reason>)[difference.figure] ??
      "a pipe holds another number of bytes",
};

type Sights = readonly {
  readonly way: string;
  readonly moment: string | null;
}[];

/** What was sent, and the moment that the lab saw. */
type Seen = readonly [sending: Omit<Sending, "times">, moment: Moment];

/** All that the lab has recorded: over loopback, and through a cable with each NIC. */
const seenSendings: readonly Seen[] = [
  ...sendingsOf(recorded.moments.sightings, null),
  ...recorded.veth.rows.flatMap(({ moments, features }) =>
    sendingsOf(moments.sightings, features)
  ),
];

function sendingsOf(sights: Sights, features: Nic | null): Seen[] {
  const nic = features && {
    scatterGather: features.scatterGather,
    transmitChecksum: features.transmitChecksum,
  };
  return sights.flatMap(({ way, moment }) => {
    const sending = { way, nic } as Omit<Sending, "times">;
    return moment === null ? [] : [[sending, moment as Moment]];
  });
}

const hasNotice = ({ way }: Sending): boolean => way.includes("MSG_ZEROCOPY");

/** Each of them, at times of its own. */
function rollSendings(dice: Dice): [sending: Sending][] {
  return seenSendings.map(([seen]) => {
    const returned = dice.whole(1, 9);
    const transmitted = returned + dice.whole(1, 30);
    const acknowledged = transmitted + dice.whole(1, 30);
    const read = acknowledged + dice.whole(1, 900);
    return [{ ...seen, times: { returned, transmitted, acknowledged, read } }];
  });
}

/** What the lesson's table says of a moment. */
function safeAt(moment: Moment, sending: Sending): Safe {
  const { returned, transmitted, read } = sending.times;
  const safe = {
    call: { until: returned, learns: "as the call returns" },
    transmit: {
      until: transmitted,
      learns: hasNotice(sending) ? "by a notice" : "it does not",
    },
    read: { until: read, learns: "if the reader says so" },
  } as const;
  return safe[moment];
}

function momentOf({ way, nic }: Sending): Moment {
  return seenSendings.find(([other]) => equal(other, { way, nic }))![1];
}

/** What somebody says who takes the bytes for copied at another moment. */
function at(
  other: (seen: Moment, sending: Sending) => Moment,
): (sending: Sending) => Safe {
  return (sending) => safeAt(other(momentOf(sending), sending), sending);
}

const wrongMoments: Question<[sending: Sending]>["wrong"] = {
  "a call that has returned is done": at(() => "call"),
  "whoever reads the file has copied it": at((moment, { way }) =>
    way.startsWith("read") ? "call" : moment
  ),
  "what has been sent is out of reach": at((moment) =>
    moment === "read" ? "transmit" : moment
  ),
  "every NIC gathers": at((moment, { nic }) =>
    nic !== null && moment === "transmit" ? "read" : moment
  ),
  "a NIC that gathers lacks nothing": at((moment, { nic }) =>
    nic?.scatterGather && moment === "transmit" ? "read" : moment
  ),
  "for what a NIC lacks every call waits": at((moment, { nic }) =>
    nic !== null && !(nic.scatterGather && nic.transmitChecksum)
      ? "transmit"
      : moment
  ),
  "loopback cannot gather": at((moment, { nic }) =>
    nic === null && moment === "read" ? "transmit" : moment
  ),
  "what is mapped is sent by reference": at((moment, sending) =>
    sending.way === linux.mmapWrite.name
      ? momentOf({ ...sending, way: "sendfile" })
      : moment
  ),
  "MSG_ZEROCOPY copies nothing": at((moment, sending) =>
    hasNotice(sending) ? "read" : moment
  ),
  "the kernel gives notice of each copy": (sending) =>
    momentOf(sending) === "transmit" ? { learns: "by a notice" } : {},
  "what is acknowledged is out of reach": (sending) =>
    momentOf(sending) === "read" ? { until: sending.times.acknowledged } : {},
};

type Foreseeing = [timed: Timed, pieceBytes: number];

function callsFor(fileBytes: number, pieceBytes: number): number {
  return Math.ceil(fileBytes / pieceBytes);
}

/** Makes the times of two runs of prices that are known. */
function timedBy(
  { callNs, byteNs }: { readonly callNs: number; readonly byteNs: number },
  fileBytes: number,
  sizes: readonly [number, number],
): Timed {
  const [one, other] = sizes.map((pieceBytes) => ({
    pieceBytes,
    ns: callsFor(fileBytes, pieceBytes) * callNs + fileBytes * byteNs,
  })) as [Timed["runs"][0], Timed["runs"][0]];
  return { fileBytes, runs: [one, other] };
}

/** Times by prices of several machines; whole pieces, and not; pieces that make as many calls. */
function rollForeseen(dice: Dice): Foreseeing[] {
  // A byte's price is a part of a power of two, and a file is of whole 16 bytes: no sum is rounded.
  const rollTimes = (): Pick<Foreseen, "callNs" | "byteNs"> => ({
    callNs: dice.whole(100, 3000),
    byteNs: dice.pick([1 / 16, 1 / 8, 1 / 4]),
  });
  const [small, large] = [4096, 65_536];
  const whole = large * dice.whole(20, 60);
  const rest = whole + 16 * dice.whole(1, small / 16 - 1);
  const odd = whole + small + 16 * dice.whole(1, 1700);
  const more = dice.whole(2, 9) * small;
  return [
    [timedBy(rollTimes(), odd, [small, large]), 16_384],
    [timedBy(rollTimes(), rest, [large, small]), 131_072],
    [timedBy(rollTimes(), whole, [large, small]), 2 * whole],
    [timedBy(rollTimes(), whole + small, [8192, whole + small]), large],
    [timedBy(rollTimes(), rest, [large, large]), small],
    [timedBy(rollTimes(), more, [more, more + small]), small],
    [timedBy(rollTimes(), 6 * more, [4 * more, 5 * more]), more],
  ];
}

/** What two times say of a third, if the calls are counted in some way. */
function foreseen(
  { fileBytes, runs: [one, other] }: Timed,
  pieceBytes: number,
  callsOf = callsFor,
): Foreseen | null {
  const [calls, others, asked] = [one, other, { pieceBytes }]
    .map((run) => callsOf(fileBytes, run.pieceBytes)) as [
      number,
      number,
      number,
    ];
  if (calls === others) return null;
  const callNs = (other.ns - one.ns) / (others - calls);
  const byteNs = (one.ns - calls * callNs) / fileBytes;
  return { callNs, byteNs, ns: asked * callNs + fileBytes * byteNs };
}

/** How far off a price may be by rounding: whoever divides in another order is right as well. */
const mostRounding = 1e-9;

function judgePrices(
  gave: unknown,
  right: Foreseen | null,
): string | undefined {
  if (right === null || !isPrices(gave)) return judgeValue(gave, right);
  const rounded = Object.entries(gave).map(([name, found]) => {
    const exact = right[name as keyof Foreseen];
    const isNear = typeof found === "number" &&
      Math.abs(found - exact) <= mostRounding * exact;
    return [name, isNear ? exact : found];
  });
  return judgeValue(Object.fromEntries(rounded), right);
}

function isPrices(gave: unknown): gave is Record<string, unknown> {
  return hasParts(gave) && !Array.isArray(gave);
}

/** What somebody says whose idea is about times that tell something. */
function whereTold(
  give: (told: Foreseen, ...asked: Foreseeing) => Partial<Foreseen>,
): Question<Foreseeing>["wrong"][string] {
  return (...asked) => {
    const told = foreseen(...asked);
    return told && give(told, ...asked);
  };
}

/** As if each byte took all the time that there is. */
function allForBytes({ fileBytes, runs: [{ ns }] }: Timed): Foreseen {
  return { callNs: 0, byteNs: ns / fileBytes, ns };
}

const wrongForeseen: Question<Foreseeing>["wrong"] = {
  "calls take all the time": whereTold((_, { fileBytes, runs }, pieceBytes) => {
    const callNs = runs[0].ns / callsFor(fileBytes, runs[0].pieceBytes);
    return { callNs, byteNs: 0, ns: callNs * callsFor(fileBytes, pieceBytes) };
  }),
  "bytes take all the time": whereTold((_, timed) => allForBytes(timed)),
  "half of the pieces, half of the time": whereTold(
    (_, { fileBytes, runs: [one] }, pieceBytes) => ({
      ns: one.ns * callsFor(fileBytes, pieceBytes) /
        callsFor(fileBytes, one.pieceBytes),
    }),
  ),
  "the time goes with the size of a piece": whereTold(
    (_, { runs: [one, other] }, pieceBytes) => ({
      ns: one.ns + (pieceBytes - one.pieceBytes) * (other.ns - one.ns) /
          (other.pieceBytes - one.pieceBytes),
    }),
  ),
  "bytes cost nothing to foresee": whereTold((told, { fileBytes }) => ({
    ns: told.ns - fileBytes * told.byteNs,
  })),
  "the price of a byte is for a piece": whereTold((told, timed) => ({
    byteNs: told.byteNs * timed.fileBytes / timed.runs[0].pieceBytes,
  })),
  "the price is for a mode switch": whereTold((told) => ({
    callNs: told.callNs / 2,
  })),
  "a part of a call": (...asked) =>
    foreseen(...asked, (file, piece) => file / piece),
  "whole pieces only": (...asked) =>
    foreseen(...asked, (file, piece) => Math.floor(file / piece)),
  "one call more": (...asked) =>
    foreseen(...asked, (file, piece) => Math.floor(file / piece) + 1),
  "as many calls are no calls": (...asked) =>
    foreseen(...asked) ?? allForBytes(asked[0]),
  "only equal sizes tell nothing": (...asked) => {
    const [one, other] = asked[0].runs;
    return one.pieceBytes === other.pieceBytes
      ? null
      : foreseen(...asked) ?? allForBytes(asked[0]);
  },
};

/** A call of a program, and what is done in it, in words. */
interface CallInside {
  readonly call: string;
  readonly steps: readonly StepInCall[];
}

/**
 * Lists the calls of a program; what is done outside of them has no place among them. Whether the NIC
 * sends within the call that filled the socket buffer or after it depends on TCP: that is left out.
 */
function callsIn(program: Program): CallInside[] {
  const calls: { call: string; steps: StepInCall[] }[] = [];
  for (const step of callStepsOf(program)) {
    const { call, instruction } = step;
    if (call === undefined) continue;
    if (instruction.op === "enter kernel") calls.push({ call, steps: [] });
    const { steps } = calls.at(-1)!;
    if (!isSending(instruction) || !steps.some(fillsSocket)) steps.push(step);
  }
  return calls;
}

function isSending(one: Instruction): boolean {
  return one.op === "transmit" || one.op === "copy by DMA" && one.to === "nic";
}

function fillsSocket({ instruction }: StepInCall): boolean {
  return "to" in instruction && instruction.to === "socket buffer";
}

const isPass = (word: string): boolean => word.startsWith("pass pages");

const wordsOf = ({ steps }: CallInside): string[] =>
  steps.map(({ instruction }) => say(instruction));

/**
 * What Linux does in the calls of all ways to a socket. What MSG_ZEROCOPY refers to, it copies over
 * loopback: no claim about that would hold everywhere.
 */
const linuxCalls = Object.entries(ways)
  .filter(([way]) => !/copy_file_range|MSG_ZEROCOPY/.test(way))
  .flatMap(([, { linux }]) => callsIn(linux));

const linuxNames = [...new Set(linuxCalls.map(({ call }) => call))];

/** Names the first step that does in a call what Linux does not do in it. */
function sayUnlikeLinux(program: Program): string | undefined {
  const outside = callStepsOf(program).find(({ call, instruction }) =>
    call === undefined &&
    instruction.op !== "transmit" && instruction.op !== "touch pages"
  );
  if (outside !== undefined) {
    return `Step ${outside.step} is to ${say(outside.instruction)}, in no ` +
      "call: no program can ask a kernel for that.";
  }
  let isPipeMade = false;
  for (const one of callsIn(program)) {
    const { call, steps } = one;
    const said = sayOddCall(one);
    if (said !== undefined) return said;
    if (call.endsWith("splice") && !isPipeMade) {
      return `Step ${steps[0]!.step} calls ${call}(), and nobody has made a ` +
        "pipe for one of its ends.";
    }
    isPipeMade ||= call === "pipe";
  }
  return undefined;
}

function sayOddCall(one: CallInside): string | undefined {
  const { call, steps } = one;
  const known = linuxCalls.filter((other) => other.call === call).map(wordsOf);
  if (known.length === 0) {
    return `Step ${steps[0]!.step} calls ${call}(). What Linux does is known ` +
      `here of ${linuxNames.join(", ")}.`;
  }
  const words = wordsOf(one);
  if (known.some((other) => equal(other, words))) return undefined;
  const says = `Steps ${steps[0]!.step} to ${steps.at(-1)!.step} are one ` +
    `${call}()`;
  if (call === "splice" && words.filter(isPass).length > 1) {
    return `${says}, with a file at one end and a socket at the other. Linux ` +
      "refuses that with EINVAL: one end must be a pipe.";
  }
  const odd = steps.find((_, i) => !known.flat().includes(words[i]!));
  return odd === undefined
    ? `${says}: what Linux does in such a call is not just that.`
    : `Step ${odd.step} is to ${say(odd.instruction)}, as a part of ` +
      `${call}(). Linux does not do that in this call.`;
}

/** Judges a program that the kernel is to confirm: its calls first, then what it saves. */
function judgeConfirmed(gave: unknown): string | undefined {
  for (const job of confirmedJobs) {
    const done = deliver(gave, job);
    if (typeof done === "string") return done;
    if (callsMade(done.program).includes("sendfile")) {
      return "The program calls sendfile(), and is to do without.";
    }
    const told = sayUnlikeLinux(done.program) ?? judgePieces(done);
    if (told !== undefined) return told;
    const { cpuBytes } = count(done.trace);
    const most = count(run(linux.readWrite, job).trace).cpuBytes;
    if (cpuBytes >= most && most > 0) {
      return `The file arrives, and the CPU copies ${
        sayMany(cpuBytes, "byte")
      } ` +
        "of it: read + write does not copy more.";
    }
  }
  return undefined;
}

const confirmedJobs = tellingJobs();

/** How to ask the kernel about an answer. */
const askKernel =
  "deno task lab --program exercises/12_on_your_kernel/answer.ts#confirmed";

const intoBuffer = cpuCopy("page cache", "user buffer");
const outOfBuffer = cpuCopy("user buffer", "socket buffer");
const intoSocket = passPages("page cache", "socket buffer");
const outOfPipe = passPages("pipe", "socket buffer");

/** A call for each piece that does what no such call does. */
function oneCall(call: string): Program {
  return program(call, [
    enterKernel(call),
    dmaCopy("disk", "page cache"),
    intoSocket,
    leaveKernel(call),
    transmit(),
  ]);
}

const [makePipe, eachPipeful] = linux.splice.parts as [Part, Part];

const wrongConfirmed: Question<[]>["wrong"] = {
  "any call may be made": () => linux.gather,
  "any call can be thought of": () => oneCall("zerocopy"),
  "read and write can do it": () => linux.readWrite,
  "read passes pages": () => oneCall("read"),
  "write passes pages": () => instead(linux.mmapWrite, outOfBuffer, intoSocket),
  "mmap brings the pages": () => textbook.mmapWrite,
  "mmap copies the file": () =>
    program("mmap + write", [
      enterKernel("mmap"),
      dmaCopy("disk", "page cache"),
      cpuCopy("page cache", "user buffer"),
      leaveKernel("mmap"),
      enterKernel("write"),
      outOfBuffer,
      leaveKernel("write"),
      transmit(),
    ]),
  "what the textbook draws is a call": () => textbook.splice,
  "one splice fills the pipe and empties it": () =>
    program("one splice", makePipe, [
      enterKernel("splice"),
      dmaCopy("disk", "page cache"),
      passPages("page cache", "pipe"),
      outOfPipe,
      leaveKernel("splice"),
      transmit(),
    ]),
  "the pipe is there": () => program("no pipe", eachPipeful),
  "what leaves a pipe is copied": () =>
    instead(linux.splice, outOfPipe, cpuCopy("page cache", "socket buffer")),
};

/**
 * Names what a program does otherwise than Linux: the first call in which bytes or pages go another
 * way, and how; or which call is missing, or one too many.
 */
function mistakeIn(gave: unknown): string | undefined {
  if (!isProgram(gave)) return undefined;
  const calls = callsIn(gave);
  const made = calls.map(({ call }) => call);
  const has = (call: string): boolean => made.includes(call);
  if (has("sendfile")) return "sendfile";
  const isUnknown = made.some((call) => !linuxNames.includes(call));
  if (isUnknown) return "a call of no kernel";
  const piping = `${has("pipe") ? "with" : "without"} a pipe`;
  for (const { call, steps } of calls) {
    const known = linuxCalls.filter((other) => other.call === call)
      .flatMap(wordsOf);
    const moves = steps.map(({ instruction }) => instruction)
      .filter(({ op }) => /^(?:copy by CPU|pass pages|map pages)$/.test(op));
    const passes = moves.filter(({ op }) => op === "pass pages");
    const odd = call === "splice" && passes.length > 1
      ? passes[0]
      : moves.find((one) => !known.includes(say(one)));
    if (odd === undefined) continue;
    return `${call}: ${odd.op}` + (call === "splice" ? `, ${piping}` : "");
  }
  if (has("splice") && !has("pipe")) return piping;
  return made.every((call) => /^(?:read|write)$/.test(call)) && has("write")
    ? "read and write"
    : undefined;
}

type Contradicting = [
  seen: readonly Sighting[],
  programs: readonly Hypothesis[],
];

/** What a program foretells, and what was seen of one of its calls: true if they differ. */
type Differs = (
  claims: readonly Claim[],
  i: number,
  seen: readonly Sighting[],
) => boolean;

const promises = {
  "zero-copy": 0,
  "one copy": 1,
  "two copies": 2,
  "fast": undefined,
  "safe": undefined,
} as const;

/** Whether most runs say that old bytes arrived: nothing, where no majority says anything. */
function isOld(
  { after: call, change: from, ...seen }: Sighting,
): boolean | null {
  const mixed = seen.runs - seen.old - seen.new;
  return isCopy({ call, from, ...seen, mixed });
}

/** Whether old bytes must arrive, if it is as a program says. */
function isOldBy(claims: readonly Claim[], change: Sighting): boolean {
  const kernel = claims.map(({ copies }) => copies);
  return arrivalOf(claims, kernel, change) === "old";
}

function sightingOf(
  { call }: Claim,
  seen: readonly Sighting[],
): Sighting | undefined {
  return seen.find(({ after }) => after === call);
}

/** Makes a rule of what is foretold for one sighting, and of what it shows. */
function comparing(
  isOther: (sighting: Sighting, claims: readonly Claim[], i: number) => boolean,
): Differs {
  return (claims, i, seen) => {
    const sighting = sightingOf(claims[i]!, seen);
    return sighting !== undefined && isOther(sighting, claims, i);
  };
}

const differs = comparing((sighting, claims) => {
  const old = isOld(sighting);
  return old !== null && old !== isOldBy(claims, sighting);
});

/** The programs that differ from what was seen, each with the first step at which it does. */
function contradictedBy(rule: Differs) {
  return (...[seen, programs]: Contradicting): Contradiction[] =>
    programs.flatMap(({ name, claims }) => {
      const step = claims.find((_, i) => rule(claims, i, seen))?.step;
      return step === undefined ? [] : [{ program: name, step }];
    });
}

const copiesIn = (claims: readonly Claim[]): number =>
  claims.filter(({ copies }) => copies).length;

const oldIn = (seen: readonly Sighting[]): number =>
  seen.filter((one) => isOld(one) === true).length;

const wrongContradictions: Question<Contradicting>["wrong"] = {
  "old bytes mean no copy": contradictedBy(
    comparing((sighting, claims) =>
      isOld(sighting) === isOldBy(claims, sighting)
    ),
  ),
  "each call by itself": contradictedBy(comparing((sighting, claims, i) => {
    const old = isOld(sighting);
    return old !== null && old !== claims[i]!.copies;
  })),
  "one sighting for all calls": contradictedBy((claims, i, seen) => {
    const old = isOld(seen[0]!);
    return sightingOf(claims[i]!, seen) !== undefined && old !== null &&
      old !== claims[i]!.copies;
  }),
  "only the last call counts": contradictedBy((claims, i, seen) =>
    i === claims.length - 1 && differs(claims, i, seen)
  ),
  "one run is enough": contradictedBy(
    comparing((sighting, claims) =>
      (isOldBy(claims, sighting) ? sighting.new : sighting.old) > 0
    ),
  ),
  "what is not clear is a copy": contradictedBy(
    comparing((sighting, claims) =>
      (isOld(sighting) ?? true) !== isOldBy(claims, sighting)
    ),
  ),
  "what is not clear speaks against all": contradictedBy(
    comparing((sighting, claims) =>
      isOld(sighting) !== isOldBy(claims, sighting)
    ),
  ),
  "a result speaks of every program": contradictedBy((claims, i, seen) => {
    const probe = probesFor(claims)[i] as unknown as Sighting;
    const old = seen[i] && isOld(seen[i]);
    return typeof old === "boolean" && old !== isOldBy(claims, probe);
  }),
  "whatever has more copies": (seen, programs) =>
    programs.flatMap(({ name, claims }) =>
      copiesIn(claims) > oldIn(seen)
        ? [{ program: name, step: claims.find(({ copies }) => copies)!.step }]
        : []
    ),
  "the name decides": (seen, programs) =>
    programs.flatMap(({ name, claims }) =>
      [undefined, oldIn(seen)].includes(promises[name])
        ? []
        : [{ program: name, step: claims[0]!.step }]
    ),
  "each step that fails": (seen, programs) =>
    programs.flatMap(({ name, claims }) =>
      claims.filter((_, i) => differs(claims, i, seen))
        .map(({ step }) => ({ program: name, step }))
    ),
};

/** How a result is rolled: whose, on which kernel, and what the runs after one of the calls say. */
interface Result {
  readonly strategy: readonly Step[];
  readonly kernel: PretendKernel;
  /** The call after which not all runs agree: most do, or no majority. */
  readonly odd?:
    | { readonly at: number; readonly isClear: boolean }
    | undefined;
}

/** Rolls in how many runs which bytes arrived after each call. */
function rollResult(
  dice: Dice,
  { strategy, kernel, odd }: Result,
): Sighting[] {
  const runs = dice.pick([50, 100, 200]);
  return probesFor(strategy).map((probe, i) => {
    const [most, few] = rollArrivals(
      dice,
      runs,
      i === odd?.at ? odd : undefined,
    );
    const [old, fresh] = arrivalOf(strategy, kernel, probe) === "old"
      ? [most, few]
      : [few, most];
    const { after, change } = probe as Pick<Sighting, "after" | "change">;
    return { after, change, runs, old, new: fresh };
  });
}

/** Rolls how many runs say what most of them do, and how many the contrary. */
function rollArrivals(
  dice: Dice,
  runs: number,
  odd: Result["odd"],
): [most: number, few: number] {
  if (odd === undefined) return [runs, 0];
  if (!odd.isClear) return [runs / 2, dice.whole(runs / 4, runs / 2)];

  const others = dice.whole(2, 9);
  return [runs - others, dice.whole(1, others)];
}

/** Writes down what a program claims: it has other steps before and between. */
function rollClaims(
  dice: Dice,
  strategy: readonly Step[],
  kernel: PretendKernel,
): Claim[] {
  let step = dice.whole(0, 3);
  return strategy.map((one, i) => ({
    step: step += dice.whole(2, 4),
    ...one,
    copies: kernel[i]!,
  }));
}

/** Rolls programs: some that make the calls of a result, and one that makes others. */
function rollHypotheses(
  dice: Dice,
  { strategy, kernel }: Result,
  others: readonly (readonly Step[])[],
): Hypothesis[] {
  const all = kernelsFor(strategy).filter((one) => !equal(one, kernel));
  const other = dice.pick(
    others.filter((steps) =>
      steps.every(({ call }) => strategy.every((step) => step.call !== call))
    ),
  );
  const made = [
    [strategy, kernel] as const,
    ...dice.shuffle(all).slice(0, 2).map((one) => [strategy, one] as const),
    [other, other.map(() => dice.pick([true, false]))] as const,
  ];
  const names = dice.shuffle(Object.keys(promises) as Hypothesis["name"][]);
  return dice.shuffle(made).map(([steps, claimed], i) => ({
    name: names[i]!,
    claims: rollClaims(dice, steps, claimed),
  }));
}

/** Results of every strategy, of kernels that copy elsewhere, and some that are not clear. */
function rollContradicting(
  dice: Dice,
  known: readonly SeenStrategy[],
): Contradicting[] {
  const steps = known.map(({ calls }) => calls as readonly Step[]);
  const results = known.map((strategy, i): Result => ({
    strategy: steps[i]!,
    kernel: copiesByCall(strategy).map((copies) => copies > 0),
  }));
  const [copying, ...more] = [steps.at(-1)!, sixth, sixth].map(
    (strategy): Result => ({
      strategy,
      kernel: strategy.map((_, i) => i === 0 || dice.pick([true, false])),
    }),
  ) as [Result, Result];
  return [
    ...results,
    copying,
    ...more.map((one, i) => ({
      ...one,
      odd: { at: i, isClear: dice.pick([true, false]) },
    })),
    { ...results[0]!, odd: { at: 0, isClear: false } },
    { ...results[0]!, odd: { at: 1, isClear: true } },
  ].map((result) => [
    rollResult(dice, result),
    rollHypotheses(dice, result, steps),
  ]);
}

function judgeContradictions(
  gave: unknown,
  ...[seen, programs]: Contradicting
): string | undefined {
  if (!isLike(gave, [{ program: "", step: 0 }])) {
    return "It must return a list of { program, step }.";
  }
  const right = contradictedBy(differs)(seen, programs);
  for (const { name, claims } of programs) {
    const own = gave.filter(({ program }) => program === name);
    const step = right.find(({ program }) => program === name)?.step;
    if (own.length === 0 && step === undefined) continue;
    const says = `"${name}"`;
    if (own.length > 1) return `${says} stands in the list more than once.`;
    if (own.length === 0) {
      return `${says} is contradicted, and is not in the list.`;
    }
    if (step === undefined) {
      return seen.some(({ after }) => claims.some(({ call }) => call === after))
        ? `${says} foretells what arrived: nothing contradicts it.`
        : `${says} makes other calls than those that were seen.`;
    }
    if (own[0]!.step !== step) {
      return `${says} is contradicted, but not first at step ${
        sayValue(own[0]!.step)
      }.`;
    }
  }
  return gave.length === right.length
    ? undefined
    : "Something in the list is none of the programs.";
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = exercisesOf(strategies);

/** Makes the exercises for a list of strategies. */
export function exercisesOf(strategies: readonly Strategy[]): Exercise[] {
  const known = seenStrategies(strategies);
  return [
    exercise<[column: Column]>("strategyOf", {
      cases: (dice) => rollColumns(dice, known),
      right: (column) => explain(known, column).choice,
      words: known.map(({ choice }) => choice),
      wrong: wrongNames(known),
      judge: (gave, column) => judgeName(known, gave, column),
    }),
    exercise<Readings>("switchesBetween", {
      cases: (dice) => known.map((strategy) => rollReadings(dice, strategy)),
      right: (...readings) => switchesFor(growth(...readings)),
      wrong: wrongSwitches,
    }),
    exercise<[finding: Finding]>("causeOf", {
      cases: (dice) => rollFindings(dice, known),
      right: causeOf,
      words: Object.keys(rules),
      wrong: wrongCauses,
    }),
    exercise<[strategy: readonly Step[]]>("probesFor", {
      cases: (dice) => rollSteps(dice).map((strategy) => [strategy]),
      right: probesFor,
      wrong: wrongProbes,
      judge: judgeProbes,
    }),
    exercise<[sent: Sent]>("predictTable", {
      cases: rollSents,
      right: (sent) => tableOf(known, sent),
      wrong: wrongTables(known),
      judge: (gave, sent) => judgeTable(known, gave, sent),
    }),
    exercise<[difference: Difference]>("explain", {
      cases: (dice) =>
        [...seenDifferences(), ...rollDifferences(dice)].map((one) => [one]),
      right: (difference) => fittingReasons(difference)[0],
      words: reasons,
      wrong: wrongReasons,
      judge: judgeReason,
      remark: () => sayOwnKernel(keptObservation()),
    }),
    exercise<[sending: Sending]>("leaveAlone", {
      cases: rollSendings,
      right: at((moment) => moment),
      words: {
        learns: [
          "as the call returns",
          "it does not",
          "by a notice",
          "if the reader says so",
        ],
      },
      wrong: wrongMoments,
    }),
    exercise<Foreseeing>("foresee", {
      cases: rollForeseen,
      right: (...asked) => foreseen(...asked),
      wrong: wrongForeseen,
      judge: (gave, ...asked) => judgePrices(gave, foreseen(...asked)),
    }),
    exercise<[]>("confirmed", {
      cases: () => [[]],
      right: () => linux.splice,
      wrong: wrongConfirmed,
      mistake: mistakeIn,
      tried: { job: confirmedJobs[0]! },
      judge: judgeConfirmed,
      remark: () => `Does your kernel do so, too? ${askKernel}`,
    }),
    exercise<Contradicting>("contradicted", {
      cases: (dice) => rollContradicting(dice, known),
      right: contradictedBy(differs),
      words: { program: Object.keys(promises) },
      wrong: wrongContradictions,
      judge: judgeContradictions,
    }),
  ];
}
