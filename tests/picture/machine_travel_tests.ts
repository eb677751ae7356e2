import { assert, assertEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { stages } from "../../lib/picture/layout.ts";
import {
  railsInUse,
  railsOf,
  wayOf,
} from "../../lib/picture/machine_travel.ts";
import type { Rail } from "../../lib/picture/rails.ts";
import { pastTheCache, tenRuns } from "./ten_runs.ts";

const traces = [
  ...tenRuns(makeJob()),
  ...tenRuns(makeJob({ nic: "no-checksum" })),
  run(pastTheCache, makeJob()),
].map(({ trace }) => trace);

Deno.test("a CPU copy goes through the CPU, a DMA copy and a reference never do", () => {
  for (const event of traces.flat()) {
    if (wayOf(event) === undefined) continue;
    const isByCpu = event.kind === "copy" && event.by === "CPU";
    const isThroughCpu = railsOf(event).some((name) => name.includes("CPU"));
    assertEquals(isThroughCpu, isByCpu, JSON.stringify(event));
  }
});

Deno.test("there is a rail for whatever travels, and something for every rail", () => {
  const used = new Set<Rail>(traces.flat().flatMap(railsOf));
  const all = Object.keys(stages.wide.rails) as Rail[];
  const words: readonly Rail[] = ["CPU to DMA", "DMA to disk", "DMA to nic"];
  assertEquals(
    [...used].sort(),
    all.filter((name) => !words.includes(name)).sort(),
  );
});

Deno.test("rails that follow each other meet, on both stages", () => {
  for (const stage of Object.values(stages)) {
    for (const event of traces.flat()) {
      const ends = (wayOf(event)?.rails ?? []).map((name) => {
        const points = stage.rails[name.replace(/^-/, "") as Rail];
        const way = name.startsWith("-") ? points.toReversed() : points;
        return [way[0]!, way.at(-1)!] as const;
      });
      ends.slice(1).forEach(([[x, y]], i) => {
        const [, [lastX, lastY]] = ends[i]!;
        const isMet = x === lastX && Math.abs(y - lastY) <= 15;
        const isAcrossNic = x === lastX &&
          y - lastY === stage.places.nic.height;
        assert(isMet || isAcrossNic, JSON.stringify(event));
      });
    }
  }
});

Deno.test("bytes that are found through addresses show whose", () => {
  const found = traces.flat().filter((event) =>
    event.kind === "copy" && event.through !== undefined
  );
  assert(found.length > 0);
  for (const event of found) {
    const [through] = railsInUse(event);
    assertEquals(through!.stroke, "reference");
    assert(through!.names.length > 0, JSON.stringify(event));
  }
});
