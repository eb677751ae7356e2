/**
 * What is written in a picture, and how much room it takes: for the tests of drawings.
 *
 * @module
 */
import { assert } from "@std/assert";
import type { Picture } from "../../lib/picture/picture.ts";
import type { Markup } from "../../lib/text/markup.ts";

/** A text with the room that it takes in the widest letters that a reader may have. */
export interface Written {
  readonly says: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The width of a letter, as a share of its height: DejaVu Sans is among the widest. */
const shares = { plain: 0.59, bold: 0.66, mono: 0.61 };

/** Finds all texts of a drawing, moved as its groups are. */
export function writtenIn(
  shapes: readonly Markup[],
  [dx, dy]: readonly [number, number] = [0, 0],
): Written[] {
  return shapes.flatMap((shape): Written[] => {
    if (typeof shape === "string") return [];
    const { tag, attributes, children } = shape;
    const moved = /translate\((\S+) (\S+)\)/.exec(
      String(attributes.transform ?? "translate(0 0)"),
    )!;
    const at = [dx + Number(moved[1]), dy + Number(moved[2])] as const;
    if (tag !== "text") return writtenIn(children, at);
    const says = children.join("");
    const size = Number(attributes["font-size"]);
    const share = attributes["font-family"] !== undefined
      ? shares.mono
      : attributes["font-weight"] === undefined
      ? shares.plain
      : shares.bold;
    const width = says.length * size * share;
    const anchor = attributes["text-anchor"];
    const part = anchor === "end" ? 1 : anchor === "middle" ? 0.5 : 0;
    const left = at[0] + Number(attributes.x) - width * part;
    const line = at[1] + Number(attributes.y);
    return [{
      says,
      left,
      right: left + width,
      top: line - size * 0.75,
      bottom: line + size * 0.22,
    }];
  });
}

/** Checks that all words of a picture lie in it, and none on others. */
export function assertLegible(picture: Picture, why: string): void {
  const written = writtenIn(picture.shapes);
  for (const [i, one] of written.entries()) {
    const isInside = one.left >= 0 && one.right <= picture.width &&
      one.top >= 0 && one.bottom <= picture.height;
    assert(isInside, `${why}: "${one.says}" is outside`);
    const other = written.slice(i + 1).find((other) => meet(one, other));
    assert(!other, `${why}: "${one.says}" lies on "${other?.says}"`);
  }
}

function meet(one: Written, other: Written): boolean {
  return one.left < other.right && other.left < one.right &&
    one.top < other.bottom && other.top < one.bottom;
}
