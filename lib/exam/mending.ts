/**
 * Mending: a program that lacks one step. Where is it, and what comes of it?
 *
 * @module
 */
import type { Fault } from "../machine/fault.ts";
import { say } from "../machine/instruction.ts";
import { makeJob } from "../machine/job.ts";
import { type Program, stepsOf } from "../machine/program.ts";
import { runToFault } from "../machine/run.ts";
import type { Strategy } from "../strategy/strategy.ts";
import type { Prediction, Recipe } from "../workbook/prediction.ts";
import { deliver } from "../workbook/judge.ts";
import { sayCount } from "../text/say.ts";
import { listJob } from "../workbook/say_job.ts";
import { listProgram } from "./reading.ts";
import { without } from "../workbook/wrong_programs.ts";

/** A program without one of its steps, and what comes of it. */
interface Broken {
  readonly program: Program;
  /** The number that the step had. [from 1] */
  readonly missing: number;
  /** Nothing, if the program goes to its end. */
  readonly fault: Fault | undefined;
  /** What the client has then. [bytes] */
  readonly hasBytes: number;
}

/** Two pieces: what is left open after the first is found at the second. */
const job = makeJob({ fileBytes: 10000, bufferBytes: 8192 });

/** Rolls the textbook's program of a strategy, without one of its steps. */
export function mendingOf({ name, textbook }: Strategy): Recipe<Broken> {
  return {
    roll: (dice) => {
      const { step: missing, instruction } = dice.pick(stepsOf(textbook));
      const program = without(textbook, instruction);
      const places = placesFor(program, textbook, missing);
      const { fault, delivered } = runToFault(program, job);
      // It must be plain where the step belongs.
      return places.filter((one) => typeof deliver(one, job) !== "string")
          .length === 1
        ? { program, missing, fault, hasBytes: delivered.length }
        : undefined;
    },
    title: () => `${name}, without one of its steps`,
    given: ({ program }) => [
      ...listProgram(program, say),
      ...listJob(job),
      "the machine stops at the first step that breaks a rule",
    ],
    questions,
  };
}

/** A program with the missing step at each place where it could be. */
function placesFor(
  program: Program,
  right: Program,
  missing: number,
): Program[] {
  const { instruction } = stepsOf(right)[missing - 1]!;
  return program.parts.flatMap((part, p) =>
    Array.from({ length: part.instructions.length + 1 }, (_, at) => {
      const instructions = part.instructions.toSpliced(at, 0, instruction);
      const parts = program.parts.with(p, { ...part, instructions });
      return { ...program, parts };
    })
  );
}

/** The step at which it stops; 0, if it goes to its end. */
function stopOf({ fault }: Broken): number {
  return fault?.where?.step ?? 0;
}

function explains({ fault, missing, program, hasBytes }: Broken): string {
  const at = missing === 1 ? "at the beginning" : `after step ${missing - 1}`;
  return `A step is missing ${at}. ` + (fault?.message ??
    `No rule is broken by the others, so all ${stepsOf(program).length} are ` +
      `done. But the client has ${sayCount(hasBytes)} of ` +
      `${sayCount(job.fileBytes)} bytes then.`);
}

const questions: readonly Prediction<Broken>[] = [
  {
    name: "stop",
    asks: "the step at which the machine stops (0 if it goes to the end)",
    right: stopOf,
    wrong: {
      "it stops where the step is missing": ({ missing }) => missing,
      "a program that lacks a step goes to its end": () => 0,
      "it stops at the step before": (broken) =>
        Math.max(0, stopOf(broken) - 1),
    },
    explains,
  },
  {
    name: "missing",
    asks: "the step after which one is missing (0 if before the first)",
    right: ({ missing }) => missing - 1,
    wrong: {
      "it is missing where the machine stops": (broken) =>
        Math.max(0, stopOf(broken) - 1),
      "the missing one has that number": ({ missing }) => missing,
    },
    explains,
  },
];
