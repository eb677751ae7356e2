/**
 * What the exercises of lesson 7 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import {
  copyReferences,
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
  unmapPages,
} from "zero-copy/machine/instruction.ts";
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import { once, type Program, program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import {
  type Account,
  isTrue,
  type Loop,
  type Offset,
  type Script,
  type ScriptedKernel,
  tryLoop,
} from "zero-copy/machine/scripted_kernel.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { sayEvent } from "zero-copy/trace/explain.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { drawCounts, listCounts } from "zero-copy/picture/counts.ts";
import * as onLinux from "zero-copy/strategy/linux.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
} from "zero-copy/strategy/textbook.ts";
import {
  type Obstacle,
  obstacles,
  obstaclesTo,
  type Source,
  sources,
  type Target,
  targets,
} from "../../lessons/07_sendfile/ends.ts";
import { sendPart } from "../../lessons/07_sendfile/loop.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { judgeValue } from "zero-copy/workbook/judge.ts";
import { fence, pageColumns } from "zero-copy/workbook/lesson.ts";
import { hasParts, isLike } from "zero-copy/workbook/plain.ts";
import type { Question } from "zero-copy/workbook/question.ts";
import { sayCount, sayMany } from "zero-copy/text/say.ts";
import { equal } from "@std/assert";
import { judgeStrategyFor } from "zero-copy/workbook/judge_program.ts";
import { rollEnds, rollJob, tellingJobs } from "zero-copy/workbook/roll.ts";
import { sayUnknownWord } from "zero-copy/workbook/slips.ts";
import { atOnce, instead, without } from "zero-copy/workbook/wrong_programs.ts";

const [enter, leave] = [enterKernel("sendfile"), leaveKernel("sendfile")];
const load = dmaCopy("disk", "page cache");
const queue = cpuCopy("page cache", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const loadPast = dmaCopy("disk", "user buffer");
const copyOut = cpuCopy("user buffer", "socket buffer");
const refer = passPages("page cache", "socket buffer");

/** The textbook's sendfile, but that the call does not wait for the NIC. */
const prompt = program("sendfile", [enter, load, queue, leave, transmit()]);

const jobs: readonly Job[] = tellingJobs({ nic: "no-gather" });

/** What the page tells of a run. */
export const facts = (): Record<string, string> => {
  const [job] = jobs as [Job];
  const counted = { program: prompt, job, counts: closedForm(prompt, job) };
  return { counted: fence(drawCounts(listCounts(counted), pageColumns)) };
};

/** What somebody writes in place of sendfile. */
const wrongPrograms: Readonly<Record<string, () => Program>> = {
  "the older calls are still made": () => onLinux.readWrite,
  "the bytes still go through the program": () =>
    instead(prompt, queue, cpuCopy("page cache", "user buffer"), copyOut),
  "the call returns in between": () =>
    instead(prompt, load, load, leave, enter),
  "the disk fills the program": () =>
    instead(instead(prompt, load, loadPast), queue, copyOut),
  "the NIC empties the page cache": () =>
    instead(prompt, queue, dmaCopy("page cache", "nic")),
  "references will do": () => instead(prompt, queue, refer),
  "the copy can wait": () =>
    instead(
      instead(prompt, queue, refer),
      transmit(),
      copyReferences(),
      transmit(),
    ),
  "the call waits for the NIC": () => sendfile,
  "one call for the whole file": () => atOnce(prompt),
  "the call has no return": () => without(prompt, leave),
};

const olderPrograms = { "read + write": readWrite, "mmap + write": mmapWrite };

type Saving = [
  fileBytes: number,
  bufferBytes: number,
  older: keyof typeof olderPrograms,
];

/** The mode switches of the older strategy, those of sendfile, and the pieces: whole ones, and a part. */
function countsOf(
  ...[fileBytes, bufferBytes, older]: Saving
): { before: number; after: number; pieces: number } {
  const job = makeJob({ fileBytes, bufferBytes });
  return {
    before: closedForm(olderPrograms[older], job).modeSwitches,
    after: closedForm(sendfile, job).modeSwitches,
    pieces: fileBytes / bufferBytes,
  };
}

/** What is saved by somebody who counts this many pieces. */
function savedBy(pieces: number, older: keyof typeof olderPrograms): number {
  return older === "read + write" ? 2 * pieces : 2;
}

/** A program whose DMA engine fills the user buffer: the CPU copies nothing there. */
const direct = program("direct", [
  enterKernel("read"),
  loadPast,
  leaveKernel("read"),
  enterKernel("write"),
  copyOut,
  send,
  leaveKernel("write"),
]);

/** The same, after a look at the file through a mapping. */
const mappedBefore: Program = {
  ...direct,
  parts: [
    mmapWrite.parts[0]!,
    once([enterKernel("munmap"), unmapPages(), leaveKernel("munmap")]),
    ...direct.parts,
  ],
};

/** sendfile, of a file that is mapped meanwhile: nothing is sent through the mapping. */
const mappedInVain: Program = {
  ...sendfile,
  parts: [mmapWrite.parts[0]!, ...sendfile.parts],
};

const callNames = ["sendfile", "send", "transfer", "read"];

/** Rolls a trace of a file in so many pieces, in which all calls have one name: it proves nothing. */
function rollTrace(
  dice: Dice,
  by: Program,
  { pieces = 2, call = dice.pick(callNames) } = {},
): readonly Event[] {
  const bufferBytes = dice.pick([4096, 8192]);
  const fileBytes = (pieces - 1) * bufferBytes + dice.whole(1, bufferBytes);
  // Past the page cache goes only what is not in it.
  const cache = by === direct || by === mappedBefore
    ? "cold"
    : dice.pick(["cold", "warm"] as const);
  return run(by, makeJob({ fileBytes, bufferBytes, cache })).trace.map(
    (event) => event.kind === "mode switch" ? { ...event, call } : event,
  );
}

/** Finds what brings the file to the user buffer. Events that keep account of memory do not. */
function userEventIn(
  trace: readonly Event[],
  kinds: readonly Event["kind"][] = ["map", "dma request", "copy"],
): Event | undefined {
  return trace.find((event) =>
    kinds.includes(event.kind) && "to" in event && event.to === "user buffer"
  );
}

/** Judges whether a trace was read rightly. */
function judgeReading(
  gave: unknown,
  trace: readonly Event[],
): string | undefined {
  const event = userEventIn(trace);
  const told = judgeValue(gave, event !== undefined);
  if (told !== "") return told;
  return event === undefined
    ? "No event of this trace names the user buffer."
    : `At step ${event.step} the CPU ${sayEvent(event)}.`;
}

/** A script of a part in the midst of a file, and what is to happen. */
function rollScript(
  dice: Dice,
  { isSlow = false, isCut = false, isGone = false },
): [Script] {
  const from = dice.whole(1, 9999);
  const bytes = dice.whole(20_000, 90_000);
  const most = dice.whole(Math.ceil(bytes / 5), Math.ceil(bytes / 3));
  const early = Math.ceil(bytes / 2) + dice.whole(1, 999);
  return [{
    from,
    bytes,
    fileBytes: from + (isCut ? early : 3 * bytes),
    socketBytes: isSlow ? most : 3 * bytes,
    mostBytes: isSlow ? 3 * bytes : most,
    ...(isGone ? { goneAfter: early } : {}),
  }];
}

/** Scripts at the borders of what a loop looks at. */
function rollBorders(dice: Dice): [Script][] {
  const half = dice.whole(2000, 9000);
  const calm: Script = {
    from: 0,
    bytes: 2 * half,
    fileBytes: 2 * half,
    socketBytes: 9 * half,
    mostBytes: half,
  };
  const byOne = { bytes: 1, mostBytes: 9 * half };
  return [
    calm,
    { ...calm, ...byOne, from: half },
    { ...calm, bytes: 0 },
    { ...calm, fileBytes: calm.bytes - 1 },
    { ...calm, fileBytes: half },
    { ...calm, socketBytes: half, goneAfter: calm.bytes },
    { ...calm, socketBytes: half, goneAfter: half },
  ].map((script) => [script]);
}

const endings: readonly Ending[] = [
  "all is sent",
  "the file was cut",
  "the client is gone",
];

/** What a loop may do otherwise than it should. */
interface Habits {
  /** What is asked for, when so much has been sent. */
  readonly asks?: (script: Script, sent: number) => number;
  /** What becomes of the offset after a call. */
  readonly moves?: (offset: Offset, script: Script, moved: number) => void;
  readonly onZero?: () => Ending | undefined;
  readonly onFull?: (kernel: ScriptedKernel) => Ending | undefined;
  readonly onGone?: () => Ending | undefined;
  readonly onShort?: () => Ending | undefined;
}

type Ending = Account["ending"];

/** The right loop, but for a habit: it looks at what is sent, and not at the offset. */
function loopWith(habits: Habits): Loop {
  const asks = habits.asks ?? (({ bytes }, sent) => bytes - sent);
  const { onZero = () => "the file was cut" } = habits;
  const { onFull = wait, onGone = () => "the client is gone" } = habits;
  return (kernel, script) => {
    const offset = { at: script.from };
    for (let sent = 0; sent < script.bytes;) {
      const count = asks(script, sent);
      const moved = kernel.sendfile(offset, count);
      let ending: Ending | undefined;
      if (moved > 0) {
        sent += moved;
        habits.moves?.(offset, script, moved);
        if (moved < count) ending = habits.onShort?.();
      } else if (moved === 0) ending = onZero();
      else ending = kernel.errno === "EAGAIN" ? onFull(kernel) : onGone();
      if (ending !== undefined) return ending;
    }
    return "all is sent";
  };
}

function wait(kernel: ScriptedKernel): undefined {
  kernel.poll();
}

/** The offset is moved by the call and by the program, and tells how much is left. */
const movesTwice: Loop = (kernel, { from, bytes }) => {
  const offset = { at: from };
  while (offset.at < from + bytes) {
    const moved = kernel.sendfile(offset, from + bytes - offset.at);
    if (moved === 0) return "the file was cut";
    if (moved > 0) offset.at += moved;
    else if (kernel.errno === "EAGAIN") kernel.poll();
    else return "the client is gone";
  }
  return "all is sent";
};

/** Who takes −1 for a number of bytes has one more to send. */
const countsErrors: Loop = (kernel, { from, bytes }) => {
  const offset = { at: from };
  for (let left = bytes; left > 0;) {
    const moved = kernel.sendfile(offset, left);
    if (moved === 0) return "the file was cut";
    left -= moved;
    if (kernel.errno === "EAGAIN") kernel.poll();
    else if (moved < 0) return "the client is gone";
  }
  return "all is sent";
};

const wrongLoops: Readonly<Record<string, Loop>> = {
  "one call sends all": (kernel, { from, bytes }) => {
    kernel.sendfile({ at: from }, bytes);
    return "all is sent";
  },
  "a short count is the end": loopWith({ onShort: () => "the file was cut" }),
  "the part begins at 0": (kernel, script) =>
    sendPart(kernel, { ...script, bytes: script.bytes - script.from }),
  "the count stays what it was": loopWith({ asks: ({ bytes }) => bytes }),
  "the offset is the program's to move": loopWith({
    moves: (offset, _, moved) => offset.at += moved,
  }),
  "the offset is moved, and tells what is left": movesTwice,
  "the call leaves the offset alone": loopWith({
    moves: (offset, { from }) => offset.at = from,
  }),
  "an error is a count": countsErrors,
  "a full socket is the end": loopWith({
    onFull: () => "the client is gone",
  }),
  "a full socket has room at once": loopWith({ onFull: () => undefined }),
  "nothing sent is nothing yet": loopWith({ onZero: () => undefined }),
  "nothing sent is nothing left": loopWith({ onZero: () => "all is sent" }),
  "who is gone comes back": loopWith({ onGone: () => undefined }),
  "every error is a cut file": loopWith({ onGone: () => "the file was cut" }),
};

/** What a wrong loop does, without its calls: others may make other calls and come to the same. */
function resultsOf(
  loops: Readonly<Record<string, Loop>>,
): Question<[Script]>["wrong"] {
  return Object.fromEntries(
    Object.entries(loops).map(([idea, loop]) => [idea, (script: Script) => {
      const { ending, got } = tryLoop(script, loop);
      return { ending, got };
    }]),
  );
}

function isAccount(gave: unknown): gave is Account {
  return isLike(gave, { ending: "", got: [[0, 0]] }) && "calls" in gave &&
    Array.isArray(gave.calls) &&
    gave.calls.every((call) => Array.isArray(call) && !call.some(hasParts));
}

/** Judges what came of a loop: first what is sent, then what the loop says of it. */
function judgeLoop(gave: unknown, script: Script): string | undefined {
  if (!isAccount(gave)) return "It must return what tryLoop returns.";
  const { ending, got } = gave;
  const right = tryLoop(script, sendPart);
  if (ending === "spins") return saySpinning(gave);
  const told = sayGot(got, right.got);
  if (told !== undefined) return told;
  const unknown = sayUnknownWord(ending, endings);
  if (unknown !== undefined) return unknown;
  if (ending !== right.ending) {
    return `All that can be sent is sent, and the loop says "${ending}".`;
  }
  return isTrue(script, gave)
    ? undefined
    : "These calls do not lead to what the account says.";
}

function saySpinning({ calls }: Account): string {
  const [name, , , gave] = calls.at(-1) ?? [];
  return `It spins: after ${calls.length} calls nothing more is sent, and ` +
    `the last one, ${name}, answers ${gave ?? "at once"}.`;
}

/** Compares what is sent with what can be. */
function sayGot(
  got: Account["got"],
  right: Account["got"],
): string | undefined {
  if (equal(got, right)) return undefined;
  const [[from, end] = [0, 0]] = right;
  for (const [i, [begin, stop]] of got.entries()) {
    const due = got[i - 1]?.[1] ?? from;
    if (begin > due) {
      return `Bytes are lost: from ${sayCount(due)} up to ${sayCount(begin)}.`;
    }
    if (begin < due) {
      return `Bytes are sent twice: from ${begin} up to ${
        Math.min(due, stop)
      }.`;
    }
  }
  const last = got.at(-1)?.[1] ?? from;
  return last > end
    ? `${sayMany(last - end, "byte")} too many are sent.`
    : `Of ${sayMany(end - from, "byte")} that can be sent, ${
      sayCount(last - from)
    } are.`;
}

type Ends = [source: Source, target: Target];

/** All pairs of the lesson, and some of ends that nobody knows by name. */
function rollEndPairs(dice: Dice): Ends[] {
  const known = sources.flatMap((source) =>
    targets.map((target): Ends => [source, target])
  );
  const name = `/dev/unknown${dice.whole(1, 999)}`;
  const unknown = [[true, true], [true, false], [false, true]].map((
    [givesPages, seeks],
  ): Ends => [
    { name, givesPages: givesPages!, seeks: seeks! },
    dice.pick(targets),
  ]);
  return dice.shuffle([...known, ...unknown]);
}

/** The first thing that stands in the way. */
function firstObstacle(...ends: Ends): Obstacle {
  return obstaclesTo(...ends)[0] ?? "none";
}

/** Judges what is said to stand in the way: of several things any will do. */
function judgeEnds(
  gave: unknown,
  ...[source, target]: Ends
): string | undefined {
  const found: readonly Obstacle[] = obstaclesTo(source, target);
  if ((found.length === 0 ? ["none"] : found).some((one) => one === gave)) {
    return undefined;
  }
  const told = judgeValue(gave, firstObstacle(source, target));
  if (told !== "") return told;
  const pair = `From ${source.name} to ${target.name}`;
  return found.length === 0
    ? `${pair}, sendfile moves bytes.`
    : gave === "none"
    ? `${pair}, sendfile gives EINVAL.`
    : `${pair}, something else is in the way.`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("sendfile", {
    cases: () => [[]],
    right: () => prompt,
    wrong: wrongPrograms,
    tried: { job: jobs[0]! },
    judge: (gave) =>
      judgeStrategyFor(gave, jobs, {
        calls: ["sendfile"],
        like: prompt,
        why: "The kernel was told the whole wish at once: it can go from " +
          "the file to the socket with nobody in between.",
      }),
  }),
  exercise<Saving>("switchesSaved", {
    cases: (dice) => {
      const choices = {
        bufferBytes: [4096, 8192, 10_000, 16384],
        wholePieces: [3, 9],
      } as const;
      return (["read + write", "mmap + write"] as const).flatMap((older) =>
        [
          makeJob(),
          ...rollEnds(dice, choices),
          makeJob({ fileBytes: 1, bufferBytes: 4096 }),
        ].map(({ fileBytes, bufferBytes }): Saving => [
          fileBytes,
          bufferBytes,
          older,
        ])
      );
    },
    right: (...saving) => {
      const { before, after } = countsOf(...saving);
      return before - after;
    },
    wrong: {
      "always two": () => 2,
      "the same against both": (fileBytes, bufferBytes) =>
        savedBy(Math.ceil(fileBytes / bufferBytes), "read + write"),
      "one for each call": (...saving) => {
        const { before, after } = countsOf(...saving);
        return (before - after) / 2;
      },
      "nothing is saved against a mapping": (file, buffer, older) =>
        older === "mmap + write" ? 0 : savedBy(Math.ceil(file / buffer), older),
      "sendfile costs nothing": (...saving) => countsOf(...saving).before,
      "one sendfile for the whole file": (...saving) =>
        countsOf(...saving).before - 2,
      "whole pieces only": (file, buffer, older) =>
        savedBy(Math.floor(file / buffer), older),
      "the nearest number of pieces": (file, buffer, older) =>
        savedBy(Math.round(file / buffer), older),
      "one piece more": (file, buffer, older) =>
        savedBy(Math.floor(file / buffer) + 1, older),
      "a part of a call": (file, buffer, older) =>
        savedBy(file / buffer, older),
    },
  }),
  exercise<[trace: readonly Event[]]>("involvesUser", {
    cases: (dice) => [
      // A call of this name, and one that is made once, tell those who look at either.
      [rollTrace(dice, readWrite, { call: "sendfile" })],
      [rollTrace(dice, sendfile, { pieces: 1 })],
      [rollTrace(dice, mappedBefore)],
      [rollTrace(dice, mappedInVain)],
      ...dice.shuffle([mmapWrite, direct, sendfile, gather])
        .map((by): [readonly Event[]] => [rollTrace(dice, by)]),
    ],
    right: (trace) => userEventIn(trace) !== undefined,
    wrong: {
      "only the CPU can fill it": (trace) =>
        trace.some((event) =>
          event.kind === "copy" && event.by === "CPU" &&
          event.to === "user buffer"
        ),
      "only a copy can fill it": (trace) =>
        userEventIn(trace, ["copy"]) !== undefined,
      "what is mapped is seen if it is copied": (trace) =>
        trace.some((event) =>
          event.kind === "copy" &&
          [event.to, event.through].includes("user buffer")
        ),
      "DMA stays away from it": (trace) =>
        trace.some((event) =>
          (event.kind === "map" ||
            event.kind === "copy" && event.by === "CPU") &&
          event.to === "user buffer"
        ),
      "the mode switches tell it": (trace) =>
        trace.filter(({ kind }) => kind === "mode switch").length > 2,
      "the name of the call tells it": (trace) =>
        trace.every((event) =>
          event.kind !== "mode switch" || event.call !== "sendfile"
        ),
      "the program always sees it": () => true,
    },
    judge: judgeReading,
  }),
  exercise<[Script]>("sendPart", {
    cases: (dice) => [
      rollScript(dice, {}),
      rollScript(dice, { isSlow: true }),
      ...dice.shuffle([{ isCut: true }, { isGone: true }])
        .map((happens) => rollScript(dice, happens)),
      rollScript(dice, { isSlow: true, isGone: true }),
      ...rollBorders(dice),
    ],
    right: (script) => tryLoop(script, sendPart),
    wrong: resultsOf(wrongLoops),
    evidence: ["calls"],
    judge: judgeLoop,
  }),
  exercise<Ends>("obstacleTo", {
    cases: rollEndPairs,
    right: firstObstacle,
    words: obstacles,
    wrong: {
      "sendfile takes all": () => "none",
      "what can be read gives pages": (source, target) =>
        firstObstacle({ ...source, givesPages: true }, target),
      "no source need seek": (source, target) =>
        firstObstacle({ ...source, seeks: true }, target),
      "each source must seek": (source, target) =>
        firstObstacle(source, { ...target, isPipe: false }),
      "a pipe takes all": (source, target) =>
        target.isPipe ? "none" : firstObstacle(source, target),
      "the target does not matter": (source, target) =>
        firstObstacle(source, { ...target, appends: false }),
    },
    judge: judgeEnds,
  }),
];
