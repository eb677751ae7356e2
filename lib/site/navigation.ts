/**
 * What leads from a page of the site to the others: the list of all, and the ones before and after.
 *
 * @module
 */
import { element, type Markup } from "../text/markup.ts";
import { pathFrom } from "./links.ts";
import type { Kind, SitePage } from "./site_page.ts";

/** The list of all pages, with this one marked. */
export function drawPages(
  page: SitePage,
  pages: readonly SitePage[],
): Markup {
  const [home] = pages;
  const lessons = pages.filter(({ kind, part }) =>
    kind === "lesson" && part === 1
  );
  const own = pages.filter(({ kind }) => kind === "editor")
    .map((one) => element("li", {}, linkTo(page, one, one.title)));
  const guides = pages.filter(({ kind }) => kind === "guide")
    .map((guide) => element("li", {}, linkTo(page, guide, guide.title)));
  return element(
    "nav",
    { class: "pages", "aria-label": "Pages" },
    linkTo(page, home!, home!.title, { class: "brand" }),
    element("a", { class: "close", href: "#main" }, "Close"),
    element("div", { id: "search" }),
    element("ol", {}, ...lessons.map((one) => drawLesson(one, page, pages))),
    ...own.length > 0
      ? [element("h2", {}, "To try things"), element("ul", {}, ...own)]
      : [],
    ...guides.length > 0
      ? [element("h2", {}, "More"), element("ul", {}, ...guides)]
      : [],
    element("div", { id: "theme" }),
  );
}

/** Draws a lesson in the list; below the one that is open stands what belongs to it. */
function drawLesson(
  first: SitePage,
  page: SitePage,
  pages: readonly SitePage[],
): Markup {
  const { lesson, title } = first;
  const isOpen = lesson!.number === page.lesson?.number;
  const more = pages.filter((one) =>
    isOpen && one !== first && one.lesson?.number === lesson!.number
  ).map((one) => element("li", {}, linkTo(page, one, nameBelow(one))));
  return element(
    "li",
    {},
    linkTo(page, first, `${lesson!.number}. ${title}`),
    ...more.length > 0 ? [element("ul", {}, ...more)] : [],
  );
}

/** Links from a page to another one, or to itself. */
export function linkTo(
  from: SitePage,
  to: SitePage,
  words: string,
  attributes: Readonly<Record<string, string>> = {},
): Markup {
  const here = to === from ? "page" : undefined;
  const href = pathFrom(from.file, to.file);
  return element("a", { ...attributes, href, "aria-current": here }, words);
}

/** What a page is called below its lesson. */
export function nameBelow({ kind, part, lesson, title }: SitePage): string {
  if (kind === "exercises") return "Exercises";
  return part === 1 ? `${lesson!.number}. ${title}` : title;
}

/** The pages before and after: after each lesson come its exercises, then the next lesson. */
export function drawTurn(
  page: SitePage,
  pages: readonly SitePage[],
): Markup {
  const at = pages.indexOf(page);
  const row: readonly Kind[] = page.kind === "guide"
    ? ["guide"]
    : ["home", "lesson", "exercises"];
  const isInRow = ({ kind }: SitePage): boolean => row.includes(kind);
  const before = pages.slice(0, at).findLast(isInRow);
  const after = pages.slice(at + 1).find(isInRow);
  const link = (
    rel: string,
    says: string,
    to: SitePage | undefined,
  ): Markup[] =>
    to === undefined ? [] : [element(
      "a",
      { rel, href: pathFrom(page.file, to.file) },
      element("small", {}, says),
      " ",
      element(
        "span",
        {},
        to.lesson && to.part === 1
          ? `${to.lesson.number}. ${to.title}`
          : to.title,
      ),
    )];
  return element(
    "nav",
    { class: "turn", "aria-label": "Before and after" },
    ...link("prev", "Before", before),
    ...link("next", "Next", after),
  );
}
