/**
 * What the exercises of lesson 11 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import { closedForm, countsOnLinux } from "zero-copy/cost/closed_form.ts";
import {
  type Job,
  makeJob,
  mostCountedBytes,
  nicAbilities,
  type Range,
  wholeFile,
} from "zero-copy/machine/job.ts";
import { faultAroundPages, Machine } from "zero-copy/machine/machine.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { linux as programs, strategies } from "zero-copy/strategy/linux.ts";
import { choicesOf, type Strategy } from "zero-copy/strategy/strategy.ts";
import { count, Counter, type Counts } from "zero-copy/trace/count.ts";
import { quantities } from "zero-copy/trace/quantity.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import type { Question } from "zero-copy/workbook/question.ts";
import { type JobChoices, rollEnds, rollJob } from "zero-copy/workbook/roll.ts";
import {
  callsBehind,
  senders,
  sendingsOf,
} from "../../lessons/11_in_the_wild/senders.ts";
import type { Seen, Sending } from "./types.ts";

const names = strategies.map(({ name }) => name);

function strategyNamed(name: string): Strategy {
  return strategies.find((strategy) => strategy.name === name)!;
}

/** What somebody answers who is wrong in some cases only. */
function but<Args extends readonly unknown[]>(
  right: (...args: Args) => number,
  isWrong: (...args: Args) => boolean,
  wrong: (...args: Args) => number,
): (...args: Args) => number {
  return (...args) => (isWrong(...args) ? wrong : right)(...args);
}

type Sent = [strategy: string, job: Job];

/** Jobs of every strategy, and what lies at a border: of a piece, of a pipe, of a call. */
function rollSent(dice: Dice): Sent[] {
  const choices: JobChoices = {
    bufferBytes: [4096, 8192, 16384, 32768],
    wholePieces: [3, 40],
  };
  const usual = names.flatMap((name) => [
    [name, rollJob(dice, choices)] as const,
    ...rollEnds(dice, choices).map((job) => [name, job] as const),
    ...[0, 1].map((fileBytes) =>
      [name, makeJob({ fileBytes, bufferBytes: 4096 })] as const
    ),
  ]);
  return [
    ...usual.map(([name, job]): Sent => [name, job]),
    ...[4096, 16384].flatMap((pageBytes) => rollPiped(dice, pageBytes))
      .map((job): Sent => [linux.splice.name, job]),
    ...rollHuge(dice).map((fileBytes): Sent => [
      dice.pick(names.filter((name) => name !== linux.splice.name)),
      makeJob({ fileBytes }),
    ]),
  ];
}

/** Files that fill a pipe a few times or nearly so, and pieces that are about as large as a pipe. */
function rollPiped(dice: Dice, pageBytes: number): Job[] {
  const pipeBytes = linux.pipePages * pageBytes;
  const rolled = (): number =>
    dice.whole(5, 140) * pipeBytes + dice.whole(pipeBytes / 2, pipeBytes - 1);
  return [
    ...[-1, 0, 1].map((more) => ({
      fileBytes: dice.whole(2, 9) * pipeBytes + more,
      bufferBytes: dice.pick([4, 16]) * pipeBytes,
    })),
    ...[-1, 0, 1].map((more) => ({
      fileBytes: rolled(),
      bufferBytes: pipeBytes + more * pageBytes,
    })),
  ].map((parts) => makeJob({ ...parts, pageBytes }));
}

/** Files about as large as what a call moves; and one more than such calls can, less than of 2 GiB. */
function rollHuge(dice: Dice): number[] {
  const most = linux.mostBytesPerCall;
  return [
    ...[-1, 0, 1].map((more) => most + more),
    dice.whole(2, 20) * most + dice.whole(1, 4095),
  ];
}

function switchesOf(...[strategy, job]: Sent): number {
  return countsOnLinux(strategyNamed(strategy).linux, job).modeSwitches;
}

/** The mode switches if no call and no pipe had a limit. */
function switchesWithoutLimit(strategy: string, job: Job): number {
  return closedForm(strategyNamed(strategy).linux, job).modeSwitches;
}

function toldSwitches(strategy: string, job: Job): number {
  return closedForm(strategyNamed(strategy).textbook, job).modeSwitches;
}

/** The mode switches if the number of pieces were rounded otherwise. */
function roundedSwitches(
  [strategy, job]: Sent,
  round: (pieces: number) => number,
): number {
  const { linux: program } = strategyNamed(strategy);
  const { fileBytes, bufferBytes } = linux.limitJob(program, job);
  const pieces = round(fileBytes / bufferBytes);
  return switchesOf(strategy, { ...job, fileBytes: pieces * bufferBytes });
}

/** What somebody answers who is wrong about one strategy only. */
function switchesBut(
  { name }: Program,
  wrong: (...sent: Sent) => number,
): (...sent: Sent) => number {
  return but(switchesOf, (strategy) => strategy === name, wrong);
}

/** What somebody answers who is wrong about the limit of a call. */
function switchesInCalls(
  wrong: (...sent: Sent) => number,
): (...sent: Sent) => number {
  return but(switchesOf, (strategy) => strategy !== linux.splice.name, wrong);
}

type Used = [ranges: readonly Range[], pageBytes: number];

/**
 * Ranges of a mapped file: two cross the border of a group, two end at a border, one goes through
 * several groups, one comes back. Some pages are never used.
 */
function rollRanges(dice: Dice, pageBytes: number): Range[] {
  const groupBytes = faultAroundPages * pageBytes;
  const crossing = [1, 3].map((group) => ({
    position: group * groupBytes - dice.whole(1, 3 * pageBytes),
    bytes: dice.whole(4, 7) * pageBytes,
  }));
  const long = {
    position: dice.whole(4, 5) * groupBytes + dice.whole(1, groupBytes - 1),
    bytes: dice.whole(4, 5) * groupBytes + dice.whole(1, groupBytes - 1),
  };
  const back = { ...long, bytes: dice.whole(1, pageBytes) };
  const alone = [13, 14].slice(dice.whole(0, 2)).map((group) => ({
    position: group * groupBytes + dice.whole(0, 5000),
    bytes: dice.whole(1, 100),
  }));
  const full = [17, 20].map((end) => {
    const bytes = dice.whole(1, groupBytes);
    return { position: end * groupBytes - bytes, bytes };
  });
  return [...dice.shuffle([...crossing, long, ...full, ...alone]), back];
}

/** Ranges that begin or end at the border of a group, or a byte beside it. */
function bordersOf(pageBytes: number): Used[] {
  const group = faultAroundPages * pageBytes;
  const lists: (readonly (readonly [position: number, bytes: number])[])[] = [
    [],
    [[0, 1]],
    [[group - 1, 1]],
    [[group - 1, 2]],
    [[group - 1, 1], [group, 1]],
    ...[-1, 0, 1].map((more) => [[0, group + more]] as const),
    [[group, group], [3 * group, 1]],
  ];
  return lists.map((list): Used => [
    list.map(([position, bytes]) => ({ position, bytes })),
    pageBytes,
  ]);
}

/** Lets the machine use the ranges. What the file holds makes no difference. */
function faultsOf(...[ranges, pageBytes]: Used): number {
  const fileBytes = endOf(ranges) + 1;
  const counter = new Counter();
  const job = makeJob({ fileBytes, bufferBytes: pageBytes, pageBytes });
  const machine = new Machine(
    job,
    new Uint8Array(fileBytes),
    (happening) => counter.add({ step: 0, round: 0, ...happening }),
  );
  machine.enterKernel("mmap");
  machine.reserveAddresses(wholeFile(job));
  for (const range of ranges) machine.touchPages(range);
  return counter.counts.pageFaults;
}

function endOf(ranges: readonly Range[]): number {
  return Math.max(0, ...ranges.map(({ position, bytes }) => position + bytes));
}

/** Lists the groups, or other parts of the file of a fixed size, in which each range lies. */
function partsUsed(ranges: readonly Range[], partBytes: number): number[] {
  return ranges.flatMap(({ position, bytes }) => {
    const first = Math.floor(position / partBytes);
    const last = Math.floor((position + bytes - 1) / partBytes);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** Counts the groups of pages in which ranges lie: of those of a fault, or of other groups. */
function groupsOf(
  ranges: readonly Range[],
  pageBytes: number,
  pages: number = faultAroundPages,
): number {
  return new Set(partsUsed(ranges, pages * pageBytes)).size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What somebody counts who forgets a rule of page faults. */
const wrongFaults: Question<Used>["wrong"] = {
  "one for each page": (...used) => groupsOf(...used, 1),
  "one for each use of a group": (ranges, pageBytes) =>
    partsUsed(ranges, faultAroundPages * pageBytes).length,
  "one for each range": (ranges) => ranges.length,
  "a group begins where a range begins": (ranges, pageBytes) =>
    sum(
      ranges.map(({ bytes }) =>
        Math.ceil(bytes / faultAroundPages / pageBytes)
      ),
    ),
  "the length of all ranges together": (ranges, pageBytes) =>
    Math.ceil(
      sum(ranges.map(({ bytes }) => bytes)) / faultAroundPages / pageBytes,
    ),
  "the whole file": (ranges, pageBytes) =>
    Math.ceil(endOf(ranges) / faultAroundPages / pageBytes),
  "where a range begins and where it ends": (ranges, pageBytes) =>
    groupsOf(
      ranges.flatMap(({ position, bytes }) => [
        { position, bytes: 1 },
        { position: position + bytes - 1, bytes: 1 },
      ]),
      pageBytes,
    ),
  "a range ends with the byte after it": (ranges, pageBytes) =>
    groupsOf(
      ranges.map(({ position, bytes }) => ({ position, bytes: bytes + 1 })),
      pageBytes,
    ),
  "a page has 4096 bytes": (ranges) => groupsOf(ranges, 4096),
};

type Encrypted = [call: string, tls: string, job: Job];

/** What a program can choose from: those first of which the CPU copies least. */
const choices = choicesOf(strategies)
  .toSorted((one, other) => copiesOf(one) - copiesOf(other));

/** The CPU copies of a piece, with a NIC that gathers. */
function copiesOf({ linux: program }: Strategy): number {
  return countsOnLinux(program, makeJob()).cpuCopies;
}

/** Every call with everybody's encryption, and on each NIC what goes out without one. */
function rollEncrypted(dice: Dice): Encrypted[] {
  const sending = (
    call: string,
    tls: string,
    nic: Job["nic"],
    fileBytes = dice.whole(10_000, 90_000),
  ): Encrypted => [call, tls, makeJob({ fileBytes, nic })];
  return choices.flatMap(({ choice: call }) => [
    sending(call, "nobody", "gather", 0),
    sending(call, "program", "gather", 1),
    ...nicAbilities.map((nic) => sending(call, "nobody", nic)),
    ...["program", "kernel", "nic", "nic, no change"].map((tls) =>
      sending(call, tls, "gather")
    ),
  ]);
}

/**
 * The strategy behind a call. In place of a copy the kernel encrypts, where it has to: it reads and
 * writes each byte once for that.
 */
function carriedOut(call: string, tls: string): Program {
  const chosen = choices.find(({ choice }) => choice === call)!;
  if (copiesOf(chosen) > 0) return chosen.linux;
  if (tls === "program") return linux.readWrite;
  return tls === "kernel" || tls === "nic" ? linux.sendfile : chosen.linux;
}

function touchedBytes(...[call, tls, job]: Encrypted): number {
  return countsOnLinux(carriedOut(call, tls), job).cpuBytes +
    (tls === "program" ? job.fileBytes : 0);
}

/** What somebody answers who is wrong about one who encrypts. */
function touchedWith(
  who: string,
  wrong: (...sending: Encrypted) => number,
): (...sending: Encrypted) => number {
  return but(touchedBytes, (_, tls) => tls === who, wrong);
}

/** What an explanation must give, and what is looked at first. */
const clues = ["cpuBytes", "pageFaults", "systemCalls"] as const;

/** Jobs that Linux could have done, of each strategy: rolled ones, and two at borders. */
function rollSeen(dice: Dice): [Seen][] {
  const choices: JobChoices = {
    bufferBytes: [2048, 4096, 8192],
    wholePieces: [3, 9],
  };
  return programs.flatMap((program) => {
    const jobs = [
      rollJob(dice, choices),
      ...rollEnds(dice, choices),
      makeJob({ fileBytes: 1 }),
      // The nearest size is one too small: two bytes fewer than three pieces.
      makeJob({ fileBytes: 3 * 4096 - 2, bufferBytes: 4096 }),
    ];
    return jobs.map((job): [Seen] => {
      const counts = countsOnLinux(program, { ...job, cache: "warm" });
      const { systemCalls, cpuBytes, dmaBytes, pageFaults } = counts;
      return [{ systemCalls, cpuBytes, dmaBytes, pageFaults }];
    });
  });
}

/** Finds an explanation: the first strategy that has one. */
function explain(
  seen: Seen,
): { strategy: string; bufferBytes: number; pieces: number; each: number } {
  for (const { name, linux: program, switches } of strategies) {
    const once = switches.of(0) / 2;
    const each = switches.of(1) / 2 - once;
    const pieces = (seen.systemCalls - once) / each;
    const bufferBytes = Math.ceil(seen.dmaBytes / pieces);
    const isSize = Number.isInteger(bufferBytes) && bufferBytes >= 1;
    if (isSize && explains(program, bufferBytes, seen)) {
      return { strategy: name, bufferBytes, pieces, each };
    }
  }
  throw new Error("no strategy gives what was seen");
}

function seenWith(bufferBytes: number, { dmaBytes }: Seen): Job {
  return makeJob({ fileBytes: dmaBytes, bufferBytes, cache: "warm" });
}

function explains(
  program: Program,
  bufferBytes: number,
  seen: Seen,
): boolean {
  const counts = countsOnLinux(program, seenWith(bufferBytes, seen));
  return clues.every((name) => counts[name] === seen[name]);
}

function judgeDiagnosis(gave: unknown, seen: Seen): string | undefined {
  if (typeof gave !== "object" || gave === null) {
    return "It must return an object: { strategy, bufferBytes }.";
  }
  const { strategy, bufferBytes } = gave as Record<string, unknown>;
  if (typeof strategy !== "string" || !names.includes(strategy)) {
    return `strategy must be one of ${names.join(", ")}.`;
  }
  const isSize = typeof bufferBytes === "number" &&
    Number.isInteger(bufferBytes) && bufferBytes >= 1 &&
    bufferBytes <= mostCountedBytes;
  if (!isSize) {
    return "bufferBytes must be a whole number of bytes, from 1 on.";
  }
  const { linux: program } = strategyNamed(strategy);
  const job = seenWith(bufferBytes, seen);
  // A wrong size can mean very many pieces. Only what fits by formula is run.
  const counts = explains(program, bufferBytes, seen)
    ? count(run(program, linux.limitJob(program, job)).trace)
    : countsOnLinux(program, job);
  const wrong = clues.find((name) => counts[name] !== seen[name]);
  if (wrong === undefined) return undefined;
  const [one, many] = quantities[wrong].noun;
  return `With that, ${counts[wrong]} ${counts[wrong] === 1 ? one : many} ` +
    `would be seen, and not ${seen[wrong]}.`;
}

/** The calls that stand behind something. */
const knownCalls = [
  ...new Set(senders.flatMap(sendingsOf).flatMap(callsBehind)),
].toSorted();

/** What somebody names who is wrong about some of what can be asked. */
function namedBut(
  isWrong: (sending: Sending) => boolean,
  ...calls: string[]
): (sending: Sending) => readonly string[] {
  return (sending) => isWrong(sending) ? calls : callsBehind(sending);
}

/** What somebody names who takes something for something else. */
function namedLike(
  other: (sending: Sending) => Partial<Sending>,
): (sending: Sending) => readonly string[] {
  return (sending) => callsBehind({ ...sending, ...other(sending) });
}

const wrongCalls: Question<[sending: Sending]>["wrong"] = {
  "zero-copy is sendfile": (sending) =>
    callsBehind(sending).includes("read") ? ["read", "write"] : ["sendfile"],
  "each JDK is like the one before": namedLike(({ on }) => ({
    on: on === "JDK 25" ? "JDK 17" : on === "NIO, JDK 25" ? "NIO, JDK 17" : on,
  })),
  "a call that fails is not seen": (sending) => {
    const calls = callsBehind(sending);
    return calls[0] === "copy_file_range" ? calls.slice(-1) : calls;
  },
  "a file is a socket": (sending) =>
    sending.asks === "transferTo" && sending.on === "JDK 25"
      ? callsBehind({ ...sending, to: "socket" })
      : callsBehind(sending),
  "FileRegion is transferTo": namedBut(
    ({ asks, on }) => asks === "FileRegion" && !on.startsWith("NIO"),
    "sendfile",
  ),
  "a reader around a file is the file": namedLike(({ from }) => ({
    from: from === "file in another reader" ? "file" : from,
  })),
  "each reader around a file hides it": namedLike(({ from }) => ({
    from: from === "file in a LimitedReader" ? "file in another reader" : from,
  })),
  "TLS is somebody else's affair": namedLike(({ asks, tls }) => ({
    tls: tls === "program" && asks !== "ChunkedFile" ? "nobody" : tls,
  })),
  "TLS needs the bytes in the program": namedLike(({ tls }) => ({
    tls: tls === "kernel" ? "program" : tls,
  })),
  "a file is copied by read and write": namedBut(
    ({ to }) => to === "file",
    "read",
    "write",
  ),
  "what comes from a socket is read": namedBut(
    ({ from }) => from === "socket",
    "read",
    "write",
  ),
};

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<Sent>("switchesOnLinux", {
    cases: rollSent,
    right: switchesOf,
    wrong: {
      "one for each call": (strategy, job) =>
        countsOnLinux(strategyNamed(strategy).linux, job).systemCalls,
      "what the textbook tells": toldSwitches,
      "a pipe holds every piece": switchesBut(
        linux.splice,
        switchesWithoutLimit,
      ),
      "splice leads from a file to a socket": switchesBut(
        linux.splice,
        (strategy, job) =>
          toldSwitches(strategy, linux.limitJob(linux.splice, job)),
      ),
      "read and write know where the file ends": switchesBut(
        linux.readWrite,
        (...sent) => switchesOf(...sent) - 2,
      ),
      "a mapping goes by itself": switchesBut(
        linux.mmapWrite,
        (strategy, job) =>
          switchesOf(strategy, job) - (job.fileBytes === 0 ? 0 : 2),
      ),
      "a page fault switches modes": switchesBut(
        linux.mmapWrite,
        (...sent) =>
          switchesOf(...sent) +
          2 * countsOnLinux(linux.mmapWrite, sent[1]).pageFaults,
      ),
      "a pipe holds 65,536 bytes": switchesBut(
        linux.splice,
        (strategy, job) => switchesOf(strategy, { ...job, pageBytes: 4096 }),
      ),
      "what is not mapped is unmapped": (strategy, job) =>
        switchesOf(strategy, job) +
        (strategy === linux.mmapWrite.name && job.fileBytes === 0 ? 2 : 0),
      "whole pieces only": (...sent) => roundedSwitches(sent, Math.floor),
      "the nearest number of pieces": (...sent) =>
        roundedSwitches(sent, Math.round),
      "a piece is a page": (strategy, job) =>
        switchesOf(strategy, { ...job, bufferBytes: job.pageBytes }),
      "a call moves all that it is asked for": switchesInCalls(
        switchesWithoutLimit,
      ),
      "a call moves 2 GiB": switchesInCalls((strategy, job) =>
        switchesWithoutLimit(strategy, {
          ...job,
          bufferBytes: Math.min(job.bufferBytes, 2 ** 31),
        })
      ),
    },
  }),
  exercise<Used>("pageFaults", {
    cases: (dice) =>
      [512, 1024, 2048, 4096].flatMap((pageBytes) => [
        [rollRanges(dice, pageBytes), pageBytes] as const,
        ...bordersOf(pageBytes),
      ]).map(([ranges, pageBytes]): Used => [ranges, pageBytes]),
    right: faultsOf,
    wrong: wrongFaults,
  }),
  exercise<Encrypted>("touchedBytes", {
    cases: rollEncrypted,
    right: touchedBytes,
    wrong: {
      "the NIC makes no difference": (call, tls, job) =>
        touchedBytes(call, tls, { ...job, nic: "gather" }),
      "to encrypt makes no difference": touchedWith(
        "program",
        (call, _, job) => touchedBytes(call, "nobody", job),
      ),
      "the program only encrypts": touchedWith(
        "program",
        (_, __, { fileBytes }) => fileBytes,
      ),
      "the program only copies": touchedWith(
        "program",
        (...sending) => touchedBytes(...sending) - sending[2].fileBytes,
      ),
      "with kTLS no byte is touched": touchedWith(
        "kernel",
        (call, _, job) => touchedBytes(call, "nobody", job),
      ),
      "the kernel copies before it encrypts": touchedWith(
        "kernel",
        (...sending) => touchedBytes(...sending) + sending[2].fileBytes,
      ),
      "it is enough that the NIC can encrypt": touchedWith(
        "nic",
        (call, _, job) => touchedBytes(call, "nic, no change", job),
      ),
      "the kernel always copies for a NIC that encrypts": touchedWith(
        "nic, no change",
        (call, _, job) => touchedBytes(call, "nic", job),
      ),
      "kTLS makes every call as cheap as sendfile": but(
        touchedBytes,
        (_, tls) => tls !== "nobody" && tls !== "program",
        (_, tls, job) => touchedBytes("sendfile", tls, job),
      ),
      "with a mapping nobody copies": but(
        touchedBytes,
        (call, tls) => call === linux.mmapWrite.name && tls === "nobody",
        () => 0,
      ),
      "a mapping is copied to the program": but(
        touchedBytes,
        (call, tls) => call === linux.mmapWrite.name && tls === "program",
        (_, tls, job) => touchedBytes(linux.readWrite.name, tls, job),
      ),
      "read and write are one copy": but(
        touchedBytes,
        (call) => call === linux.readWrite.name,
        (_, tls, job) => touchedBytes(linux.mmapWrite.name, tls, job),
      ),
    },
  }),
  exercise<[seen: Seen]>("diagnose", {
    cases: rollSeen,
    right: (seen) => {
      const { strategy, bufferBytes } = explain(seen);
      return { strategy, bufferBytes };
    },
    words: { strategy: names },
    wrong: {
      "every server uses sendfile": ({ dmaBytes, systemCalls }) => ({
        strategy: linux.gather.name,
        bufferBytes: Math.ceil(dmaBytes / systemCalls),
      }),
      "one copy is that of sendfile": (seen) =>
        seen.cpuBytes === seen.dmaBytes
          ? {
            strategy: linux.sendfile.name,
            bufferBytes: Math.ceil(seen.dmaBytes / seen.systemCalls),
          }
          : explain(seen),
      "one call for each piece": ({ dmaBytes, systemCalls }) => ({
        bufferBytes: Math.ceil(dmaBytes / systemCalls),
      }),
      "no call is made only once": (seen) => ({
        bufferBytes: Math.ceil(
          seen.dmaBytes * explain(seen).each / seen.systemCalls,
        ),
      }),
      "the size rounded down": (seen) => ({
        bufferBytes: Math.floor(seen.dmaBytes / explain(seen).pieces),
      }),
      "the nearest size": (seen) => ({
        bufferBytes: Math.round(seen.dmaBytes / explain(seen).pieces),
      }),
      "a piece is a page": () => ({ bufferBytes: makeJob().pageBytes }),
      "copied bytes for sent ones": (seen) => ({
        bufferBytes: Math.ceil(seen.cpuBytes / explain(seen).pieces),
      }),
    },
    judge: judgeDiagnosis,
  }),
  exercise<[sending: Sending]>("callsBehind", {
    cases: (dice) =>
      senders.flatMap(sendingsOf).map(({ asks, on, ...rest }) => [
        { asks, on, ...rest, bytes: dice.whole(1, 10 ** 6) } as Sending,
      ]),
    right: callsBehind,
    words: knownCalls,
    wrong: wrongCalls,
  }),
];
