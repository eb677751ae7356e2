/**
 * Reading: a program whose calls have no names. Which strategy is it, and what has happened by the
 * time that a step is done?
 *
 * @module
 */
import { type Instruction, say } from "../machine/instruction.ts";
import { type Program, stepsOf } from "../machine/program.ts";
import { run } from "../machine/run.ts";
import { placesOfBytes } from "../picture/scene.ts";
import { strategies } from "../strategy/linux.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { count, type Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { sayEvent } from "../trace/explain.ts";
import { addsTo, quantities } from "../trace/quantity.ts";
import type { Prediction, Recipe } from "../workbook/prediction.ts";
import { rollJob } from "../workbook/roll.ts";
import { type Ran, sayCountedSteps } from "../workbook/run_words.ts";
import { listJob } from "../workbook/say_job.ts";

/** A program, and a moment of its run: what has happened when a step is done for a piece. */
interface Read extends Ran {
  readonly strategy: Strategy;
  readonly program: Program;
  readonly whole: readonly Event[];
  readonly step: number;
  readonly round: number;
}

/** Reads a program of a strategy, as the textbook or as Linux has it. */
export function readingOf(strategy: Strategy): Recipe<Read> {
  return {
    roll: (dice) => {
      const program = dice.pick([strategy.textbook, strategy.linux]);
      const job = rollJob(dice, {
        bufferBytes: [4096, 8192],
        wholePieces: [2, 4],
      });
      const whole = run(program, job).trace;
      const { step, round } = dice.pick(
        whole.filter((event) => event.round > 0 && brings(event)),
      );
      const end = whole.findLastIndex((event) =>
        event.step === step && event.round === round
      );
      const trace = whole.slice(0, end + 1);
      return { strategy, program, job, whole, trace, step, round };
    },
    title: () => "a program whose calls have no names",
    given: ({ program, job, step, round }) => [
      ...listProgram(program, sayNameless),
      ...listJob(job),
      `the moment: step ${step} has just been done for piece ${round}`,
    ],
    questions,
  };
}

/** Lists the steps of a program, as what is given. */
export function listProgram(
  program: Program,
  sayStep: (instruction: Instruction) => string,
): string[] {
  return stepsOf(program).map(({ step, instruction, repeats }) =>
    `step ${step}${repeats === "per piece" ? "" : " (once)"}: ` +
    sayStep(instruction)
  );
}

function sayNameless(instruction: Instruction): string {
  const { op } = instruction;
  if (op === "enter kernel") return "enter the kernel for a call";
  return op === "leave kernel" ? "return from the call" : say(instruction);
}

/** An event that brings bytes to a place, or seems to. */
type Bringing = Extract<Event, { readonly kind: "copy" | "map" | "pass" }>;

function brings(event: Event): event is Bringing {
  return ["copy", "map", "pass"].includes(event.kind);
}

function isCopy({ kind }: Event): boolean {
  return kind === "copy";
}

/** The last event until the moment that brings the bytes of its piece. */
function lastOf({ trace }: Read, isBringing = isCopy): Bringing {
  return trace.findLast((event): event is Bringing =>
    brings(event) && isBringing(event)
  )!;
}

/** Finds a strategy that is taken for another: one with as many mode switches, if there is. */
function takenFor(
  { strategy }: Read,
  isLike: (other: Counts, own: Counts) => boolean,
): string | undefined {
  const countsOf = ({ textbook }: Strategy): Counts =>
    count(run(textbook).trace);
  const own = countsOf(strategy);
  const found = strategies.filter((one) => isLike(countsOf(one), own));
  const same = found.find((one) =>
    countsOf(one).modeSwitches === own.modeSwitches
  );
  return (same ?? found[0])?.name;
}

/** The copies that there would be if what is mapped and passed were copied. */
function asIfCopied({ cpuCopies, mappings, passes }: Counts): number {
  return cpuCopies + mappings + passes;
}

/** Asks how much there has been of something until the moment. */
function askSoFar(
  name: "modeSwitches" | "cpuCopies",
  wrong: Record<string, (counts: Counts) => number>,
): Prediction<Read> {
  const ideas = Object.entries(wrong).map(([idea, of]) =>
    [idea, ({ trace }: Read) => of(count(trace))] as const
  );
  return {
    name,
    asks: `${quantities[name].label} until then, from the beginning`,
    right: ({ trace }) => count(trace)[name],
    wrong: {
      "only those of the piece": ({ trace, round }) =>
        count(trace.filter((event) => event.round === round))[name],
      ...Object.fromEntries(ideas),
    },
    explains: ({ whole, job }) =>
      "Add up the pieces before, and the steps of this one until then. " +
      sayCountedSteps({ trace: whole, job }, addsTo(name), "No step does it."),
  };
}

const questions: readonly Prediction<Read>[] = [
  {
    name: "strategy",
    asks: "which strategy it is",
    choices: strategies.map(({ name }) => name),
    right: ({ strategy }) => strategy.name,
    wrong: {
      "to map or to pass pages is to copy them": (read) =>
        takenFor(read, (other, own) => other.cpuCopies === asIfCopied(own)),
      "to copy bytes is to map or to pass their pages": (read) =>
        takenFor(
          read,
          (other, own) =>
            asIfCopied(other) === own.cpuCopies && own.cpuCopies > 0 &&
            other.cpuCopies < own.cpuCopies,
        ),
    },
    explains: ({ whole }) => {
      const steps = Map.groupBy(whole.filter(brings), ({ step }) => step);
      const texts = [...steps].map(([step, events]) =>
        `step ${step} ${sayEvent(events[0]!)}`
      );
      return `These steps tell it: ${texts.join("; ")}.`;
    },
  },
  {
    name: "place",
    asks: "where the newest copy of that piece's bytes lies then",
    choices: placesOfBytes.filter((place) => place !== "client"),
    right: (read) => lastOf(read).to,
    wrong: {
      "to map or to pass pages is to copy them": (read) =>
        lastOf(read, brings).to,
      "that step is yet to be done": (read) => {
        const last = lastOf(read, brings);
        return isCopy(last) ? last.from : undefined;
      },
    },
    explains: ({ trace, step }) =>
      `Step ${step} ${sayEvent(trace.findLast(brings)!)}. Whoever hands on ` +
      "addresses leaves the bytes where they are.",
  },
  askSoFar("modeSwitches", {
    "one for each call": ({ systemCalls }) => systemCalls,
  }),
  askSoFar("cpuCopies", {
    "those by DMA as well": ({ cpuCopies, dmaCopies }) => cpuCopies + dmaCopies,
  }),
];
