import { assertEquals } from "@std/assert";
import { element, htmlText } from "../../lib/text/markup.ts";
import { pictureMarkup } from "../../lib/web/picture_markup.ts";

Deno.test("a picture on a page has its words and its shapes, and no colours of its own", () => {
  const picture = {
    title: "Lanes",
    says: "The CPU computes.",
    width: 10,
    height: 5,
    shapes: [element("rect", { fill: "var(--cpu)" })],
  };
  assertEquals(
    htmlText(pictureMarkup(picture)),
    '<svg class="picture" viewBox="0 0 10 5" role="img" ' +
      'aria-label="Lanes. The CPU computes."><rect fill="var(--cpu)"></rect></svg>',
  );
});
