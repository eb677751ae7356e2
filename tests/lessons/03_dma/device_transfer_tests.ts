import { assert, assertEquals } from "@std/assert";
import {
  breakEvenWords,
  compareSizes,
  type Timing,
  type Transfer,
  transfer,
  transferBothWays,
  usualTiming,
} from "../../../lessons/03_dma/device_transfer.ts";
import { generateFile } from "../../../lib/machine/job.ts";
import { isDelivered } from "../../../lib/machine/job.ts";
import { count } from "../../../lib/trace/count.ts";

Deno.test("both ways deliver the bytes of the disk, whatever their number", () => {
  for (const { bytes, timing, seed } of randomTransfers(60)) {
    const contents = generateFile(bytes, seed);
    for (const { way, delivered } of transferBothWays(contents, timing)) {
      assert(isDelivered(contents, delivered), `${way}, seed ${seed}`);
    }
  }
});

/** The formulas come from the timing alone; long transfers are leapt through, short ones are not. */
Deno.test("a transfer takes as many cycles as a formula says", () => {
  for (const { bytes, timing, seed } of randomTransfers(60)) {
    const words = Math.ceil(bytes / 4);
    const { deviceCycles, setupCycles, interruptCycles } = timing;
    const [programmed, dma] = transferBothWays(generateFile(bytes), timing);
    const wordCycles = Math.max(3, deviceCycles + 1);
    const firstCycles = 3 + deviceCycles + 2;
    assertEquals(
      programmed.cycles,
      firstCycles + (words - 1) * wordCycles,
      `programmed I/O, seed ${seed}`,
    );
    assertEquals(
      dma.cycles,
      setupCycles + words * (deviceCycles + 1) + interruptCycles,
      `DMA, seed ${seed}`,
    );
    assertEquals(dma.workUnits, words * deviceCycles, `work, seed ${seed}`);
  }
});

Deno.test("every cycle is accounted for once, by each side", () => {
  for (const { bytes, timing, seed } of randomTransfers(20)) {
    for (const each of transferBothWays(generateFile(bytes), timing)) {
      const sums = [
        sum(Object.values(each.cpu)),
        sum(each.phases.map(({ cycles }) => cycles)),
        each.cpuCycles + each.workUnits,
      ];
      assertEquals(sums, Array(3).fill(each.cycles), `seed ${seed}`);
      assertEquals(each.memoryWrites, Math.ceil(bytes / 4), `seed ${seed}`);
    }
  }
});

Deno.test("the beginning of a DMA transfer goes cycle by cycle as written here", () => {
  const timing = { deviceCycles: 2, setupCycles: 4, interruptCycles: 3 };
  assertEquals(lanes(transfer("DMA", generateFile(8), timing)), [
    "set up/idle ×4",
    "work/fetch ×2",
    "wait/write ×1",
    "work/fetch ×2",
    "wait/write ×1",
    "interrupt/idle ×3",
  ]);
});

Deno.test("programmed I/O goes cycle by cycle as written here", () => {
  const timing = { deviceCycles: 2, setupCycles: 4, interruptCycles: 3 };
  assertEquals(lanes(transfer("programmed I/O", generateFile(8), timing)), [
    "set up/idle ×3",
    "poll/fetch ×2",
    "load/hold ×1",
    "store/fetch ×1",
    "poll/fetch ×1",
    "load/hold ×1",
    "store/idle ×1",
  ]);
});

Deno.test("a transfer by DMA is asked for once and interrupts once", () => {
  const { trace } = transfer("DMA", generateFile(100_001), usualTiming);
  assertEquals(trace.map(({ kind }) => kind), [
    "dma request",
    "device request",
    "device ready",
    "copy",
    "interrupt",
  ]);
  const { interrupts, dmaBytes, cpuBytes } = count(trace);
  assertEquals([interrupts, dmaBytes, cpuBytes], [1, 100_001, 0]);
});

Deno.test("programmed I/O raises no interrupt, and the CPU moves all bytes", () => {
  const { trace } = transfer("programmed I/O", generateFile(10), usualTiming);
  const { interrupts, dmaBytes, cpuBytes } = count(trace);
  assertEquals([interrupts, dmaBytes, cpuBytes], [0, 0, 10]);
});

Deno.test("the interrupt comes in the cycle of the last write", () => {
  const { trace, cycles } = transfer("DMA", generateFile(9000), usualTiming);
  const last = trace.at(-1)!;
  assertEquals(last.cycle, cycles - usualTiming.interruptCycles);
});

Deno.test("no bytes take no time", () => {
  for (const each of transferBothWays(new Uint8Array(0), usualTiming)) {
    assertEquals([each.cycles, each.trace.length], [0, 0]);
  }
});

Deno.test("below break-even programmed I/O takes no more of the CPU, from it on DMA takes less", () => {
  for (const { timing, seed } of randomTransfers(30)) {
    const words = breakEvenWords(timing);
    const [programmed, dma] = transferBothWays(
      generateFile(4 * words),
      timing,
    );
    assert(dma.cpuCycles < programmed.cpuCycles, `seed ${seed}`);
    if (words === 1) continue;
    const [fewer, fewerDma] = transferBothWays(
      generateFile(4 * (words - 1)),
      timing,
    );
    assert(fewerDma.cpuCycles >= fewer.cpuCycles, `seed ${seed}`);
  }
});

Deno.test("the sizes compared grow and include break-even", () => {
  const sizes = compareSizes(usualTiming, breakEvenWords(usualTiming))
    .map(([programmed]) => programmed.delivered.length);
  assertEquals(sizes, sizes.toSorted((a, b) => a - b));
  assert(sizes.includes(4 * breakEvenWords(usualTiming)));
});

/** Joins equal neighbours, as cycles can be noted in several pieces. */
function lanes({ opening }: Transfer): string[] {
  const joined: { name: string; cycles: number }[] = [];
  for (const { cpu, device, cycles } of opening) {
    const name = `${cpu}/${device}`;
    const last = joined.at(-1);
    if (last?.name === name) last.cycles += cycles;
    else joined.push({ name, cycles });
  }
  return joined.map(({ name, cycles }) => `${name} ×${cycles}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Makes transfers of any size, some long enough to be leapt through; the seed is their number. */
function randomTransfers(
  times: number,
): { bytes: number; timing: Timing; seed: number }[] {
  return Array.from({ length: times }, (_, i) => {
    const seed = i + 1;
    const [a, b, c, d] = generateFile(16, seed).filter((_, j) => j % 4 === 1);
    return {
      bytes: 1 + (i % 3 === 0 ? a! % 40 : a! * b!),
      timing: {
        deviceCycles: 1 + b! % 20,
        setupCycles: 4 + c!,
        interruptCycles: 1 + d!,
      },
      seed,
    };
  });
}
