import { assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../../lib/machine/fault.ts";
import {
  translateAlone,
  VirtualMemory,
} from "../../../lessons/04_virtual_memory/virtual_memory.ts";
import type { Happening } from "../../../lib/trace/event.ts";

const size = { pages: 4, frames: 2, pageBytes: 16, eviction: "lru" } as const;

Deno.test("a byte is found again in the frame that it was written to", () => {
  const memory = new VirtualMemory(size);
  memory.write(37, 200);
  assertEquals(memory.read(37), 200);
  const { page, offset, frame, physical, outcome } = memory.access(37);
  assertEquals([page, offset, frame, physical], [2, 5, 0, 5]);
  assertEquals(outcome, "hit");
});

Deno.test("a page comes back from the swap area with its bytes", () => {
  const memory = new VirtualMemory(size);
  for (const page of [0, 1, 2, 3]) memory.write(16 * page + page, 50 + page);
  assertEquals([0, 1, 2, 3].map((page) => memory.whereIs(page)), [
    "swap",
    "swap",
    0,
    1,
  ]);
  for (const page of [0, 1, 2, 3]) {
    assertEquals(memory.read(16 * page + page), 50 + page);
  }
});

Deno.test("a new page is empty, whatever its frame held before", () => {
  const memory = new VirtualMemory({ ...size, frames: 1 });
  memory.write(3, 99);
  assertEquals(memory.read(16 + 3), 0);
});

Deno.test("LRU evicts the page that was not used for longest, FIFO the one loaded first", () => {
  for (const [eviction, evicted] of [["lru", 1], ["fifo", 0]] as const) {
    const memory = new VirtualMemory({ ...size, eviction });
    for (const page of [0, 1, 0]) memory.read(16 * page);
    assertEquals(memory.access(16 * 2).evicted, evicted, eviction);
  }
});

Deno.test("an access tells whether the page is new, there, or back", () => {
  const memory = new VirtualMemory({ ...size, frames: 1 });
  const outcomes = [0, 1, 17, 0].map((address) => memory.access(address));
  assertEquals(outcomes.map(({ outcome }) => outcome), [
    "new",
    "hit",
    "new",
    "swap",
  ]);
  assertEquals(outcomes.map(({ evicted }) => evicted), [
    undefined,
    undefined,
    0,
    1,
  ]);
});

Deno.test("a fault is an event, and so is each page on its way to or from the swap area", () => {
  const happenings: Happening[] = [];
  const memory = new VirtualMemory(
    { ...size, frames: 1 },
    (happening) => happenings.push(happening),
  );
  for (const address of [0, 16, 0]) memory.access(address);
  const inWords = happenings.map((each) =>
    each.kind === "copy"
      ? `${each.from} → ${each.to}`
      : each.kind === "page fault"
      ? `${each.isMajor ? "major" : "minor"} ${each.page}`
      : each.kind
  );
  assertEquals(inWords, [
    "minor 0",
    "minor 1",
    "user buffer → disk",
    "major 0",
    "user buffer → disk",
    "disk → user buffer",
  ]);
});

Deno.test("an address outside the process is refused", () => {
  const memory = new VirtualMemory(size);
  for (const address of [64, -1, 2 ** 47]) {
    assertThrows(() => memory.read(address), Fault, "pages 0 to 3");
  }
});

Deno.test("translateAlone() keeps the offset and changes the page number", () => {
  const [least, most] = [0, 2 ** 32 - 1];
  const addresses: readonly [pageBytes: number, addresses: number[]][] = [
    [512, [least, 1, 511, 512, 1_000_000, most]],
    [4096, [least, 1, 4095, 4096, 1_000_000, most]],
    [2 ** 21, [least, most]],
  ];
  for (const [pageBytes, some] of addresses) {
    for (const address of some) {
      const { page, offset, frame, physical } = translateAlone(
        address,
        pageBytes,
      );
      assertEquals(page * pageBytes + offset, address);
      assertEquals(frame * pageBytes + offset, physical);
      assertEquals(frame, 5);
    }
  }
});
