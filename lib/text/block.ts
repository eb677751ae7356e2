/**
 * What a Markdown page is made of, as `blocks.ts` reads it and `markdown.ts` lays it out.
 *
 * A text is Markdown still, as `inline.ts` reads it; only that of code is plain.
 *
 * @module
 */
import type { Table } from "./table.ts";

/** A list: each item is blocks. */
export interface ListBlock {
  readonly type: "list";
  /** The number of the first item; null if the items have bullets. */
  readonly start: number | null;
  /** Whether empty lines part what is in it. */
  readonly isLoose: boolean;
  readonly items: readonly (readonly Block[])[];
}

/** A question with its answer folded away. */
export interface Details {
  readonly type: "details";
  readonly summary: string;
  readonly blocks: readonly Block[];
}

/** A piece of a page that stands on lines of its own. */
export type Block =
  | { readonly type: "heading"; readonly depth: number; readonly text: string }
  | { readonly type: "paragraph"; readonly text: string }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "rule" }
  | { readonly type: "quote"; readonly blocks: readonly Block[] }
  | ListBlock
  | (Table & { readonly type: "table" })
  | Details;
