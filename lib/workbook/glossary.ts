/**
 * The glossary: terms of the field, in English and Chinese, as the pages of the lessons define them.
 *
 * A page gives a term in Chinese once, in brackets behind the English word, which is bold; stressed,
 * where everybody knows it; or quoted, where it is what other texts say.
 *
 * @module
 */

/** A term, and where it is defined. */
export interface Term {
  readonly english: string;
  readonly chinese: string;
  /** [from 1] */
  readonly lesson: number;
}

const definition =
  /(?:\*\*(?:\[([^\]]+)\]\([^)]*\)|([^*]+))\*\*|_([^_]+)_|"([^"]+)")(?:, [A-Z]+)? \(([^()]*\p{Script=Han}[^()]*)\)/gu;

/** Lists the terms of a page, in order. @param lesson Whose page it is. [from 1] */
export function termsOf(page: string, lesson: number): Term[] {
  const prose = page.replaceAll(/^```[^]*?^```$/gm, "").replaceAll(/\s+/g, " ");
  return [...prose.matchAll(definition)]
    .map(([, linked, bold, stressed, quoted, chinese]) => ({
      english: tidy(linked ?? bold ?? stressed ?? quoted!),
      chinese: chinese!,
      lesson,
    }));
}

/** Writes a term as a dictionary does. */
function tidy(english: string): string {
  return english.replace(/^(?:A|An|The) /, "")
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}
