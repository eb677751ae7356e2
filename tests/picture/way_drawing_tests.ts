import { assert, assertEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import { wayPicture } from "../../lib/picture/way_drawing.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { run } from "../../lib/machine/run.ts";
import type { Markup } from "../../lib/text/markup.ts";
import { xmlText } from "../../lib/text/markup.ts";
import { count } from "../../lib/trace/count.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { tenRuns } from "./ten_runs.ts";
import { assertLegible, writtenIn } from "./written.ts";

Deno.test("wayPicture() shows each arrow once, in the colour of who carries", () => {
  const job = makeJob();
  const { trace } = run(readWrite, job);
  const picture = wayPicture({
    name: "a < b",
    job,
    trace,
    counts: count(trace),
  });
  assertEquals(picture.title, "The way of the bytes: a < b");
  assertEquals(
    picture.says,
    "DMA copy 1: disk → page cache, 64 KiB. CPU copy 1: page cache → user " +
      "buffer, 64 KiB. CPU copy 2: user buffer → socket buffer, 64 KiB. DMA " +
      "copy 2: socket buffer → nic, 64 KiB. In all 4 mode switches, 2 CPU " +
      "copies, 2 DMA copies.",
  );
  const said = writtenIn(picture.shapes).map(({ says }) => says);
  for (const says of ["CPU copy 1", "DMA copy 1", "DMA copy 2", "copy 2"]) {
    assertEquals(said.filter((one) => one === says).length, 1, says);
  }
  for (const call of ["read()", "write()"]) assert(said.includes(call), call);
  const drawn = picture.shapes.map(xmlText).join("");
  const width = `stroke-width="3"`;
  const arrows = (colour: string): number =>
    drawn.split(`stroke="var(--${colour})" ${width}`).length - 1;
  // A copy by the CPU has a line into it, and one out of it.
  assertEquals([arrows("dma"), arrows("cpu"), arrows("reference")], [2, 4, 0]);
});

Deno.test("a place that nothing came to is empty, and a warm cache was full before", () => {
  const cold = makeJob();
  const warm = makeJob({ cache: "warm" });
  const draw = (job: typeof cold): string => {
    const { trace } = run(readWrite, job);
    const told = { name: "a", job, trace, counts: count(trace) };
    return wayPicture(told).shapes.map(xmlText).join("");
  };
  const filled = (drawn: string, colour: string): number =>
    drawn.split(`z" fill="var(--${colour})"`).length - 1;
  // What lies on the disk, and in a warm page cache, nobody brought in this run.
  assertEquals(filled(draw(cold), "soft"), 1);
  assertEquals(filled(draw(warm), "soft"), 2);
});

Deno.test("in the strategies of the lessons no words lie on each other, nor outside", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const job = randomJob(makeDice(seed));
    for (const { says, trace } of tenRuns(job).slice(0, 5)) {
      const told = { name: "a", job, trace, counts: count(trace) };
      assertLegible(wayPicture(told), `seed ${seed}: ${says}`);
    }
  }
});

Deno.test("wayPicture() is not larger for a larger file", () => {
  const [small, large] = [2 ** 16, 2 ** 21].map((fileBytes) => {
    const job = makeJob({ fileBytes });
    const { trace } = run(readWrite, job);
    const told = { name: "a", job, trace, counts: count(trace) };
    return wayPicture(told).shapes.map((shape: Markup) => xmlText(shape))
      .join("").length;
  });
  assert(large! < small! + 100, `${small} and ${large}`);
});
