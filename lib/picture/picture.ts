/**
 * A picture: shapes on a card, with a title and a sentence that says what is to be seen.
 *
 * It is data. A file is made of it for the pages in the repository, and a browser shows the same.
 *
 * @module
 */
import type { Markup } from "../text/markup.ts";

/** A picture, whatever it shows. */
export interface Picture {
  /** What it is, in a few words: "The way of the bytes: sendfile". */
  readonly title: string;
  /** What is to be seen, for whoever does not see it: from the same facts. */
  readonly says: string;
  /** [units of the drawing] */
  readonly width: number;
  /** [units of the drawing] */
  readonly height: number;
  /** The shapes, from the farthest to the nearest. Their colours are those of the palette. */
  readonly shapes: readonly Markup[];
}
