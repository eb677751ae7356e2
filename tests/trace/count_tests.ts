import { assertEquals } from "@std/assert";
import { addCounts, count, Counter, noCounts } from "../../lib/trace/count.ts";
import type { Event, Happening } from "../../lib/trace/event.ts";

/** Gives happenings a position, so that they are events. */
function trace(...happenings: Happening[]): Event[] {
  return happenings.map((happening) => ({ step: 1, round: 1, ...happening }));
}

Deno.test("count() of an empty trace is nothing", () => {
  assertEquals(count([]), noCounts);
  assertEquals(Object.values(noCounts).every((number) => number === 0), true);
});

Deno.test("count() folds a trace that is written by hand", () => {
  const counts = count(trace(
    { kind: "mode switch", to: "kernel", call: "read" },
    { kind: "dma request", from: "disk", to: "page cache", bytes: 100 },
    { kind: "device request", device: "disk", bytes: 100 },
    { kind: "device ready", device: "disk", bytes: 100 },
    { kind: "allocate", place: "page cache", bytes: 512 },
    { kind: "copy", by: "DMA", from: "disk", to: "page cache", bytes: 100 },
    { kind: "interrupt", device: "disk" },
    {
      kind: "map",
      from: "page cache",
      to: "user buffer",
      pages: 3,
      isPresent: true,
    },
    { kind: "page fault", mode: "kernel", page: 0, pages: 3, isMajor: false },
    {
      kind: "copy",
      by: "CPU",
      from: "page cache",
      to: "socket buffer",
      bytes: 7,
      through: "user buffer",
    },
    {
      kind: "copy",
      by: "CPU",
      from: "user buffer",
      to: "socket buffer",
      bytes: 30,
    },
    {
      kind: "pass",
      from: "page cache",
      to: "pipe",
      descriptors: 2,
      bytes: 60,
    },
    {
      kind: "pass",
      from: "pipe",
      to: "socket buffer",
      descriptors: 2,
      bytes: 60,
    },
    { kind: "mode switch", to: "user", call: "read" },
    { kind: "copy", by: "DMA", from: "socket buffer", to: "nic", bytes: 11 },
    { kind: "interrupt", device: "nic" },
    { kind: "unmap", place: "user buffer", pages: 3 },
    { kind: "mode switch", to: "kernel", call: "write" },
    { kind: "mode switch", to: "user", call: "write" },
    { kind: "context switch", from: "a", to: "b" },
  ));
  assertEquals(counts, {
    modeSwitches: 4,
    systemCalls: 2,
    cpuCopies: 2,
    dmaCopies: 2,
    cpuBytes: 7 + 30,
    dmaBytes: 100 + 11,
    interrupts: 2,
    pageFaults: 1,
    peakBufferBytes: 512,
    mappings: 1,
    passes: 2,
  });
});

Deno.test("count() finds the most memory held at one time, not the sum and not the last", () => {
  const counts = count(trace(
    { kind: "allocate", place: "page cache", bytes: 100 },
    { kind: "allocate", place: "user buffer", bytes: 40 },
    { kind: "free", place: "user buffer", bytes: 40 },
    { kind: "allocate", place: "socket buffer", bytes: 30 },
    { kind: "free", place: "socket buffer", bytes: 30 },
  ));
  assertEquals(counts.peakBufferBytes, 140);
});

Deno.test("Counter has the counts of the events so far", () => {
  const counter = new Counter();
  const [enter, leave] = trace(
    { kind: "mode switch", to: "kernel", call: "read" },
    { kind: "mode switch", to: "user", call: "read" },
  );
  counter.add(enter!);
  const before = counter.counts;
  counter.add(leave!);
  assertEquals(before, { ...noCounts, modeSwitches: 1, systemCalls: 1 });
  assertEquals(counter.counts.modeSwitches, 2);
  assertEquals(new Counter().counts, noCounts);
});

Deno.test("addCounts() adds up each count", () => {
  const names = Object.keys(noCounts);
  const one = Object.fromEntries(names.map((name, i) => [name, i + 1]));
  const twice = Object.fromEntries(names.map((name, i) => [name, 2 * i + 2]));
  const counts = { ...noCounts, ...one };
  assertEquals(addCounts(counts, counts), { ...noCounts, ...twice });
});
