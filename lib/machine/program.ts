/**
 * Programs: a list of instructions with a name.
 *
 * A plain list is done again for each piece of the file; what stands in `once` is done once,
 * for the file as a whole. Instructions are numbered from 1 through all parts.
 * Model, not Linux: a program does not look at what a call returned. What it leaves out for an
 * empty file stands in `onceIfAny`; it has no other branch.
 *
 * @module
 */
import { type Instruction, isInstruction } from "./instruction.ts";
import { countPieces, type Job } from "./job.ts";

/** Instructions that are done equally often. */
export interface Part {
  /** How often they are done. */
  readonly repeats: "once" | "once if any" | "per piece";
  /** The instructions, in order. */
  readonly instructions: readonly Instruction[];
}

/** The instructions of a strategy, in parts. */
export interface Program {
  /** What people call it. */
  readonly name: string;
  /** Its parts, in order. */
  readonly parts: readonly Part[];
}

/** An instruction with its number. */
export interface Step {
  /** [from 1] */
  readonly step: number;
  readonly instruction: Instruction;
  readonly repeats: Part["repeats"];
}

/** Names a list of instructions. Nobody can change it any more: many are judged by one program. */
export function program(
  name: string,
  ...parts: readonly (readonly Instruction[] | Part)[]
): Program {
  const frozen = parts.map((part): Part => {
    const { repeats, instructions } = "repeats" in part
      ? part
      : { repeats: "per piece" as const, instructions: part };
    return Object.freeze({
      repeats,
      instructions: Object.freeze(
        instructions.map((one) => Object.freeze(one)),
      ),
    });
  });
  return Object.freeze({ name, parts: Object.freeze(frozen) });
}

/** Marks instructions that are done once, for the whole file. */
export function once(instructions: readonly Instruction[]): Part {
  return { repeats: "once", instructions };
}

/** Marks instructions that are done once, unless the file is empty. */
export function onceIfAny(instructions: readonly Instruction[]): Part {
  return { repeats: "once if any", instructions };
}

/** Counts how often a part is done for a job. */
export function turnsOf(repeats: Part["repeats"], job: Job): number {
  if (repeats === "once") return 1;
  const pieces = countPieces(job);
  return repeats === "per piece" ? pieces : Math.min(pieces, 1);
}

/** Numbers the instructions of a program. */
export function stepsOf(program: Program): Step[] {
  const steps: Step[] = [];
  for (const { repeats, instructions } of program.parts) {
    for (const instruction of instructions) {
      steps.push({ step: steps.length + 1, instruction, repeats });
    }
  }
  return steps;
}

/**
 * The system calls of a program, each named once, in order.
 *
 * @param job Leaves out those that the program does not make for it: if the file is empty.
 */
export function callsOf(program: Program, job?: Job): string[] {
  const calls = stepsOf(program).flatMap(({ instruction, repeats }) =>
    instruction.op === "enter kernel" &&
      (job === undefined || turnsOf(repeats, job) > 0)
      ? [instruction.call]
      : []
  );
  return [...new Set(calls)];
}

/** Whether a value has the shape of a program. */
export function isProgram(value: unknown): value is Program {
  if (typeof value !== "object" || value === null) return false;
  const { name, parts } = value as Partial<Program>;
  return typeof name === "string" && Array.isArray(parts) &&
    parts.every((part) =>
      ["once", "once if any", "per piece"].includes(part?.repeats) &&
      Array.isArray(part.instructions) &&
      part.instructions.every(isInstruction)
    );
}
