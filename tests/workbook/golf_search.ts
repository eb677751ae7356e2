/**
 * A search for the cheapest way of playing a hole of copy golf.
 *
 * It goes through all sequences of steps that the judge allows, each for any piece or for the whole
 * file: so through more than programs can do, whose parts are done in turn for all pieces. A state
 * that was reached before at the same cost or a lower one is not gone on from. So it ends, however
 * long a program may be, and nothing that delivers costs less than what it finds.
 *
 * @module
 */
import { Fault } from "../../lib/machine/fault.ts";
import type { Instruction } from "../../lib/machine/instruction.ts";
import {
  countPieces,
  generateFile,
  isDelivered,
  type Job,
  pagesOf,
  pieceOf,
  type Range,
  wholeFile,
} from "../../lib/machine/job.ts";
import { Machine } from "../../lib/machine/machine.ts";
import { execute } from "../../lib/machine/run.ts";
import { copyAtTransmit } from "../../lib/strategy/fallback.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import { count } from "../../lib/trace/count.ts";
import type { Event } from "../../lib/trace/event.ts";
import {
  compareScores,
  type Hole,
  isShared,
  type Score,
} from "../../lib/workbook/golf.ts";
import { callStepsOf } from "../../lib/workbook/judge_program.ts";

export interface Turn {
  readonly instruction: Instruction;
  readonly range: Range;
}

/** What was found, and how much was looked at. */
export interface Found {
  readonly score: Score | undefined;
  readonly states: number;
}

/** The steps that a call may have; those of no call under "". */
function stepsByCall(
  calls: readonly string[] | undefined,
): Map<string, Instruction[]> {
  const found = new Map<string, Map<string, Instruction>>();
  for (const one of [...textbook, ...linux]) {
    for (
      const { call = "", instruction } of [one, copyAtTransmit(one)].flatMap(
        callStepsOf,
      )
    ) {
      if (call !== "" && calls?.includes(call) === false) continue;
      // A call is entered from user mode.
      const place = instruction.op === "enter kernel" ? "" : call;
      const steps = found.get(place) ?? new Map();
      found.set(place, steps.set(JSON.stringify(instruction), instruction));
    }
  }
  const transmit: Instruction = { op: "transmit" };
  return new Map([...found].map(([call, steps]) => [
    call,
    [...steps.set("transmit", transmit).values()],
  ]));
}

/** A sequence of steps, and what came of it. */
export interface Reached {
  readonly path: readonly Turn[];
  readonly score: Score;
  /** The call that the kernel is in: "" in user mode. */
  readonly call: string;
  /** All that what comes next depends on. */
  readonly state: string;
  readonly isDelivered: boolean;
}

/** Lists the turns that a program might take next. */
export function turnsFrom(
  { job, calls }: Hole,
): (at: Reached) => readonly Turn[] {
  const pieces = Array.from(
    { length: countPieces(job) },
    (_, i) => pieceOf(job, i + 1),
  );
  const ranges = pieces.length > 1 ? [wholeFile(job), ...pieces] : pieces;
  const turns = new Map(
    [...stepsByCall(calls)].map(([call, steps]) => [
      call,
      steps.flatMap((instruction) =>
        ranges.map((range) => ({ instruction, range }))
      ),
    ]),
  );
  return ({ call }) => turns.get(call) ?? [];
}

/**
 * Finds the lowest score.
 *
 * @param limit What costs more is not looked at.
 */
export function searchHole(hole: Hole, limit: Score): Found {
  const turns = turnsFrom(hole);
  const costs = new Map<string, Score>();
  const open = [goThrough([], hole)!];
  while (open.length > 0) {
    const one = takeCheapest(open);
    if (one.isDelivered) return { score: one.score, states: costs.size };
    if ((costs.get(one.state) ?? one.score) !== one.score) continue;
    for (const turn of turns(one)) {
      const next = goThrough([...one.path, turn], hole);
      if (next === undefined || compareScores(next.score, limit) > 0) continue;
      const before = costs.get(next.state);
      if (before && compareScores(before, next.score) <= 0) continue;
      costs.set(next.state, next.score);
      open.push(next);
    }
  }
  return { score: undefined, states: costs.size };
}

/** Takes one that costs no more than any other. */
function takeCheapest(open: Reached[]): Reached {
  let at = 0;
  open.forEach(({ score }, i) => {
    if (compareScores(score, open[at]!.score) < 0) at = i;
  });
  const one = open[at]!;
  open[at] = open.at(-1)!;
  open.pop();
  return one;
}

/** Goes through steps from the start: nothing, if it faults, breaks a rule or cannot deliver. */
export function goThrough(
  path: readonly Turn[],
  { job, isChanged }: Hole,
): Reached | undefined {
  const trace: Event[] = [];
  const file = generateFile(job.fileBytes);
  const place = { step: 0, round: 0 };
  const machine = new Machine(
    job,
    file,
    (happening) => trace.push({ ...place, ...happening }),
  );
  const known = new Known(job);
  try {
    for (const turn of path) {
      const before = trace.length;
      execute(machine, turn.instruction, turn.range);
      known.add(turn, trace.slice(before));
    }
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
  if (known.isLost || isChanged && trace.some(isShared)) return undefined;
  const { cpuBytes, modeSwitches, peakBufferBytes } = count(trace);
  const call = machine.cpu.call ?? "";
  const { received } = machine.nic;
  return {
    path,
    score: { cpuBytes, modeSwitches, peakBufferBytes },
    call,
    state: JSON.stringify([call, known.state, received.length]),
    isDelivered: call === "" && isDelivered(file, received),
  };
}

type Pieces = readonly Range[];

/** What is where, as far as what comes next depends on it. A file has one group of faults at most. */
class Known {
  readonly #job: Job;
  readonly #cached = new Set<number>();
  readonly #shown = new Set<number>();
  #mapped: Range | undefined;
  #own: Range | undefined;
  #queue: { pieces: Pieces; isOwn: boolean }[] = [];
  #pipe: Pieces = [];
  #slots = Infinity;
  #heldBytes = 0;
  #callBytes = 0;
  #queuedTo = 0;
  /** Whether something is sent twice, or out of order, or more in a call than may be. */
  isLost = false;

  constructor(job: Job) {
    this.#job = job;
    if (job.cache === "warm") this.#cache(wholeFile(job));
  }

  /** All of it, as a text. */
  get state(): string {
    return JSON.stringify([
      [...this.#cached].sort(),
      [...this.#shown].sort(),
      [this.#mapped, this.#own],
      [this.#queue, this.#pipe],
      [this.#slots, this.#heldBytes, this.#callBytes, this.#queuedTo],
    ]);
  }

  /** Adds a step that was done, and what happened. */
  add({ instruction, range }: Turn, events: readonly Event[]): void {
    this.#count(events);
    switch (instruction.op) {
      case "copy by DMA":
        if (instruction.to === "nic") this.#queue = [];
        else this.#cache(range);
        return;
      case "transmit":
        this.#queue = [];
        return;
      case "copy by CPU":
        if (instruction.to === "user buffer") this.#own = range;
        else this.#enqueue(this.#found(instruction.from, range), true);
        return;
      case "pass pages":
        if (instruction.to === "pipe") this.#fill(range);
        else this.#enqueue(this.#found(instruction.from, range), false);
        return;
      case "copy references":
        this.#queue = this.#queue.map((one) => ({ ...one, isOwn: true }));
        return;
      case "map pages":
        for (const page of this.#pagesOf(range)) this.#shown.add(page);
        return this.#stretch(range);
      case "reserve addresses":
        return this.#stretch(range);
      case "touch pages":
        return this.#touch(range);
      case "unmap pages":
        this.#shown.clear();
        this.#mapped = undefined;
        return;
      case "open pipe":
        this.#slots = instruction.slots;
    }
  }

  #count(events: readonly Event[]): void {
    for (const event of events) {
      if (event.kind === "mode switch") this.#callBytes = 0;
      if (event.kind === "allocate") this.#heldBytes += event.bytes;
      if (event.kind === "free") this.#heldBytes -= event.bytes;
      const isQueued = event.kind === "pass" ||
        event.kind === "copy" && event.through !== "socket buffer";
      if (isQueued && event.to === "socket buffer") {
        this.#callBytes += event.bytes;
      }
    }
    this.isLost ||= this.#callBytes > this.#job.bufferBytes;
  }

  #pagesOf(range: Range): number[] {
    return pagesOf(range, this.#job.pageBytes);
  }

  #cache(range: Range): void {
    for (const page of this.#pagesOf(range)) this.#cached.add(page);
  }

  #stretch({ position, bytes }: Range): void {
    const { position: begin, bytes: length } = this.#mapped ??
      { position, bytes };
    const first = Math.min(begin, position);
    const end = Math.max(begin + length, position + bytes);
    this.#mapped = { position: first, bytes: end - first };
  }

  #touch(range: Range): void {
    if (this.#mapped === undefined) return;
    for (const page of this.#pagesOf(range)) {
      if (this.#shown.has(page)) continue;
      if (!this.#cached.has(page)) this.#cache(this.#mapped);
      for (const near of this.#pagesOf(this.#mapped)) {
        if (this.#cached.has(near)) this.#shown.add(near);
      }
    }
  }

  /** What a place gives out. */
  #found(from: string, range: Range): Pieces {
    if (from === "user buffer" && this.#mapped === undefined) {
      return [this.#own!];
    }
    if (from !== "pipe") return [range];
    const pieces = this.#pipe;
    this.#pipe = [];
    return pieces;
  }

  /** Puts pages into the pipe: out of order they would be of no use to anybody. */
  #fill(range: Range): void {
    const end = this.#pipe.reduce((sum, { bytes }) => sum + bytes, 0);
    this.isLost ||= range.position !== this.#queuedTo + end;
    this.#pipe = [...this.#pipe, range];
  }

  #enqueue(pieces: Pieces, isOwn: boolean): void {
    for (const { position, bytes } of pieces) {
      this.isLost ||= position !== this.#queuedTo;
      this.#queuedTo += bytes;
    }
    if (pieces.length > 0) this.#queue.push({ pieces, isOwn });
  }
}
