import { assertEquals } from "@std/assert";
import { Stopwatch } from "../../../lessons/03_dma/stopwatch.ts";

Deno.test("cycles are added up by what the CPU did in them", () => {
  const watch = new Stopwatch();
  watch.note("set up", "idle", 4);
  watch.note("work", "fetch", 7);
  watch.note("wait", "write", 1);
  const { cpu, cycles, cpuCycles, memoryWrites } = watch.log;
  assertEquals([cpu["set up"], cpu.work, cpu.wait, cpu.poll], [4, 7, 1, 0]);
  assertEquals([cycles, cpuCycles, memoryWrites], [12, 5, 1]);
});

Deno.test("a phase lasts until one side begins or ends being busy", () => {
  const watch = new Stopwatch();
  watch.note("set up", "idle", 4);
  watch.note("work", "fetch", 7);
  watch.note("wait", "write", 1);
  watch.note("work", "fetch", 7);
  watch.note("interrupt", "idle", 2);
  assertEquals(watch.log.phases, [
    { isCpuBusy: true, isDeviceBusy: false, cycles: 4 },
    { isCpuBusy: false, isDeviceBusy: true, cycles: 15 },
    { isCpuBusy: true, isDeviceBusy: false, cycles: 2 },
  ]);
});

Deno.test("only the beginning is kept piece by piece", () => {
  const watch = new Stopwatch();
  for (let i = 0; i < 1000; i++) watch.note("poll", "fetch", 1);
  assertEquals(watch.log.opening.length, 200);
  assertEquals(watch.log.cycles, 1000);
});

Deno.test("a word is like the one before only if every piece of it is", () => {
  const watch = new Stopwatch();
  watch.note("set up", "idle", 201);
  watch.note("wait", "write", 1);
  assertEquals(watch.endWord(), false);
  watch.note("work", "fetch", 8);
  watch.note("wait", "write", 1);
  assertEquals(watch.endWord(), false);
  watch.note("work", "fetch", 9);
  watch.note("wait", "write", 1);
  assertEquals(watch.endWord(), false);
  watch.note("work", "fetch", 9);
  watch.note("wait", "write", 1);
  assertEquals(watch.endWord(), true);
});

Deno.test("no word is repeated while the beginning is being kept", () => {
  const watch = new Stopwatch();
  for (let i = 0; i < 2; i++) {
    watch.note("wait", "write", 1);
    assertEquals(watch.endWord(), false);
  }
});

Deno.test("repeated words count like the last one, and move the clock", () => {
  const watch = new Stopwatch();
  watch.note("work", "fetch", 8);
  watch.note("wait", "write", 1);
  watch.endWord();
  assertEquals(watch.repeatWord(10), 80);
  assertEquals(watch.log.cycles, 99);
  assertEquals(watch.log.memoryWrites, 11);
  watch.emit({ kind: "interrupt", device: "disk" });
  assertEquals(watch.log.trace[0]!.cycle, 90);
});
