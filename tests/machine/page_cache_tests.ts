import { assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import { Memory } from "../../lib/machine/memory.ts";
import { PageCache } from "../../lib/machine/page_cache.ts";

const pageBytes = 512;

/** The cache of a file of three pages and one byte. */
function smallCache(): { cache: PageCache; memory: Memory } {
  const memory = new Memory(8, pageBytes);
  return { cache: new PageCache(memory, 3 * pageBytes + 1), memory };
}

Deno.test("a cache holds no page until one is admitted", () => {
  const { cache, memory } = smallCache();
  const whole = { position: 0, bytes: 3 * pageBytes + 1 };
  assertEquals(cache.missing(whole), [0, 1, 2, 3]);
  cache.admit([1, 3]);
  assertEquals(cache.missing(whole), [0, 2]);
  assertEquals([0, 1, 2, 3].map((page) => cache.has(page)), [
    false,
    true,
    false,
    true,
  ]);
  assertEquals(memory.freeFrames, 6);
  assertEquals(cache.frame(1) === cache.frame(3), false);
});

Deno.test("missing() names the pages that a range touches, and no others", () => {
  const { cache } = smallCache();
  const missing = (position: number, bytes: number): number[] =>
    cache.missing({ position, bytes });
  assertEquals(missing(0, 1), [0]);
  assertEquals(missing(0, pageBytes), [0]);
  assertEquals(missing(pageBytes - 1, 1), [0]);
  assertEquals(missing(pageBytes - 1, 2), [0, 1]);
  assertEquals(missing(pageBytes, 2 * pageBytes), [1, 2]);
  assertEquals(missing(0, 0), []);
  assertEquals(missing(pageBytes, 0), []);
});

Deno.test("rangesOf() joins neighbours and cuts the last page short", () => {
  const { cache } = smallCache();
  assertEquals(cache.rangesOf([]), []);
  assertEquals(cache.rangesOf([0]), [{ position: 0, bytes: pageBytes }]);
  assertEquals(cache.rangesOf([0, 1]), [{ position: 0, bytes: 2 * pageBytes }]);
  assertEquals(cache.rangesOf([0, 2, 3]), [
    { position: 0, bytes: pageBytes },
    { position: 2 * pageBytes, bytes: pageBytes + 1 },
  ]);
  assertEquals(cache.rangesOf([3]), [{ position: 3 * pageBytes, bytes: 1 }]);
});

Deno.test("rangesOf() gives a full last page its full length", () => {
  const cache = new PageCache(new Memory(2, pageBytes), 2 * pageBytes);
  assertEquals(cache.rangesOf([1]), [{
    position: pageBytes,
    bytes: pageBytes,
  }]);
});

Deno.test("spans() finds a range in the frames of its pages", () => {
  const { cache } = smallCache();
  cache.admit([1]);
  cache.admit([0, 2]);
  const place = "page cache";
  const page = (number: number): number => cache.frame(number) * pageBytes;
  assertEquals(cache.spans({ position: 510, bytes: 4 }), [
    { address: page(0) + 510, bytes: 2, place },
    { address: page(1), bytes: 2, place },
  ]);
  assertEquals(cache.spans({ position: 520, bytes: 3 }), [
    { address: page(1) + 8, bytes: 3, place },
  ]);
});

Deno.test("spans() refuses a range of which one page is not in memory", () => {
  const { cache } = smallCache();
  cache.admit([0]);
  assertThrows(
    () => cache.spans({ position: 0, bytes: pageBytes + 1 }),
    Fault,
    "the pages must be in the page cache: page 1 of the file is not in it.",
  );
  assertEquals(cache.spans({ position: 0, bytes: pageBytes }).length, 1);
});
