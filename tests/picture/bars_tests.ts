import { assert, assertEquals } from "@std/assert";
import { barsPicture } from "../../lib/picture/bars.ts";
import type { Element } from "../../lib/text/markup.ts";
import { assertLegible, writtenIn } from "./written.ts";

const bars = [
  { name: "one", value: 10, says: "10 ns" },
  { name: "two", value: 5, says: "5 ns", colour: "chip" as const },
  { name: "none", value: 0, says: "0 ns" },
];
const of = { title: "Times", colour: "cpu" as const };

Deno.test("barsPicture() draws lengths on one scale, each with its name and value", () => {
  const { shapes, says, width } = barsPicture(bars, of);
  const boxes = shapes.filter((shape): shape is Element =>
    typeof shape !== "string" && shape.tag === "rect"
  );
  const [long, half, none] = boxes.map(({ attributes }) =>
    Number(attributes.width)
  );
  assert(Math.abs(long! / half! - 2) < 0.01, `${long} and ${half}`);
  assert(none! > 0 && none! < 2, "nothing must be seen as nearly nothing");
  assertEquals(boxes.map(({ attributes }) => attributes.fill), [
    "var(--cpu)",
    "var(--chip)",
    "var(--cpu)",
  ]);
  assertEquals(says, "Times: one: 10 ns, two: 5 ns, none: 0 ns.");
  const written = writtenIn(shapes);
  assertEquals(
    written.map((text) => text.says),
    bars.flatMap(({ name, says }) => [name, says]),
  );
  for (const text of written) {
    assert(text.left > 0 && text.right < width, text.says);
  }
});

Deno.test("barsPicture() sets a heading above the bar that begins a group", () => {
  const grouped = bars.map((bar, i) => ({
    ...bar,
    heading: i === 1 ? undefined : `group ${i}`,
  }));
  const picture = barsPicture(grouped, of);
  assertLegible(picture, "grouped");
  const words = writtenIn(picture.shapes).map(({ says }) => says);
  assertEquals(words.filter((says) => says.startsWith("group")), [
    "group 0",
    "group 2",
  ]);
  assertEquals(words.indexOf("group 2") + 1, words.indexOf("none"));
  assert(picture.says.includes("group 2, none: 0 ns"), picture.says);
});

Deno.test("barsPicture() draws bars that are all nothing", () => {
  const { shapes } = barsPicture([{ name: "a", value: 0, says: "0" }], of);
  assert(!JSON.stringify(shapes).includes("NaN"));
});
