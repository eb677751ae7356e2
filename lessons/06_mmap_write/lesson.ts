/**
 * Lesson 6: mmap + write.
 *
 * @module
 */
import type { Lesson } from "zero-copy/workbook/lesson.ts";
import {
  memoryOf,
  transferModel,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { makeJob } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { mmapWrite, readWrite } from "zero-copy/strategy/textbook.ts";

const { fileBytes } = makeJob();
const before = usualCounts(readWrite);
const after = usualCounts(mmapWrite);

/** The same program without the step that maps. */
const unmapped: Program = {
  name: "mmap + write without a mapping",
  parts: mmapWrite.parts.map((part) => ({
    ...part,
    instructions: part.instructions.filter(({ op }) => op !== "map pages"),
  })),
};

/** The facts of the page. */
export const lesson: Lesson = {
  ...transferModel(mmapWrite, readWrite),
  claims: [
    {
      says: "One CPU copy is saved, and with it as many bytes as the file has.",
      holds: () =>
        before.cpuCopies - after.cpuCopies === 1 &&
        before.cpuBytes - after.cpuBytes === fileBytes,
    },
    {
      says: "Mode switches and DMA copies are what they were.",
      holds: () =>
        before.modeSwitches === after.modeSwitches &&
        before.dmaCopies === after.dmaCopies,
    },
    {
      says: "Page cache and user buffer together take half the memory.",
      holds: () => 2 * holding(mmapWrite) === holding(readWrite),
    },
    {
      says: "Without the mapping, write finds no page at the address it is " +
        "given: the machine faults.",
      holds: () => faults(unmapped),
    },
  ],
};

function holding(program: Program): number {
  const memory = memoryOf(program);
  return (memory["page cache"] ?? 0) + (memory["user buffer"] ?? 0);
}

function faults(program: Program): boolean {
  try {
    run(program);
    return false;
  } catch (error) {
    return error instanceof Fault;
  }
}
