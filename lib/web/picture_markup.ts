/**
 * A picture on a page of the site: its colours are those of the page, whatever the theme.
 *
 * @module
 */
import type { Picture } from "../picture/picture.ts";
import { type Element, element } from "../text/markup.ts";

/** Shows a picture. Whoever does not see it is told what is to be seen. */
export function pictureMarkup(
  { title, says, width, height, shapes }: Picture,
): Element {
  return element(
    "svg",
    {
      class: "picture",
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `${title}. ${says}`,
    },
    ...shapes,
  );
}
