import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { svgFile } from "../../lib/picture/file.ts";
import { palette } from "../../lib/picture/palette.ts";
import type { Picture } from "../../lib/picture/picture.ts";
import { box, text } from "../../lib/picture/shapes.ts";
import { assertWellFormed } from "../well_formed.ts";

const picture: Picture = {
  title: 'a < b & "c"',
  says: "It is > d.",
  width: 100,
  height: 40,
  shapes: [
    box({ x: 1, y: 2, width: 3, height: 4 }, { fill: "cpu" }),
    text("e < f", [5, 6]),
  ],
};

Deno.test("svgFile() writes XML that stands alone, whatever its words", () => {
  const svg = svgFile(picture, "way");
  assertWellFormed(svg);
  assertStringIncludes(svg, 'xmlns="http://www.w3.org/2000/svg"');
  assertStringIncludes(svg, 'viewBox="0 0 100 40"');
  const addresses = svg.match(/https?:[^"]*|href|url\(|@import|<script/g);
  assertEquals(addresses, ["http://www.w3.org/2000/svg"]);
});

Deno.test("svgFile() tells whoever does not see it what it is, under names of its own", () => {
  const svg = svgFile(picture, "way");
  assertStringIncludes(svg, 'role="img"');
  assertStringIncludes(svg, 'aria-labelledby="way-title way-says"');
  assertStringIncludes(svg, '<title id="way-title">a &lt; b &amp;');
  assertStringIncludes(svg, '<desc id="way-says">It is &gt; d.</desc>');
});

Deno.test("svgFile() has both colours of everything, and a card below all shapes", () => {
  const svg = svgFile(picture, "way");
  const [light, dark] = svg.split("@media(prefers-color-scheme:dark)");
  for (const [name, colours] of Object.entries(palette)) {
    assertStringIncludes(light!, `--${name}:${colours[0]}`);
    assertStringIncludes(dark!, `--${name}:${colours[1]}`);
  }
  const card = svg.indexOf('fill="var(--paper)"');
  assert(card > 0 && card < svg.indexOf('fill="var(--cpu)"'), svg);
  assert(!/(?:^|[;}])(?:svg|:root|\*)\{/.test(svg), "only what is in it");
});
