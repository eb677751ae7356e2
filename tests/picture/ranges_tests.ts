import { assertEquals } from "@std/assert";
import { bytesIn, overlap, placed, without } from "../../lib/picture/ranges.ts";

const range = (position: number, bytes: number, by = "DMA") => ({
  position,
  bytes,
  by,
});
const isAlike = (one: { by: string }, other: { by: string }): boolean =>
  one.by === other.by;

Deno.test("ranges overlap where both are, and touch without overlapping", () => {
  assertEquals(overlap(range(0, 10), range(5, 10)), [range(5, 5)]);
  assertEquals(overlap(range(0, 10), range(10, 5)), []);
});

Deno.test("a hole is cut out of ranges, which may fall in two", () => {
  const all = [range(0, 10), range(20, 5)];
  assertEquals(without(all, range(4, 2)), [
    range(0, 4),
    range(6, 4),
    range(20, 5),
  ]);
  assertEquals(without(all, range(0, 100)), []);
});

Deno.test("what is placed lies over what was there, and joins what is alike", () => {
  const all = [range(0, 10), range(20, 5)];
  assertEquals(placed(all, range(10, 10), isAlike), [range(0, 25)]);
  assertEquals(placed(all, range(5, 10, "CPU"), isAlike), [
    range(0, 5),
    range(5, 10, "CPU"),
    range(20, 5),
  ]);
  assertEquals(bytesIn(all), 15);
});
