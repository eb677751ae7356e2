/**
 * A search over all pages, without a server: the texts of their sections, and what is asked for.
 *
 * Every word must be found, at the begin of a word; if no section has all, some will do. A word in a
 * heading, or one that is defined there, weighs more than one in the text, and a rare word more than
 * a common one.
 *
 * @module
 */

/** The texts of all pages. */
export interface SearchIndex {
  /** The file of each page, from the top of the site, and its title. */
  readonly pages: readonly (readonly [file: string, title: string])[];
  /** The sections: the number of the page, where it is on it, its heading, its text, its terms. */
  readonly sections: readonly (readonly [
    page: number,
    id: string,
    heading: string,
    text: string,
    terms: string,
  ])[];
}

/** A part of an excerpt, and whether it is what was asked for. */
export interface Excerpted {
  readonly text: string;
  readonly isFound: boolean;
}

/** A section that was found. */
export interface Found {
  /** Its address, from the top of the site. */
  readonly address: string;
  readonly title: string;
  /** Its heading; nothing for what stands before the first one. */
  readonly heading: string;
  readonly excerpt: readonly Excerpted[];
}

/** How many words are looked for: more are a text that was pasted. */
const mostWords = 12;

/** How much of a text is shown. [characters] */
const excerptLength = 150;

/** How much more a word weighs in a heading than in the text, or as a term; and in a title. */
const weights = { heading: 4, term: 4, title: 6, titleAbove: 1 } as const;

/** Finds sections, the best first. @param most How many at most. */
export function search(
  index: SearchIndex,
  query: string,
  most = 12,
): Found[] {
  const words = wordsIn(query);
  const patterns = words.map(patternOf);
  const rated = rate(index, words, patterns).filter(({ has }) => has > 0);
  const full = rated.filter(({ has }) => has === words.length);
  return (full.length > 0 ? full : rated)
    .sort((a, b) => b.has - a.has || b.score - a.score).slice(0, most)
    .map(({ section: [page, id, heading, text] }) => {
      const [file, title] = index.pages[page]!;
      const address = id === "" ? file : `${file}#${id}`;
      return { address, title, heading, excerpt: excerptOf(text, patterns) };
    });
}

/** Says of each section how many of the words it has, and how well it answers. */
function rate(
  { pages, sections }: SearchIndex,
  words: readonly string[],
  patterns: readonly RegExp[],
): {
  readonly section: SearchIndex["sections"][number];
  readonly has: number;
  readonly score: number;
}[] {
  const weighed = sections.map(([page, , heading, text, terms]) =>
    patterns.map((pattern) => {
      const told = hits(text, pattern, 9);
      const { title, titleAbove } = weights;
      const inTitle = hits(pages[page]![1], pattern, 1);
      return inTitle * (heading === "" ? title : titleAbove) +
        weights.heading * hits(heading, pattern, 1) +
        weights.term * hits(terms, pattern, 1) + 2 * told / (told + 1);
    })
  );
  const rarities = patterns.map((_, i) => {
    const having = weighed.filter((row) => row[i]! > 0).length;
    return Math.log(1 + sections.length / (1 + having));
  });
  const whole = patternOf(words.join(" "));
  return sections.map((section, at) => {
    const row = weighed[at]!;
    const sum = row.reduce((sum, weight, i) => sum + weight * rarities[i]!, 0);
    const together = words.length > 1 && hits(section[3], whole, 1) ? 3 : 0;
    // A lesson explains; an exercise asks, and the first page leads to both.
    const isLesson = /^lessons\/\d/.test(pages[section[0]]![0]);
    return {
      section,
      has: row.filter((weight) => weight > 0).length,
      score: (sum + together) * (isLesson ? 1 : 0.7),
    };
  });
}

/** The words of a query, without the signs around them. */
function wordsIn(query: string): string[] {
  const words = query.slice(0, 1000).toLowerCase().split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((word) => word !== "");
  return [...new Set(words)].slice(0, mostWords);
}

/** What begins with a word, also where that has another ending; signs of Chinese begin anywhere. */
function patternOf(word: string): RegExp {
  const escaped = word.replaceAll(/[\\^$.*+?()|{}[\]]/g, "\\$&");
  const stem = word.length > 3
    ? escaped.replace(/(?<=.{2})(?:ies|ied|y)$/, "[yi]")
      .replace(/(?<=.{3})s$/, "")
    : escaped;
  const begins = /^[\p{Script=Latin}\p{N}]/u.test(word);
  return new RegExp((begins ? "(?<![\\p{L}\\p{N}])" : "") + stem, "giu");
}

/** How often a pattern is in a text, up to a number. */
function hits(text: string, pattern: RegExp, most: number): number {
  pattern.lastIndex = 0;
  let count = 0;
  while (count < most && pattern.test(text)) count++;
  return count;
}

/** A piece of a text around the first word that is found there, with all words marked. */
function excerptOf(text: string, patterns: readonly RegExp[]): Excerpted[] {
  const places = patterns.map((pattern) => text.search(pattern))
    .filter((at) => at >= 0);
  const near = Math.max(0, Math.min(...places, text.length) - 50);
  const start = near === 0 ? 0 : text.indexOf(" ", near) + 1;
  const room = text.slice(start, start + excerptLength);
  const isCut = start + excerptLength < text.length;
  const piece = isCut ? room.replace(/\s+\S*$/, "") : room;
  const any = new RegExp(
    `(${patterns.map(({ source }) => source).join("|")})`,
    "giu",
  );
  const parts = piece.split(any).map((text, i) => ({
    text,
    isFound: i % 2 === 1,
  }));
  const dots = (isThere: boolean): Excerpted[] =>
    isThere ? [{ text: "…", isFound: false }] : [];
  return [...dots(start > 0), ...parts, ...dots(isCut)]
    .filter(({ text }) => text !== "");
}
