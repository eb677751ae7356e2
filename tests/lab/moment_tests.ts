import { assertEquals } from "@std/assert";
import {
  type Arrivals,
  countChanged,
  momentBytes,
  momentOf,
} from "../../lib/lab/moment.ts";
import { makeDice } from "../dice.ts";

function arrivals(oldBytes: number, more: Partial<Arrivals> = {}): Arrivals {
  return {
    arrivedBytes: 4096,
    unacknowledgedBytes: momentBytes - 2048,
    unsentBytes: momentBytes - 4096,
    oldBytes,
    newBytes: momentBytes - oldBytes,
    ...more,
  };
}

Deno.test("momentOf() tells the call, transmit and the reader by what is old", () => {
  assertEquals(momentOf(arrivals(momentBytes)), "call");
  assertEquals(momentOf(arrivals(4096)), "transmit");
  assertEquals(momentOf(arrivals(0)), "read");
});

Deno.test("momentOf() takes a packet for transmitted that went out during the change", () => {
  const unsentBytes = momentBytes - 6000;
  for (const oldBytes of [4096, 5000, 6000]) {
    assertEquals(momentOf(arrivals(oldBytes, { unsentBytes })), "transmit");
  }
  for (const oldBytes of [1, 4095, 6001, momentBytes - 1]) {
    assertEquals(momentOf(arrivals(oldBytes, { unsentBytes })), null);
  }
});

Deno.test("momentOf() tells nothing where two moments would look alike, or bytes are amiss", () => {
  for (const oldBytes of [0, 4096, momentBytes]) {
    assertEquals(momentOf(arrivals(oldBytes, { unsentBytes: 0 })), null);
    const unseen = momentOf(arrivals(oldBytes, { arrivedBytes: 0 }));
    assertEquals(unseen, oldBytes === momentBytes ? "call" : null);
    const { newBytes } = arrivals(oldBytes);
    const missing = { newBytes: newBytes - 1 };
    assertEquals(momentOf(arrivals(oldBytes, missing)), null);
  }
});

Deno.test("countChanged() counts old bytes, then new ones, and stops at what is neither", () => {
  for (let seed = 0; seed < 50; seed++) {
    const dice = makeDice(seed);
    const [oldBytes, newBytes] = [dice.below(40), dice.below(40)];
    const received = [...Array(oldBytes).fill(8), ...Array(newBytes).fill(9)];
    const expected = { oldBytes, newBytes };
    const say = `seed ${seed}`;
    assertEquals(countChanged(Uint8Array.from(received), 8, 9), expected, say);
    const after = newBytes === 0 ? 7 : dice.oneOf([7, 8]);
    const more = Uint8Array.from([...received, after, 9, 9]);
    assertEquals(countChanged(more, 8, 9), expected, say);
  }
});
