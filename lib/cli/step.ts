/**
 * `deno task lesson 5 --step`: a run one step after the other, of the lesson's program or one's own.
 *
 * @module
 */
import { countPieces, isDelivered, type Job } from "../machine/job.ts";
import { runToFault } from "../machine/run.ts";
import { drawFrame, framesOf } from "../picture/frames.ts";
import { colourDrawing } from "../picture/terminal_colours.ts";
import { fallBack } from "../strategy/fallback.ts";
import { sayCount, saySize } from "../text/say.ts";
import { wrapText } from "../text/width.ts";
import type { Lesson, Setting, Stepped } from "../workbook/lesson.ts";
import { sayArrival, sayJob } from "../workbook/say_job.ts";
import { canAsk } from "./ask.ts";
import { type Wish, withKeys } from "./keys.ts";
import { quote } from "./option_values.ts";
import { print, terminalCanClear, terminalIsColored } from "./output.ts";
import { isGiven, listOf, textOf, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** More pieces than this nobody goes through. */
const mostSteppedPieces = 1000;

/** The end of a process that was interrupted: 128 and the number of the signal. */
const interrupted = 130;

/** What is gone through. */
export interface Stepping {
  readonly title: string;
  readonly lesson: Lesson;
  readonly typed: Typed;
  readonly setting: Setting;
  readonly columns: number;
}

/** Texts to go through, one at a time. */
export interface Walk {
  readonly head: string;
  /** How many there are to go through. */
  readonly length: number;
  /** What is shown at a place. [from 0] */
  readonly show: (at: number) => string;
  readonly end: string;
}

/**
 * Goes through a run: by Enter in a terminal, all of it elsewhere.
 *
 * @returns 1 if a program of one's own breaks a rule or does not deliver the file.
 */
export async function stepThrough(stepping: Stepping): Promise<number> {
  const { title, setting, columns } = stepping;
  const { program, job } = steppedOf(stepping);
  const file = setting.file();
  const run = runToFault(fallBack(program, job), job, file);
  const { fault, delivered } = run;
  const frames = framesOf(run);
  const isWhole = fault === undefined && isDelivered(file, delivered);
  const end = fault === undefined
    ? sayArrival({ bytes: delivered.length, isWhole })
    : `The machine stops at step ${fault.where?.step}.`;
  const fit = (...texts: string[]): string =>
    texts.flatMap((text) => wrapText(text, columns)).join("\n") + "\n";
  const colour = (lines: string[]): string[] =>
    terminalIsColored() ? colourDrawing(lines) : lines;
  const walk: Walk = {
    head: fit(title, `${program.name}: ${sayJob(job)}`),
    length: frames.length,
    show: (at) =>
      colour(drawFrame(frames[at]!, run, columns)).join("\n") + "\n",
    end: fit(end),
  };
  if (!canAsk()) printAll(walk);
  else {
    const ending = await withKeys((wishes) => goThrough(walk, wishes));
    if (ending === "interrupt") return interrupted;
  }
  return isWhole ? 0 : 1;
}

/** Prints all texts, one after the other. */
function printAll({ head, length, show, end }: Walk): void {
  print(`${head}\n`);
  for (let at = 0; at < length; at++) print(`${show(at)}\n`);
  print(end);
}

/**
 * Prints the text that is wished for, until there is an end.
 *
 * @returns The wish that ended it.
 */
export async function goThrough(
  { head, length, show, end }: Walk,
  wishes: AsyncIterable<Wish>,
): Promise<Wish> {
  const ask = "Enter: next  b: back  q: quit ";
  const erase = terminalCanClear() ? "\r\x1b[K" : "\n";
  let at = 0;
  print(`${head}\n${show(at)}\n${ask}`);
  for await (const wish of wishes) {
    print(erase);
    if (wish === "quit" || wish === "interrupt") return wish;
    at = Math.max(0, at + (wish === "next" ? 1 : -1));
    if (at === length) break;
    print(`${show(at)}\n${ask}`);
  }
  print(end);
  return "quit";
}

/** Finds the program to go through: the lesson's, or one's own. */
function steppedOf({ lesson, typed, setting }: Stepping): Stepped {
  const { job, own } = setting;
  const what = own === undefined ? "strategy" : "program";
  const value = textOf(typed, what);
  const fitting = ["file", "step", "width", what];
  const other = typed.options.filter(({ name, sets }) =>
    isGiven(typed, name) && sets === undefined && !fitting.includes(name)
  );
  if (other.length > 0) {
    throw new UsageError(
      `--step shows one run, step by step: it goes without ${listOf(other)}`,
      `${value === undefined ? "" : `--${what} ${quote(value)} `}--step`,
    );
  }
  const stepped = own === undefined
    ? lesson.stepped?.(setting)
    : { program: own, job };
  if (stepped === undefined) {
    throw new UsageError(
      "--step goes through one strategy, and this lesson compares " +
        `${lesson.compares?.length}`,
      `--strategy ${quote(lesson.compares![0]!)} --step`,
    );
  }
  requireFewPieces(stepped.job);
  return stepped;
}

function requireFewPieces(job: Job): void {
  const pieces = countPieces(job);
  if (pieces <= mostSteppedPieces) return;
  throw new UsageError(
    `--step goes through up to ${sayCount(mostSteppedPieces)} pieces: these ` +
      `are ${sayCount(pieces)}`,
    `--size ${saySize(job.bufferBytes * 4).replace(" ", "")} --buffer ` +
      `${job.bufferBytes} --step`,
  );
}
