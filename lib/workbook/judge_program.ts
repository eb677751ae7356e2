/**
 * Judges a strategy: a program that uses calls as a kernel has them.
 *
 * The machine lets any call do whatever kernel mode may do, with as many bytes as there are. So a
 * program could win by a call that no kernel has. What a call does is read off the known programs;
 * nothing is listed here.
 *
 * @module
 */
import { type Instruction, say } from "../machine/instruction.ts";
import type { Job } from "../machine/job.ts";
import { type Program, type Step, stepsOf } from "../machine/program.ts";
import { type Run, run } from "../machine/run.ts";
import type { Event } from "../trace/event.ts";
import { copyAtTransmit } from "../strategy/fallback.ts";
import { linux, textbook } from "../strategy/linux.ts";
import { deliver, type Goal, judgeRun } from "./judge.ts";
import { nearestRun, sayOtherwise } from "./same_run.ts";

/** A step, and the call that it is part of. */
export interface StepInCall extends Step {
  /** The name of the call; nothing where the program is in user mode. */
  readonly call: string | undefined;
}

/** Finds the call that each step is part of. A call begins with its entry and ends with its return. */
export function callStepsOf(program: Program): StepInCall[] {
  let call: string | undefined;
  return stepsOf(program).map((step) => {
    const { instruction } = step;
    if (instruction.op === "enter kernel") call = instruction.call;
    const found = { ...step, call };
    if (instruction.op === "leave kernel") call = undefined;
    return found;
  });
}

/** What the calls of the strategies do. */
const known: ReadonlySet<string> = new Set(
  [...textbook, ...linux].flatMap((program) =>
    [program, copyAtTransmit(program)].flatMap(callStepsOf).map(nameOf)
  ),
);

/**
 * Judges a program by running it, and its calls: each moves at most the job's buffer, and
 * does only what a call of that name does in a strategy of this workbook. Where the goal has a
 * program that does it well, a program must do the same as that one.
 *
 * @param gave What the answer gave: a program, if all is well.
 */
export function judgeStrategy(
  gave: unknown,
  job: Job,
  goal: Goal = {},
): string | undefined {
  const done = deliver(gave, job);
  return typeof done === "string" ? done : judgeStrategyRun(done, goal);
}

/** Judges a program by several jobs: what goes well for one piece may go wrong for the next. */
export function judgeStrategyFor(
  gave: unknown,
  jobs: readonly Job[],
  goal: Goal = {},
): string | undefined {
  for (const job of jobs) {
    const told = judgeStrategy(gave, job, goal);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** Judges a run that delivered the file, as `judgeStrategy` does. */
export function judgeStrategyRun(
  done: Run,
  goal: Goal = {},
): string | undefined {
  const { like, orLike = [] } = goal;
  const models = (like === undefined ? [] : [like, ...orLike])
    .map((one) => run(one, done.job, done.delivered));
  if (models.some((model) => sayOtherwise(done, model) === undefined)) {
    return undefined;
  }
  const model = models.length === 0 ? undefined : nearestRun(done, models);
  const nearest = model === undefined ? goal : { ...goal, like: model.program };
  return judgePieces(done) ?? judgeRun(done, nearest) ??
    judgeSteps(done.program) ?? (model && sayOtherwise(done, model));
}

function judgeSteps(program: Program): string | undefined {
  const odd = callStepsOf(program).find((step) =>
    step.instruction.op !== "transmit" && !known.has(nameOf(step))
  );
  if (odd === undefined) return undefined;
  if (odd.instruction.op === "enter kernel") {
    return `Step ${odd.step} calls ${odd.call}(), and no strategy of this ` +
      "workbook makes such a call. A kernel that has none says ENOSYS " +
      "(errno(3)).";
  }
  const call = odd.call === undefined ? "no call" : `${odd.call}()`;
  return `Step ${odd.step} is to ${say(odd.instruction)}, as a part of ` +
    `${call}. The machine can do it, but no strategy of this workbook does it ` +
    "there.";
}

/**
 * Judges whether each call moves at most the job's buffer. Whatever is sent goes through the socket
 * buffer, so there the bytes of a call are counted.
 */
export function judgePieces({ trace, job }: Run): string | undefined {
  let callBytes = 0;
  for (const event of trace) {
    if (event.kind === "mode switch") callBytes = 0;
    callBytes += queuedBytes(event);
    if (callBytes <= job.bufferBytes) continue;
    return `The file arrives, but a call moves at most ${job.bufferBytes} ` +
      `bytes here: step ${event.step} makes it ${callBytes} in one call. ` +
      "What is done once, and what for each piece?";
  }
  return undefined;
}

/** The bytes that an event adds to what waits in the socket buffer. */
export function queuedBytes(event: Event): number {
  if (event.kind === "pass") {
    return event.to === "socket buffer" ? event.bytes : 0;
  }
  // Bytes found through the socket buffer were in the queue before.
  return event.kind === "copy" && event.to === "socket buffer" &&
      event.through !== "socket buffer"
    ? event.bytes
    : 0;
}

function nameOf(
  { call, instruction }: { call: string | undefined; instruction: Instruction },
): string {
  return `${call}: ${say(instruction)}`;
}
