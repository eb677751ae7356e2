/**
 * A program and its run as numbered lists: an item for each instruction, or for each thing that
 * somebody does. Each list is made as data first, and its text drawn from that.
 *
 * @module
 */
import { type Program, stepsOf } from "../machine/program.ts";
import { say } from "../machine/instruction.ts";
import { explain, type Line } from "../trace/explain.ts";
import type { Event } from "../trace/event.ts";
import { hangText } from "../text/hanging_text.ts";
import { sayCount } from "../text/say.ts";
import { wrapText } from "../text/width.ts";

/** An instruction as it is listed. */
export interface ListedInstruction {
  /** [from 1] */
  readonly number: number;
  readonly says: string;
  /** Whether it is done once, and others for each piece. */
  readonly isOnce: boolean;
  /** Whether it is done if the file is empty. */
  readonly isForNothing: boolean;
}

/** What is told of a run. */
export interface StepList {
  /** The first piece in full, and a gap for the others. */
  readonly items: readonly (ToldLine | Gap)[];
  /** How many lines the whole trace has. */
  readonly lines: number;
}

/** One thing that somebody does: without a number if nobody has counted so far. */
export interface ToldLine extends Pick<Line, "actor" | "says" | "counted"> {
  readonly number?: number;
}

/** Pieces that go as the first one, from the second to this one. */
export interface Gap {
  readonly lastPiece: number;
}

/** Lists the instructions of a program. */
export function listProgram(program: Program): ListedInstruction[] {
  const hasBoth = new Set(program.parts.map((part) => part.repeats)).size > 1;
  return stepsOf(program).map(({ step, instruction, repeats }) => ({
    number: step,
    says: say(instruction),
    isOnce: hasBoth && repeats !== "per piece",
    isForNothing: repeats === "once",
  }));
}

/**
 * Draws the list of a program.
 *
 * @param pieces How many it sends: what is done for each is said to be.
 */
export function drawProgram(
  list: readonly ListedInstruction[],
  { pieces = 1, columns }: { pieces?: number; columns: number },
): string[] {
  const rows = list.flatMap(({ number, says, isOnce }) => {
    const label = `${padNumber(number, list.length)}  `;
    return hangText(label, says + (isOnce ? " (once)" : ""), columns);
  });
  if (pieces === 1) return rows;
  if (pieces === 0) return [...rows, "", ...drawUndone(list, columns)];
  const hasBoth = list.some(({ isOnce }) => isOnce);
  const what = hasBoth ? "What is not done once" : "All of it";
  const text = `${what} is done for each of ${sayCount(pieces)} pieces.`;
  return [...rows, "", ...wrapText(text, columns)];
}

/** Says what is not done of an empty file. */
function drawUndone(
  list: readonly ListedInstruction[],
  columns: number,
): string[] {
  const undone = list.filter(({ isForNothing }) => !isForNothing);
  const numbers = undone.map(({ number }) => number).join(", ");
  const text = `The file is empty, so this is not done: ${numbers}.`;
  return wrapText(text, columns);
}

/**
 * Lists what happened, step by step. Of many pieces the first is told in full. If the trace does
 * not hold the others, what comes after them is told without numbers.
 *
 * @param pieces How many there were: the trace need not hold them all.
 */
export function listSteps(trace: Iterable<Event>, pieces: number): StepList {
  const lines = explain(trace);
  const items: (ToldLine | Gap)[] = [];
  let last = 0;
  let hasGap = pieces <= 1;
  for (const line of lines) {
    const isAfter = last > 0 && line.round === 0;
    if (!hasGap && (isAfter || line.round > 1)) {
      items.push({ lastPiece: pieces });
      hasGap = true;
    }
    const { number, actor, says, counted } = line;
    if (isAfter && last < pieces) items.push({ actor, says, counted: [] });
    else if (line.round <= 1) items.push({ number, actor, says, counted });
    last = Math.max(last, line.round);
  }
  if (!hasGap) items.push({ lastPiece: pieces });
  return { items, lines: lines.length };
}

/** Draws the list of a run. */
export function drawSteps(
  { items, lines }: StepList,
  columns: number,
): string[] {
  return items.flatMap((item) => {
    if ("lastPiece" in item) return drawGap(item, columns);
    const { number = "", actor, says, counted } = item;
    const label = `${padNumber(number, lines)}  ${actor.padEnd(10)}  `;
    const counts = counted.length > 0 ? ` [${counted.join(", ")}]` : "";
    return hangText(label, says + counts, columns);
  });
}

function drawGap({ lastPiece }: Gap, columns: number): string[] {
  const text = lastPiece === 2
    ? "piece 2 goes as piece 1 went"
    : `pieces 2 to ${sayCount(lastPiece)} go as piece 1 went`;
  return hangText("  …  ", text, columns);
}

/**
 * Writes what stands before a step: a mark, if it is the one that is spoken of, and its number.
 *
 * @param most The largest number of the list.
 */
export function markStep(
  number: number,
  most: number,
  isMarked: boolean,
): string {
  return `${isMarked ? "▶" : " "} ${padNumber(number, most)}  `;
}

/** Writes a number as wide as the largest of its list. */
function padNumber(number: number | "", most: number): string {
  return String(number).padStart(String(most).length);
}
