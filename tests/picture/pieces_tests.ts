import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { xmlText } from "../../lib/text/markup.ts";
import {
  band,
  card,
  cell,
  type CellKind,
  chip,
} from "../../lib/picture/pieces.ts";

Deno.test("no two kinds of cells look alike, also without colours", () => {
  const kinds: CellKind[] = ["CPU", "DMA", "reference", "empty"];
  const bare = kinds.map((kind) =>
    xmlText(cell(kind, [0, 0])).replaceAll(/var\(--[a-z-]+\)/g, "colour")
  );
  assert(bare[0] !== bare[1], "what the CPU brought must have a hatch");
  assert(bare[2] !== bare[1], "a reference must be hollow");
  const full = kinds.map((kind) => xmlText(cell(kind, [0, 0])));
  assertEquals(new Set(full).size, kinds.length);
});

Deno.test("a chip shows its name and its notes, one below the other", () => {
  const drawn = xmlText(
    chip([50, 60], { name: "CPU", notes: ["kernel", "read()"] }),
  );
  const texts = [...drawn.matchAll(/y="(-?[\d.]+)"[^>]*>([^<]+)</g)]
    .map(([, y, says]) => [Number(y), says]);
  assertEquals(texts.map(([, says]) => says), ["CPU", "kernel", "read()"]);
  assert(texts[0]![0]! < texts[1]![0]! && texts[1]![0]! < texts[2]![0]!);
  assertStringIncludes(drawn, "translate(50 60)");
});

Deno.test("a band has the tint of its mode only while it is the present one", () => {
  const area = { x: 4, y: 4, width: 472, height: 102 };
  const quiet = xmlText(band(area, { name: "user mode" }));
  const present = xmlText(band(area, { name: "user mode", tint: "user" }));
  assert(!quiet.includes("var(--user)"));
  assertStringIncludes(present, 'fill="var(--user)"');
  assertStringIncludes(present, 'fill="var(--switch)">USER MODE<');
});

Deno.test("a card has its name, and a note only where there is one", () => {
  const area = { x: 0, y: 0, width: 152, height: 68 };
  assertEquals(xmlText(card(area, { name: "disk" })).split("<text").length, 2);
  const noted = xmlText(card(area, { name: "disk", note: "64 KiB" }));
  assertStringIncludes(noted, 'text-anchor="end"');
});
