/**
 * Made-up programs: of all instructions, in any order, so that nearly all of them fault.
 *
 * @module
 */
import { type Instruction, operands } from "../lib/machine/instruction.ts";
import type { Part, Program } from "../lib/machine/program.ts";
import {
  allOps,
  allPlaces,
  allRepeats,
  knownCalls,
} from "../lib/workbook/program_text.ts";
import type { TestDice } from "./dice.ts";

/** Makes an instruction. */
export function randomInstruction(dice: TestDice): Instruction {
  const op = dice.oneOf(allOps);
  const values = {
    call: dice.oneOf(knownCalls),
    from: dice.oneOf(allPlaces),
    to: dice.oneOf(allPlaces),
    slots: dice.between(1, 40),
  };
  const named = operands[op].map((name) => [name, values[name]]);
  return { op, ...Object.fromEntries(named) };
}

/** Makes a program of a few parts, some of them empty. */
export function randomProgram(dice: TestDice): Program {
  const signs = ["'", ...'mine +*_-.%&=#/→映 "\\`$\n'];
  const name = Array.from(
    { length: dice.between(0, 12) },
    () => dice.oneOf(signs),
  );
  const parts = Array.from({ length: dice.between(0, 4) }, (): Part => ({
    repeats: dice.oneOf(allRepeats),
    instructions: Array.from(
      { length: dice.between(0, 6) },
      () => randomInstruction(dice),
    ),
  }));
  return { name: name.join(""), parts };
}
