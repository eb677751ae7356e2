/**
 * Markup: elements with attributes and children, as data.
 *
 * One tree for all that has tags: a picture becomes an SVG file of it, a page an HTML file, and in a
 * browser both become what is seen. So what is drawn can be tested without any of them.
 *
 * @module
 */

/** An element, or a text. */
export type Markup = Element | string;

/** What an attribute may be: true stands for its name alone, false and nothing for no attribute. */
export type AttributeValue = string | number | boolean | undefined;

/** A tag with all that belongs to it. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly children: readonly Markup[];
}

/** Makes an element. */
export function element(
  tag: string,
  attributes: Element["attributes"] = {},
  ...children: readonly Markup[]
): Element {
  return { tag, attributes, children };
}

/** Writes markup as XML: what an SVG file holds. */
export function xmlText(markup: Markup): string {
  if (typeof markup === "string") return escapeText(markup);
  const { tag, children } = markup;
  const inner = children.map(xmlText).join("");
  return inner === ""
    ? `<${head(markup)}/>`
    : `<${head(markup)}>${inner}</${tag}>`;
}

/** The elements of HTML that have no end. */
const voidTags = ["br", "hr", "img", "input", "link", "meta", "wbr"];

/** Writes markup as HTML. What is in a script or a style stands as it is. */
export function htmlText(markup: Markup): string {
  if (typeof markup === "string") return escapeText(markup);
  const { tag, children } = markup;
  if (voidTags.includes(tag)) return `<${head(markup)}>`;
  const isRaw = tag === "script" || tag === "style";
  const inner = children.map((child) =>
    isRaw && typeof child === "string" ? child : htmlText(child)
  );
  return `<${head(markup)}>${inner.join("")}</${tag}>`;
}

/** Writes a tag with its attributes. */
function head({ tag, attributes }: Element): string {
  const written = Object.entries(attributes).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    const text = value === true ? name : String(value);
    return [` ${name}="${escapeText(text).replaceAll('"', "&quot;")}"`];
  });
  return tag + written.join("");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
