/**
 * What the exercises of lesson 9 ask: what is right, and which ideas are wrong. Why they are wrong
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
  openPipe,
  passPages,
  transmit,
} from "zero-copy/machine/instruction.ts";
import {
  type Job,
  makeJob,
  nicAbilities,
  type NicAbility,
  pagesFor,
} from "zero-copy/machine/job.ts";
import {
  callsOf,
  type Program,
  program,
  stepsOf,
} from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { bytesAt } from "zero-copy/picture/places.ts";
import { sayHeld } from "zero-copy/picture/scene.ts";
import { copyAtTransmit, fallBack } from "zero-copy/strategy/fallback.ts";
import * as onLinux from "zero-copy/strategy/linux.ts";
import { textbook } from "zero-copy/strategy/linux.ts";
import {
  gather,
  mmapWrite,
  readWrite,
  sendfile,
  splice,
} from "zero-copy/strategy/textbook.ts";
import { count, type Counts } from "zero-copy/trace/count.ts";
import { relay } from "../../lessons/09_splice/relay.ts";
import {
  again,
  type PipeName,
  type Relay,
  type RelayAccount,
  relayCalls,
  type RelayKernel,
  type RelayScript,
  tryRelay,
} from "../../lessons/09_splice/relay_kernel.ts";
import { equal } from "@std/assert";
import { sayCount, sayMany } from "zero-copy/text/say.ts";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { deliver } from "zero-copy/workbook/judge.ts";
import {
  callStepsOf,
  judgeStrategyFor,
  judgeStrategyRun,
} from "zero-copy/workbook/judge_program.ts";
import { hasParts, isLike } from "zero-copy/workbook/plain.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { rollEnds, rollJob, tellingJobs } from "zero-copy/workbook/roll.ts";
import {
  atOnce,
  forEachPiece,
  instead,
  without,
} from "zero-copy/workbook/wrong_programs.ts";

const { pageBytes } = makeJob();
const pipeBytes = onLinux.pipePages * pageBytes;

const [enter, leave] = [enterKernel("splice"), leaveKernel("splice")];
const load = dmaCopy("disk", "page cache");
const into = passPages("page cache", "pipe");
const outOf = passPages("pipe", "socket buffer");
const send = dmaCopy("socket buffer", "nic");
const across = passPages("page cache", "socket buffer");
const open = openPipe(onLinux.pipePages);

type Programs = Readonly<Record<string, () => Program>>;

/** The textbook's splice, where the NIC cannot gather. */
const ungathered = copyAtTransmit(splice);

const jobs: readonly Job[] = tellingJobs({ nic: "no-gather" });

/** What the page shows: where the first piece is after each line of the program. */
export const facts = (): Record<string, string> => {
  const [job] = jobs as [Job];
  const { trace } = run(ungathered, job);
  const places = ["page cache", "pipe", "socket buffer", "client"] as const;
  const rows = stepsOf(ungathered).map(({ step }) => {
    const held = bytesAt(
      trace.filter((event) => event.round === 1 && event.step <= step),
      job,
    );
    return [`${step}`, ...places.map((place) => sayHeld(held[place]))];
  });
  return { held: markdownTable(["after line", ...places], rows) };
};

/** What somebody writes in place of splice to a NIC that cannot gather. */
const wrongPrograms: Programs = {
  "the file leads to the socket": () =>
    instead(without(ungathered, into), outOf, across),
  "what is in the pipe is sent": () =>
    without(ungathered, outOf, copyReferences(), send),
  "sendfile does it": () => copyAtTransmit(gather),
  "each NIC takes references": () => splice,
  "a copy into the pipe": () =>
    instead(ungathered, into, cpuCopy("page cache", "pipe")),
  "a copy out of the pipe": () =>
    instead(
      without(ungathered, copyReferences()),
      outOf,
      cpuCopy("pipe", "socket buffer"),
    ),
  "a call for each pass": () => instead(ungathered, into, into, leave, enter),
  "one call for the whole file": () => atOnce(ungathered),
};

const [makePipe] = onLinux.splice.parts;

const noPipeCall = without(
  onLinux.splice,
  enterKernel("pipe"),
  open,
  leaveKernel("pipe"),
);

/** What somebody writes in place of Linux's splice. */
const wrongMendings: Programs = {
  "only its todo was wrong": () =>
    program("as it was", [enter, load, across, leave, transmit()]),
  "the textbook's splice does it": () => splice,
  "the pipe is there": () => noPipeCall,
  "splice makes its pipe": () => instead(noPipeCall, into, open, into),
  "one call for both passes": () =>
    program("one call", makePipe!, [
      enter,
      load,
      into,
      outOf,
      leave,
      transmit(),
    ]),
  "what is in the pipe is sent": () => without(onLinux.splice, outOf),
  "a pipe for each pipe-full": () => forEachPiece(onLinux.splice),
  "half a pipe will do": () =>
    instead(onLinux.splice, open, openPipe(onLinux.pipePages / 2)),
  "sendfile does it": () => gather,
};

/** Several pipe-fulls, the last of them shorter; whole ones; one; a byte. */
const pipeJobs: readonly Job[] = [2 * pipeBytes + 1234, 2 * pipeBytes, 1]
  .map((fileBytes) => makeJob({ fileBytes, bufferBytes: pipeBytes }));

/** Judges splice as Linux does it: a pipe that is made, and one way for each call. */
function judgePiped(gave: unknown): string | undefined {
  const done = deliver(gave, pipeJobs[0]!);
  if (typeof done === "string") return done;
  let isMade = false;
  let passes = 0;
  for (const { step, instruction } of callStepsOf(done.program)) {
    if (instruction.op === "enter kernel") passes = 0;
    if (instruction.op === "open pipe") isMade = true;
    if (instruction.op !== "pass pages") continue;
    passes += 1;
    if (instruction.to === "pipe" && !isMade) {
      return `Step ${step} puts pages into a pipe that nobody has made.`;
    }
    if (passes === 2) return `Step ${step} is the second pass of one call.`;
  }
  return judgeStrategyFor(gave, pipeJobs, {
    calls: ["pipe", "splice"],
    like: onLinux.splice,
    why: "One pipe serves for the whole file, and each pipe-full goes into " +
      "it by one call and out of it by another.",
  });
}

/** What Linux needs to splice a file through a pipe, as much at a time as the pipe holds. */
function countsOf(fileBytes: number): Counts {
  return closedForm(
    onLinux.splice,
    makeJob({ fileBytes, bufferBytes: pipeBytes }),
  );
}

function fullsOf(fileBytes: number): number {
  return Math.ceil(fileBytes / pipeBytes);
}

type Choice = [job: Job, calls: readonly string[]];

/** The calls of each rung: what a strategy needs besides the one that it is named after. */
const rungs = {
  base: ["read", "write"],
  mmap: ["mmap", "munmap"],
  sendfile: ["sendfile"],
  splice: ["pipe", "splice"],
};

/** What is won or lost, the most important first. */
const scored = [
  ["cpuBytes", "CPU bytes"],
  ["modeSwitches", "mode switches"],
  ["peakBufferBytes", "bytes of peak memory"],
] as const;

/** The best of all known programs that make no other calls. */
function bestKnown(...[job, calls]: Choice): Program {
  const [best] = textbook.map((one) => fallBack(one, job))
    .filter((one) => callsOf(one).every((call) => calls.includes(call)))
    .map((one) => ({ one, counts: closedForm(one, job) }))
    .sort((a, b) =>
      scored.map(([name]) => a.counts[name] - b.counts[name])
        .find((more) => more !== 0) ?? 0
    );
  return best!.one;
}

/** Tells how far what a program costs is from the best known. */
function sayScore(own: Counts, ...[job, calls]: Choice): string {
  const best = closedForm(bestKnown(job, calls), job);
  const parts = scored.flatMap(([name, noun]) => {
    const more = own[name] - best[name];
    if (more === 0) return [];
    const side = more > 0 ? "over" : "under";
    return [`${Math.abs(more)} ${side} the best known in ${noun}`];
  });
  return `${parts.join(", ") || "as good as the best known"}.`;
}

/** Judges a choice: it must deliver by calls it may make, and its CPU bytes must be the best known. */
function judgeChoice(
  gave: unknown,
  ...[job, calls]: Choice
): string | undefined {
  const done = deliver(gave, job);
  if (typeof done === "string") return done;
  const told = judgeStrategyRun(done);
  if (told !== undefined) return told;
  const { program, trace } = done;
  const other = callsOf(program).find((call) => !calls.includes(call));
  if (other !== undefined) {
    return `The program calls ${other}(), which is not in the list of calls ` +
      "that may be made.";
  }
  const own = count(trace);
  const { cpuBytes } = closedForm(bestKnown(job, calls), job);
  if (own.cpuBytes <= cpuBytes) return undefined;
  const copies = trace.flatMap((event) =>
    event.kind === "copy" && event.by === "CPU" ? [event.step] : []
  );
  return `The file arrives, but the CPU copies at step ${
    [...new Set(copies)].join(" and at step ")
  }. Which of the calls in the list moves the file with fewer bytes copied, ` +
    `if the NIC is "${job.nic}"? Score: ${sayScore(own, job, calls)}`;
}

/** Rolls a choice for each set of rungs; those with a call that passes pages meet each NIC. */
function rollChoices(dice: Dice): Choice[] {
  const newer = ["mmap", "sendfile", "splice"] as const;
  const sets = Array.from(
    { length: 8 },
    (_, i) => newer.filter((_, bit) => i & (1 << bit)),
  );
  const nics = [...dice.shuffle(nicAbilities), dice.pick(nicAbilities)];
  const others = dice.shuffle(["gather", dice.pick(nicAbilities.slice(1))]);
  return sets.map((set) => {
    const nic = set.includes("sendfile")
      ? nics.pop()
      : set.includes("splice")
      ? others.pop()
      : dice.pick(nicAbilities);
    const job = rollJob(dice, {
      bufferBytes: [3000, 4096, 8192],
      wholePieces: [0, 5],
      cache: ["cold", "warm"],
    });
    const calls = (["base", ...set] as const).flatMap((rung) => rungs[rung]);
    return [{ ...job, nic: nic as NicAbility }, dice.shuffle(calls)];
  });
}

/** Chooses the first program whose call may be made. */
function choose(
  programs: Readonly<Record<string, (job: Job) => Program>>,
): (...choice: Choice) => Program {
  return (job, calls) => {
    const call = Object.keys(programs).find((call) => calls.includes(call));
    return call === undefined ? readWrite : programs[call]!(job);
  };
}

const mmap = (): Program => mmapWrite;

/** What a program becomes on the NIC of a job. */
const onNic = (right: Program) => (job: Job): Program => fallBack(right, job);

const passByWrite = program("write", [
  enterKernel("write"),
  load,
  across,
  send,
  leaveKernel("write"),
]);

/** What a proxy meets: each border of a pipe, of the second one, of a socket, and of the client. */
function rollRelays(dice: Dice): [RelayScript][] {
  const packet = (): number => dice.whole(1000, 9000);
  const several = Array.from({ length: dice.whole(4, 7) }, packet);
  const wide = { slots: 16, secondSlots: 16, roomBytes: 100_000 };
  const many = Array.from({ length: dice.whole(20, 40) }, packet);
  return [
    { ...wide, packets: several },
    { ...wide, packets: several, secondSlots: dice.whole(1, 3) },
    { ...wide, packets: several, roomBytes: dice.whole(700, 4000) },
    { ...wide, packets: many },
    { packets: many, slots: 4, secondSlots: 3, roomBytes: 5000 },
    { ...wide, packets: [1] },
    { ...wide, packets: [] },
  ].map((script) => [script]);
}

const most = 65_536;

/** The right proxy, but for what it does with what has come into the pipe. */
function proxy(handsOn: (kernel: RelayKernel, came: number) => void): Relay {
  return (kernel) => {
    let came = kernel.splice("client", "pipe", most);
    while (came > 0) {
      handsOn(kernel, came);
      came = kernel.splice("client", "pipe", most);
    }
  };
}

/** Takes all of so many bytes out of a pipe. */
function empty(kernel: RelayKernel, from: PipeName, bytes: number): void {
  const to = from === "pipe" ? "server" : "mirror";
  for (let left = bytes; left > 0;) left -= kernel.splice(from, to, left);
}

/** What somebody writes in place of the proxy. */
const wrongRelays: Readonly<Record<string, Relay>> = {
  "one call goes from socket to socket": (kernel) => {
    while (kernel.sendfile("client", "server", most) > 0);
  },
  "the program hands the bytes on": (kernel) => {
    let came = kernel.read("client", most);
    while (came > 0) {
      kernel.write("server", came);
      kernel.write("mirror", came);
      came = kernel.read("client", most);
    }
  },
  "one round is all": (kernel) => {
    const came = kernel.splice("client", "pipe", most);
    if (came > 0) relayPiece(kernel, came);
  },
  "a splice moves all": proxy((kernel, came) => {
    for (let left = came; left > 0;) {
      const doubled = kernel.tee("pipe", "second pipe", left);
      kernel.splice("second pipe", "mirror", doubled);
      kernel.splice("pipe", "server", doubled);
      left -= doubled;
    }
  }),
  "tee doubles all": proxy((kernel, came) => {
    kernel.tee("pipe", "second pipe", came);
    empty(kernel, "second pipe", came);
    empty(kernel, "pipe", came);
  }),
  "tee goes on where it stopped": proxy((kernel, came) => {
    for (let left = came; left > 0;) {
      const doubled = kernel.tee("pipe", "second pipe", left);
      empty(kernel, "second pipe", doubled);
      left -= doubled;
    }
    empty(kernel, "pipe", came);
  }),
  "tee takes out what it doubles": proxy((kernel, came) => {
    for (let left = came; left > 0;) {
      const doubled = kernel.tee("pipe", "second pipe", left);
      empty(kernel, "second pipe", doubled);
      left -= doubled;
    }
  }),
  "a pipe can be emptied twice": proxy((kernel, came) => {
    empty(kernel, "pipe", came);
    for (let left = came; left > 0;) {
      left -= kernel.splice("pipe", "mirror", left);
    }
  }),
  "the mirror can do without": proxy((kernel, came) =>
    empty(kernel, "pipe", came)
  ),
};

/** Doubles what is in the pipe, and hands it on to both. */
function relayPiece(kernel: RelayKernel, came: number): void {
  for (let left = came; left > 0;) {
    const doubled = kernel.tee("pipe", "second pipe", left);
    empty(kernel, "second pipe", doubled);
    empty(kernel, "pipe", doubled);
    left -= doubled;
  }
}

/** What comes of a proxy, without its calls: others may come to the same. */
function resultOf({ calls: _, ...result }: RelayAccount): unknown {
  return result;
}

const pieces = [[0, 0]];
const account = { ending: "", server: pieces, mirror: pieces, copiedBytes: 0 };
const calls = [{ call: "", from: "", to: "", count: 0 }];

function isAccount(gave: unknown): gave is RelayAccount {
  return isLike(gave, { ...account, calls }) &&
    gave.calls.every((one) =>
      relayCalls.some((call) => call === one.call) &&
      "gave" in one && !hasParts(one.gave)
    );
}

/** Judges what came of a proxy: what both have, then what the CPU copied. */
function judgeRelay(gave: unknown, script: RelayScript): string | undefined {
  if (!isAccount(gave)) return "It must return what tryRelay returns.";
  const { ending, calls, copiedBytes, ...got } = gave;
  const last = calls.at(-1);
  const doing = last && `${last.call} from ${last.from} to ${last.to}`;
  if (ending === "it waits for ever") {
    return `It waits for ever, after ${sayMany(calls.length, "call")}: ` +
      "the pipe that is asked next is empty or full, and nobody else uses it.";
  }
  if (ending === "it spins") return `It goes round and round: ${doing}.`;
  const bytes = script.packets.reduce((sum, one) => sum + one, 0);
  for (const name of ["server", "mirror"] as const) {
    const told = sayReceived(got[name], bytes);
    if (told !== undefined) return `The ${name} ${told}.${sayOdd(calls)}`;
  }
  if (copiedBytes > 0) {
    return `Both have all bytes, but the CPU copied ${sayCount(copiedBytes)} ` +
      "into the program's buffer and out of it.";
  }
  return equal(tryRelay(script, again({ calls })), gave)
    ? undefined
    : "These calls do not lead to what the account says.";
}

/** Points at the first call that was refused, or moved less than it was asked for. */
function sayOdd(calls: RelayAccount["calls"]): string {
  const at = calls.findIndex(({ from, count, gave }) =>
    gave === "EINVAL" || from !== "client" && gave < count
  );
  const odd = calls[at];
  if (odd === undefined) return "";
  const says = `Call ${at + 1}, ${odd.call} from ${odd.from} to ${odd.to},`;
  return odd.gave === "EINVAL"
    ? ` ${says} gave EINVAL.`
    : ` ${says} moved ${sayCount(odd.gave)} of ${sayMany(odd.count, "byte")}.`;
}

/** Says what a receiver should not have, or has not. */
function sayReceived(
  got: RelayAccount["server"],
  bytes: number,
): string | undefined {
  if (equal(got, bytes === 0 ? [] : [[0, bytes]])) return undefined;
  const end = got[0]?.[0] === 0 ? got[0][1] : 0;
  return end === bytes || got.length > 1
    ? `has the bytes up to ${sayCount(end)}, and then not those that follow`
    : `has ${sayCount(end)} of ${sayMany(bytes, "byte")}`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[]>("splice", {
    cases: () => [[]],
    right: () => ungathered,
    wrong: wrongPrograms,
    tried: { job: jobs[0]! },
    judge: (gave) =>
      judgeStrategyFor(gave, jobs, {
        calls: ["splice"],
        like: ungathered,
        why: "Go through the table row by row: each line changes what one " +
          "place holds, or none.",
      }),
  }),
  exercise<[fileBytes: number]>("callsOnLinux", {
    cases: (dice) => {
      const choices = {
        bufferBytes: [pipeBytes],
        wholePieces: [2, 40],
      } as const;
      const large = [...rollEnds(dice, choices), rollJob(dice, choices)];
      const small = dice.whole(1, pipeBytes - pageBytes);
      return [
        2 ** 20,
        ...large.map((job) => job.fileBytes),
        small,
        ...dice.shuffle([1, pageBytes, pipeBytes, pipeBytes + 1]),
      ].map((fileBytes) => [fileBytes]);
    },
    right: (fileBytes) => countsOf(fileBytes).systemCalls,
    wrong: {
      "one call, as the textbook draws it": () => 1,
      "nobody makes the pipe": (file) => 2 * fullsOf(file),
      "one splice for each pipe-full": (file) => 1 + fullsOf(file),
      "one call for each pipe-full": fullsOf,
      "the pipe has no end": () => 3,
      "a pipe for each pipe-full": (file) => 3 * fullsOf(file),
      "a call that finds the end": (file) => 2 + 2 * fullsOf(file),
      "mode switches are counted": (file) => countsOf(file).modeSwitches,
      "whole pipe-fulls only": (file) => 1 + 2 * Math.floor(file / pipeBytes),
      "the nearest number of pipe-fulls": (file) =>
        1 + 2 * Math.round(file / pipeBytes),
      "one pipe-full more": (file) =>
        1 + 2 * (Math.floor(file / pipeBytes) + 1),
      "a part of a call": (file) => 1 + 2 * file / pipeBytes,
      "a page at a time": (file) => 1 + 2 * pagesFor(file, pageBytes),
      "a pipe of 64,000 bytes": (file) => 1 + 2 * Math.ceil(file / 64_000),
    },
  }),
  exercise<[]>("mended", {
    cases: () => [[]],
    right: () => onLinux.splice,
    wrong: wrongMendings,
    tried: {
      job: pipeJobs[0]!,
      given: wrongMendings["only its todo was wrong"]!(),
    },
    judge: judgePiped,
  }),
  exercise<Choice>("fewest", {
    cases: rollChoices,
    right: bestKnown,
    tried: { job: tellingJobs({ nic: "no-checksum" })[0]! },
    wrong: {
      "read and write can do all": () => readWrite,
      "any call may be made": onNic(gather),
      "write can pass pages": ({ nic }) =>
        nic === "gather" ? passByWrite : readWrite,
      "the NIC does not matter": choose({
        sendfile: () => gather,
        splice: () => splice,
        mmap,
      }),
      "splice suits each NIC": choose({
        sendfile: onNic(gather),
        splice: () => splice,
        mmap,
      }),
      "sendfile always copies": choose({
        sendfile: () => sendfile,
        splice: onNic(splice),
        mmap,
      }),
      "splice wins nothing": choose({ sendfile: onNic(gather), mmap }),
      "mmap copies least": choose({
        mmap,
        sendfile: onNic(gather),
        splice: onNic(splice),
      }),
    },
    judge: judgeChoice,
    remark: (gave, ...choice) => {
      const { trace } = run(gave as Program, choice[0]);
      return sayScore(count(trace), ...choice);
    },
  }),
  exercise<[RelayScript]>("relay", {
    cases: rollRelays,
    right: (script) => tryRelay(script, relay),
    wrong: Object.fromEntries(
      Object.entries(wrongRelays).map(([idea, wrong]) => [
        idea,
        (script: RelayScript) => resultOf(tryRelay(script, wrong)),
      ]),
    ),
    evidence: ["calls"],
    judge: judgeRelay,
  }),
];
