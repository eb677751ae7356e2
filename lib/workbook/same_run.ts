/**
 * Whether a program does what another one does: the same things happen, in the same order, and no
 * step does nothing. Numbers of steps, names of programs, and what is done once of a file that goes
 * in one piece, are free.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import { type Instruction, say } from "../machine/instruction.ts";
import { type Step, stepsOf } from "../machine/program.ts";
import type { Run } from "../machine/run.ts";
import type { Event } from "../trace/event.ts";
import { sayEvent } from "../trace/explain.ts";
import { beyond } from "./excess.ts";

/** A step that does nothing in any round. */
interface IdleStep extends Step {
  /** How many steps before it do something. */
  readonly place: number;
}

/** Finds the run whose beginning another run has the most in common with. */
export function nearestRun(done: Run, models: readonly Run[]): Run {
  return models.reduce((best, one) =>
    differsAt(done, one) > differsAt(done, best) ? one : best
  );
}

/**
 * Names the first thing that a run does otherwise, or the first step that does nothing.
 *
 * @returns Nothing, if both do the same.
 */
export function sayOtherwise(done: Run, model: Run): string | undefined {
  const said = sayEventOtherwise(done, model) ?? sayIdle(done, model);
  return said && `The file arrives, but ${said}`;
}

function sayEventOtherwise(done: Run, model: Run): string | undefined {
  const at = differsAt(done, model);
  const event = done.trace[at];
  if (event === undefined) {
    return at < model.trace.length
      ? `after step ${done.trace.at(-1)?.step ?? 0} something is left to do.`
      : undefined;
  }
  const told =
    done.trace.slice(at).find((other) =>
      other.step === event.step && !isAccount(other)
    ) ?? event;
  const isEarly = model.trace.slice(at)
    .some((other) => other.round === told.round && isSame(told, other));
  return `step ${told.step} ${sayEvent(told)}. ` +
    (isEarly
      ? "Something else comes before that."
      : "That is not to be done there.");
}

/** Whether an event only keeps account of memory: what the step does comes next. */
function isAccount({ kind }: Event): boolean {
  return kind === "allocate" || kind === "free";
}

/** The place of the first event that differs: behind the end of a trace, if none does. */
function differsAt({ trace }: Run, model: Run): number {
  const at = trace.findIndex((event, i) => !isSame(event, model.trace[i]));
  return at === -1 ? trace.length : at;
}

function isSame(event: Event, other: Event | undefined): boolean {
  return other !== undefined &&
    equal({ ...event, step: 0, round: 0 }, { ...other, step: 0, round: 0 });
}

/** Says which step does nothing; a pipe that is not made leaves no event either. */
function sayIdle(done: Run, model: Run): string | undefined {
  const [own, others] = [idleSteps(done), idleSteps(model)];
  const [idle] = beyond(others, own, nameOf);
  if (idle === undefined) {
    return beyond(own, others, nameOf).some(isPipe)
      ? "pages go into a pipe that no step has opened."
      : undefined;
  }
  const doer = doneBy(idle, done);
  return `step ${idle.step}, ${say(idle.instruction)}, does nothing: ` +
    (doer === undefined
      ? "nothing is there for it to do."
      : `that has been done at step ${doer}.`);
}

function isPipe({ instruction }: IdleStep): boolean {
  return instruction.op === "open pipe";
}

function idleSteps({ program, trace }: Run): IdleStep[] {
  const acting = new Set(trace.map(({ step }) => step));
  let place = 0;
  return stepsOf(program).flatMap((step) => {
    if (!acting.has(step.step)) return [{ ...step, place }];
    place += 1;
    return [];
  });
}

/** Steps are the same where they do the same at the same place. */
function nameOf({ place, instruction }: IdleStep): string {
  return `${place}: ${say(instruction)}`;
}

/** Finds the step that has done what an idle one would do. */
function doneBy(
  { step, instruction }: IdleStep,
  { program, trace }: Run,
): number | undefined {
  const event = trace.find((event) =>
    event.step !== step && isDoneBy(event, instruction)
  );
  const twin = stepsOf(program).find((other) =>
    other.step !== step && equal(other.instruction, instruction)
  );
  return event?.step ?? twin?.step;
}

/** Whether an event leaves an instruction nothing to do. */
function isDoneBy(event: Event, instruction: Instruction): boolean {
  switch (instruction.op) {
    case "copy by DMA":
      return event.kind === "copy" && event.to === instruction.to;
    case "transmit":
      return event.kind === "copy" && event.to === "nic";
    case "touch pages":
      return event.kind === "page fault" ||
        event.kind === "map" && event.isPresent;
    case "copy references":
      return event.kind === "copy" && event.to === "socket buffer";
    case "copy by CPU":
    case "pass pages":
      // What a pipe gives out is gone from it.
      return event.kind === "pass" && event.from === instruction.from;
    default:
      return false;
  }
}
