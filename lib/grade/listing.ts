/**
 * Listings: the steps of a program or of a trace, with a mark at the one that is spoken of.
 *
 * @module
 */
import { stepsOf } from "../machine/program.ts";
import type { RunToFault } from "../machine/run.ts";
import { bytesAt } from "../picture/places.ts";
import { placesOfBytes, sayHeld } from "../picture/scene.ts";
import { listProgram, markStep } from "../picture/steps.ts";
import type { Event } from "../trace/event.ts";
import { actorOf, sayEvent } from "../trace/explain.ts";
import { sayMany } from "../text/say.ts";
import { lastRun } from "../workbook/judge.ts";
import { isTrace, shorten } from "../workbook/say_value.ts";

/** The most steps of a listing, and the longest of them. */
const mostSteps = 40;
const longestStep = 120;

/** How many steps of a trace are shown before the one that is spoken of, and after it. */
const around = 4;

/** What is asked, answered and said of it. */
interface Told {
  readonly args: readonly unknown[];
  readonly gave: unknown;
  /** May speak of a step, by its number. */
  readonly why: string;
}

/**
 * Lists the program that was given, and where the bytes are then; or the trace that was asked about,
 * around the step.
 *
 * @returns The lines: nothing, if there is neither.
 */
export function listingOf({ args, gave, why }: Told): string[] {
  const said = /\bstep (\d+)/i.exec(why)?.[1];
  const step = said === undefined ? undefined : Number(said);
  const run = lastRun(gave);
  if (run !== undefined) return listRun(run, step);
  const trace = args.find(isTrace);
  return trace === undefined ? [] : listTrace(trace, step);
}

function listRun(run: RunToFault, step?: number): string[] {
  const steps = listProgram(run.program);
  if (steps.length > mostSteps) return [];
  const rows = steps.map(({ number, says, isOnce }) =>
    markStep(number, steps.length, number === step) +
    shorten(says + (isOnce ? " (once)" : ""), longestStep)
  );
  return [...rows, `then: ${sayPlaces(run, step)}`];
}

/** Says where the bytes are after a step has first been done, or at the end: in the places that a program names. */
function sayPlaces(
  { program, job, trace, fault }: RunToFault,
  step?: number,
): string {
  const next = trace.findIndex((event) =>
    step !== undefined && (event.step > step || event.round > 1)
  );
  const held = bytesAt(
    fault !== undefined || next === -1 ? trace : trace.slice(0, next),
    job,
  );
  const named = stepsOf(program).flatMap(({ instruction }) =>
    "to" in instruction ? [instruction.from, instruction.to] : []
  );
  return placesOfBytes.filter((place) =>
    place === "client" || place !== "disk" && place !== "nic" &&
      (named.includes(place) || sayHeld(held[place]) !== "-")
  ).map((place) => {
    const has = sayHeld(held[place]);
    return `${place} ${has === "-" ? "nothing" : has}`;
  }).join(", ");
}

/** Says how many bytes a copy moves: who adds them up must see them. */
function sayBytes(event: Event): string {
  return event.kind === "copy" ? `: ${sayMany(event.bytes, "byte")}` : "";
}

/** Lists what happened around a step, by the numbers of the steps. */
function listTrace(trace: readonly Event[], step?: number): string[] {
  const told = trace.filter(({ kind }) =>
    kind !== "allocate" && kind !== "free"
  );
  const at = told.findIndex((event) => event.step === step);
  const begin = Math.max(0, at - around);
  const end = Math.max(at, begin + around) + around + 1;
  const most = Math.max(...told.map(({ step }) => step));
  const rows = told.slice(begin, end).map((event) =>
    markStep(event.step, most, event.step === step) +
    shorten(
      `${actorOf(event)} ${sayEvent(event)}${sayBytes(event)}`,
      longestStep,
    )
  );
  return [
    ...(begin > 0 ? [`  … ${begin} events before`] : []),
    ...rows,
    ...(end < told.length ? [`  … ${told.length - end} events more`] : []),
  ];
}
