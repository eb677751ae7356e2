/**
 * Lesson 8: sendfile with gather.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import type { Lesson } from "zero-copy/workbook/lesson.ts";
import {
  transferModel,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { type Job, makeJob } from "zero-copy/machine/job.ts";
import { run } from "zero-copy/machine/run.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { fallBack } from "zero-copy/strategy/fallback.ts";
import { gather, sendfile } from "zero-copy/strategy/textbook.ts";

const before = usualCounts(sendfile);
const after = usualCounts(gather);
const noGather = makeJob({ nic: "no-gather" });
const noChecksum = makeJob({ nic: "no-checksum" });

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
      says: "The machine refuses descriptors on a NIC that cannot gather.",
      holds: () => faults(noGather),
    },
    {
      says:
        "There the kernel copies instead, and the cost is exactly that of " +
        "lesson 7.",
      holds: () => {
        const fallen = closedForm(fallBack(gather, noGather), noGather);
        assertEquals(fallen, closedForm(sendfile, noGather));
        return true;
      },
    },
    {
      says:
        "A NIC that gathers but adds no checksums brings one CPU copy back.",
      holds: () => closedForm(gather, noChecksum).cpuBytes === before.cpuBytes,
    },
  ],
};

function faults(job: Job): boolean {
  try {
    run(gather, job);
    return false;
  } catch (error) {
    return error instanceof Fault;
  }
}
