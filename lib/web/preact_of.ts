/**
 * Markup as nodes of preact, which a browser shows.
 *
 * The same markup is the same node: what a drawing does not make anew is not compared anew. So a
 * film that keeps its still parts in constants is redrawn for little.
 *
 * @module
 */
import { type ComponentChild, h, type VNode } from "preact";
import type { AttributeValue, Element, Markup } from "../text/markup.ts";

const known = new WeakMap<Element, VNode>();

/** Makes a node of markup: of HTML, or of SVG within an `svg`. An `id` is the node's key. */
export function preactOf(markup: Markup): ComponentChild {
  if (typeof markup === "string") return markup;
  const before = known.get(markup);
  if (before !== undefined) return before;
  const { tag, attributes, children } = markup;
  const entries = Object.entries(attributes).map(([name, value]) =>
    [name, asProperty(name, value)] as const
  );
  const properties = Object.fromEntries(entries);
  const { id } = attributes;
  if (id !== undefined) properties["key"] = id;
  const node = h(tag, properties, ...children.map(preactOf));
  known.set(markup, node);
  return node;
}

/** Writes true as `htmlText` does, and nothing for what has no attribute. */
function asProperty(name: string, value: AttributeValue): AttributeValue {
  if (value === false) return undefined;
  return value === true ? name : value;
}
