/**
 * A run as a numbered list: the short form, one line an instruction, and the long form, one line
 * for each thing that somebody does.
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

/**
 * Lists the instructions of a program.
 *
 * @param rounds How many pieces it sends: what is done for each is said to be.
 */
export function drawProgram(
  program: Program,
  { rounds = 1, columns }: { rounds?: number; columns: number },
): string[] {
  const hasBoth = new Set(program.parts.map((part) => part.repeats)).size > 1;
  const steps = stepsOf(program);
  const rows = steps.flatMap(({ step, instruction, repeats }) => {
    const often = hasBoth && repeats === "once" ? " (once)" : "";
    const label = `${padNumber(step, steps.length)}  `;
    return hangText(label, say(instruction) + often, columns);
  });
  if (rounds <= 1) return rows;
  const what = hasBoth ? "What is not done once" : "All of it";
  const text = `${what} is done for each of ${sayCount(rounds)} pieces.`;
  return [...rows, "", ...wrapText(text, columns)];
}

/**
 * Lists what happened, step by step. Of many rounds the first is told in full. If the trace does
 * not hold the others, what comes after them is told without numbers: nobody has counted so far.
 *
 * @param trace What happened.
 * @param rounds How many buffer-fulls there were: the trace need not hold them all.
 */
export function drawSteps(
  trace: Iterable<Event>,
  { rounds, columns }: { rounds: number; columns: number },
): string[] {
  const rows: string[] = [];
  let last = 0;
  let isLeftOutTold = false;
  const lines = explain(trace);
  for (const line of lines) {
    const isAfter = last > 0 && line.round === 0;
    if (rounds > 1 && !isLeftOutTold && (isAfter || line.round > 1)) {
      rows.push(...drawLeftOut(rounds, columns));
      isLeftOutTold = true;
    }
    const number = padNumber(line.number, lines.length);
    if (isAfter && last < rounds) {
      const uncounted = { ...line, counted: [] };
      rows.push(...drawLine(" ".repeat(number.length), uncounted, columns));
    } else if (line.round <= 1) rows.push(...drawLine(number, line, columns));
    last = Math.max(last, line.round);
  }
  if (rounds > 1 && !isLeftOutTold) rows.push(...drawLeftOut(rounds, columns));
  return rows;
}

function drawLine(number: string, line: Line, columns: number): string[] {
  const label = `${number}  ${line.actor.padEnd(10)}  `;
  const counted = line.counted.length > 0
    ? ` [${line.counted.join(", ")}]`
    : "";
  return hangText(label, line.says + counted, columns);
}

function drawLeftOut(rounds: number, columns: number): string[] {
  const text = rounds === 2
    ? "round 2 goes as round 1 went"
    : `rounds 2 to ${sayCount(rounds)} go as round 1 went`;
  return hangText("  …  ", text, columns);
}

/** Writes a number as wide as the largest of its list. */
function padNumber(number: number, most: number): string {
  return String(number).padStart(String(most).length);
}
