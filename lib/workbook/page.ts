/**
 * Pages: Markdown with marked places that the model fills.
 *
 * A marked place is `<!-- weave name -->` … `<!-- /weave -->`. On lines of its own it holds a block,
 * inside a line a few words. What stands between the marks is never written by hand.
 *
 * @module
 */
import type { Picture } from "../picture/picture.ts";
import { literal } from "../text/text_reader.ts";
import { wrapText } from "../text/width.ts";
import { type Claim, type Outcome, pageColumns } from "./lesson.ts";

/** Where prose is broken on a page in the repository: as `deno fmt` breaks it. [columns] */
export const proseColumns = 80;

/** The head of a page: what the list of lessons shows. */
export interface PageHead {
  /** The title without its number. */
  readonly title: string;
  /** The one line that says the whole idea. */
  readonly summary: string;
}

/** A marked place whose text is not what the model says. */
export interface Staleness {
  /** Where it is. [lines, from 1] */
  readonly line: number;
  readonly name: string;
  /** What the page says. */
  readonly found: string;
  /** What the model says. */
  readonly expected: string;
}

const mark = /<!-- weave (\S+) -->([\s\S]*?)<!-- \/weave -->/g;

/**
 * Fills the marked places of a page.
 *
 * @param page The Markdown of the page.
 * @param facts The text for each name. For a block it is set off by blank lines.
 * @throws {RangeError} If the page names a fact that the model does not have, or a place has no end.
 */
export function weave(
  page: string,
  facts: Readonly<Record<string, string>>,
): string {
  return page.replace(mark, (_, name: string, found: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined) {
      throw new RangeError(
        `The page must name facts of its model: it names "${name}", and there are ${
          Object.keys(facts).join(", ")
        }`,
      );
    }
    // What follows would be taken for old facts.
    if (found.includes("<!-- weave ")) {
      throw new RangeError(
        `The page must have <!-- /weave --> behind each place: "${name}" has none`,
      );
    }
    const text = found.startsWith("\n")
      ? `\n\n${fact}\n\n`
      : isSameLine(found, fact)
      ? found
      : fact;
    return `<!-- weave ${name} -->${text}<!-- /weave -->`;
  });
}

/** Whether words in a line are the same; `deno fmt` may have broken the line among them. */
function isSameLine(found: string, fact: string): boolean {
  return found.replaceAll(/\s+/g, " ") === fact.replaceAll(/\s+/g, " ");
}

/**
 * Compares the marked places of a page with the model.
 *
 * @returns Those that differ, in order.
 */
export function findStale(
  page: string,
  facts: Readonly<Record<string, string>>,
): Staleness[] {
  const fresh = [...weave(page, facts).matchAll(mark)];
  return [...page.matchAll(mark)].flatMap((place, i) => {
    const found = place[2]!;
    const expected = fresh[i]![2]!;
    if (found === expected) return [];
    const line = page.slice(0, place.index).split("\n").length;
    return [{ line, name: place[1]!, found, expected }];
  });
}

/**
 * The facts of an outcome as text, with the claims of one part of the lesson among them.
 *
 * @param columns How wide: the columns of a page in the repository, if not given.
 * @param part The part of the lesson. [from 1]
 */
export function factsOf(
  outcome: Outcome,
  claims: readonly Claim[],
  columns: number = pageColumns,
  part = 1,
): Record<string, string> {
  const facts = Object.entries(outcome.facts)
    .map(([name, draw]) => [name, draw(columns)] as const);
  return { ...Object.fromEntries(facts), claims: listClaims(claims, part) };
}

/**
 * The facts of an outcome as a page in the repository has them: a picture is seen, and its text lies
 * folded below it.
 *
 * @param part The part of the lesson. [from 1]
 * @param columns How wide: the columns of a page in the repository, if not given.
 */
export function pageFactsOf(
  outcome: Outcome,
  claims: readonly Claim[],
  part = 1,
  columns: number = pageColumns,
): Record<string, string> {
  const facts = factsOf(outcome, claims, columns, part);
  const { pictures = {}, folded = {} } = outcome;
  const seen = Object.entries(pictures).map(([name, draw]) => [
    name,
    showPicture(draw(), pictureAddress(name), facts[name]!),
  ]);
  const hidden = Object.entries(folded)
    .map(([name, summary]) => [name, fold(summary, facts[name]!)]);
  return { ...facts, ...Object.fromEntries([...seen, ...hidden]) };
}

/** Where the file of a picture lies, from its page. */
export function pictureAddress(name: string): string {
  return `pictures/${name}.svg`;
}

/** The name of the picture whose file lies there. */
export function pictureAt(address: string): string {
  return address.replace(/^.*\//, "").replace(/\.svg$/, "");
}

/** Shows a picture on a page, and its text folded below. @param address Of its file, from the page. */
export function showPicture(
  { title, says }: Picture,
  address: string,
  text: string,
): string {
  const picture = `![${literal(says)}](${address})`;
  return `${picture}\n\n${fold(`${title}, as text`, text)}`;
}

/** Folds something away on a page, below words of its own. */
export function fold(summary: string, text: string): string {
  return `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`;
}

/** Breaks a sentence that stands alone between marks, as `deno fmt` would. */
export function paragraph(text: string): string {
  return wrapText(text, proseColumns).join("\n");
}

/** The claims of a part of a lesson as a Markdown list. */
function listClaims(claims: readonly Claim[], wanted: number): string {
  return claims.filter(({ part = 1 }) => part === wanted).map(({ says }) =>
    wrapText(`- ${says}`, proseColumns, { hangingIndent: 2 }).join("\n")
  ).join("\n");
}

/**
 * Reads the title and the summary of a page: its first heading and its first quotation.
 *
 * @throws {SyntaxError} If one of them is missing.
 */
export function headOf(page: string): PageHead {
  const title = /^# (?:\d+\. )?(.+)$/m.exec(page)?.[1];
  const summary = /^> (.+(?:\n> .+)*)$/m.exec(page)?.[1];
  if (title === undefined || summary === undefined) {
    throw new SyntaxError("A page must begin with a title and a summary");
  }
  return { title, summary: summary.replaceAll("\n> ", " ") };
}
