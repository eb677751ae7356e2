import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import { Memory, type Span, spanBytes } from "../../lib/machine/memory.ts";
import { makeDice } from "../dice.ts";

/** A run of bytes; the place does not matter here. */
function span(address: number, bytes: number): Span {
  return { address, bytes, place: "page cache" };
}

/** Memory of 8 frames of 512 bytes, each byte different from its neighbours. */
function filledMemory(): Memory {
  const memory = new Memory(8, 512);
  const all = memory.view(span(0, 8 * 512));
  all.forEach((_, i) => all[i] = i % 251);
  return memory;
}

Deno.test("allocate() takes adjacent frames of fresh memory", () => {
  const memory = new Memory(5, 512);
  assertEquals(memory.freeFrames, 5);
  assertEquals(memory.allocate(2), [0, 1]);
  assertEquals(memory.allocate(0), []);
  assertEquals(memory.allocate(3), [2, 3, 4]);
  assertEquals(memory.freeFrames, 0);
});

Deno.test("allocate() takes freed frames first, in order, then fresh ones", () => {
  const memory = new Memory(6, 512);
  const [first, second] = [memory.allocate(2), memory.allocate(2)];
  memory.free(first);
  assertEquals(memory.freeFrames, 4);
  assertEquals(memory.allocate(3), [0, 1, 4]);
  memory.free(second);
  assertEquals(memory.allocate(1), [2]);
  assertEquals(memory.allocate(1), [3]);
  assertEquals(memory.freeFrames, 1);
});

Deno.test("a frame belongs to one owner at a time, whatever is taken and given back", () => {
  for (let seed = 1; seed <= 30; seed++) {
    const dice = makeDice(seed);
    const memory = new Memory(40, 512);
    const owned: number[][] = [];
    for (let i = 0; i < 100; i++) {
      const wanted = dice.between(0, 9);
      if (wanted <= memory.freeFrames) owned.push(memory.allocate(wanted));
      else memory.free(owned.splice(dice.between(0, owned.length - 1), 1)[0]!);
      const frames = owned.flat();
      assertEquals(new Set(frames).size, frames.length, `seed ${seed}`);
      assertEquals(memory.freeFrames, 40 - frames.length, `seed ${seed}`);
      for (const frame of frames) assertEquals(frame >= 0 && frame < 40, true);
    }
  }
});

Deno.test("allocate() refuses more than is free, and then takes nothing", () => {
  const memory = new Memory(3, 512);
  memory.allocate(1);
  assertThrows(
    () => memory.allocate(3),
    Fault,
    "memory must have enough free frames: it has 2, and 3 are wanted.",
  );
  assertEquals(memory.freeFrames, 2);
});

Deno.test("spans() joins neighbours and splits where there is a gap", () => {
  const memory = new Memory(8, 512);
  const spansOf = (
    frames: number[],
    offset: number,
    bytes: number,
  ): number[][] =>
    memory.spans(frames, { offset, bytes, place: "pipe" })
      .map(({ address, bytes }) => [address, bytes]);
  assertEquals(spansOf([2, 3, 4], 0, 1536), [[1024, 1536]]);
  assertEquals(spansOf([2, 3, 5, 6], 0, 2048), [[1024, 1024], [2560, 1024]]);
  assertEquals(spansOf([3, 2], 0, 1024), [[1536, 512], [1024, 512]]);
  assertEquals(spansOf([2, 3], 500, 100), [[1524, 100]]);
  assertEquals(spansOf([2, 5], 500, 100), [[1524, 12], [2560, 88]]);
  assertEquals(spansOf([2, 3], 100, 50), [[1124, 50]]);
  assertEquals(spansOf([2], 0, 0), []);
  assertEquals(spansOf([], 0, 0), []);
});

Deno.test("spans() names the place that the frames belong to", () => {
  const memory = new Memory(4, 512);
  const spans = memory.spans([0, 2], { offset: 0, bytes: 1024, place: "pipe" });
  assertEquals(spans.map(({ place }) => place), ["pipe", "pipe"]);
});

Deno.test("spanBytes() adds lengths", () => {
  assertEquals(spanBytes([]), 0);
  assertEquals(spanBytes([span(0, 5), span(100, 7)]), 12);
});

Deno.test("view() is the memory itself", () => {
  const memory = filledMemory();
  memory.view(span(600, 3)).set([91, 92, 93]);
  assertEquals([...memory.view(span(599, 5))], [
    599 % 251,
    91,
    92,
    93,
    603 % 251,
  ]);
  assertStrictEquals(
    memory.view(span(0, 1)).buffer,
    memory.view(span(5, 1)).buffer,
  );
});

Deno.test("copySpans() copies over spans of uneven lengths, and touches nothing beside", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const dice = makeDice(seed);
    const memory = filledMemory();
    const before = Uint8Array.from(memory.view(span(0, 4096)));
    const bytes = dice.between(0, 900);
    const source = cut(dice, 0, bytes);
    const target = cut(dice, 2048, bytes);
    memory.copySpans(source, target);
    const moved = source.flatMap((
      piece,
    ) => [...before.subarray(piece.address, piece.address + piece.bytes)]);
    const arrived = target.flatMap((piece) => [...memory.view(piece)]);
    assertEquals(arrived, moved, `seed ${seed}`);
    const expected = Uint8Array.from(before);
    let i = 0;
    for (const piece of target) {
      expected.set(moved.slice(i, i + piece.bytes), piece.address);
      i += piece.bytes;
    }
    assertEquals(memory.view(span(0, 4096)), expected, `seed ${seed}`);
  }
});

Deno.test("copySpans() copies as far as both sides reach", () => {
  const memory = filledMemory();
  const end = memory.view(span(3000, 10));
  const before = [...end];
  memory.copySpans([span(0, 4)], [span(3000, 10)]);
  assertEquals([...end], [0, 1, 2, 3, ...before.slice(4)]);
  memory.copySpans([span(100, 10)], [span(3000, 1), span(3005, 1)]);
  assertEquals([...end], [100, 1, 2, 3, before[4]!, 101, ...before.slice(6)]);
});

/** Cuts a number of bytes into spans with gaps between them, from an address on. */
function cut(
  dice: ReturnType<typeof makeDice>,
  address: number,
  bytes: number,
): Span[] {
  const spans: Span[] = [];
  let begin = address;
  let left = bytes;
  while (left > 0) {
    const length = Math.min(left, dice.between(1, 200));
    spans.push(span(begin, length));
    begin += length + dice.between(0, 5);
    left -= length;
  }
  return spans;
}
