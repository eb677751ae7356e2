import { assert, assertEquals } from "@std/assert";
import { strategyOf } from "../../lib/lab/calls.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import {
  type Arrivals,
  countChanged,
  findMoments,
  momentBytes,
  momentOf,
  observeMoments,
} from "../../lib/lab/moments.ts";
import { makeFile } from "../../lib/lab/probe_bench.ts";
import { makeDice } from "../dice.ts";
import {
  answerCalls,
  callLists,
  inUse,
  labTest,
  RefusingKernel,
  testFolder,
} from "./lab_test_kit.ts";

const options = {
  folder: testFolder,
  strategies: callLists,
  runs: 1,
  bytes: 2 ** 16,
  onStep: (): void => {},
};

function arrivals(oldBytes: number, more: Partial<Arrivals> = {}): Arrivals {
  return {
    arrivedBytes: 4096,
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
    assertEquals(momentOf(arrivals(oldBytes, { arrivedBytes: 0 })), null);
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

Deno.test(
  labTest(
    "observeMoments() looks at every strategy, and leaves nothing",
    () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      const { sightings, absent, machine } = observeMoments(kernel, options);
      assertEquals(inUse(kernel), before);
      assertEquals(machine.architecture, Deno.build.arch);
      const ways = [...sightings, ...absent].map(({ way }) => way);
      for (const { name } of callLists) assert(ways.includes(name), name);
      assertEquals(ways.length, callLists.length + 2);
      for (const { way, arrivedBytes, unsentBytes, ...seen } of sightings) {
        assertEquals(seen.oldBytes + seen.newBytes, momentBytes, way);
        assert(arrivedBytes > 0 && unsentBytes > 0, way);
      }
      for (const { way, moment } of sightings.slice(0, 2)) {
        assertEquals(moment, "call", way);
      }
    },
  ),
);

Deno.test(
  labTest(
    "the bytes are changed before the receiver reads, and where they lie",
    () => {
      const kernel = new Kernel();
      const made: string[] = [];
      answerCalls(kernel, (name) => {
        if (["pwrite", "recv"].includes(name)) made.push(name);
      });
      using stack = new DisposableStack();
      const file = makeFile(kernel, testFolder, stack);
      const [readWrite] = callLists.map(strategyOf);
      const { sightings } = findMoments([readWrite!], { kernel, file });
      assertEquals(
        made,
        Array(sightings[0]!.runs).fill(["pwrite", "pwrite", "recv"]).flat(),
      );
    },
  ),
);

Deno.test(
  labTest(
    "a strategy that is refused is absent, and the others are seen",
    () => {
      for (const name of ["sendfile", "splice", "pipe2"] as const) {
        const kernel = new RefusingKernel();
        kernel.refuseAll(name, 38);
        const before = inUse(kernel);
        const { sightings, absent } = observeMoments(kernel, options);
        assertEquals(inUse(kernel), before);
        const usesIt = name === "sendfile"
          ? ["sendfile"]
          : ["splice", "read + vmsplice + splice"];
        const missing = absent.filter(({ because }) =>
          because === `${name}() failed with ENOSYS`
        ).map(({ way }) => way);
        assertEquals(missing, usesIt);
        assert(sightings.some(({ way }) => way === "read + write"));
      }
    },
  ),
);
