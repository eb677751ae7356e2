/**
 * The lessons as the first page of the site shows them: each with its idea, and with its exercises.
 *
 * @module
 */
import { element, type Markup } from "../text/markup.ts";
import { linkTo, nameBelow } from "./navigation.ts";
import type { SitePage } from "./site_page.ts";

/** The fact of the first page that lists the lessons. */
const listed = "lessons";

/** Shows the list of lessons in the place of what is woven into the page for it. */
export function withLessons(
  drawn: readonly Markup[],
  page: SitePage,
  pages: readonly SitePage[],
): Markup[] {
  return drawn.map((one) =>
    typeof one !== "string" && one.attributes["data-fact"] === listed
      ? element("ol", { class: listed }, ...drawLessons(page, pages))
      : one
  );
}

function drawLessons(page: SitePage, pages: readonly SitePage[]): Markup[] {
  const firsts = pages.filter(({ kind, part }) =>
    kind === "lesson" && part === 1
  );
  return firsts.map((first) => {
    const more = pages.filter((one) =>
      one !== first && one.lesson?.number === first.lesson!.number
    );
    const links = more.map((one) => linkTo(page, one, nameBelow(one)));
    return element(
      "li",
      {},
      linkTo(page, first, first.title),
      element("p", {}, first.summary),
      element("p", {}, ...links.flatMap((link) => [link, " "])),
    );
  });
}
