/**
 * What the exercises of lesson 6 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  mapPages,
  passPages,
  say,
  touchPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import {
  countPieces,
  type Job,
  makeJob,
  pagesFor,
} from "zero-copy/machine/job.ts";
import { faultAroundPages } from "zero-copy/machine/machine.ts";
import {
  callsOf,
  isProgram,
  once,
  type Part,
  type Program,
  program,
  stepsOf,
} from "zero-copy/machine/program.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { sayMany } from "zero-copy/text/say.ts";
import { sayEvent } from "zero-copy/trace/explain.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { type CostModel, costOf as timeOf } from "zero-copy/cost/cost.ts";
import * as onLinux from "zero-copy/strategy/linux.ts";
import { mmapWrite, readWrite, sendfile } from "zero-copy/strategy/textbook.ts";
import type { Counts } from "zero-copy/trace/count.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { deliver, type Goal, judgeRun } from "zero-copy/workbook/judge.ts";
import {
  callStepsOf,
  judgeStrategyFor,
} from "zero-copy/workbook/judge_program.ts";
import type { Question } from "zero-copy/workbook/question.ts";
import { rollEnds, rollJob } from "zero-copy/workbook/roll.ts";
import {
  atOnce,
  exchange,
  forEachPiece,
  instead,
  without,
} from "zero-copy/workbook/wrong_programs.ts";
import type { Prices } from "./types.ts";

const [enterWrite, leaveWrite] = [enterKernel("write"), leaveKernel("write")];
const load = dmaCopy("disk", "page cache");
const map = mapPages("page cache", "user buffer");
const copy = cpuCopy("user buffer", "socket buffer");
const send = dmaCopy("socket buffer", "nic");

/** Several pieces, the last of which ends within a page; whole ones; larger pages; one; a byte. */
const jobs: readonly Job[] = [
  makeJob({ fileBytes: 70_000, bufferBytes: 16_384 }),
  makeJob({ fileBytes: 32_768, bufferBytes: 16_384 }),
  makeJob({ fileBytes: 70_000, bufferBytes: 16_384, pageBytes: 16_384 }),
  makeJob(),
  makeJob({ fileBytes: 1, bufferBytes: 16_384 }),
];

/** The same, and first a file in pieces of which a fault brings several. */
const faultingJobs: readonly Job[] = [
  makeJob({ fileBytes: 163_840, bufferBytes: 16_384 }),
  ...jobs,
];

/** As Linux does it, but write returns after the NIC has sent. */
const onDemand = without(
  instead(onLinux.mmapWrite, copy, copy, send),
  transmit(),
);

const [reserve, writePiece, munmap] = onDemand.parts as [Part, Part, Part];

/** The textbook's mmap + write, and the mapping is taken down. */
const mapped = program(
  "mmap + write",
  ...mmapWrite.parts,
  once(munmap.instructions),
);

/** Judges a program with mmap by several jobs: the first tells the most. */
function judgeMapping(
  gave: unknown,
  jobs: readonly Job[],
  goal: Goal & { readonly like: Program },
): string | undefined {
  return sayMisuse(gave, jobs[0]!, goal) ?? judgeStrategyFor(gave, jobs, goal);
}

/** Says what no count can: a call that does what another one is for. */
function sayMisuse(
  gave: unknown,
  job: Job,
  { like }: { readonly like: Program },
): string | undefined {
  const early = isProgram(gave) &&
    (sayWholeWrite(gave, job) ?? sayCopyingMmap(gave));
  if (early) return early;
  const done = deliver(gave, job);
  if (typeof done === "string") return done;
  const { program, trace } = done;
  return judgeRun(done, { calls: callsOf(like) }) ?? sayDetour(trace) ??
    sayMappedAgain(program, job) ?? sayUserFault(trace);
}

/** Says where mmap copies: it would take memory for the whole file, and find none. */
function sayCopyingMmap(program: Program): string | undefined {
  const step = callStepsOf(program).find(({ call, instruction }) =>
    call === "mmap" && instruction.op === "copy by CPU"
  );
  return step && `Step ${step.step} is to ${say(step.instruction)}: ` +
      "mmap copies no byte, it maps pages.";
}

/** Says where bytes get into the socket buffer, and not by write's copy from a mapping. */
function sayDetour(trace: readonly Event[]): string | undefined {
  for (const event of trace) {
    const isFilling = event.kind === "copy" && event.to === "socket buffer";
    if (event.kind !== "pass" && !isFilling) continue;
    if (isFilling && event.through === "user buffer") continue;
    return `The file arrives, but step ${event.step} ${sayEvent(event)}. ` +
      "write copies, and from an address of the program.";
  }
  return undefined;
}

/** Says where a program writes the file in one piece, though a piece is less. */
function sayWholeWrite(program: Program, job: Job): string | undefined {
  const step = stepsOf(program).find(({ instruction, repeats }) =>
    instruction.op === "enter kernel" && instruction.call === "write" &&
    repeats !== "per piece"
  );
  return step && `Step ${step.step} writes all of the file at once: a call ` +
      `moves at most ${job.bufferBytes} bytes here.`;
}

/** Says where a program makes or ends a mapping for each piece. */
function sayMappedAgain(program: Program, job: Job): string | undefined {
  const again = stepsOf(program).find(({ instruction, repeats }) =>
    instruction.op === "enter kernel" && instruction.call !== "write" &&
    repeats === "per piece"
  );
  if (again?.instruction.op !== "enter kernel") return undefined;
  return `The file arrives, but step ${again.step} calls ` +
    `${again.instruction.call}() once a piece: ` +
    `${sayMany(countPieces(job), "time")}.`;
}

/** Says where the program itself touches a page that is not there. */
function sayUserFault(trace: readonly Event[]): string | undefined {
  const fault = trace.find((event) =>
    event.kind === "page fault" && event.mode === "user"
  );
  return fault && `The file arrives, but step ${fault.step} faults in user ` +
      "mode: each such fault is a way into the kernel and back.";
}

/** The same, but that write returns before the NIC sends. */
function sentLater(right: Program): Program {
  return instead(without(right, send), leaveWrite, leaveWrite, transmit());
}

/** What somebody writes in place of mmap + write. */
const wrongPrograms: Readonly<Record<string, () => Program>> = {
  "read brings the bytes": () => readWrite,
  "one call does it": () => sendfile,
  "a mapping is enough": () =>
    without(mapped, enterWrite, copy, send, leaveWrite),
  "what is mapped comes by itself": () => exchange(mapped, load, map),
  "write finds the page cache": () => without(mapped, map),
  "write copies from the page cache": () =>
    instead(mapped, copy, cpuCopy("page cache", "socket buffer")),
  "mmap copies to the program": () =>
    instead(mapped, map, cpuCopy("page cache", "user buffer")),
  "the program copies": () => exchange(mapped, enterWrite, copy),
  "nobody copies": () =>
    instead(mapped, copy, passPages("user buffer", "socket buffer")),
  "a mapping for each piece": () => forEachPiece(mapped),
  "each write maps its piece": () =>
    instead(mapped, enterWrite, enterWrite, map),
  "one write for all": () => atOnce(mapped),
  "page faults bring the bytes": () => onDemand,
  "nobody needs munmap": () => mmapWrite,
};

/** What somebody writes in place of mmap + write with page faults. */
const wrongFaults: Readonly<Record<string, () => Program>> = {
  "the copy touches the pages": () =>
    unmapHastily(exchange(onDemand, touchPages(), copy)),
  "each piece has its munmap": () => unmapHastily(onDemand),
  "a mapping for each piece": () => forEachPiece(onDemand),
  "the program touches the pages": () =>
    exchange(onDemand, enterWrite, touchPages()),
  "mmap touches the pages": () =>
    instead(
      without(onDemand, touchPages()),
      leaveKernel("mmap"),
      touchPages(),
      leaveKernel("mmap"),
    ),
  "one write for all": () => atOnce(onDemand),
  "nobody needs munmap": () => made(reserve, writePiece),
  "mmap brings the pages": () => mmapWrite,
  "read brings the bytes": () => readWrite,
};

function made(...parts: Part[]): Program {
  return program("made", ...parts);
}

/** Ends the mapping after the first piece. */
function unmapHastily({ parts: [first, ...others] }: Program): Program {
  return program("hasty", first!, others.flatMap((part) => part.instructions));
}

type Saved = Record<"cpuBytes" | "modeSwitches" | "peakBytes", number>;

/** What a job takes by read + write, and by mmap + write. */
function costOf(job: Job): [before: Saved, after: Saved] {
  const [before, after] = [readWrite, mmapWrite].map((one) => {
    const { cpuBytes, modeSwitches, peakBufferBytes } = closedForm(one, job);
    return { cpuBytes, modeSwitches, peakBytes: peakBufferBytes };
  });
  return [before!, after!];
}

type Priced = [job: Job, prices: Prices];

/** The same prices as the cost model has them: calls are left out. */
function modelOf(prices: Prices): CostModel {
  return {
    ...prices,
    name: "rolled",
    source: "rolled",
    modeSwitchNs: 0,
    cpuByteNs: 1 / prices.bytesPerNs,
    pageFaultNs: prices.faultNs,
    passNs: 0,
  };
}

/** What read + write takes more than mmap + write; with other counts of the latter, if some are given. */
function savedNs(
  [job, prices]: Priced,
  other: (counts: Counts) => Partial<Counts> = () => ({}),
): number {
  const model = modelOf(prices);
  const before = closedForm(onLinux.readWrite, job);
  const after = closedForm(onLinux.mmapWrite, job);
  return timeOf(before, model).totalNs -
    timeOf({ ...after, ...other(after) }, model).totalNs;
}

/** The bytes that a page fault maps. */
function groupBytes({ pageBytes }: Job): number {
  return faultAroundPages * pageBytes;
}

/** The size at which a mapping costs as much as it saves. */
function evenBytes(pageBytes: number, prices: Prices): number {
  const { faultNs, mappingNs, bytesPerNs } = prices;
  for (let faults = 1;; faults++) {
    const fileBytes = (faults * faultNs + mappingNs) * bytesPerNs;
    if (fileBytes <= faults * faultAroundPages * pageBytes) return fileBytes;
  }
}

/** Prices for which no sum needs rounding: the CPU's speed is a power of two. */
function rollPrices(dice: Dice): Prices {
  return {
    bytesPerNs: dice.pick([4, 8, 16]),
    faultNs: dice.pick([700, 1200, 1900]),
    mappingNs: dice.pick([3100, 5300, 6800]),
  };
}

/** Files of a byte, of a page, of all that a fault maps, and where a mapping begins to pay. */
function rollPriced(dice: Dice): Priced[] {
  const prices = rollPrices(dice);
  const { pageBytes } = makeJob();
  const group = groupBytes(makeJob());
  const even = evenBytes(pageBytes, prices);
  const sizes = [
    dice.whole(30, 60) * group + dice.whole(1, group / 2 - 1),
    dice.whole(3, 20) * group + dice.whole(group / 2 + 1, group - 1),
    ...[1, pageBytes, group - 1, group, group + 1],
    ...[-1, 0, 1].map((more) => even + more * prices.bytesPerNs),
  ];
  const jobs = sizes.map((fileBytes) =>
    makeJob({
      fileBytes,
      bufferBytes: dice.pick([8192, 16_384, 131_072]),
      cache: "warm",
    })
  );
  const large = { ...jobs[0]!, pageBytes: 16_384 };
  // Where a fault takes longer than to copy all that it maps, no file is large enough.
  const dear = {
    ...prices,
    bytesPerNs: 4,
    faultNs: dice.pick([17_000, 25_000]),
  };
  return [
    ...jobs.map((job): Priced => [job, prices]),
    [large, rollPrices(dice)],
    [jobs[0]!, dear],
  ];
}

/** What somebody says who counts other faults. */
function faulting(
  other: (job: Job) => number,
): (...priced: Priced) => number {
  return (...priced) =>
    savedNs(priced, () => ({ pageFaults: other(priced[0]) }));
}

const wrongSavings: Question<Priced>["wrong"] = {
  "both copies are saved": (...priced) =>
    savedNs(priced, () => ({ cpuBytes: 0 })),
  "page faults cost nothing": faulting(() => 0),
  "one fault brings the file": faulting(() => 1),
  "a fault for each page": faulting(({ fileBytes, pageBytes }) =>
    pagesFor(fileBytes, pageBytes)
  ),
  "a fault for each piece": faulting(countPieces),
  "a fault maps 64 KiB": faulting(({ fileBytes }) =>
    pagesFor(fileBytes, 2 ** 16)
  ),
  "a part of a fault": faulting((job) => job.fileBytes / groupBytes(job)),
  "a fault is for 16 whole pages": faulting((job) =>
    Math.floor(job.fileBytes / groupBytes(job))
  ),
  "one fault more": faulting((job) =>
    Math.floor(job.fileBytes / groupBytes(job)) + 1
  ),
  "the nearest number of faults": faulting((job) =>
    Math.round(job.fileBytes / groupBytes(job))
  ),
  "a mapping costs nothing": (...priced) =>
    savedNs(priced, () => ({ mappings: 0 })),
  "a mapping for each piece": (...priced) =>
    savedNs(priced, () => ({ mappings: countPieces(priced[0]) })),
  "bytes times speed": (job, prices) => {
    const [{ fileBytes }, { bytesPerNs }] = [job, prices];
    const rest = savedNs([job, prices]);
    return rest + fileBytes * bytesPerNs - fileBytes / bytesPerNs;
  },
  "time comes in whole nanoseconds": (...priced) => Math.round(savedNs(priced)),
  "a mapping never costs more than it saves": (...priced) =>
    Math.max(0, savedNs(priced)),
};

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("mapAndWrite", {
    cases: () => [[]],
    right: () => mapped,
    wrong: wrongPrograms,
    tried: { job: jobs[0]! },
    judge: (gave) =>
      judgeMapping(gave, jobs, {
        like: mapped,
        orLike: [sentLater(mapped)],
        why: "mmap brings the pages and maps them, once. After that, a piece " +
          "needs one copy and its sending.",
      }),
  }),
  exercise<[job: Job]>("savedByMapping", {
    cases: (dice) => {
      const choices = {
        bufferBytes: [4096, 8192, 16384, 32768],
        wholePieces: [2, 9],
        cache: ["warm"],
      } as const;
      const onePiece = dice.pick(choices.bufferBytes);
      const largest = { ...choices, bufferBytes: [32_768] };
      return [
        makeJob({ cache: "warm" }),
        rollJob(dice, choices),
        ...rollEnds(dice, choices),
        makeJob({ cache: "warm", fileBytes: onePiece, bufferBytes: onePiece }),
        { ...rollJob(dice, largest), pageBytes: 16_384 },
      ].map((job) => [job]);
    },
    right: (job) => {
      const [before, after] = costOf(job);
      return {
        cpuBytes: before.cpuBytes - after.cpuBytes,
        modeSwitches: before.modeSwitches - after.modeSwitches,
        peakBytes: before.peakBytes - after.peakBytes,
      };
    },
    wrong: {
      "no copy is left": (job) => ({ cpuBytes: costOf(job)[0].cpuBytes }),
      "no copy is saved": () => ({ cpuBytes: 0 }),
      "one piece is saved": (job) => ({ cpuBytes: job.bufferBytes }),
      "all pieces are full": (job) => ({
        cpuBytes: countPieces(job) * job.bufferBytes,
      }),
      "no mode switch is saved": () => ({ modeSwitches: 0 }),
      "no mode switch is left": (job) => ({
        modeSwitches: costOf(job)[0].modeSwitches,
      }),
      "mmap costs nothing": (job) => ({ modeSwitches: 2 * countPieces(job) }),
      "whole pieces only": (job) => ({
        modeSwitches: 2 * Math.floor(job.fileBytes / job.bufferBytes) - 2,
      }),
      "one mode switch for each call": (job) => ({
        modeSwitches: countPieces(job) - 1,
      }),
      "no memory is saved": () => ({ peakBytes: 0 }),
      "the file was in memory twice": (job) => ({ peakBytes: job.fileBytes }),
      "the page cache is saved": (job) => ({
        peakBytes: pagesFor(job.fileBytes, job.pageBytes) * job.pageBytes,
      }),
      "the socket buffer is saved as well": (job) => ({
        peakBytes: 2 * job.bufferBytes,
      }),
      "half of the memory": (job) => ({
        peakBytes: costOf(job)[0].peakBytes / 2,
      }),
    },
  }),
  exercise<[]>("mapOnDemand", {
    cases: () => [[]],
    right: () => onDemand,
    wrong: wrongFaults,
    tried: {
      job: faultingJobs[0]!,
      given: wrongFaults["the copy touches the pages"]!(),
    },
    judge: (gave) =>
      judgeMapping(gave, faultingJobs, {
        like: onDemand,
        orLike: [onLinux.mmapWrite],
        why:
          "A page is brought once, when it is first needed. Nothing has to " +
          "be added for that, only moved.",
      }),
  }),
  exercise<Priced>("savedTime", {
    cases: rollPriced,
    right: (...priced) => savedNs(priced),
    wrong: wrongSavings,
  }),
];
