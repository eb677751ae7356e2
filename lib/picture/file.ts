/**
 * A picture as a file: an SVG that stands alone, right in light and in dark.
 *
 * A page on which it is shown may be of either theme and does not tell it which: so it brings its
 * own card, and both colours of everything. It is XML, and no script runs in it.
 *
 * @module
 */
import { element, type Markup, xmlText } from "../text/markup.ts";
import { declarations, paint } from "./palette.ts";
import type { Picture } from "./picture.ts";

/** How large a unit of the drawing is, where there is room. [px] */
const unitPx = 1.25;

/** The letters that the reader's system has for its own words, all digits of one width. */
const letters = "font-family:system-ui,-apple-system,'Segoe UI',Roboto," +
  "'Noto Sans',sans-serif;font-variant-numeric:tabular-nums";

/**
 * Writes the file of a picture.
 *
 * @param name Its name on its page: no other picture there has it.
 */
export function svgFile(picture: Picture, name: string): string {
  const { title, says, width, height, shapes } = picture;
  const ids = { title: `${name}-title`, says: `${name}-says` };
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width: Math.round(width * unitPx),
      height: Math.round(height * unitPx),
      class: "picture",
      role: "img",
      "aria-labelledby": `${ids.title} ${ids.says}`,
    },
    ...onLines([
      element("title", { id: ids.title }, title),
      element("desc", { id: ids.says }, says),
      element("style", {}, styles()),
      card(width, height),
      ...shapes,
    ]),
  );
  return `${xmlText(root)}\n`;
}

/** Both themes: the variables reach what is in this picture, and nothing around it. */
function styles(): string {
  return `.picture{${declarations("light")};${letters}}` +
    `@media(prefers-color-scheme:dark){.picture{${declarations("dark")}}}`;
}

/** What the shapes lie on. */
function card(width: number, height: number): Markup {
  return element("rect", {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 12,
    fill: paint("paper"),
    stroke: paint("line"),
  });
}

/** Sets each shape on a line of its own: so a change of one is seen as that. */
function onLines(children: readonly Markup[]): Markup[] {
  return ["\n", ...children.flatMap((child) => [child, "\n"])];
}
