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
import { judge } from "zero-copy/evidence/server/verdict.ts";
import type { Transfer } from "zero-copy/strace/transfer.ts";
import {
  callCounts,
  choicesOf,
  type Strategy,
} from "zero-copy/strategy/strategy.ts";
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
import {
  accept,
  type Act,
  close,
  helper,
  logOf,
  map,
  open,
  pipe,
  read,
  sendfile,
  splice,
  worker,
  write,
} from "../../lessons/11_in_the_wild/made_up_log.ts";
import {
  callsIn,
  transfersIn,
} from "../../lessons/11_in_the_wild/strace_calls.ts";
import type { Account, Saving, Seen, Sending, Way } from "./types.ts";

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

type Logged = [path: string, lines: readonly string[]];

const paths = [
  "/srv/www/data.bin",
  "/srv/www/film.mp4",
  "/srv/www/index.html",
  "/srv/www/photo.jpg",
];

/** What a log is made of. */
interface Rolled {
  /** The file that is asked about, and another one. */
  readonly path: string;
  readonly other: string;
  /** The pieces of the one. [bytes] */
  readonly pieces: readonly [number, number];
  /** Those of the other one: shorter than all of these, and than a file that is looked into. [bytes] */
  readonly otherPieces: readonly [number, number];
  /** The size of a file that is looked into. [bytes] */
  readonly lookedInto: number;
  readonly headerBytes: number;
}

/** Who reads and writes: usually the worker, for its client. */
interface Hands {
  readonly to?: string;
  readonly by?: number;
  readonly writer?: number;
  /** By pread64 and sendto. */
  readonly isKin?: boolean;
}

/** A file that goes by read and write. */
function copying(
  path: string,
  pieces: readonly number[],
  { to = "client", by = worker, writer = by, isKin = false }: Hands = {},
): Act[] {
  const [asked] = pieces as [number];
  let position = 0;
  const each = pieces.flatMap((bytes) => {
    const own = isKin ? { position } : {};
    position += bytes;
    return [
      read(path, by, { bytes, asked, ...own }),
      write(to, writer, { bytes, isSent: isKin }),
    ];
  });
  const end = isKin ? [] : [read(path, by, { bytes: 0, asked })];
  return [open(path, by), ...each, ...end, close(path, by)];
}

/** A file that goes by sendfile, or does not: what each call returned, "" for EAGAIN. */
function passing(
  path: string,
  results: readonly (number | string)[],
  { to = "client", by = worker }: Hands = {},
): Act[] {
  const lengths = results.filter((one) => typeof one === "number");
  let asked = Math.max(sum(lengths), 4096);
  return [
    open(path, by),
    ...results.map((result) => {
      const act = sendfile([path, to], by, {
        asked,
        result: result === ""
          ? "-1 EAGAIN (Resource temporarily unavailable)"
          : result,
      });
      if (typeof result === "number") asked -= result;
      return act;
    }),
    close(path, by),
  ];
}

/** A file that is mapped, and written from there. */
function mapping(path: string, pieces: readonly number[]): Act[] {
  const [mapIt, unmapIt] = map(path, worker, sum(pieces));
  return [
    open(path, worker),
    mapIt,
    close(path, worker),
    ...pieces.map((bytes) => write("client", worker, { bytes })),
    unmapIt,
  ];
}

/** A file that goes through a pipe, piece by piece. */
function splicing(
  path: string,
  pieces: readonly number[],
  to = "client",
): Act[] {
  return [
    open(path, worker),
    pipe(["out", "in"], worker),
    ...pieces.flatMap((bytes) => [
      splice([path, "in"], worker, bytes),
      splice(["out", to], worker, bytes),
    ]),
    ...[path, "out", "in"].map((name) => close(name, worker)),
  ];
}

/** The other client gets the other file meanwhile, from the other thread. */
function meanwhile(
  { other, otherPieces }: Rolled,
  go: typeof copying | typeof passing,
): Act[] {
  const to = "other client";
  return [accept(to, helper), ...go(other, otherPieces, { to, by: helper })];
}

/** Something is done as soon as a file is open. */
function within([opened, ...rest]: Act[], ...acts: Act[]): Act[] {
  return [opened!, ...acts, ...rest];
}

const copy = "/srv/backup/copy";
const openCopy = open(copy, worker, "O_WRONLY|O_CREAT");

/** What the threads of a server do, after its client has got a header: one log of each is asked about. */
const logs: readonly ((rolled: Rolled) => readonly [Act[], Act[]?])[] = [
  (one) => [copying(one.path, one.pieces), meanwhile(one, passing)],
  (one) => [copying(one.path, one.pieces, { isKin: true })],
  (one) => [copying(one.path, one.pieces, { writer: helper })],
  ({ path, pieces }) => {
    const refused = "-1 EINVAL (Invalid argument)";
    const [, tried] = passing(path, [refused]);
    return [within(copying(path, pieces), tried!)];
  },
  ({ path, pieces, other, otherPieces }) => [
    [...passing(other, otherPieces), ...copying(path, pieces)],
  ],
  (one) => [mapping(one.path, one.pieces), meanwhile(one, passing)],
  (one) => {
    const [first, last] = one.pieces;
    return [passing(one.path, [first, "", last]), meanwhile(one, copying)];
  },
  (one) => [splicing(one.path, one.pieces)],
  ({ path }) => [passing(path, [1])],
  // No client gets what follows.
  ({ path, pieces, other, otherPieces }) => [
    within(
      [
        open(path, worker),
        read(path, worker, { bytes: pieces[0] }),
        close(path, worker),
      ],
      ...mapping(other, otherPieces),
    ),
  ],
  ({ path, other, otherPieces }) => [
    [
      ...copying(other, otherPieces),
      open(path, worker),
      read(path, worker, { bytes: otherPieces[0] }),
      close(path, worker),
    ],
  ],
  ({ path, other, otherPieces }) => [
    [
      open(path, worker),
      read(path, worker, { bytes: otherPieces[0] }),
      close(path, worker),
      ...passing(other, otherPieces),
    ],
  ],
  ({ path, lookedInto, other, otherPieces }) => {
    const [mapIt, unmapIt] = map(path, worker, lookedInto);
    return [[
      ...[open(path, worker), mapIt, close(path, worker)],
      ...copying(other, otherPieces),
      unmapIt,
    ]];
  },
  ({ path, pieces, other, otherPieces }) => [
    [
      openCopy,
      ...within(
        copying(path, pieces, { to: copy }),
        ...splicing(other, otherPieces),
      ),
    ],
  ],
  ({ path, pieces, other, otherPieces }) => [
    [
      openCopy,
      ...splicing(path, pieces, copy),
      ...splicing(other, otherPieces),
    ],
  ],
  ({ path, other, otherPieces }) => [
    within(
      passing(path, ["-1 EPIPE (Broken pipe)"]),
      ...copying(other, otherPieces),
    ),
  ],
  ({ path, other, otherPieces }) => [
    within(passing(path, [0]), ...passing(other, otherPieces)),
  ],
];

function rollLogs(dice: Dice): Logged[] {
  return logs.map((log) => {
    const [path, other] = dice.shuffle(paths) as [string, string];
    const whole = dice.pick([16_384, 32_768, 65_536]);
    const rolled = {
      path,
      other,
      pieces: [whole, dice.whole(10_000, whole - 1)],
      otherPieces: [dice.whole(4100, 4900), dice.whole(400, 600)],
      lookedInto: dice.whole(6000, 9900),
      headerBytes: dice.whole(180, 320),
    } as const;
    const [acts, others = []] = log(rolled);
    const { headerBytes: bytes } = rolled;
    const header = write("client", worker, { bytes });
    return [
      path,
      logOf(dice, [accept("client", worker), header, ...acts], others),
    ];
  });
}

/** The way that `deno task trace` finds. */
function wayOf(...[path, lines]: Logged): Way {
  const found = transfersIn(lines)
    .find((one) => one.path === path && one.to === "socket");
  return (found?.portions[0]!.way ?? "not sent") as Way;
}

/** Rules that somebody may not know who reads a log. */
type Unknown =
  | "descriptor"
  | "refusal"
  | "close"
  | "socket"
  | "read"
  | "mapped"
  | "thread"
  | "kin";

/** Follows the descriptor of a file by all rules but one. */
function followedBut(unknown: Unknown): (...logged: Logged) => Way {
  const knows = (rule: Unknown): boolean => rule !== unknown;
  return (path, lines) => {
    const all = callsIn(lines);
    const begin = all.findIndex(({ name, args }) =>
      name === "openat" && args[1] === JSON.stringify(path)
    );
    const { result: fd, thread } = all[begin]!;
    const calls = knows("close") ? all.slice(begin) : all;
    const end = calls.findIndex(({ name, args: [closed] }) =>
      name === "close" && closed === `${fd}`
    );
    const open = knows("close") ? calls.slice(0, end) : calls;
    const sockets = all.filter(({ name }) => name === "accept4")
      .map(({ result }) => `${result}`);
    const isFile = (arg?: string): boolean =>
      arg === `${fd}` || !knows("descriptor");
    const isEnd = (arg?: string): boolean =>
      sockets.includes(`${arg}`) || !knows("socket");
    const puts = calls.filter((one) =>
      (one.name === "write" || one.name === "sendto" && knows("kin")) &&
      isEnd(one.args[0]) && (one.thread === thread || knows("thread"))
    ).map(({ result }) => result);
    if (
      open.some(({ name, args: [to, from], result }) =>
        name === "sendfile" && isFile(from) && isEnd(to) &&
        (result > 0 || !knows("refusal"))
      )
    ) return "sendfile";
    const splices = open.filter(({ name }) => name === "splice");
    if (
      splices.some(({ args: [from] }) => isFile(from)) &&
      splices.some(({ args: [, , to] }) => isEnd(to))
    ) return "splice";
    const isRead = open.some(({ name, args: [from], result }) =>
      (name === "read" || name === "pread64" && knows("kin")) &&
      isFile(from) && (puts.includes(result) || !knows("read") && result > 0)
    );
    if (isRead) return "read + write";
    const mapping = open.find(({ name, args }) =>
      name === "mmap" && isFile(args[4])
    );
    return mapping !== undefined &&
        (!knows("mapped") || sum(puts) >= Number(mapping.args[1]))
      ? "mmap + write"
      : "not sent";
  };
}

const wrongWays: Question<Logged>["wrong"] = {
  "whatever the server calls, it calls for this file": followedBut(
    "descriptor",
  ),
  "what was tried was done": followedBut("refusal"),
  "a descriptor is always the same file": followedBut("close"),
  "whatever leaves a file goes to a client": followedBut("socket"),
  "what was read was sent": followedBut("read"),
  "what was mapped was sent": followedBut("mapped"),
  "a thread sends what it has read": followedBut("thread"),
  "only read reads, and only write writes": followedBut("kin"),
};

/** How a file is sent that an account is of. */
interface Sender extends Pick<Account, "way" | "bytes" | "tls"> {
  /** What one call moves. [bytes] */
  readonly pieceBytes?: number;
  readonly refused?: number;
}

/** The calls of a strategy that hand a piece on: out of the file, and into the socket. */
function pieceCalls(way: Account["way"]): { take: string; put: string } {
  const { calls } = strategies.find(({ choice }) => choice === way)!;
  const [take, put] = [calls[0]!, calls.at(-1)!]
    .map(({ call }) => call.split(" ")[0]!) as [string, string];
  return { take, put };
}

/** What strace sees of a transfer: each call that was refused is made again. */
function accountOf(
  { way, bytes, tls, pieceBytes = 65_536, refused = 0 }: Sender,
): Account {
  const { linux: program } = strategies.find(({ choice }) => choice === way)!;
  const job = makeJob({ fileBytes: bytes, bufferBytes: pieceBytes });
  const made = callCounts(program, linux.limitJob(program, job));
  const { put } = pieceCalls(way);
  const calls = { ...made, [put]: made[put]! + refused };
  return { way, bytes, calls, refused, tls };
}

/** The transfer that an account is of, as a log would tell it. */
function transferOf({ way, bytes, calls, refused, tls }: Account): Transfer {
  const { take, put } = pieceCalls(way);
  const made = calls[put]! - refused;
  const isCopied = take === "read";
  const puts = way === "splice" ? made / 2 : made;
  return {
    ...{ path: paths[0]!, to: "socket", end: "", confidence: "certain" },
    refused,
    short: 0,
    signs: tls === "nobody"
      ? []
      : [tls === "kernel" ? "kTLS" : "TLS in the program"],
    portions: [{
      way,
      bytes,
      calls,
      takes: isCopied || way === "splice" ? puts : 0,
      takenBytes: isCopied || way === "splice" ? bytes : 0,
      puts,
      putBytes: [1, bytes],
    }],
  };
}

function savingOf(account: Account): Saving {
  const { counts, cheapest } = judge(transferOf(account), "gather");
  return {
    modeSwitches: counts.modeSwitches - cheapest.counts.modeSwitches,
    cpuBytes: counts.cpuBytes - cheapest.counts.cpuBytes,
  };
}

/** Each way with everybody's encryption; in many calls and in few; and files at a call's limit. */
function rollAccounts(dice: Dice): [account: Account][] {
  const ways = choices.map(({ choice }) => choice as Account["way"]);
  const most = linux.mostBytesPerCall;
  const rolled = (): Pick<Sender, "bytes" | "pieceBytes"> => ({
    bytes: dice.whole(200_000, 3_000_000),
    pieceBytes: dice.pick([4096, 16_384, 65_536]),
  });
  const senders: Sender[] = [
    ...ways.flatMap((way) => [
      { way, tls: "nobody", ...rolled() } as const,
      { way, tls: "kernel", ...rolled() } as const,
    ]),
    { way: "read + write", tls: "program", ...rolled() },
    { way: "mmap + write", tls: "program", ...rolled() },
    ...(["read + write", "sendfile"] as const).map((way) => ({
      ...{ way, tls: "nobody", refused: dice.whole(2, 20) } as const,
      ...rolled(),
    })),
    { way: "sendfile", tls: "nobody", bytes: 70_000, pieceBytes: 2 ** 20 },
    { way: "read + write", tls: "nobody", bytes: 1 },
    ...[most, most + 1, 2 ** 31, dice.whole(4, 9) * most + 5000].map(
      (bytes): Sender => ({
        way: dice.pick(ways.filter((way) => way !== "splice")),
        tls: "nobody",
        bytes,
        pieceBytes: 2 ** 20,
      }),
    ),
  ];
  return senders.map((sender) => [accountOf(sender)]);
}

/** What somebody says who is wrong about some accounts only. */
function savingBut(
  isWrong: (account: Account) => boolean,
  wrong: (account: Account, right: Saving) => Partial<Saving>,
): (account: Account) => Partial<Saving> {
  return (account) => {
    const right = savingOf(account);
    return isWrong(account) ? { ...right, ...wrong(account, right) } : right;
  };
}

const isOpen = ({ tls }: Account): boolean => tls !== "program";

/** As if sendfile needed another number of calls. */
function savingWith(
  callsFor: (bytes: number) => number,
): (account: Account) => Partial<Saving> {
  return savingBut(isOpen, ({ calls, bytes }) => ({
    modeSwitches: 2 * (sum(Object.values(calls)) - callsFor(bytes)),
  }));
}

const wrongSavings: Question<[account: Account]>["wrong"] = {
  "each call is one mode switch": savingBut(isOpen, (_, right) => ({
    modeSwitches: right.modeSwitches / 2,
  })),
  "sendfile takes no call": savingWith(() => 0),
  "one call sends whatever there is": savingWith(() => 1),
  "a call moves 2 GiB": savingWith((bytes) => Math.ceil(bytes / 2 ** 31)),
  "what is refused is no call": savingBut(isOpen, ({ refused }, right) => ({
    modeSwitches: right.modeSwitches - 2 * refused,
  })),
  "who sends by sendfile can save nothing": savingBut(
    ({ way }) => way === "sendfile",
    () => ({ modeSwitches: 0 }),
  ),
  "read and write are one copy": savingBut(
    ({ way }) => way === "read + write",
    ({ bytes }, { cpuBytes }) => ({ cpuBytes: Math.max(0, cpuBytes - bytes) }),
  ),
  "a mapping is copied to the program": savingBut(
    (account) => account.way === "mmap + write" && isOpen(account),
    ({ bytes }, { cpuBytes }) => ({ cpuBytes: cpuBytes + bytes }),
  ),
  "splice copies": savingBut(
    ({ way, tls }) => way === "splice" && tls === "nobody",
    ({ bytes }) => ({ cpuBytes: bytes }),
  ),
  "who encrypts does not matter": savingBut(
    ({ tls }) => tls !== "nobody",
    (account) => savingOf({ ...account, tls: "nobody" }),
  ),
  "with TLS in the program calls can be saved": savingBut(
    ({ tls }) => tls === "program",
    (account) => ({
      modeSwitches: savingOf({ ...account, tls: "nobody" }).modeSwitches,
    }),
  ),
  "with kTLS no byte is touched": savingBut(
    ({ tls }) => tls === "kernel",
    (account) => savingOf({ ...account, tls: "nobody" }),
  ),
  "no TLS allows sendfile": savingBut(
    ({ tls }) => tls === "kernel",
    () => ({ modeSwitches: 0, cpuBytes: 0 }),
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
  exercise<Logged>("wayOf", {
    cases: rollLogs,
    right: wayOf,
    words: [...choices.map(({ choice }) => choice), "not sent"],
    wrong: wrongWays,
  }),
  exercise<[account: Account]>("saved", {
    cases: rollAccounts,
    right: savingOf,
    wrong: wrongSavings,
  }),
];
