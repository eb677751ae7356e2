/**
 * Lesson 5: read + write.
 *
 * @module
 */
import type { Lesson } from "zero-copy/workbook/lesson.ts";
import {
  transferModel,
  usualCounts,
} from "zero-copy/workbook/transfer_lesson.ts";
import { makeJob } from "zero-copy/machine/job.ts";
import { run } from "zero-copy/machine/run.ts";
import { closedForm } from "zero-copy/cost/closed_form.ts";
import { readWrite } from "zero-copy/strategy/textbook.ts";
import { type Actor, explain } from "zero-copy/trace/explain.ts";

const job = makeJob();
const whole = usualCounts(readWrite);
const inPieces = closedForm(readWrite, { ...job, bufferBytes: 4096 });
const warm = closedForm(readWrite, { ...job, cache: "warm" });

/** Who acts from the step that blocks the process to the one that unblocks it. */
function actorsWhileBlocked(): Actor[] {
  const lines = explain(run(readWrite).trace);
  const at = (word: string): number =>
    lines.findIndex(({ says }) => says.includes(`process is ${word}`));
  return lines.slice(at("blocked") + 1, at("unblocked") + 1)
    .map(({ actor }) => actor);
}

/** The facts of the page. */
export const lesson: Lesson = {
  ...transferModel(readWrite),
  claims: [
    {
      says: "The CPU moves every byte of the file twice, and DMA moves it " +
        "twice more.",
      holds: () =>
        whole.cpuBytes === 2 * job.fileBytes &&
        whole.dmaBytes === 2 * job.fileBytes,
    },
    {
      says: "Each call costs two mode switches, one in and one out.",
      holds: () => whole.modeSwitches === 2 * whole.systemCalls,
    },
    {
      says:
        "While the process is blocked, only the DMA engine and the disk act.",
      holds: () => {
        const actors = new Set(actorsWhileBlocked());
        return actors.size === 2 && actors.has("DMA engine") &&
          actors.has("disk");
      },
    },
    {
      says: "A smaller buffer means more calls and more copies, and yet the " +
        "same number of bytes copied.",
      holds: () =>
        inPieces.systemCalls > whole.systemCalls &&
        inPieces.cpuCopies > whole.cpuCopies &&
        inPieces.cpuBytes === whole.cpuBytes,
    },
    {
      says: "With the file in the page cache, one DMA copy is left: the one " +
        "to the NIC.",
      holds: () =>
        warm.dmaCopies === whole.dmaCopies - 1 &&
        warm.dmaBytes === job.fileBytes &&
        warm.cpuBytes === whole.cpuBytes,
    },
  ],
};
