/**
 * What the exercises of lesson 11 ask, and how answers are judged.
 *
 * @module
 */
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import {
  generateFile,
  type Job,
  makeJob,
  mostCountedBytes,
  type Range,
  roundsOf,
  wholeFile,
} from "zero-copy/machine/job.ts";
import { faultAroundPages, Machine } from "zero-copy/machine/machine.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { count, Counter, type Counts } from "zero-copy/trace/count.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { textbook } from "zero-copy/strategy/linux.ts";

type Seen = Pick<
  Counts,
  "systemCalls" | "cpuBytes" | "dmaBytes" | "pageFaults"
>;

const names = linux.linux.map(({ name }) => name);

function wayNamed(name: unknown): Program | undefined {
  return linux.linux.find((way) => way.name === name);
}

/** What a way costs on Linux, in calls as large as Linux takes them. */
function countsOf(way: Program, job: Job): Counts {
  const limited = linux.limitJob(way, job);
  return closedForm(fallBack(way, limited), limited);
}

/** Jobs of every way, and some that meet the limits of a call and of a pipe. */
function drawSwitchJobs(dice: Dice): [string, Job][] {
  const usual = linux.linux.map(({ name }): [string, Job] => {
    const bufferBytes = dice.pick([4096, 8192, 16384, 32768]);
    const rest = dice.whole(1, bufferBytes - 1);
    const fileBytes = dice.whole(3, 40) * bufferBytes + rest;
    return [name, makeJob({ fileBytes, bufferBytes })];
  });
  const wide = makeJob({
    fileBytes: dice.whole(300_000, 9_000_000),
    bufferBytes: dice.pick([2 ** 18, 2 ** 20]),
  });
  const huge = makeJob({ fileBytes: dice.whole(3, 40) * 2 ** 30 });
  return [
    ...dice.shuffle(usual),
    [linux.splice.name, wide],
    [dice.pick([linux.gather.name, linux.readWrite.name]), huge],
  ];
}

/** What the textbook's program lacks. */
const leftOut: Readonly<Record<string, string>> = {
  [linux.readWrite.name]:
    "A loop does not know where the file ends. How does it learn that?",
  [linux.mmapWrite.name]: "What is mapped is also taken down again.",
  [linux.splice.name]:
    "Of the two ends of a splice one must be a pipe. Who makes it, and how do " +
    "the pages get out of it?",
};

function judgeSwitches(
  gave: unknown,
  strategy: string,
  job: Job,
): string | undefined {
  const way = wayNamed(strategy)!;
  const { modeSwitches, systemCalls } = countsOf(way, job);
  const told = textbook.find(({ name }) => name === strategy)!;
  const limited = linux.limitJob(way, job);
  const known: Misconception[] = [
    {
      value: systemCalls,
      why: "That is the number of calls. Each goes into the kernel and back.",
    },
    ...[job, limited].map((each) => ({
      value: closedForm(told, each).modeSwitches,
      why: `That is what the textbook tells. ${leftOut[strategy] ?? ""}`,
    })),
    {
      value: modeSwitches - 2,
      why: `One call is missing. ${leftOut[strategy] ?? ""}`,
    },
  ];
  // No limit was heeded.
  const free = closedForm(way, job).modeSwitches;
  if (free !== modeSwitches) {
    const why = way === linux.splice
      ? "A pipe holds 16 pages. What does not fit has to wait for the next turn."
      : `No call moves more than ${linux.mostBytesPerCall} bytes, whatever it ` +
        "is asked.";
    known.unshift({ value: free, why });
  }
  return judgeValue(gave, modeSwitches, {
    known,
    why: `In how many pieces do ${job.fileBytes} bytes go if a call may move ` +
      `${job.bufferBytes}? Then list the calls of ${strategy}: which are made ` +
      "once, which for each piece?",
  });
}

/** Ranges of a mapped file: one crosses a border, one comes back, some pages are never used. */
function drawRanges(dice: Dice, pageBytes: number): Range[] {
  const groupBytes = faultAroundPages * pageBytes;
  const crossing = {
    position: dice.whole(1, 2) * groupBytes - dice.whole(1, pageBytes * 3),
    bytes: dice.whole(4, 7) * pageBytes,
  };
  const long = {
    position: dice.whole(3, 4) * groupBytes + dice.whole(1, groupBytes - 1),
    bytes: dice.whole(1, 3) * groupBytes + dice.whole(1, groupBytes - 1),
  };
  const back = { position: long.position, bytes: dice.whole(1, pageBytes) };
  const alone = dice.shuffle([8, 9, 10, 11]).slice(dice.whole(0, 3))
    .map((group) => ({
      position: group * groupBytes + dice.whole(0, 5000),
      bytes: dice.whole(1, 100),
    }));
  return [...dice.shuffle([crossing, long, ...alone]), back];
}

/** Lets the machine use the ranges. */
function faultsOf(ranges: readonly Range[], pageBytes: number): number {
  const fileBytes = endOf(ranges) + 1;
  const counter = new Counter();
  const job = makeJob({ fileBytes, pageBytes });
  const machine = new Machine(
    job,
    generateFile(fileBytes),
    (happening) => counter.add({ step: 0, round: 0, ...happening }),
  );
  machine.enterKernel("mmap");
  machine.reserveAddresses(wholeFile(job));
  for (const range of ranges) machine.touchPages(range);
  return counter.counts.pageFaults;
}

function endOf(ranges: readonly Range[]): number {
  return Math.max(...ranges.map(({ position, bytes }) => position + bytes));
}

/** Lists the pages, or other pieces of a fixed size, in which each range lies. */
function piecesUsed(ranges: readonly Range[], pieceBytes: number): number[] {
  return ranges.flatMap(({ position, bytes }) => {
    const first = Math.floor(position / pieceBytes);
    const last = Math.floor((position + bytes - 1) / pieceBytes);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** Draws ranges for which no rule can be forgotten without being noticed. */
function drawTelling(dice: Dice, pageBytes: number): [Range[], number] {
  const ranges = dice.until(
    () => drawRanges(dice, pageBytes),
    (ranges) => {
      const groupBytes = faultAroundPages * pageBytes;
      const right = new Set(piecesUsed(ranges, groupBytes)).size;
      return knownFaults(ranges, pageBytes)
        .every(({ value }) => value !== right);
    },
  );
  return [ranges, pageBytes];
}

/** What somebody gets who forgets a rule of page faults. */
function knownFaults(
  ranges: readonly Range[],
  pageBytes: number,
): Misconception[] {
  const groupBytes = faultAroundPages * pageBytes;
  const pages = piecesUsed(ranges, pageBytes);
  const perPage = "That is a fault for each page. A fault looks around: it " +
    `maps the ${faultAroundPages} pages of the group as well.`;
  return [
    { value: new Set(pages).size, why: perPage },
    { value: pages.length, why: perPage },
    {
      value: piecesUsed(ranges, groupBytes).length,
      why: "A group that was used before has its frames. Using it again is " +
        "no fault.",
    },
    {
      value: ranges.reduce(
        (sum, { bytes }) => sum + Math.ceil(bytes / groupBytes),
        0,
      ),
      why: "Not only the length counts. The borders between groups lie at " +
        "fixed places of the file, and a short range can cross one.",
    },
    {
      value: Math.ceil(endOf(ranges) / groupBytes),
      why: "Nothing is brought before it is used, and these ranges leave " +
        "parts of the file alone.",
    },
    { value: ranges.length, why: "A long range goes through many groups." },
  ];
}

function judgeFaults(
  gave: unknown,
  ranges: readonly Range[],
  pageBytes: number,
): string | undefined {
  return judgeValue(gave, faultsOf(ranges, pageBytes), {
    known: [...knownFaults(ranges, pageBytes), {
      value: new Set(piecesUsed(ranges, faultAroundPages * 4096)).size,
      why: `The pages are not 4096 bytes here but ${pageBytes}.`,
    }],
    why: `A group is ${faultAroundPages} pages of ${pageBytes} bytes. Which ` +
      "groups does each range touch, and which of them for the first time?",
  });
}

const nics = ["gather", "no-gather", "no-checksum"] as const;

/** Who sends how, with whose encryption, on which NIC. */
function drawSendings(dice: Dice): [string, string, Job][] {
  const job = (nic: Job["nic"]): Job =>
    makeJob({ fileBytes: dice.whole(10_000, 90_000), nic });
  const passing = dice.pick(["sendfile", "splice"]);
  return dice.shuffle<[string, string, Job]>([
    [dice.pick(["read + write", "mmap + write"]), "nobody", job("gather")],
    [passing, "nobody", job("gather")],
    [passing, "nobody", job(dice.pick(nics.slice(1)))],
    ["sendfile", "program", job(dice.pick(nics))],
    ["sendfile", "kernel", job("gather")],
    ["sendfile", "nic", job("gather")],
    ["sendfile", "nic, no change", job("gather")],
  ]);
}

/** The way that is really gone. A copy stands for the encryption of the kernel: read, write. */
function carriedOut(call: string, tls: string): Program {
  switch (tls) {
    case "program":
      return linux.readWrite;
    case "kernel":
    case "nic":
      return linux.sendfile;
    default:
      return call === "sendfile" ? linux.gather : wayNamed(call)!;
  }
}

/** What somebody gets who forgets what a program has to do to encrypt. */
function knownInProgram(job: Job): Misconception[] {
  return [
    {
      value: countsOf(linux.gather, job).cpuBytes,
      why: "As if nothing were encrypted. Where must the bytes be for a " +
        "program to encrypt them? sendfile never brings them there.",
    },
    {
      value: job.fileBytes,
      why: "The program does not only encrypt. How do the bytes come into " +
        "its memory, and how do they leave it?",
    },
    {
      value: countsOf(linux.readWrite, job).cpuBytes,
      why: "The copies are right. To encrypt is to read each byte and to " +
        "write another: that is one more time.",
    },
  ];
}

/** What somebody gets who forgets what the kernel or the NIC has to do. */
function knownInKernel(call: string, tls: string, job: Job): Misconception[] {
  const ideal = { ...job, nic: "gather" as const };
  const whys: Readonly<Record<string, string>> = {
    nobody: `This NIC is of the kind ${job.nic}: what does Linux do for it?`,
    kernel: "sendfile is possible again, but somebody has to encrypt: in " +
      "software that is the CPU, byte for byte.",
    nic: "The NIC could do it alone, yet Linux copies as long as nobody has " +
      "said that the file will not change.",
  };
  return [
    {
      value: countsOf(carriedOut(call, "nobody"), ideal).cpuBytes,
      why: whys[tls] ?? "",
    },
    {
      value: countsOf(linux.readWrite, job).cpuBytes,
      why: "That is the way through user space, and these bytes never go " +
        "there.",
    },
  ];
}

function judgeTouched(
  gave: unknown,
  call: string,
  tls: string,
  job: Job,
): string | undefined {
  const { cpuBytes } = countsOf(carriedOut(call, tls), job);
  const isInProgram = tls === "program";
  const encryptedBytes = isInProgram ? job.fileBytes : 0;
  return judgeValue(gave, cpuBytes + encryptedBytes, {
    known: isInProgram ? knownInProgram(job) : knownInKernel(call, tls, job),
    why: "Follow one byte from the page cache to the NIC. At which places " +
      "does the CPU load it and store it?",
  });
}

/** Draws jobs that Linux could have done, one for each number of copies and two more. */
function drawSeen(dice: Dice): Seen[] {
  return dice.shuffle(linux.linux).map((way) => {
    const job = dice.until(() => {
      const bufferBytes = dice.pick([4096, 8192, 16384, 32768]);
      const rest = dice.whole(1, bufferBytes - 1);
      const fileBytes = dice.whole(3, 30) * bufferBytes + rest;
      return makeJob({ fileBytes, bufferBytes, cache: "warm" });
    }, (job) => roundsOf(job) ** 2 < job.fileBytes);
    const { systemCalls, cpuBytes, dmaBytes, pageFaults } = countsOf(way, job);
    return { systemCalls, cpuBytes, dmaBytes, pageFaults };
  });
}

/** What each number says, where an explanation does not give it. */
const clues: readonly [name: keyof Seen, noun: string, why: string][] = [
  [
    "cpuBytes",
    "bytes copied by the CPU",
    "How often was each byte copied? That tells which ways are possible.",
  ],
  [
    "pageFaults",
    "page faults",
    "Only one way uses a mapping.",
  ],
  [
    "systemCalls",
    "calls",
    "Which calls of this way are made once, which for each piece? And how " +
    "large is a piece if the file goes in so many?",
  ],
];

function judgeDiagnosis(gave: unknown, seen: Seen): string | undefined {
  if (typeof gave !== "object" || gave === null) {
    return "It must return an object: { strategy, bufferBytes }.";
  }
  const { strategy, bufferBytes } = gave as Record<string, unknown>;
  const way = wayNamed(strategy);
  if (way === undefined) {
    return `strategy must be one of ${names.join(", ")}.`;
  }
  const isSize = typeof bufferBytes === "number" &&
    Number.isInteger(bufferBytes) && bufferBytes >= 1 &&
    bufferBytes <= mostCountedBytes;
  if (!isSize) {
    return "bufferBytes must be a whole number of bytes, from 1 on.";
  }
  const fileBytes = seen.dmaBytes;
  const job = makeJob({ fileBytes, bufferBytes, cache: "warm" });
  const formula = countsOf(way, job);
  // A wrong size can mean very many pieces. Only what fits by formula is run.
  const fits = clues.every(([name]) => formula[name] === seen[name]);
  const counts = fits
    ? count(run(way, linux.limitJob(way, job)).trace)
    : formula;
  const wrong = clues.find(([name]) => counts[name] !== seen[name]);
  if (wrong === undefined) return undefined;
  const [name, noun, why] = wrong;
  return `With that, Linux would have ${counts[name]} ${noun}, and ` +
    `${seen[name]} were seen. ${why}`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[strategy: string, job: Job]>("switchesOnLinux", {
    ask: drawSwitchJobs,
    judge: judgeSwitches,
  }),
  oldExercise<[ranges: readonly Range[], pageBytes: number]>("pageFaults", {
    ask: (dice) =>
      dice.shuffle([512, 1024, 2048, 4096])
        .map((pageBytes) => drawTelling(dice, pageBytes)),
    judge: judgeFaults,
  }),
  oldExercise<[call: string, tls: string, job: Job]>("touchedBytes", {
    ask: drawSendings,
    judge: judgeTouched,
  }),
  oldExercise<[seen: Seen]>("diagnose", {
    ask: (dice) => drawSeen(dice).map((seen) => [seen]),
    judge: judgeDiagnosis,
  }),
];
