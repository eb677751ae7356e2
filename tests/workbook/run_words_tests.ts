import { assert, assertEquals } from "@std/assert";
import { runJob, sayCountedSteps } from "../../lib/workbook/run_words.ts";
import { type Job, makeJob, nicAbilities } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import type { Event } from "../../lib/trace/event.ts";
import { addsTo } from "../../lib/trace/quantity.ts";
import { gather, mmapWrite, readWrite } from "../../lib/strategy/textbook.ts";

const inPieces = makeJob({ fileBytes: 10_000, bufferBytes: 4096 });

function isDiskCopy(event: Event): boolean {
  return event.kind === "copy" && event.from === "disk";
}

function ran(program: typeof readWrite, job: Job): {
  trace: readonly Event[];
  job: Job;
} {
  return { trace: run(program, job).trace, job };
}

Deno.test("runJob() copies where the NIC lacks an ability", () => {
  const copies = (nic: Job["nic"]): number => {
    const { trace } = runJob(gather, makeJob({ nic }));
    return trace.filter(addsTo("cpuCopies")).length;
  };
  assertEquals(nicAbilities.map(copies), [0, 1, 1]);
});

Deno.test("sayCountedSteps() names each step, and says what is done once and what for each piece", () => {
  assertEquals(
    sayCountedSteps(ran(mmapWrite, inPieces), addsTo("systemCalls"), "nothing"),
    "Counted: step 1 calls mmap() and so enters the kernel (once); " +
      "step 5 calls write() and so enters the kernel (for each piece).",
  );
});

Deno.test("sayCountedSteps() says where a step is done for some pieces only", () => {
  const small = makeJob({ fileBytes: 10_000, bufferBytes: 1000 });
  const said = sayCountedSteps(ran(readWrite, small), isDiskCopy, "nothing");
  assert(said.includes("only for a piece with a page that is not in"), said);
});

Deno.test("sayCountedSteps() has words for no step at all", () => {
  const warm = { ...inPieces, cache: "warm" as const };
  const said = sayCountedSteps(ran(readWrite, warm), isDiskCopy, "nothing");
  assertEquals(said, "nothing");
});
