/**
 * The word `import` where a text seems to have no code: in what looks like a text or a regular
 * expression. Who reads tokens without a grammar may take code for these: `a! / import(b) / 1`.
 *
 * What looks like a comment is no matter: it is left out before an answer runs in the box.
 *
 * @module
 */
import { tokensOf } from "./tokens.ts";

/** What an answer writes as data. */
const data =
  /^(?:StringLiteral|NoSubstitutionTemplate|Template\w+|Regular\w+)$/;

const word = /\bimport\b|\bexport\s*(?:[*{]|\/[*/])/;

/** Lists the lines in which an import may be hidden. [from 1] */
export function hiddenImports(source: string): number[] {
  return tokensOf(source).flatMap(({ type, value, line }) =>
    data.test(type) && word.test(value) ? [line] : []
  );
}
