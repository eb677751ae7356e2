/**
 * Lesson 9: splice.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import type { Lesson } from "zero-copy/workbook/lesson.ts";
import {
  transferModel,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { countPieces, makeJob, pieceOf } from "zero-copy/machine/job.ts";
import type { Program } from "zero-copy/machine/program.ts";
import { run } from "zero-copy/machine/run.ts";
import { sayCount } from "zero-copy/text/say.ts";
import { count } from "zero-copy/trace/count.ts";
import { relay, relayTable, usualScript } from "./relay.ts";
import { tryRelay } from "./relay_kernel.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { gather, splice } from "zero-copy/strategy/textbook.ts";

const before = usualCounts(gather);
const after = usualCounts(splice);
const large = linux.limitJob(linux.splice, makeJob({ fileBytes: 2 ** 20 }));
const uneven = linux.limitJob(
  linux.splice,
  makeJob({ fileBytes: 2 ** 20, bufferBytes: 62_000 }),
);
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

const told = transferModel(splice, gather);
const relayed = tryRelay(usualScript, relay);

/** The facts of the page. */
export const lesson: Lesson = {
  ...told,
  model: async (setting) => {
    const outcome = await told.model(setting);
    const facts = { ...outcome.facts, relay: () => relayTable(relayed) };
    return { ...outcome, facts };
  },
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
      says: `In calls of ${sayCount(uneven.bufferBytes)} bytes, each eighth ` +
        "piece is cut: it would need a 17th slot.",
      holds: () =>
        Array.from({ length: countPieces(uneven) - 1 }, (_, i) => i + 1)
          .every((number) =>
            (pieceOf(uneven, number).bytes < uneven.bufferBytes) ===
              (number % 8 === 0)
          ),
    },
    {
      says: "A pipe of 2 pages takes 8 times as many calls of splice.",
      holds: () => {
        const scarce = linux.spliceThrough(linux.scarcePipePages);
        const job = linux.limitJob(scarce, makeJob({ fileBytes: 2 ** 20 }));
        return count(run(scarce, job).trace).systemCalls - 1 ===
          8 * (onLinux.systemCalls - 1);
      },
    },
    {
      says: "On Linux, too, the CPU copies nothing.",
      holds: () => onLinux.cpuBytes === 0,
    },
    {
      says:
        "By tee, two receivers have the same bytes, and the CPU copies none.",
      holds: () =>
        relayed.server.length === 1 && relayed.copiedBytes === 0 &&
        equal(relayed.mirror, relayed.server),
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
