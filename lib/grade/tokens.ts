/**
 * The tokens of an answer. The same text is looked at in several ways: it is split once.
 *
 * @module
 */
import jsTokens from "js-tokens";

/** A part of a text. */
export interface Token {
  /** As js-tokens calls it: "StringLiteral". */
  readonly type: string;
  readonly value: string;
  /** Where it begins. [from 1] */
  readonly line: number;
}

/** A text, and all of its tokens: with spaces and comments, and without. */
interface Split {
  readonly source: string;
  readonly all: readonly Token[];
  readonly code: readonly Token[];
}

const comments = ["SingleLineComment", "MultiLineComment"];

const quiet = [
  "WhiteSpace",
  "LineTerminatorSequence",
  "HashbangComment",
  ...comments,
];

/** The last text that was split. */
let last: Split = { source: "", all: [], code: [] };

/** Splits a text into tokens: spaces and comments are some, too. */
export function allTokensOf(source: string): readonly Token[] {
  return split(source).all;
}

/** Splits a text into its tokens, without spaces and comments. */
export function tokensOf(source: string): readonly Token[] {
  return split(source).code;
}

/**
 * Blanks what looks like a comment; all else stays where it is. If code looks like one to us, and not
 * to the engine, then it does not run: no import can hide there.
 */
export function withoutRemarks(source: string): string {
  return allTokensOf(source).map(({ type, value }) =>
    comments.includes(type)
      ? value.replaceAll(/[^\n\r\u2028\u2029]/g, " ")
      : value
  ).join("");
}

function split(source: string): Split {
  if (last.source === source) return last;
  const all: Token[] = [];
  let line = 1;
  for (const { type, value } of jsTokens(source)) {
    all.push({ type, value, line });
    line += value.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;
  }
  const code = all.filter(({ type }) => !quiet.includes(type));
  last = { source, all, code };
  return last;
}
