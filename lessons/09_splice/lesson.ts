/**
 * Lesson 9: splice.
 *
 * @module
 */
import type { Lesson } from "zero-copy/workbook/lesson.ts";
import {
  transferModel,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { countPieces, makeJob } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { count } from "zero-copy/trace/count.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { gather, splice } from "zero-copy/strategy/textbook.ts";

const before = usualCounts(gather);
const after = usualCounts(splice);
const large = linux.limitJob(linux.splice, makeJob({ fileBytes: 2 ** 20 }));
const onLinux = count(run(linux.splice, large).trace);

/** The same program without its pipe. */
const unpiped: Program = {
  name: "splice without a pipe",
  parts: gather.parts.map((part) => ({
    ...part,
    instructions: part.instructions.map((instruction) =>
      "call" in instruction ? { ...instruction, call: "splice" } : instruction
    ),
  })),
};

/** The facts of the page. */
export const lesson: Lesson = {
  ...transferModel(splice, gather),
  claims: [
    {
      says: "Copies and mode switches are those of sendfile + gather.",
      holds: () =>
        after.cpuCopies === before.cpuCopies &&
        after.dmaCopies === before.dmaCopies &&
        after.modeSwitches === before.modeSwitches,
    },
    {
      says: "The descriptors are passed twice, into the pipe and out of it.",
      holds: () => after.passes === 2 * before.passes,
    },
    {
      says: "Without a pipe at one end, splice is refused.",
      holds: () => faults(unpiped),
    },
    {
      says: "On Linux it takes one call for the pipe and then two for each " +
        "pipe-full.",
      holds: () => onLinux.systemCalls === 1 + 2 * countPieces(large),
    },
    {
      says: "On Linux, too, the CPU copies nothing.",
      holds: () => onLinux.cpuBytes === 0,
    },
  ],
};

function faults(program: Program): boolean {
  try {
    run(program);
    return false;
  } catch (error) {
    return error instanceof Fault && error.rule.includes("pipe");
  }
}
