import { assert, assertEquals } from "@std/assert";
import {
  anomaly,
  faultsByFrames,
  faultsOf,
  patterns,
  useMemory,
  usualPlan,
  usualSize,
} from "../../../lessons/04_virtual_memory/access_pattern.ts";
import type {
  Eviction,
  Size,
} from "../../../lessons/04_virtual_memory/virtual_memory.ts";
import { count } from "../../../lib/trace/count.ts";

/** Counts faults with nothing but a list of page numbers. */
function faultsByList(
  order: readonly number[],
  { frames, eviction }: Pick<Size, "frames" | "eviction">,
): number {
  let resident: number[] = [];
  let faults = 0;
  for (const page of order) {
    const isThere = resident.includes(page);
    if (!isThere) faults += 1;
    if (isThere && eviction === "fifo") continue;
    resident = [...resident.filter((other) => other !== page), page];
    resident = resident.slice(-frames);
  }
  return faults;
}

Deno.test("page faults are those of a plain list of pages, whatever the plan", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const pattern = patterns[seed % 3]!;
    const eviction: Eviction = seed % 2 === 0 ? "lru" : "fifo";
    const size = {
      pages: 1 + seed % 12,
      frames: 1 + seed % 5,
      pageBytes: 64,
      eviction,
    };
    const { uses, trace } = useMemory(size, { pattern, accesses: 100, seed });
    const order = uses.map(({ page }) => page);
    const expected = faultsByList(order, size);
    assertEquals(count(trace).pageFaults, expected, `seed ${seed}`);
    assertEquals(faultsOf(order, size), expected, `seed ${seed}`);
  }
});

Deno.test("all that was written is read back, and the reads of the plan as well", () => {
  const { uses, checked } = useMemory(usualSize, usualPlan);
  const written = new Set(
    uses.filter(({ operation }) => operation === "write")
      .map(({ address }) => address),
  );
  const reads = uses.filter(({ operation }) => operation === "read");
  assert(reads.length > 0);
  assertEquals(checked, written.size + reads.length);
});

Deno.test("the plan is carried out to its end, and the check does not count", () => {
  const { uses, trace, places } = useMemory(usualSize, usualPlan);
  assertEquals(uses.length, usualPlan.accesses);
  assert(trace.every(({ step }) => step >= 1 && step <= uses.length));
  const frames = places.filter((place) => typeof place === "number");
  assertEquals(frames.toSorted(), [0, 1, 2, 3]);
});

Deno.test("the same seed makes the same accesses, another seed others", () => {
  const first = useMemory(usualSize, usualPlan).uses;
  assertEquals(useMemory(usualSize, usualPlan).uses, first);
  const other = useMemory(usualSize, { ...usualPlan, seed: 8 }).uses;
  assert(other.some(({ address }, i) => address !== first[i]!.address));
});

Deno.test("a loop over more pages than frames faults at every access", () => {
  const plan = { ...usualPlan, pattern: "loop", accesses: 40 } as const;
  const faults = faultsByFrames(usualSize, plan);
  assertEquals(faults, [40, 40, 40, 40, 40, 40, 40, 8]);
});

Deno.test("faultsByFrames() counts what the real page size would", () => {
  for (const pattern of patterns) {
    const plan = { ...usualPlan, pattern };
    const faults = faultsByFrames(usualSize, plan);
    for (const [i, expected] of faults.entries()) {
      const size = { ...usualSize, frames: i + 1 };
      assertEquals(count(useMemory(size, plan).trace).pageFaults, expected);
    }
  }
});

/** The textbooks’ example of the anomaly that Bélády, Nelson and Shedler found in 1969. */
Deno.test("the anomaly takes 9 faults with 3 frames and 10 with 4, but not with LRU", () => {
  const faults = (frames: number, eviction: Eviction): number =>
    faultsOf(anomaly, { frames, eviction });
  assertEquals([faults(3, "fifo"), faults(4, "fifo")], [9, 10]);
  assert(faults(3, "lru") > faults(4, "lru"));
});
