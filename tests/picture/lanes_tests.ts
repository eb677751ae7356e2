import { assert, assertEquals } from "@std/assert";
import { drawLane, laneLooks } from "../../lib/picture/lanes.ts";
import type { Element, Markup } from "../../lib/text/markup.ts";
import { writtenIn } from "./written.ts";

const scale = { unit: 10, left: 60, end: 200 };

Deno.test("drawLane() draws what is done as long as it takes, and what is the same as one", () => {
  const shapes = drawLane(
    {
      name: "CPU",
      stretches: [
        { length: 3, says: "free", look: laneLooks.free },
        { length: 3, says: "free", look: laneLooks.free },
        { length: 2, says: "write", sign: "w", look: laneLooks.cpu },
        { length: 1, says: "read", look: laneLooks.cpu },
      ],
    },
    [10, 0],
    scale,
  );
  assertEquals(areas(shapes), [[60, 60], [120, 20], [140, 10]]);
  // What has no room for its word has its sign, or nothing.
  const words = writtenIn(shapes).map(({ says }) => says);
  assertEquals(words, ["CPU", "free", "w"]);
});

Deno.test("drawLane() ends where the scale ends, and shows what is too short for it", () => {
  const shapes = drawLane(
    {
      name: "disk",
      stretches: [
        { length: 0.01, says: "set up", look: laneLooks.cpu },
        { length: 30, says: "busy", look: laneLooks.dma },
        { length: 1, says: "free", look: laneLooks.free },
      ],
    },
    [10, 0],
    scale,
  );
  const [short, long, ...others] = areas(shapes);
  assert(short![1]! > 1, "it must be seen");
  assertEquals(long![0]! + long![1]!, scale.end);
  assertEquals(others, []);
});

Deno.test("drawLane() draws no area of no width at the end of its scale", () => {
  const stretches = [14, 1e-9, 3].map((length, i) => ({
    length: length - 1e-12,
    says: `${i}`,
    look: laneLooks.free,
  }));
  const shapes = drawLane({ name: "CPU", stretches }, [10, 0], scale);
  assertEquals(areas(shapes).length, 1);
});

/** Where each area of a lane begins, and how wide it is. */
function areas(shapes: readonly Markup[]): number[][] {
  return shapes.filter((shape): shape is Element =>
    typeof shape !== "string" && shape.tag === "rect"
  ).map(({ attributes: { x, width } }) => [Number(x), Number(width)]);
}
