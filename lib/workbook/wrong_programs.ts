/**
 * Programs as somebody writes them who has a wrong idea: a right one with one mistake in it.
 *
 * A step that the right program does not have is no error here: then nothing is changed, and the
 * exercise says that its cases cannot tell the idea.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import type { Instruction } from "../machine/instruction.ts";
import { once, type Program, program } from "../machine/program.ts";

/** Leaves out steps. */
export function without(right: Program, ...steps: Instruction[]): Program {
  return edit(
    right,
    (one) => steps.some((step) => equal(one, step)) ? [] : [one],
  );
}

/** Puts other steps in the place of one. */
export function instead(
  right: Program,
  step: Instruction,
  ...others: Instruction[]
): Program {
  return edit(right, (one) => equal(one, step) ? others : [one]);
}

/** Does two steps each at the time of the other. */
export function exchange(
  right: Program,
  step: Instruction,
  other: Instruction,
): Program {
  return edit(
    right,
    (one) => [equal(one, step) ? other : equal(one, other) ? step : one],
  );
}

/** Does all of it once: each call works on the whole file. */
export function atOnce(right: Program): Program {
  return { ...right, parts: [once(instructionsOf(right))] };
}

/** Does all of it for each piece. */
export function forEachPiece(right: Program): Program {
  return program(right.name, instructionsOf(right));
}

function instructionsOf(right: Program): Instruction[] {
  return right.parts.flatMap(({ instructions }) => instructions);
}

function edit(
  right: Program,
  change: (instruction: Instruction) => readonly Instruction[],
): Program {
  return {
    ...right,
    parts: right.parts.map((part) => ({
      ...part,
      instructions: part.instructions.flatMap(change),
    })),
  };
}
