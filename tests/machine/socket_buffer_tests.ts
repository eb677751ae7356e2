import { assert, assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import { Memory, type Span } from "../../lib/machine/memory.ts";
import { SocketBuffer } from "../../lib/machine/socket_buffer.ts";

const pageBytes = 512;

/** A socket buffer, and two pages of somebody else's, full of ones and twos. */
function smallBuffer(): {
  memory: Memory;
  buffer: SocketBuffer;
  pages: Span[];
} {
  const memory = new Memory(10, pageBytes);
  const pages = [1, 2].map((value): Span => {
    const [frame] = memory.allocate(1);
    const address = frame! * pageBytes;
    const span: Span = { address, bytes: pageBytes, place: "page cache" };
    memory.view(span).fill(value);
    return span;
  });
  return { memory, buffer: new SocketBuffer(memory), pages };
}

/** What waits in the buffer. */
function bytesIn(memory: Memory, buffer: SocketBuffer): number[] {
  return buffer.spans.flatMap((span) => [...memory.view(span)]);
}

Deno.test("reserve() makes room of the asked length in whole frames", () => {
  const { memory, buffer } = smallBuffer();
  const room = buffer.reserve(pageBytes + 1);
  assertEquals(room, [
    { address: 2 * pageBytes, bytes: pageBytes + 1, place: "socket buffer" },
  ]);
  assertEquals(memory.freeFrames, 6);
  assertEquals(buffer.spans, room);
  assertEquals(buffer.references.length, 0);
});

Deno.test("refer() takes no memory and leaves the bytes where they are", () => {
  const { memory, buffer, pages } = smallBuffer();
  buffer.refer(pages);
  assertEquals(memory.freeFrames, 8);
  assertEquals(buffer.spans, pages);
  assert(buffer.references.length > 0);
});

Deno.test("what waits is sent in order, bytes and references mixed", () => {
  const { memory, buffer, pages } = smallBuffer();
  buffer.refer([{ ...pages[1]!, bytes: 2 }]);
  memory.view(buffer.reserve(1)[0]!).fill(9);
  buffer.refer([{ ...pages[0]!, bytes: 1 }]);
  assertEquals(bytesIn(memory, buffer), [2, 2, 9, 1]);
  assert(buffer.references.length > 0);
});

Deno.test("makeOwn() copies what was referred to, so that later changes do not reach it", () => {
  const { memory, buffer, pages } = smallBuffer();
  buffer.refer([{ ...pages[1]!, bytes: 2 }]);
  buffer.refer([{ ...pages[0]!, bytes: 3 }]);
  assertEquals(buffer.makeOwn(), 2 * pageBytes);
  assertEquals(buffer.references.length, 0);
  for (const page of pages) memory.view(page).fill(7);
  assertEquals(bytesIn(memory, buffer), [2, 2, 1, 1, 1]);
  for (const span of buffer.spans) assertEquals(span.place, "socket buffer");
});

Deno.test("makeOwn() leaves alone what it owns already", () => {
  const { memory, buffer, pages } = smallBuffer();
  const room = buffer.reserve(2);
  memory.view(room[0]!).fill(9);
  buffer.refer([{ ...pages[0]!, bytes: 1 }]);
  assertEquals(buffer.makeOwn(), pageBytes);
  assertEquals(buffer.spans[0], room[0]);
  assertEquals(bytesIn(memory, buffer), [9, 9, 1]);
  assertEquals(buffer.makeOwn(), 0);
});

Deno.test("release() gives back its own frames, and never those of others", () => {
  const { memory, buffer, pages } = smallBuffer();
  buffer.refer(pages);
  assertEquals(buffer.release(), 0);
  assertEquals(memory.freeFrames, 8);
  buffer.reserve(3 * pageBytes);
  buffer.refer(pages);
  buffer.makeOwn();
  assertEquals(memory.freeFrames, 3);
  assertEquals(buffer.release(), 5 * pageBytes);
  assertEquals(memory.freeFrames, 8);
  assertEquals(buffer.spans, []);
  assertEquals(buffer.references.length, 0);
});

Deno.test("reserve() needs memory", () => {
  const { buffer } = smallBuffer();
  assertThrows(() => buffer.reserve(9 * pageBytes), Fault);
  assertEquals(buffer.spans, []);
});
