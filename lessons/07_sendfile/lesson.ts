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
import { makeJob } from "zero-copy/machine/job.ts";
import { run } from "zero-copy/machine/run.ts";
import type { Account } from "zero-copy/machine/scripted_kernel.ts";
import { sayCount, sayMany } from "zero-copy/text/say.ts";
import { endsTable } from "./ends.ts";
import {
  callsTable,
  type Meanwhile,
  meanwhiles,
  sayMeeting,
  sendWhole,
} from "./loop.ts";
import { mmapWrite, readWrite, sendfile } from "zero-copy/strategy/textbook.ts";

const before = usualCounts(mmapWrite);
const after = usualCounts(sendfile);

const told = transferModel(sendfile, mmapWrite);

/** The facts of the page. */
export const lesson: Lesson = {
  ...told,
  knobs: [{
    name: "meanwhile",
    says: "what the loop around the call meets",
    value: "slow",
    choices: meanwhiles,
  }],
  model: async (setting) => {
    const outcome = await told.model(setting);
    const { job: { fileBytes }, knobs } = setting;
    const meanwhile = knobs.meanwhile as Meanwhile;
    const loop = sendWhole(meanwhile, fileBytes);
    return {
      ...outcome,
      facts: {
        ...outcome.facts,
        ends: endsTable,
        loopMeets: () => sayMeeting(meanwhile),
        loop: () => callsTable(loop),
        loopEnd: () => sayEnd(loop, fileBytes),
      },
      data: { ...outcome.data, loop },
    };
  },
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
    {
      says: "Whatever happens meanwhile, the loop sends bytes from the first " +
        "one on, each once, and says how it ended.",
      holds: () => meanwhiles.every(isHonest),
    },
  ],
};

/** What is sent in the end, and what the loop says. */
function sayEnd({ got, ending }: Account, fileBytes: number): string {
  const bytes = got.reduce((sum, [from, end]) => sum + end - from, 0);
  return `The socket has taken ${sayCount(bytes)} of ${
    sayMany(fileBytes, "byte")
  }, and the loop says: ${ending}.` +
    (ending === "the client is gone"
      ? " How many of them the client has read, it cannot know."
      : "");
}

/** Whether a loop sends one range from the beginning on, and says whether it is all. */
function isHonest(meanwhile: Meanwhile): boolean {
  const { fileBytes } = makeJob();
  const { got, ending } = sendWhole(meanwhile, fileBytes);
  const isAll = got[0]?.[1] === fileBytes;
  return got.length === 1 && got[0]![0] === 0 &&
    isAll === (ending === "all is sent");
}
