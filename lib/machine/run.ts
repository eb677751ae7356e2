/**
 * Running a program: the only way to a trace.
 *
 * Each instruction is handed to the machine with the piece of the file that it works on; whatever
 * the machine says happened gets the number of that instruction and of the piece.
 * Model, not Linux: one program, alone, from its first instruction to its last.
 *
 * @module
 */
import type { Event } from "../trace/event.ts";
import { Fault } from "./fault.ts";
import { type Instruction, say } from "./instruction.ts";
import {
  generateFile,
  type Job,
  makeJob,
  mostMovedBytes,
  pieceOf,
  type Range,
  wholeFile,
} from "./job.ts";
import { Machine } from "./machine.ts";
import { type Program, turnsOf } from "./program.ts";

/** What happened, and what arrived. */
export interface Run {
  readonly program: Program;
  readonly job: Job;
  /** All events, in order. */
  readonly trace: readonly Event[];
  /** What the client has at the end. */
  readonly delivered: Uint8Array<ArrayBuffer>;
}

/** A run as far as it went. */
export interface RunToFault extends Run {
  /** What ended it, if it did not come to its end: then nothing is delivered. */
  readonly fault?: Fault;
}

/**
 * Runs a program and keeps its trace.
 *
 * @param program What to do.
 * @param job What to do it with.
 * @param file The bytes of the file: made up, if not given.
 * @throws {Fault} If an instruction breaks a rule of the machine.
 * @throws {RangeError} If the file is not as large as the job says, or too large to move.
 */
export function run(
  program: Program,
  job: Job = makeJob(),
  file: Uint8Array = generateFile(job.fileBytes),
): Run {
  const trace: Event[] = [];
  const delivered = perform(program, job, {
    file,
    emit: (event) => trace.push(event),
  });
  return { program, job, trace, delivered };
}

/**
 * Runs a program as far as it goes.
 *
 * @returns What happened, and the fault that ended it, if one did.
 * @throws {RangeError} As `run` does.
 */
export function runToFault(
  program: Program,
  job: Job,
  file: Uint8Array = generateFile(job.fileBytes),
): RunToFault {
  const trace: Event[] = [];
  const emit = (event: Event): unknown => trace.push(event);
  try {
    const delivered = perform(program, job, { file, emit });
    return { program, job, trace, delivered };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { program, job, trace, delivered: new Uint8Array(), fault };
  }
}

/**
 * Runs a program and hands each event on as it happens.
 *
 * @returns What the client has at the end.
 * @throws As `run` does.
 */
export function perform(
  program: Program,
  job: Job,
  { file, emit }: { file: Uint8Array; emit: (event: Event) => void },
): Uint8Array<ArrayBuffer> {
  requireMovable(job, file);
  const now = { step: 0, round: 0, says: "start" };
  const machine = new Machine(
    job,
    file,
    (happening) => emit({ step: now.step, round: now.round, ...happening }),
  );
  try {
    for (const { step, round, instruction, range } of schedule(program, job)) {
      now.step = step;
      now.round = round;
      now.says = say(instruction);
      machine.cpu.programCounter = step;
      execute(machine, instruction, range);
    }
    now.says = "end the program";
    requireUserMode(machine);
  } catch (error) {
    throw error instanceof Fault ? error.at(now) : error;
  }
  return machine.nic.received;
}

/** An instruction that is done for a piece of the file. */
export interface Turn {
  readonly step: number;
  readonly round: number;
  readonly instruction: Instruction;
  readonly range: Range;
}

/** Lists the instructions in the order in which they are done, each with its piece of the file. */
export function* schedule(program: Program, job: Job): Generator<Turn> {
  let before = 0;
  for (const { repeats, instructions } of program.parts) {
    const isOnce = repeats !== "per piece";
    for (let turn = 1; turn <= turnsOf(repeats, job); turn++) {
      const range = isOnce ? wholeFile(job) : pieceOf(job, turn);
      const round = isOnce ? 0 : turn;
      for (const [i, instruction] of instructions.entries()) {
        yield { step: before + i + 1, round, instruction, range };
      }
    }
    before += instructions.length;
  }
}

/** Does one instruction for a piece of the file. */
export function execute(
  machine: Machine,
  instruction: Instruction,
  range: Range,
): void {
  switch (instruction.op) {
    case "enter kernel":
      return machine.enterKernel(instruction.call);
    case "leave kernel":
      return machine.leaveKernel(instruction.call);
    case "copy by DMA":
      return machine.dmaCopy(instruction.from, instruction.to, range);
    case "copy by CPU":
      return machine.cpuCopy(instruction.from, instruction.to, range);
    case "map pages":
      return machine.mapPages(instruction.from, instruction.to, range);
    case "pass pages":
      return machine.passPages(instruction.from, instruction.to, range);
    case "copy references":
      return machine.copyReferences();
    case "reserve addresses":
      return machine.reserveAddresses(range);
    case "touch pages":
      return machine.touchPages(range);
    case "unmap pages":
      return machine.unmapPages(range);
    case "open pipe":
      return machine.openPipe(instruction.slots);
    case "transmit":
      return machine.transmit();
  }
}

function requireMovable(job: Job, file: Uint8Array): void {
  if (file.length !== job.fileBytes) {
    throw new RangeError(
      `The file must have the ${job.fileBytes} bytes of the job: it has ${file.length}`,
    );
  }
  if (job.fileBytes > mostMovedBytes) {
    throw new RangeError(
      `The model moves at most ${mostMovedBytes} bytes: the job has ${job.fileBytes}`,
    );
  }
}

function requireUserMode(machine: Machine): void {
  if (machine.cpu.mode === "user") return;
  throw new Fault(
    "the CPU must be back in user mode",
    `it is in kernel mode, in ${machine.cpu.call}`,
  );
}
