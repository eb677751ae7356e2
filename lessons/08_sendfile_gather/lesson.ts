/**
 * Lesson 8: sendfile with gather.
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
import { type Job, makeJob, nicAbilities } from "zero-copy/machine/job.ts";
import { run } from "zero-copy/machine/run.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import * as linux from "zero-copy/strategy/linux.ts";
import { gather, sendfile } from "zero-copy/strategy/textbook.ts";
import type { Event } from "zero-copy/trace/event.ts";

const before = usualCounts(sendfile);
const after = usualCounts(gather);
/** Jobs for NICs that lack an ability. */
const lacking = nicAbilities.slice(1).map((nic) => makeJob({ nic }));

/** The facts of the page. */
export const lesson: Lesson = {
  ...transferModel(gather, sendfile),
  claims: [
    {
      says: "The CPU copies nothing: zero copies, zero bytes.",
      holds: () => after.cpuCopies === 0 && after.cpuBytes === 0,
    },
    {
      says: "Mode switches and DMA copies are those of lesson 7.",
      holds: () =>
        after.modeSwitches === before.modeSwitches &&
        after.dmaCopies === before.dmaCopies &&
        after.dmaBytes === before.dmaBytes,
    },
    {
      says: "The machine refuses descriptors on a NIC that lacks either " +
        "ability.",
      holds: () => lacking.every(faults),
    },
    {
      says: "There the kernel copies after all: switches, copies and memory " +
        "are those of lesson 7.",
      holds: () =>
        lacking.every((job) => {
          const counts = closedForm(fallBack(gather, job), job);
          return equal(counts, { ...before, passes: after.passes });
        }),
    },
    {
      says:
        "On Linux, the call passes pages whatever the NIC: the copy is a step " +
        "of its own, before the NIC sends.",
      holds: () => {
        const usual = untilReturn(makeJob());
        return lacking.every((job) => equal(untilReturn(job), usual));
      },
    },
  ],
};

/** What happens on Linux until the call has returned. */
function untilReturn(job: Job): Event[] {
  const { trace } = run(fallBack(linux.gather, job), job);
  const last = trace.findLastIndex(({ kind }) => kind === "mode switch");
  return trace.slice(0, last + 1);
}

function faults(job: Job): boolean {
  try {
    run(gather, job);
    return false;
  } catch (error) {
    return error instanceof Fault;
  }
}
