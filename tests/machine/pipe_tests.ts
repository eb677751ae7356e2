import { assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../lib/machine/fault.ts";
import type { Span } from "../../lib/machine/memory.ts";
import { Pipe } from "../../lib/machine/pipe.ts";

/** A descriptor of some bytes of the page cache. */
function span(address: number): Span {
  return { address, bytes: 10, place: "page cache" };
}

Deno.test("a pipe gives out what was put in, in order, once", () => {
  const pipe = new Pipe();
  assertEquals(pipe.drain(), []);
  pipe.put([span(1), span(2)], 2);
  pipe.put([span(3)], 1);
  assertEquals(pipe.drain(), [span(1), span(2), span(3)]);
  assertEquals(pipe.drain(), []);
});

Deno.test("the textbook's pipe has no bound", () => {
  const pipe = new Pipe();
  pipe.put([span(1)], 1_000_000);
  assertEquals(pipe.drain(), [span(1)]);
});

Deno.test("an open pipe takes as many pages as it has slots, and then no more", () => {
  const pipe = new Pipe();
  pipe.open(16);
  pipe.put([span(1)], 15);
  assertThrows(
    () => pipe.put([span(2)], 2),
    Fault,
    "the pipe must have enough free slots: it has 1 of 16, and 2 are wanted.",
  );
  pipe.put([span(3)], 1);
  assertEquals(pipe.drain(), [span(1), span(3)]);
});

Deno.test("draining a pipe frees its slots", () => {
  const pipe = new Pipe();
  pipe.open(2);
  for (let turn = 0; turn < 3; turn++) {
    pipe.put([span(turn)], 2);
    assertEquals(pipe.drain(), [span(turn)]);
  }
});
