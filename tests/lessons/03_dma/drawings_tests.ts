import { assert, assertEquals } from "@std/assert";
import {
  transferBothWays,
  usualTiming,
} from "../../../lessons/03_dma/device_transfer.ts";
import {
  openingsPicture,
  phasesPicture,
} from "../../../lessons/03_dma/drawings.ts";
import { generateFile } from "../../../lib/machine/job.ts";
import { xmlText } from "../../../lib/text/markup.ts";
import { writtenIn } from "../../picture/written.ts";

const pair = transferBothWays(generateFile(4096), usualTiming);

Deno.test("openingsPicture() shows that the CPU polls in one transfer and is free in the other", () => {
  const { shapes } = openingsPicture(pair);
  const words = writtenIn(shapes).map(({ says }) => says);
  const [programmed, dma] = ["programmed I/O", "DMA"]
    .map((way) => words.indexOf(way));
  assert(programmed! > 0 && dma! > programmed!, words.join());
  const first = words.slice(programmed, dma);
  const second = words.slice(dma);
  assert(first.includes("poll") && !first.includes("free"), first.join());
  assert(second.includes("free") && !second.includes("poll"), second.join());
});

Deno.test("phasesPicture() draws the disk in the colour of DMA only where it carries", () => {
  const { shapes, says } = phasesPicture(pair);
  assertEquals(
    xmlText({ tag: "g", attributes: {}, children: shapes })
      .split("var(--dma)").length - 1,
    1,
  );
  const [programmed, dma] = pair;
  assertEquals(
    says,
    `programmed I/O takes 9,220 cycles, and the CPU is free in 0 cycles of them. ` +
      `DMA takes 9,256 cycles, and the CPU is free in 8,192 cycles of them.`,
  );
  assertEquals([programmed.cycles, dma.workUnits], [9220, 8192]);
});

Deno.test("a transfer of nothing is drawn, too", () => {
  const none = transferBothWays(new Uint8Array(), usualTiming);
  for (const { shapes } of [openingsPicture(none), phasesPicture(none)]) {
    assert(!JSON.stringify(shapes).includes("NaN"));
  }
});
