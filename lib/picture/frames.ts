/**
 * A run step by step: after each instruction, what it did, where the bytes are, the counts so far.
 * All of it is folded from the trace of one run.
 *
 * @module
 */
import { countPieces } from "../machine/job.ts";
import { stepsOf } from "../machine/program.ts";
import { type RunToFault, schedule } from "../machine/run.ts";
import { hangText } from "../text/hanging_text.ts";
import { sayCount } from "../text/say.ts";
import { wrapText } from "../text/width.ts";
import { Counter, type Counts } from "../trace/count.ts";
import { explain, type Line } from "../trace/explain.ts";
import { quantities, sayQuantity } from "../trace/quantity.ts";
import { drawPlaces } from "./places.ts";
import type { BytesByPlace } from "./scene.ts";
import { SceneFold } from "./scene_fold.ts";
import { drawSteps, listProgram, markStep } from "./steps.ts";

/** What there is to see after a step. */
export interface Frame {
  /** The number of the instruction. [from 1; 0 before the first] */
  readonly step: number;
  /** The piece that it worked on. [from 1; 0 where an instruction runs once] */
  readonly round: number;
  /** What happened in it. */
  readonly lines: readonly Line[];
  readonly bytes: BytesByPlace;
  /** Where the bytes were before it. */
  readonly before: BytesByPlace;
  /** The counts so far. */
  readonly counts: Counts;
}

/** Lists what there is to see: at the start, then after each step as far as the run went. */
export function framesOf({ program, job, trace, fault }: RunToFault): Frame[] {
  const frames: Frame[] = [];
  const lines = explain(trace, true);
  const fold = new SceneFold(job);
  const counter = new Counter();
  let [event, line] = [0, 0];
  const start = { step: 0, round: 0 };
  for (const { step, round } of [start, ...schedule(program, job)]) {
    const before = fold.scene.places;
    const isHere = (one: { step: number; round: number } | undefined) =>
      one?.step === step && one.round === round;
    for (; isHere(trace[event]); event++) {
      fold.add(trace[event]!);
      counter.add(trace[event]!);
    }
    const first = line;
    while (isHere(lines[line])) line += 1;
    const now = fold.scene.places;
    frames.push({
      ...{ step, round, bytes: now, counts: counter.counts },
      lines: lines.slice(first, line),
      // What a warm cache holds at the start has not come by a step.
      before: step === 0 ? now : before,
    });
    if (fault?.where?.step === step && fault.where.round === round) break;
  }
  return frames;
}

/** What is counted below each step, each with the bytes that go with it. */
const counted: readonly (readonly [keyof Counts, bytes?: keyof Counts])[] = [
  ["systemCalls"],
  ["modeSwitches"],
  ["cpuCopies", "cpuBytes"],
  ["dmaCopies", "dmaBytes"],
  ["interrupts"],
  ["pageFaults"],
];

/** "1 system call, 1 mode switch, 0 CPU copies, 1 DMA copy of 64 KiB, …" */
function sayCounts(counts: Counts): string {
  return counted.map(([name, bytes]) => {
    const [one, many] = quantities[name].noun;
    const noun = counts[name] === 1 ? one : many;
    const of = bytes && counts[bytes] > 0
      ? ` of ${sayQuantity(bytes, counts)}`
      : "";
    return `${sayQuantity(name, counts)} ${noun}${of}`;
  }).join(", ");
}

/** Draws a frame: the step among its neighbours, what happened, the places, the counts. */
export function drawFrame(
  frame: Frame,
  run: RunToFault,
  columns: number,
): string[] {
  const { step, lines, bytes, before, counts } = frame;
  const { fault } = run;
  const isFaulty = fault?.where?.step === step &&
    fault.where.round === frame.round;
  const told = lines.map(({ number: _, ...line }) => line);
  const done = told.length === 0 && !isFaulty && step > 0
    ? ["  Nothing moves."]
    // Without numbers there is room for a number less.
    : drawSteps({ items: told, lines: 0 }, columns + 1)
      .map((row) => row.slice(1));
  return [
    ...wrapText(sayTitle(frame, run), columns),
    "",
    ...drawNeighbours(step, run, columns),
    "",
    ...done,
    ...(isFaulty ? hangText("✗ ", fault.message, columns) : []),
    ...(step > 0 ? [""] : []),
    ...drawPlaces(bytes, columns, before),
    "",
    ...hangText("  ", sayCounts(counts), columns),
  ];
}

/** "Step 3 of 5, piece 1 of 2" */
function sayTitle(
  { step, round }: Frame,
  { program, job }: RunToFault,
): string {
  if (step === 0) return "── At the start";
  const pieces = countPieces(job);
  const piece = round === 0
    ? ", once"
    : `, piece ${sayCount(round)} of ${sayCount(pieces)}`;
  return `── Step ${step} of ${stepsOf(program).length}` +
    (pieces > 1 ? piece : "");
}

/** The step with the one before it and the one after. */
function drawNeighbours(
  step: number,
  { program }: RunToFault,
  columns: number,
): string[] {
  const list = listProgram(program);
  return list.slice(Math.max(0, step - 2), step + 1)
    .flatMap(({ number, says }) => {
      const label = markStep(number, list.length, number === step);
      return hangText(label, says, columns);
    });
}
