import { assert, assertEquals } from "@std/assert";
import { Course } from "../../../lessons/03_dma/course.ts";
import { transferBothWays } from "../../../lessons/03_dma/device_transfer.ts";
import { generateFile } from "../../../lib/machine/job.ts";
import { makeDice } from "../../dice.ts";

const dice = makeDice(3);

/** Transfers of random sizes with random times, both ways. */
function* rollTransfers(): Generator<ReturnType<typeof transferBothWays>[0]> {
  for (let i = 0; i < 60; i++) {
    const timing = {
      deviceCycles: dice.between(1, 30),
      setupCycles: dice.between(4, 40),
      interruptCycles: dice.between(1, 40),
    };
    yield* transferBothWays(generateFile(dice.between(1, 400)), timing);
  }
}

Deno.test("a course ends with what the stopwatch counted", () => {
  for (const transfer of rollTransfers()) {
    const course = new Course(transfer);
    assertEquals(course.progressAt(transfer.cycles), {
      taken: transfer.cpuCycles,
      free: transfer.workUnits,
      words: transfer.memoryWrites,
    });
    assertEquals(course.progressAt(0), { taken: 0, free: 0, words: 0 });
  }
});

Deno.test("the spans of a course have no gap and say what was noted", () => {
  for (const transfer of rollTransfers()) {
    const { cycles, cpu } = transfer;
    const spans = new Course(transfer).spans(0, cycles, Infinity)!;
    let at = 0;
    for (const span of spans) {
      assertEquals(span.from, at);
      at += span.cycles;
    }
    assertEquals(at, cycles);
    const polls = spans.filter(({ cpu }) => cpu === "poll")
      .reduce((sum, { cycles }) => sum + cycles, 0);
    assertEquals(polls, cpu.poll);
  }
});

Deno.test("every cycle belongs to one side of the account, and words come in their order", () => {
  for (const transfer of rollTransfers()) {
    const course = new Course(transfer);
    let before = 0;
    for (let cycle = 1; cycle <= transfer.cycles; cycle++) {
      const { taken, free, words } = course.progressAt(cycle);
      assertEquals(taken + free, cycle);
      if (words > before) assertEquals(course.endOfWord(words), cycle);
      before = words;
    }
  }
});

Deno.test("a part of a course begins and ends where it is asked to, or is too long", () => {
  const timing = { deviceCycles: 8, setupCycles: 16, interruptCycles: 24 };
  const [, dma] = transferBothWays(generateFile(4096), timing);
  const course = new Course(dma);
  const spans = course.spans(5020, 5030, 9)!;
  assertEquals(spans.map(({ from }) => from)[0], 5020);
  assertEquals(spans.reduce((sum, { cycles }) => sum + cycles, 0), 10);
  assert(spans.length > 1);
  assertEquals(course.spans(0, dma.cycles, 20), undefined);
});
