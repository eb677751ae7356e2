import { assert, assertEquals } from "@std/assert";
import {
  faultsPicture,
  placesPicture,
} from "../../../lessons/04_virtual_memory/drawings.ts";
import { xmlText } from "../../../lib/text/markup.ts";
import { writtenIn } from "../../picture/written.ts";

Deno.test("placesPicture() leads from each page to its frame or into the swap area", () => {
  const { shapes, says } = placesPicture({ places: [1, "swap", undefined] }, 2);
  assertEquals(
    says,
    "page 0 is in frame 1, page 1 is in the swap area, page 2 is nowhere yet.",
  );
  const lines = shapes.map(xmlText).filter((shape) =>
    shape.startsWith("<path")
  );
  assertEquals(lines.length, 2);
  assertEquals(
    lines.map((line) => line.includes("stroke-dasharray")),
    [false, true],
  );
  const words = writtenIn(shapes).map((text) => text.says);
  assertEquals(words.slice(0, 6), ["0", "1", "2", "0", "1", "1"]);
  assert(words.includes("swap area"));
});

Deno.test("placesPicture() names no swap area where nothing is in it", () => {
  const { shapes } = placesPicture({ places: [0] }, 1);
  assert(!writtenIn(shapes).some(({ says }) => says === "swap area"));
});

Deno.test("faultsPicture() marks the number of frames that is in use", () => {
  const { shapes } = faultsPicture([9, 5, 3], 2);
  const drawn = shapes.map(xmlText);
  assertEquals(
    drawn.filter((shape) => shape.includes("var(--chip)")).length,
    1,
  );
  const words = writtenIn(shapes).map(({ says }) => says);
  assertEquals(words, ["1 frame", "9", "2 frames", "5", "3 frames", "3"]);
});
