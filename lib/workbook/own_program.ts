/**
 * A program of the learner's own in a lesson: what it is called there, and what is told of it.
 *
 * @module
 */
import type { Program } from "../machine/program.ts";
import { strategies } from "../strategy/linux.ts";
import { oneLine } from "../text/escape_code.ts";
import { literal } from "../text/text_reader.ts";
import { cutText } from "../text/width.ts";
import type { Outcome } from "./lesson.ts";
import { paragraph } from "./page.ts";
import type { DoneJob } from "./transfer_lesson.ts";

/** The longest name that stands beside those of the strategies. [columns] */
const nameColumns = 18;

/** Gives a program a name that can stand beside those of the strategies, and is none of them. */
export function toldApart(program: Program): Program {
  const whole = oneLine(program.name).trim() || "yours";
  const [first = "", ...rest] = cutText(whole, nameColumns);
  const name = rest.length === 0 ? first : `${first.trimEnd()}…`;
  const isTaken = strategies.some((strategy) => strategy.name === name);
  return { ...program, name: isTaken ? `${name} (yours)` : name };
}

/**
 * Tells of a run all that there is: its steps, the diagram, the counts, and what arrived.
 *
 * @param facts Those of the run.
 * @param note What is said besides of a run that did its job.
 */
export function ownOutcome(
  done: DoneJob,
  facts: Outcome["facts"],
  note = "",
): Required<Pick<Outcome, "facts" | "ownArrives">> {
  const ownArrives = done.failed === undefined;
  const names = [
    "program",
    ...(done.trace.length === 0 ? [] : ["diagram"]),
    ...(done.fault === undefined ? ["counts"] : []),
    "arrival",
  ];
  const own = (columns: number): string =>
    [
      `## ${literal(done.program.name)}`,
      ...names.map((name) => facts[name]!(columns)),
      ...(ownArrives && note !== "" ? [paragraph(note)] : []),
    ].join("\n\n");
  return { facts: { own }, ownArrives };
}
