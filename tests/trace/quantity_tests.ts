import { assert, assertEquals } from "@std/assert";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { type Run, run } from "../../lib/machine/run.ts";
import { count, type Counts, noCounts } from "../../lib/trace/count.ts";
import { addsTo, quantities, sayQuantity } from "../../lib/trace/quantity.ts";

const names = Object.keys(noCounts) as (keyof Counts)[];

const job = makeJob({
  fileBytes: 300_000,
  bufferBytes: 65_536,
  nic: "no-checksum",
});

let made: Run["trace"][] | undefined;

/** What happens in each program: found when a test asks first. */
function traces(): readonly Run["trace"][] {
  return made ??= [...textbook, ...linux].map((program) =>
    run(fallBack(program, job), job).trace
  );
}

Deno.test("every count is a quantity, with words of its own", () => {
  assertEquals(Object.keys(quantities).sort(), [...names].sort());
  for (const words of ["label", "head"] as const) {
    const all = names.map((name) => quantities[name][words]);
    assertEquals(new Set(all).size, all.length);
  }
});

Deno.test("of what is counted in times, as many events count as count() says", () => {
  for (const trace of traces()) {
    const counts = count(trace);
    for (const name of names) {
      if (quantities[name].unit !== "times") continue;
      assertEquals(trace.filter(addsTo(name)).length, counts[name], name);
    }
  }
});

Deno.test("bytes by the CPU and by DMA are those of the events that count", () => {
  for (const trace of traces()) {
    const counts = count(trace);
    for (const name of ["cpuBytes", "dmaBytes"] as const) {
      const bytes = trace.filter(addsTo(name))
        .reduce((sum, event) => sum + ("bytes" in event ? event.bytes : 0), 0);
      assertEquals(bytes, counts[name], name);
    }
  }
});

Deno.test("where nothing of a quantity is left out, something of it happened", () => {
  for (const trace of traces()) {
    const counts = count(trace);
    for (const name of names) {
      assertEquals(trace.some(addsTo(name)), counts[name] > 0, name);
    }
  }
});

Deno.test("events that do the same give the same text, others another", () => {
  const texts = traces().flatMap((trace) =>
    trace.flatMap((event) => quantities.cpuCopies.adds(event) ?? [])
  );
  assert(new Set(texts).size > 2, [...new Set(texts)].join());
});

Deno.test("sayQuantity() says a number in its unit", () => {
  const counts = { ...noCounts, modeSwitches: 1234, cpuBytes: 65_536 };
  assertEquals(sayQuantity("modeSwitches", counts), "1,234");
  assertEquals(sayQuantity("cpuBytes", counts), "64 KiB");
});
