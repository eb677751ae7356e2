/**
 * Judgements that many exercises share: is it the right value, does the program deliver, does it
 * cost no more than it must.
 *
 * Delivery comes before cost: what sends nothing cheaply does not send.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import type { Fault } from "../machine/fault.ts";
import { isInstruction, say } from "../machine/instruction.ts";
import { generateFile, isDelivered, type Job } from "../machine/job.ts";
import {
  callsOf,
  isProgram,
  type Program,
  stepsOf,
} from "../machine/program.ts";
import { type Run, run, type RunToFault, runToFault } from "../machine/run.ts";
import { enoughFrames } from "../machine/memory.ts";
import { sayCount } from "../text/say.ts";
import type { Event } from "../trace/event.ts";
import { count } from "../trace/count.ts";
import { sayEvent } from "../trace/explain.ts";
import { quantities } from "../trace/quantity.ts";
import { firstNotIn } from "./excess.ts";
import { hasParts, isNoNumber } from "./plain.ts";
import { sayValue, shorten } from "./say_value.ts";

/**
 * Judges a value by the right one.
 *
 * @param gave What the answer gave.
 * @param right What it should give. It is not told.
 * @param why What to say of a value of the right kind.
 * @returns What is wrong as far as it can be seen, perhaps nothing; `undefined` if it is right.
 */
export function judgeValue(
  gave: unknown,
  right: unknown,
  why?: string,
): string | undefined {
  if (equal(gave, right)) return undefined;
  if (gave === undefined && right !== null) {
    return "Nothing was returned. Is a `return` missing?";
  }
  const kind = kindOf(right);
  if (kindOf(gave) !== kind) {
    return `It must return ${kind}, and returned ${kindOf(gave)}.` +
      sayOrigin(gave);
  }
  return why ?? sayPart(gave, right);
}

/** Names the first part that is not right, where there are parts: a field, or an item of a list. */
function sayPart(gave: unknown, right: unknown): string {
  if (!hasParts(right)) return "";
  const isList = Array.isArray(right);
  const parts = gave as Record<string, unknown>;
  const missing = Object.keys(right).find((key) => !(key in parts));
  if (missing !== undefined && !isList) {
    return `The field ${missing} is missing.`;
  }
  for (const [key, value] of Object.entries(right)) {
    if (!(key in parts)) return "The list is too short.";
    if (equal(parts[key], value)) continue;
    const name = isList ? `item ${Number(key) + 1}` : key;
    const [kind, found] = [value, parts[key]].map(kindOf);
    return kind === found
      ? `${name} is not right.`
      : `${name} must be ${kind}, and is ${found}.${sayOrigin(parts[key])}`;
  }
  const extra = Object.keys(parts).find((key) => !(key in right));
  return isList ? "The list is too long." : `No field ${extra} is asked for.`;
}

/** Says what gives a number that is none. */
function sayOrigin(value: unknown): string {
  const origins: Readonly<Record<string, string>> = {
    "NaN": "arithmetic with something that is no number gives: a field that " +
      "is not there, an item behind the end of a list, 0 / 0",
    "Infinity": "a division by 0 gives, and Math.min() of nothing",
    "-Infinity": "a negative number divided by 0 gives, and Math.max() of " +
      "nothing",
  };
  const gives = origins[kindOf(value)];
  return gives === undefined ? "" : ` ${value} is what ${gives}.`;
}

/** Names the kind of a value. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  const plain = typeof value === "number" ? String(value) : value;
  if (isNoNumber(plain)) return plain;
  return {
    number: "a number",
    string: "a text",
    boolean: "true or false",
    object: "an object",
  }[typeof value as string] ?? typeof value;
}

/** The most steps that a program is run with: it is run where the answer can do no harm. */
const mostSteps = 1000;

/** What a program must keep to. */
export interface Goal {
  /**
   * A program that does it well. No count may be higher than its counts, and a strategy must do the
   * same. It is not told.
   */
  readonly like?: Program;
  /** Other programs that do it as well. */
  readonly orLike?: readonly Program[];
  /** The calls it must make, in order, each named once. */
  readonly calls?: readonly string[];
  /** Why a count that is too high need not be: the rule behind it. */
  readonly why?: string;
}

const runs = new WeakMap<Program, RunToFault>();

/** What became of a program when it was last run: for whoever tells of it. */
export function lastRun(gave: unknown): RunToFault | undefined {
  return isProgram(gave) ? runs.get(gave) : undefined;
}

/** Says why a value is no program: of what stands in its list, or of all. */
export function sayNoProgram(gave: unknown): string {
  const parts = hasParts(gave) && Array.isArray(gave.parts) ? gave.parts : [];
  const item: unknown = parts.flatMap((part) => part?.instructions ?? [])
    .find((one) => !isInstruction(one));
  if (hasParts(item) && "repeats" in item) {
    return "once([ … ]) stands before the list, and not in it: " +
      "program(name, once([ … ]), [ … ]).";
  }
  const found = item === undefined ? "it is" : "in its list is";
  return "A program was expected, made by program(name, [ … ]) from " +
    'instructions such as enterKernel("read"): ' +
    `${found} ${sayValue(item ?? gave, 60)}.`;
}

/**
 * Runs a program that an answer gave.
 *
 * @returns What happened; or why it is no program, or why the file does not arrive.
 */
export function deliver(gave: unknown, job: Job): Run | string {
  if (!isProgram(gave)) return sayNoProgram(gave);
  const { length } = stepsOf(gave);
  if (length > mostSteps) {
    return `A program of ${length} steps is longer than any file needs.`;
  }
  const file = generateFile(job.fileBytes);
  try {
    const done = runToFault(gave, job, file);
    runs.set(gave, done);
    const { fault, trace, delivered } = done;
    if (fault !== undefined) return sayFault(fault, trace);
    return isDelivered(file, delivered)
      ? done
      : sayUndelivered(gave, file, delivered);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return `The machine cannot run that program: ${shorten(reason, 200)}`;
  }
}

/** Says which rule was broken; where memory is full, who has filled it. */
function sayFault(fault: Fault, trace: readonly Event[]): string {
  const hoards = trace.flatMap((event) =>
    event.kind === "allocate" && event.place !== "page cache" ? [event] : []
  ).toSorted((a, b) => b.bytes - a.bytes);
  const [{ step, place, bytes } = { step: 0, place: "", bytes: 0 }] = hoards;
  return fault.rule !== enoughFrames || step === 0
    ? fault.message
    : `Memory is full at step ${fault.where?.step}, as step ${step} has taken ` +
      `${sayCount(bytes)} bytes of it for the ${place}.`;
}

/** Judges a run that delivered the file. */
export function judgeRun(done: Run, goal: Goal): string | undefined {
  return judgeCalls(done.program, goal) ?? judgeCounts(done, goal);
}

function sayUndelivered(
  program: Program,
  file: Uint8Array,
  delivered: Uint8Array,
): string {
  if (delivered.length === 0 && file.length > 0) {
    const sends = stepsOf(program).find(({ instruction }) =>
      instruction.op === "transmit"
    );
    return "The program ran to its end, and the client has no byte. " +
      (sends === undefined
        ? "Which step hands bytes to the nic?"
        : `Step ${sends.step} is to ${say(sends.instruction)}, and no byte ` +
          "is in it.");
  }
  if (delivered.length !== file.length) {
    return `The client has ${delivered.length} bytes of a file of ` +
      `${file.length}: something is sent twice, or not at all.`;
  }
  const at = file.findIndex((byte, i) => byte !== delivered[i]);
  return `The client has ${file.length} bytes, but byte ${at} is wrong: ` +
    "what was sent there is not what the file holds there.";
}

function judgeCalls(
  program: Program,
  { calls }: Goal,
): string | undefined {
  const made = callsOf(program);
  if (calls === undefined || equal(made, calls)) return undefined;
  return `The calls must be ${calls.join(", then ")}: the program makes ${
    made.join(", then ") || "none"
  }.`;
}

/** What is compared, in this order. */
const compared = [
  "cpuCopies",
  "dmaCopies",
  "modeSwitches",
  "pageFaults",
] as const;

/** Names the first count that is too high, and the first event that need not be. */
function judgeCounts(
  { trace, job, delivered }: Run,
  { like, why = "Another strategy does with fewer." }: Goal,
): string | undefined {
  if (like === undefined) return undefined;
  const model = run(like, job, delivered).trace;
  const [counts, limits] = [count(trace), count(model)];
  for (const name of compared) {
    if (counts[name] <= limits[name]) continue;
    const { noun: [one, many], adds } = quantities[name];
    const event = firstNotIn(model, trace, adds);
    return `The file arrives, with ${counts[name]} ` +
      `${counts[name] === 1 ? one : many}: step ${event.step} ` +
      `${sayEvent(event)}. ${why}`;
  }
  if (counts.peakBufferBytes <= limits.peakBufferBytes) return undefined;
  return `The file arrives, but ${counts.peakBufferBytes} bytes of memory ` +
    `were held at once, and ${limits.peakBufferBytes} are enough. ${why}`;
}
