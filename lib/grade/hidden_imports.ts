/**
 * The word `import` where a text seems to have no code: in what looks like a text, a comment or a
 * regular expression. Who reads tokens without a grammar may take code for these: `a! / import(b) / 1`.
 *
 * @module
 */
import { allTokensOf } from "./tokens.ts";

/** What an answer writes as data. */
const data =
  /^(?:StringLiteral|NoSubstitutionTemplate|Template\w+|Regular\w+)$/;

const comment = /^(?:SingleLine|MultiLine)Comment$/;

/** Code that imports: what follows the word tells it from a word of prose. */
const call = /\bimport\s*(?:\(|\/[*/]|\.\s*\w{1,20}\s*\()/;
const statement =
  /(?:^|[;}])[ \t*]{0,80}(?:import|export)\b[^;"'`]{0,400}["'`]([^"'`]{0,80})/gm;

/** What somebody may have put into a comment who needs it no more. */
const known = /^(?:zero-copy\/\w|\.\/\w|\.\.\/\.\.\/lessons\/)/;

function importsHere(text: string): boolean {
  return call.test(text) ||
    [...text.slice(2).matchAll(statement)].some(([, to]) => !known.test(to!));
}

/** Lists the lines in which an import may be hidden. [from 1] */
export function hiddenImports(source: string): number[] {
  const lines: number[] = [];
  /** Whether a comment has ended with the word, so that it matters what comes next. */
  let isOpen = false;
  for (const { type, value, line } of allTokensOf(source)) {
    const isComment = comment.test(type);
    const isHidden = data.test(type)
      ? /\bimport\b|\bexport\s*[*{]/.test(value)
      : isComment
      ? importsHere(value)
      : isOpen && /^[.(]/.test(value);
    if (isHidden) lines.push(line);
    if (isComment) isOpen = /\bimport\s*(?:\*\/)?$/.test(value);
    else if (!/^(?:WhiteSpace|LineTerminatorSequence)$/.test(type)) {
      isOpen = false;
    }
  }
  return lines;
}
