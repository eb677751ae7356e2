/**
 * Copy golf: send a file with as few bytes copied by the CPU as can be, on a handful of machines.
 *
 * A score is the bytes that the CPU copies; where those are equal, the mode switches; then the peak
 * memory. What is best known is kept as a program, and its score counted as everybody's is. Where
 * bytes are to be changed on their way, none is: the machine has no instruction for that. What is
 * asked is that the program could have changed them, and the trace says so.
 *
 * Model, not Linux: one splice may lead from a file to a socket, as the textbook draws it.
 *
 * @module
 */
import {
  copyReferences,
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  mapPages,
  passPages,
  transmit,
} from "../machine/instruction.ts";
import { type Job, makeJob } from "../machine/job.ts";
import { callsOf, once, type Program, program } from "../machine/program.ts";
import { gather } from "../strategy/linux.ts";
import { readWrite } from "../strategy/textbook.ts";
import { count, type Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { sayIn } from "../text/say.ts";
import { quantities } from "../trace/quantity.ts";
import { deliver } from "./judge.ts";
import { judgeStrategyRun, queuedBytes } from "./judge_program.ts";
import { readProgram } from "./program_text.ts";

/** What is counted, the most important first. */
export const scored = [
  "cpuBytes",
  "modeSwitches",
  "peakBufferBytes",
] as const satisfies readonly (keyof Counts)[];

/** What a program costs at a hole. */
export type Score = Readonly<Pick<Counts, typeof scored[number]>>;

/** A machine to be played on. */
export interface Hole {
  /** Its name in an address, and among what is kept. */
  readonly name: string;
  /** What it is, in a few words. */
  readonly says: string;
  readonly job: Job;
  /** The calls that may be made: all, if not given. */
  readonly calls?: readonly string[];
  /** Whether all that is sent must have been in memory of the program's own. */
  readonly isChanged?: true;
  /** The best program that is known. It is not shown: only its score is. */
  readonly best: Program;
}

const pieces = { fileBytes: 12_000, bufferBytes: 8192 };

/** The holes, the easiest first. */
export const holes: readonly Hole[] = [
  {
    name: "gather",
    says: "The file is on the disk, the NIC gathers",
    job: makeJob(),
    best: gather,
  },
  {
    name: "old-unix",
    says: "Only read and write may be called",
    job: makeJob(pieces),
    calls: ["read", "write"],
    best: readWrite,
  },
  {
    name: "mapped",
    says: "The file is in memory; read, write, mmap and munmap may be called",
    job: makeJob({ ...pieces, cache: "warm" }),
    calls: ["read", "write", "mmap", "munmap"],
    best: program(
      "best",
      once([
        enterKernel("mmap"),
        mapPages("page cache", "user buffer"),
        leaveKernel("mmap"),
      ]),
      [
        enterKernel("write"),
        cpuCopy("user buffer", "socket buffer"),
        leaveKernel("write"),
        transmit(),
      ],
    ),
  },
  {
    name: "changed",
    says: "The program must be able to change each byte on its way",
    job: makeJob({ ...pieces, cache: "warm" }),
    isChanged: true,
    best: readWrite,
  },
  {
    name: "no-checksum",
    says: "The NIC adds no checksums, and sendfile may not be called",
    job: makeJob({ ...pieces, nic: "no-checksum" }),
    calls: ["read", "write", "mmap", "munmap", "pipe", "splice"],
    best: program("best", [
      enterKernel("splice"),
      dmaCopy("disk", "page cache"),
      passPages("page cache", "pipe"),
      passPages("pipe", "socket buffer"),
      leaveKernel("splice"),
      copyReferences(),
      transmit(),
    ]),
  },
  {
    name: "in-memory",
    says: "The file is in memory, the NIC cannot gather",
    job: makeJob({ ...pieces, cache: "warm", nic: "no-gather" }),
    best: program("best", [
      enterKernel("sendfile"),
      cpuCopy("page cache", "socket buffer"),
      leaveKernel("sendfile"),
      transmit(),
    ]),
  },
];

/**
 * Plays a hole: a program must deliver by calls that may be made, each of which does only what it does
 * in a strategy of this workbook.
 *
 * @returns The score; or why there is none, in a sentence.
 */
export function play(hole: Hole, program: Program): Score | string {
  const { job, calls, isChanged } = hole;
  const done = deliver(program, job);
  if (typeof done === "string") return done;
  const other = callsOf(program).find((call) =>
    calls?.includes(call) === false
  );
  if (other !== undefined) {
    return `The program calls ${other}(), and only ${calls?.join(", ")} may ` +
      "be called here.";
  }
  const odd = judgeStrategyRun(done);
  if (odd !== undefined) return odd;
  const shared = isChanged && done.trace.find(isShared);
  return shared
    ? `Step ${shared.step} queues bytes that are in no memory of the ` +
      "program's own: it could not have changed them on their way."
    : scoreOf(count(done.trace));
}

/**
 * Whether an event queues bytes that the program shares with others. What a write copies out of a
 * mapping comes from the page cache: whoever changes it there changes the file.
 */
export function isShared(event: Event): boolean {
  return queuedBytes(event) > 0 &&
    !(event.kind === "copy" && event.from === "user buffer");
}

/** Takes what is scored out of counts. */
function scoreOf(counts: Counts): Score {
  const { cpuBytes, modeSwitches, peakBufferBytes } = counts;
  return { cpuBytes, modeSwitches, peakBufferBytes };
}

/** The score of the best program that is known. */
export function bestScore(hole: Hole): Score {
  const score = play(hole, hole.best);
  if (typeof score === "string") throw new Error(`${hole.name}: ${score}`);
  return score;
}

/** Compares two scores: less than 0 if the first is the better one. */
export function compareScores(a: Score, b: Score): number {
  return scored.map((name) => a[name] - b[name]).find((more) => more !== 0) ??
    0;
}

/** Says how a score is to the best that is known: by what it has more, first of all. */
export function sayCompared(score: Score, best: Score): string {
  const name = scored.find((name) => score[name] !== best[name]);
  if (name === undefined) return "as good as the best known";
  const more = score[name] - best[name];
  if (more < 0) return "better than the best known";
  return `${sayScored(name, more)} more than the best known`;
}

/** Says a score: "0 B by CPU, 2 mode switches, 64 KiB of peak memory". */
export function sayScore(score: Score): string {
  return scored.map((name) => sayScored(name, score[name])).join(", ");
}

function sayScored(name: keyof Score, value: number): string {
  const { noun: [one, many], unit } = quantities[name];
  const says = sayIn(unit, value);
  return unit === "bytes"
    ? `${says} ${many.replace("bytes ", "")}`
    : `${says} ${value === 1 ? one : many}`;
}

/** A program that was played, and its score. */
export interface Played {
  readonly program: Program;
  readonly score: Score;
}

/**
 * Reads a program that was kept, and counts its score again: whatever is kept may have been changed.
 *
 * @returns Nothing, if the text is no program that gets a score.
 */
export function replay(hole: Hole, text: string): Played | undefined {
  const program = readProgram(text);
  if (typeof program === "string") return undefined;
  const score = play(hole, program);
  return typeof score === "string" ? undefined : { program, score };
}
