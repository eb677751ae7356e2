/**
 * What the exercises of lesson 12 ask, and how answers are judged.
 *
 * @module
 */
import { equal } from "@std/assert";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { sayValue } from "zero-copy/workbook/say_value.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import type { Arrival } from "zero-copy/lab/probe.ts";
import type { Cause, Probe, Step } from "./answer.ts";

/** What the lab saw of one way, file in the page cache; its name is lost. */
export interface Column {
  /** [bytes] */
  readonly fileBytes: number;
  /** The most that one call was asked for. [bytes] */
  readonly pieceBytes: number;
  readonly systemCalls: number;
  readonly pageFaults: number;
  /** Which bytes arrived after each change: one change for each call that hands bytes on. */
  readonly arrivals: readonly Exclude<Arrival, "mixed">[];
}

/** How often each call was made so far, by its name. */
export type Calls = Readonly<Record<string, number>>;

/** A figure that is not what was expected, and how it was measured. */
export interface Finding {
  readonly way: string;
  readonly figure:
    | "CPU copies"
    | "bytes from the disk"
    | "page faults"
    | "system calls"
    | "mode switches";
  readonly expected: number;
  readonly seen: number;
  /** [bytes] */
  readonly fileBytes: number;
  /** [bytes] */
  readonly pieceBytes: number;
  /** Whether the page cache had the file at the beginning. */
  readonly cache: "cold" | "warm";
  /** How probes change the file. */
  readonly change: "pwrite" | "truncate and rewrite" | "rename over";
  readonly nic: {
    readonly scatterGather: boolean;
    readonly transmitChecksum: boolean;
  };
}

/** What a pipe of 16 pages holds. @see pipe(7) [bytes] */
const pipeBytes = 65_536;

type Amounts = Pick<Column, "fileBytes" | "pieceBytes">;

function piecesOf({ fileBytes, pieceBytes }: Amounts): number {
  return Math.ceil(fileBytes / pieceBytes);
}

/** The calls of each way of the lab. */
const ways: Readonly<Record<string, (job: Amounts) => Calls>> = {
  "read + write": (job) => ({ read: piecesOf(job) + 1, write: piecesOf(job) }),
  "mmap + write": (job) => ({ mmap: 1, write: piecesOf(job), munmap: 1 }),
  "sendfile": (job) => ({ sendfile: piecesOf(job) }),
  "splice": (job) => ({ pipe2: 1, splice: 2 * piecesOf(inPipe(job)) }),
  "read + vmsplice + splice": (job) => ({
    pipe2: 1,
    read: piecesOf(job) + 1,
    vmsplice: piecesOf(inPipe(job)),
    splice: piecesOf(inPipe(job)),
  }),
};

const wayNames = ["read + write", "mmap + write", "sendfile", "splice"];

/** The same file in pieces that a pipe holds. */
function inPipe({ fileBytes, pieceBytes }: Amounts): Amounts {
  return { fileBytes, pieceBytes: Math.min(pieceBytes, pipeBytes) };
}

function callsOf(way: string, job: Amounts): number {
  return sumOf(Object.values(ways[way]!(job)));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** What may arrive after the changes: with a NIC that gathers, and with one that cannot. */
const arrivalsOf: Readonly<Record<string, readonly Column["arrivals"][]>> = {
  "read + write": [["old", "old"]],
  "mmap + write": [["new", "old"]],
  "sendfile": [["new"], ["old"]],
  "splice": [["new", "new"], ["new", "old"]],
};

/** Draws a file of several pieces, the last of which is shorter. */
function drawAmounts(dice: Dice, sizes: readonly number[]): Amounts {
  const pieceBytes = dice.pick(sizes);
  const rest = dice.whole(1, pieceBytes - 1);
  return { fileBytes: dice.whole(3, 60) * pieceBytes + rest, pieceBytes };
}

const usualSizes = [4096, 8192, 16_384, 65_536];
const largeSizes = [2 ** 17, 2 ** 18, 2 ** 20];

function drawColumn(
  dice: Dice,
  way: string,
  [sizes, arrivals]: [readonly number[], Column["arrivals"]],
): Column {
  const job = drawAmounts(dice, sizes);
  const most = Math.ceil(job.fileBytes / pipeBytes);
  return {
    ...job,
    systemCalls: callsOf(way, job),
    // A fault maps 16 pages or more of a mapping, and any program can have a few of its own.
    pageFaults: way === "mmap + write"
      ? dice.whole(Math.ceil(most / 2), most)
      : dice.whole(way === "splice" ? 1 : 0, 3),
    arrivals,
  };
}

/** A result of every way and every NIC, and two in which a piece is more than a pipe holds. */
function drawColumns(dice: Dice): Column[] {
  const usual = wayNames.flatMap((way) =>
    arrivalsOf[way]!.map((arrivals) =>
      drawColumn(dice, way, [usualSizes, arrivals])
    )
  );
  const large = ["mmap + write", "splice"].map((way) =>
    drawColumn(dice, way, [largeSizes, arrivalsOf[way]!.at(-1)!])
  );
  return dice.shuffle([...usual, ...large]);
}

function judgeStrategy(gave: unknown, column: Column): string | undefined {
  if (typeof gave !== "string" || !wayNames.includes(gave)) {
    return `It must return one of ${wayNames.join(", ")}.${sayLarge(column)}`;
  }
  return sayOtherArrivals(gave, column) ?? sayOtherCalls(gave, column);
}

function sayOtherArrivals(
  way: string,
  { arrivals }: Column,
): string | undefined {
  const possible = arrivalsOf[way]!;
  if (possible.some((one) => equal(one, arrivals))) return undefined;
  const { length } = possible[0]!;
  if (length !== arrivals.length) {
    const times = arrivals.length === 1 ? "once" : "twice";
    return `The bytes were changed ${times}, once after each call that hands ` +
      `them on. How many such calls does ${way} have for a piece?`;
  }
  const at = arrivals.findIndex((arrival, i) =>
    possible.every((one) => one[i] !== arrival)
  );
  const did = arrivals[at] === "old" ? "had copied" : "handed on a reference";
  return `After change ${at + 1} the ${arrivals[at]} bytes arrived: call ` +
    `${at + 1} of the way ${did}. That call of ${way} never does, whatever ` +
    "the NIC can do.";
}

function sayOtherCalls(way: string, column: Column): string | undefined {
  const calls = callsOf(way, column);
  if (calls === column.systemCalls) return undefined;
  const faults = way === "mmap + write" && column.pageFaults > 0
    ? " Page faults alone do not name a way: every program can have a few."
    : "";
  return `These bytes could arrive with ${way}. With a NIC that cannot ` +
    "gather, they could with another way too. But for " +
    `${piecesOf(column)} pieces ${way} makes ${calls} calls, and the lab ` +
    `counted ${column.systemCalls}.${faults}${sayLarge(column)}`;
}

function sayLarge({ pieceBytes }: Column): string {
  return pieceBytes > pipeBytes
    ? ` A piece is ${pieceBytes} bytes here: which way cannot move that with ` +
      "one call?"
    : "";
}

/** Calls that a program made before, and none of which a transfer needs. */
const otherCalls = ["openat", "close", "fstat", "mprotect", "brk", "futex"];

/** Draws two readings of the counters. Some calls of the way were made before it began. */
function drawReadings(dice: Dice, way: string): [Calls, Calls] {
  const made = ways[way]!(drawAmounts(dice, [...usualSizes, 2 ** 18]));
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

/** What somebody gets who reads the counters in another way. */
function knownSwitches(before: Calls, after: Calls): Misconception[] {
  const grown = Object.entries(after)
    .map(([name, calls]) => calls - (before[name] ?? 0));
  const calls = sumOf(grown);
  const seenBefore = Object.keys(before)
    .map((name) => after[name]! - before[name]!);
  return [
    {
      value: calls,
      why: "That is the number of calls. Each goes into the kernel and back.",
    },
    {
      value: 2 * sumOf(Object.values(after)),
      why: "Some of these calls were made before the transfer began.",
    },
    {
      value: 2 * sumOf(seenBefore),
      why: "A call that was not made before the transfer has no counter in " +
        "`before`. How often had it been made by then?",
    },
    {
      value: 2 * sumOf(
        Object.keys(after).filter((name) => !(name in before))
          .map((name) => after[name]!),
      ),
      why: "A call can belong to the transfer and have been made before it " +
        "as well.",
    },
    {
      value: 2 * (calls - sumOf(grown.filter((one) => one === 1))),
      why: "A call that the transfer makes once counts like the others.",
    },
    {
      value: 4 * calls,
      why: "A call is one way into the kernel and one way back: you counted " +
        "twice as many.",
    },
  ];
}

function judgeSwitches(
  gave: unknown,
  before: Calls,
  after: Calls,
): string | undefined {
  if (gave === "NaN" || Number.isNaN(gave)) {
    return "It returned NaN: what is missing in `before` is not a number. How " +
      "often had such a call been made by then?";
  }
  const grown = sumOf(Object.values(after)) - sumOf(Object.values(before));
  const known = knownSwitches(before, after);
  return judgeValue(gave, 2 * grown, {
    known: known.filter(({ value }) => value !== 2 * grown),
    why: "Go through the counters one by one: by how much has each grown " +
      "between the two readings? A counter that stands still is none of the " +
      "transfer's.",
  });
}

/**
 * What a cause is about, and when it holds. Lessons 4, 8, 9, 11 and 12 say where each was seen.
 */
interface Rule {
  readonly figures: readonly Finding["figure"][];
  /** What it says of other figures. */
  readonly elsewhere: string;
  readonly holds: (finding: Finding) => boolean;
  /** What speaks against it. */
  readonly against: (finding: Finding) => string;
}

const counts: Rule["figures"] = ["system calls", "mode switches"];

const lacking = "What a NIC lacks the kernel makes up for by copying. It " +
  "makes no other difference.";
const disk = "What the page cache has decides what is read from the disk. " +
  "The calls, and what they do with the bytes, stay the same.";

const rules: Readonly<Record<Cause, Rule>> = {
  "the change went to other pages": {
    figures: ["CPU copies"],
    elsewhere: "Only the copies are counted by changing the file.",
    holds: ({ change }) => change !== "pwrite",
    against: () =>
      "pwrite changes the pages that the file has, and references lead to " +
      "these pages.",
  },
  "the NIC cannot gather": {
    figures: ["CPU copies"],
    elsewhere: lacking,
    holds: ({ nic }) => !nic.scatterGather,
    against: () => "nic.scatterGather is true: this NIC gathers.",
  },
  "the NIC adds no checksums": {
    figures: ["CPU copies"],
    elsewhere: lacking,
    holds: ({ nic }) => nic.scatterGather && !nic.transmitChecksum,
    against: () => "nic.transmitChecksum is true: this NIC adds them.",
  },
  "the page cache had the file": {
    figures: ["bytes from the disk"],
    elsewhere: disk,
    holds: ({ cache, seen }) => cache === "warm" && seen === 0,
    against: () => "It had it, and yet the disk was read.",
  },
  "the read went past the page cache": {
    figures: ["bytes from the disk"],
    elsewhere: disk,
    holds: ({ way }) => way.includes("O_DIRECT"),
    against: ({ way }) => `${way} asks for no such thing.`,
  },
  "a fault maps the pages around as well": {
    figures: ["page faults"],
    elsewhere: "How much a fault maps decides how many page faults there " +
      "are, not whether a page fault is a mode switch or a call.",
    holds: () => true,
    against: () => "",
  },
  "the faults came in kernel mode": {
    figures: ["mode switches"],
    elsewhere: "The mode in which a page fault comes decides whether it is a " +
      "mode switch, and nothing else.",
    holds: ({ way }) => way === "mmap + write",
    against: ({ way }) => `${way} maps nothing, so it needs no page faults.`,
  },
  "the pipe holds only 64 KiB": {
    figures: counts,
    elsewhere: "The size of a pipe decides how many calls there are.",
    holds: ({ way, pieceBytes }) => way === "splice" && pieceBytes > pipeBytes,
    against: ({ way }) => `${way} uses no pipe.`,
  },
  "one more read finds the end": {
    figures: counts,
    elsewhere: "One more read is one more call, and moves no byte.",
    holds: ({ way }) => way === "read + write",
    against: ({ way }) => `${way} does not read until nothing comes.`,
  },
};

/** Names the causes that a finding can have. */
export function causesOf(finding: Finding): Cause[] {
  const all = Object.entries(rules) as [Cause, Rule][];
  return all.flatMap(([cause, { figures, holds }]) =>
    figures.includes(finding.figure) && holds(finding) ? [cause] : []
  );
}

type Situation = Pick<Finding, "fileBytes" | "pieceBytes" | "cache" | "change">;

const ableNic = { scatterGather: true, transmitChecksum: true };
const cannotGather = { ...ableNic, scatterGather: false };
const addsNoChecksums = { ...ableNic, transmitChecksum: false };

/** References that were taken for copies, and copies in their place. */
function drawCopies(dice: Dice, situation: Situation): Finding[] {
  const finding = (
    found: Pick<Finding, "change" | "nic">,
    each: number,
  ): Finding => {
    const way = dice.pick(["sendfile", "splice"]);
    const seen = way === "splice" ? each : 1;
    return {
      ...situation,
      figure: "CPU copies",
      expected: 0,
      seen,
      way,
      ...found,
    };
  };
  return [
    // Old pages look like a copy after each call, so splice is seen to copy twice.
    finding({ change: "truncate and rewrite", nic: ableNic }, 2),
    finding({ change: "rename over", nic: ableNic }, 2),
    finding({ change: "pwrite", nic: cannotGather }, 1),
    finding({ change: "pwrite", nic: addsNoChecksums }, 1),
  ];
}

/** What the disk and the mapping do otherwise. */
function drawMemory(dice: Dice, situation: Situation): Omit<Finding, "nic">[] {
  const { fileBytes } = situation;
  const faults = fileBytes / pipeBytes;
  const switches = 2 * callsOf("mmap + write", situation);
  const warm = { ...situation, figure: "bytes from the disk" as const };
  const mapped = { ...situation, way: "mmap + write" };
  return [
    {
      ...warm,
      way: dice.pick(wayNames),
      cache: "warm",
      expected: fileBytes,
      seen: 0,
    },
    {
      ...warm,
      way: "read(O_DIRECT) + write",
      cache: "warm",
      expected: 0,
      seen: fileBytes,
    },
    {
      ...mapped,
      figure: "page faults",
      expected: fileBytes / 4096,
      seen: faults,
    },
    {
      ...mapped,
      figure: "mode switches",
      expected: switches + 2 * faults,
      seen: switches,
    },
  ];
}

/** More calls than the textbook makes. */
function drawMoreCalls(
  dice: Dice,
  situation: Situation,
): Omit<Finding, "nic">[] {
  return ["splice", "read + write"].flatMap((way) => {
    const job = { ...situation, pieceBytes: dice.pick(largeSizes) };
    const told = 2 * piecesOf(job) + (way === "splice" ? 1 : 0);
    const calls = callsOf(way, job);
    const both = { ...job, way };
    return [
      { ...both, figure: "system calls", expected: told, seen: calls },
      { ...both, figure: "mode switches", expected: 2 * told, seen: 2 * calls },
    ];
  });
}

/** Findings for each cause. What does not matter for it is drawn as well. */
function drawFindings(dice: Dice): Finding[] {
  const situation = (): Situation => ({
    fileBytes: dice.whole(40, 160) * pipeBytes,
    pieceBytes: dice.pick(usualSizes),
    cache: dice.pick(["cold", "warm"]),
    change: dice.pick(["pwrite", "truncate and rewrite", "rename over"]),
  });
  const others = [
    ...drawMemory(dice, situation()),
    ...drawMoreCalls(dice, situation()),
  ].map((finding) => ({
    ...finding,
    nic: dice.pick([ableNic, cannotGather, addsNoChecksums]),
  }));
  return dice.shuffle([...drawCopies(dice, situation()), ...others]);
}

function judgeCause(gave: unknown, finding: Finding): string | undefined {
  const causes = Object.keys(rules);
  if (typeof gave !== "string" || !causes.includes(gave)) {
    return `It must return one of the causes in answer.ts: ${
      causes.join("; ")
    }.`;
  }
  const { figures, elsewhere, holds, against } = rules[gave as Cause];
  if (!figures.includes(finding.figure)) {
    return `The finding is about ${finding.figure}. ${elsewhere}`;
  }
  return holds(finding) ? undefined : against(finding);
}

/** A call, and where it brings the bytes: at last, to the socket. */
type Hop = readonly [call: string, to: Step["from"] | "socket"];

const outOfMemory: readonly Hop[] = [
  ["send", "socket"],
  ["write", "socket"],
  ["write", "pipe"],
  ["vmsplice", "pipe"],
];

/** The calls that take bytes from each place. */
const hopsFrom: Readonly<Record<Step["from"], readonly Hop[]>> = {
  "file": [
    ["read", "buffer"],
    ["mmap", "mapping"],
    ["splice in", "pipe"],
    ["sendfile", "pipe"],
  ],
  "mapping": outOfMemory,
  "buffer": outOfMemory,
  "pipe": [["splice out", "socket"], ["tee", "second pipe"]],
  "second pipe": [["splice out", "socket"], ["read", "buffer"]],
};

/** Lets the bytes go from the file to the socket: by no call twice, and through no place twice. */
function drawWay(dice: Dice): Step[] {
  const steps: Step[] = [];
  let from: Step["from"] | "socket" = "file";
  while (from !== "socket") {
    const hop: Hop = dice.pick(
      hopsFrom[from].filter(([call, to]) =>
        steps.every((step) => step.call !== call && step.from !== to)
      ),
    );
    steps.push({ call: hop[0], from });
    from = hop[1];
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
function drawWays(dice: Dice): (readonly Step[])[] {
  const longs = ["buffer", "mapping", "second pipe"].map((place) =>
    dice.until(
      () => drawWay(dice),
      (way) => way.length > 2 && way.some(({ from }) => from === place),
    )
  );
  return [sixth, ...longs, drawWay(dice)];
}

/** A pretend kernel: whether each call of a way copies, or else hands on a reference. */
type PretendKernel = readonly boolean[];

/** A pretend kernel, and all that any probe could see of it. */
interface Case {
  readonly kernel: PretendKernel;
  readonly seen: string;
}

const changeable = ["file", "buffer"] as const;

/** Every kernel there could be, those in which few calls copy first. */
function casesFor(way: readonly Step[]): Case[] {
  const copiesIn = ({ kernel }: Case): number =>
    kernel.filter((copies) => copies).length;
  return Array.from({ length: 2 ** way.length }, (_, bits) => {
    const kernel = way.map((_, i) => (bits >> i & 1) === 1);
    const seen = way.flatMap(({ call: after }) =>
      changeable.map((change) => arrive(way, kernel, { after, change }))
    );
    return { kernel, seen: seen.join() };
  }).sort((one, other) => copiesIn(one) - copiesIn(other));
}

/** Carries out a way on a kernel, with one change. */
function arrive(
  way: readonly Step[],
  kernel: PretendKernel,
  { after, change }: Omit<Probe, "tellsOf">,
): "old" | "new" {
  // Bytes are an object: places that hold the same object refer to the same bytes.
  let bytes = { areNew: false };
  const places = new Map([["file", bytes]]);
  for (const [i, { call }] of way.entries()) {
    if (kernel[i]) bytes = { ...bytes };
    places.set(way[i + 1]?.from ?? "socket", bytes);
    const changed = call === after ? places.get(change) : undefined;
    if (changed !== undefined) changed.areNew = true;
  }
  return bytes.areNew ? "new" : "old";
}

function judgeProbes(gave: unknown, way: readonly Step[]): string | undefined {
  if (!Array.isArray(gave)) {
    return "It must return a list of probes: { after, change, tellsOf }.";
  }
  if (gave.length === 0) {
    return "Nothing is changed, so the same bytes arrive whether a call " +
      "copies or not.";
  }
  if (gave.length > 50) return `${gave.length} probes are more than it takes.`;
  const cases = casesFor(way);
  for (const [i, probe] of gave.entries()) {
    const why = sayMalformed(probe, way) ??
      sayMisled(probe as Probe, way, cases);
    if (why !== undefined) return `Probe ${i + 1}: ${why}`;
  }
  const missing = way.find(({ call }) =>
    !gave.some((probe: Probe) => probe.tellsOf === call)
  );
  return missing &&
    `Of ${missing.call} no probe tells whether it copied.` +
      (missing.from === "file" || missing.from === "buffer"
        ? ""
        : ` It has the bytes from a ${missing.from}: where had the call ` +
          "before it the bytes from?");
}

/** Says what is wrong with the form of a probe. */
function sayMalformed(
  probe: unknown,
  way: readonly Step[],
): string | undefined {
  if (typeof probe !== "object" || probe === null) {
    return "it must be an object: { after, change, tellsOf }.";
  }
  const { after, change, tellsOf } = probe as Record<string, unknown>;
  const names = way.map(({ call }) => call);
  for (const [name, call] of Object.entries({ after, tellsOf })) {
    if (typeof call === "string" && names.includes(call)) continue;
    return `${name} must be a call of this way: ${names.join(", ")}. It is ` +
      `${sayValue(call, 40)}.`;
  }
  if (change === "mapping") {
    return 'what is in a mapping is the file: change "file" instead.';
  }
  if (change === "pipe" || change === "second pipe") {
    return "a probe cannot change what is in a pipe. Change the bytes where they " +
      "came from.";
  }
  return changeable.some((place) => place === change)
    ? undefined
    : `change must be "file" or "buffer". It is ${sayValue(change, 40)}.`;
}

/**
 * Finds a kernel in which a probe tells what is not so. Where no probe could know better, as
 * another kernel looks the same from outside, either verdict is taken.
 */
function sayMisled(
  probe: Probe,
  way: readonly Step[],
  cases: readonly Case[],
): string | undefined {
  const at = way.findIndex(({ call }) => call === probe.tellsOf);
  for (const { kernel, seen } of cases) {
    const arrival = arrive(way, kernel, probe);
    const says = arrival === "old";
    const couldBe = cases.some((one) =>
      one.seen === seen && one.kernel[at] === says
    );
    if (couldBe) continue;
    const told = says ? "copied" : "handed on a reference";
    const truth = says ? "handed on a reference" : "copied";
    return `on a kernel in which ${sayKernel(way, kernel)}, the ${arrival} ` +
      `bytes arrive. You would say that ${probe.tellsOf} ${told}, but it ` +
      `${truth}. ${sayFlaw(probe, way, kernel)}`;
  }
  return undefined;
}

function sayKernel(way: readonly Step[], kernel: PretendKernel): string {
  const names = way.filter((_, i) => kernel[i]).map(({ call }) => call);
  if (names.length === 0) return "no call copies";
  return names.length === 1
    ? `only ${names[0]} copies`
    : `${names.join(" and ")} copy`;
}

/** Says why a probe was misled: too early, at the wrong place, too late, or from too far. */
function sayFlaw(
  { after, change, tellsOf }: Probe,
  way: readonly Step[],
  kernel: PretendKernel,
): string {
  const indexOf = (call: string): number =>
    way.findIndex((step) => step.call === call);
  const [changed, asked] = [indexOf(after), indexOf(tellsOf)];
  const place = way.findIndex(({ from }) => from === change);
  if (place < 0) {
    return `These bytes never come to the ${change}: your change is to other ` +
      "bytes.";
  }
  if (changed < asked) {
    return `The change comes before ${tellsOf} is made: what arrives then ` +
      "is the same whether it copies or not.";
  }
  if (place > changed + 1) {
    return `After ${after} they have not come to the ${change} yet.`;
  }
  if (place > asked) {
    return `You change them where ${tellsOf} had put them, and whatever ` +
      `comes after takes them from there. Change them where ${tellsOf} had ` +
      "them from.";
  }
  const copier = way.find((_, i) => kernel[i] && i !== asked)!.call;
  return indexOf(copier) > asked
    ? `By then, ${copier} had copied them: do not wait for it.`
    : `By then, ${copier} had copied them, and no change to the ${change} ` +
      `can tell what ${tellsOf} did with that copy.`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[column: Column]>("strategyOf", {
    ask: (dice) => drawColumns(dice).map((column) => [column]),
    judge: judgeStrategy,
  }),
  oldExercise<[before: Calls, after: Calls]>("switchesBetween", {
    ask: (dice) =>
      dice.shuffle(Object.keys(ways)).map((way) => drawReadings(dice, way)),
    judge: judgeSwitches,
  }),
  oldExercise<[finding: Finding]>("causeOf", {
    ask: (dice) => drawFindings(dice).map((finding) => [finding]),
    judge: judgeCause,
  }),
  oldExercise<[way: readonly Step[]]>("probesFor", {
    ask: (dice) => drawWays(dice).map((way) => [way]),
    judge: judgeProbes,
  }),
];
