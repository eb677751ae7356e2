import { assertEquals, assertStringIncludes } from "@std/assert";
import { type Element, xmlText } from "../../lib/text/markup.ts";
import {
  along,
  arrow,
  between,
  box,
  dot,
  group,
  pathOf,
  route,
  text,
} from "../../lib/picture/shapes.ts";

Deno.test("a shape refers to the colours of the palette, and is empty where none is named", () => {
  const area = { x: 1.26, y: 2, width: 30, height: 4 };
  assertEquals(
    xmlText(box(area, { stroke: "line", radius: 3 })),
    '<rect x="1.3" y="2" width="30" height="4" rx="3" fill="none" stroke="var(--line)"/>',
  );
  assertEquals(
    xmlText(dot([1, 2], { fill: "dma" })),
    '<circle cx="1" cy="2" r="4" fill="var(--dma)"/>',
  );
});

Deno.test("text stands at its point, and a group moves what it holds", () => {
  const says = text("5 < 6", [10, 20], { anchor: "end", isBold: true });
  assertEquals(
    xmlText(group([says], { at: [1, 2.04], opacity: 0.333 })),
    '<g transform="translate(1 2)" opacity="0.33">' +
      '<text x="10" y="20" font-size="13" font-weight="600" text-anchor="end" fill="var(--ink)">5 &lt; 6</text></g>',
  );
});

Deno.test("an arrow ends where its route ends, with its head in its colour", () => {
  const [shaft, head] =
    (arrow([[0, 0], [100, 0]], { stroke: "cpu" }) as Element)
      .children as Element[];
  assertEquals(shaft!.attributes.d, "M0 0L94 0");
  assertStringIncludes(String(head!.attributes.d), "M100 0L94 ");
  assertEquals(head!.attributes.fill, "var(--cpu)");
});

Deno.test("a route is a path over all of its points", () => {
  const points = [[0, 0], [3, 0], [3, 4]] as const;
  assertEquals(pathOf(points), "M0 0L3 0L3 4");
  assertStringIncludes(
    xmlText(route(points, { stroke: "dma" })),
    "M0 0L3 0L3 4",
  );
});

Deno.test("along() goes over a route by its length", () => {
  const points = [[0, 0], [30, 0], [30, 70]] as const;
  assertEquals(along(points, 0), [0, 0]);
  assertEquals(along(points, 0.15), [15, 0]);
  assertEquals(along(points, 0.65), [30, 35]);
  assertEquals(along(points, 1), [30, 70]);
  assertEquals(between(10, 20, 0.3), 13);
});
