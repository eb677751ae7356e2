/**
 * Lesson 7: sendfile.
 *
 * @module
 */
import type { Lesson } from "zero-copy/workbook/lesson.ts";
import {
  memoryOf,
  transferModel,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { run } from "zero-copy/machine/run.ts";
import { mmapWrite, readWrite, sendfile } from "zero-copy/strategy/textbook.ts";

const before = usualCounts(mmapWrite);
const after = usualCounts(sendfile);

/** The facts of the page. */
export const lesson: Lesson = {
  ...transferModel(sendfile, mmapWrite),
  claims: [
    {
      says: "One call does the work of two, and that halves the mode switches.",
      holds: () =>
        2 * after.systemCalls === before.systemCalls &&
        2 * after.modeSwitches === before.modeSwitches,
    },
    {
      says: "The copies are those of mmap + write: as many, and as long.",
      holds: () =>
        after.cpuCopies === before.cpuCopies &&
        after.cpuBytes === before.cpuBytes &&
        after.dmaBytes === before.dmaBytes,
    },
    {
      says:
        "User space sees no byte: no event of the run names the user buffer.",
      holds: () =>
        !JSON.stringify(run(sendfile).trace).includes("user buffer") &&
        JSON.stringify(run(mmapWrite).trace).includes("user buffer"),
    },
    {
      says: "The program needs no memory for the file at all.",
      holds: () =>
        memoryOf(sendfile)["user buffer"] === undefined &&
        memoryOf(readWrite)["user buffer"] !== undefined,
    },
  ],
};
