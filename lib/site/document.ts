/**
 * A page of the site as a document: its text, and what leads to the others.
 *
 * It is complete without a script: what a script adds has empty places that take no room.
 *
 * @module
 */
import { palette } from "../picture/palette.ts";
import { element, htmlText, type Markup } from "../text/markup.ts";
import { type Text } from "../text/page_reader.ts";
import { hasProblems } from "../workbook/content.ts";
import { Ids, pageMarkup, wordsOf } from "../web/page_markup.ts";
import { pictureMarkup } from "../web/picture_markup.ts";
import { colourCode } from "./code_colours.ts";
import type { SiteFacts } from "./facts.ts";
import { type Links, pathFrom } from "./links.ts";
import { withLessons } from "./home.ts";
import { drawPages, drawTurn, linkTo, nameBelow } from "./navigation.ts";
import { headingOf } from "./search_index.ts";
import { drawEditor } from "./own_links.ts";
import type { SitePage } from "./site_page.ts";
import { withSlim } from "./slim.ts";
import { stylesOf } from "./style.ts";

/** What a page is written with. */
export interface Surroundings extends SiteFacts {
  /** All pages, in their order. */
  readonly pages: readonly SitePage[];
  readonly links: Links;
  /** The script that a page begins with, from the top of the site. */
  readonly scriptOf: (page: SitePage) => string | undefined;
  /** What computes a page, if something does: its script, and the controls that stand on it. */
  readonly liveOf?: (page: SitePage) => LivePart | undefined;
}

/** What computes a page. Its scripts are loaded later. */
export interface LivePart {
  /** The script that does it, from the top of the site. */
  readonly script: string;
  /** The script that shows films, if the page has some, from the top of the site. */
  readonly films?: string | undefined;
  /** The program that the page is about, if it is one. */
  readonly shown?: string | undefined;
  readonly controls?: Markup | undefined;
}

/** Writes the document of a page. */
export function documentOf(page: SitePage, around: Surroundings): string {
  const html = element(
    "html",
    { lang: "en" },
    drawHead(page, around),
    element(
      "body",
      { class: page.kind },
      element("a", { class: "skip", href: "#main" }, "Skip to the text"),
      drawBar(page, around),
      element(
        "div",
        { class: "frame" },
        element(
          "div",
          { id: "pages" },
          drawPages(page, around.pages),
          drawContents(page),
        ),
        drawMain(page, around),
      ),
    ),
  );
  return `<!doctype html>\n${htmlText(html)}\n`;
}

/** Shows the theme that was chosen before anything is painted. */
const theme = "try{var t=localStorage.getItem('theme');" +
  "if(/^(light|dark)$/.test(t))document.documentElement.dataset.theme=t}catch(e){}";

/** A mark of the workbook, in the address itself: no other file is asked for. */
const icon = "data:image/svg+xml," + encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
    `<rect width="16" height="16" rx="4" fill="${palette.dma[0]}"/>` +
    '<path d="M4 5h8L4 11h8" fill="none" stroke="#fff" stroke-width="2"/></svg>',
);

function drawHead(
  page: SitePage,
  { pages, scriptOf }: Surroundings,
): Markup {
  const [home] = pages;
  const name = page === home ? [] : [home!.title];
  const script = scriptOf(page);
  const meta = (name: string, content: string): Markup =>
    element("meta", { name, content });
  return element(
    "head",
    {},
    element("meta", { charset: "utf-8" }),
    meta("viewport", "width=device-width, initial-scale=1"),
    element("title", {}, [headingOf(page), ...name].join(" · ")),
    meta("description", page.summary),
    meta("color-scheme", "light dark"),
    element("link", { rel: "icon", href: icon }),
    ...stylesOf(page).map((style) =>
      element("link", { rel: "stylesheet", href: pathFrom(page.file, style) })
    ),
    element("script", {}, theme),
    ...script === undefined
      ? []
      : [element("script", { defer: true, src: pathFrom(page.file, script) })],
  );
}

/** What stands above a page where there is no room beside it. */
function drawBar({ file }: SitePage, { pages }: Surroundings): Markup {
  const [home] = pages;
  const href = pathFrom(file, home!.file);
  return element(
    "header",
    { class: "bar" },
    element("a", { class: "brand", href }, home!.title),
    element("a", { class: "menu", href: "#pages" }, "Menu"),
  );
}

/** The headings of a page, with the ids that they have on it. */
export function headingsOf(
  { blocks }: Pick<SitePage, "blocks">,
): { readonly depth: number; readonly text: Text; readonly id: string }[] {
  const ids = new Ids();
  return blocks.flatMap((block) =>
    block.type === "heading"
      ? [{ ...block, id: ids.of(wordsOf(block.text)) }]
      : []
  );
}

/** Lists the sections of a page. */
function drawContents(page: SitePage): Markup {
  const sections = headingsOf(page).filter(({ depth }) => depth === 2);
  const asked = isAsked(page) ? [{ text: [predict], id: "predict" }] : [];
  const items = [...sections, ...asked].map(({ text, id }) =>
    element("li", {}, element("a", { href: `#${id}` }, wordsOf(text)))
  );
  if (items.length === 0) return "";
  return element(
    "nav",
    { class: "contents", "aria-labelledby": "on-this-page" },
    element("h2", { id: "on-this-page" }, "On this page"),
    element("ul", {}, ...items),
  );
}

/** The heading of a lesson's questions. */
const predict = "Predict";

/** Whether a page ends with questions. */
function isAsked({ lesson, part }: SitePage): boolean {
  return lesson !== undefined && part === 1 && hasProblems(lesson);
}

/** The place of a lesson's questions: without a script, a terminal asks them. */
function drawPredict({ lesson }: SitePage): Markup {
  return element(
    "div",
    { id: "predict" },
    element("h2", { id: "predict-title" }, predict),
    element(
      "p",
      {},
      "Predict a run before you look: ",
      element("code", {}, `deno task predict ${lesson!.number}`),
    ),
  );
}

/** The text of a page, with places for what scripts add. */
function drawMain(page: SitePage, around: Surroundings): Markup {
  const { kind, blocks, lesson, part } = page;
  const facts = around.slim.get(page.source) ?? {};
  const drawn = pageMarkup(withSlim(blocks, facts), {
    link: (address) => around.links.from(page, address),
    code: colourCode,
    picture: (address) => drawPicture(page, address, around),
  });
  const headEnd = kind === "home" ? 1 : 2;
  const rest = withLessons(drawn.slice(headEnd), page, around.pages);
  // What plays stands below the first picture, or below the head where there is none.
  const pictureEnd = 1 +
    rest.findIndex((one) => typeof one !== "string" && one.tag === "figure");
  const place = (id: string, ...inside: Markup[]): Markup[] =>
    kind === "lesson" ? [element("div", { id }, ...inside)] : [];
  const live = around.liveOf?.(page);
  return element(
    "main",
    {
      id: "main",
      "data-lesson": lesson?.number,
      "data-part": part,
      "data-script": live && pathFrom(page.file, live.script),
      "data-films": live?.films && pathFrom(page.file, live.films),
      "data-shown": live?.shown,
    },
    ...drawCrumbs(page, around),
    ...drawn.slice(0, 1),
    ...kind === "home"
      ? []
      : [element("p", { class: "summary" }, page.summary)],
    ...place("live", live?.controls ?? ""),
    ...kind === "editor" ? drawEditor(page, around.pages) : [],
    ...rest.slice(0, pictureEnd),
    ...place("player"),
    ...rest.slice(pictureEnd),
    ...isAsked(page) ? [drawPredict(page)] : [],
    drawTurn(page, around.pages),
  );
}

/** @throws {RangeError} If no model draws the picture. */
function drawPicture(
  { source }: SitePage,
  address: string,
  { pictures }: Surroundings,
): Markup {
  const path = new URL(address, `file:///${source}`).pathname.slice(1);
  const picture = pictures.get(path);
  if (picture !== undefined) return pictureMarkup(picture);
  throw new RangeError(
    `A page must show pictures that a model draws: ${source} shows ${path}`,
  );
}

/** Says where a page is, and leads to the page beside it. */
function drawCrumbs(page: SitePage, { pages }: Surroundings): Markup[] {
  const { kind, lesson } = page;
  if (lesson === undefined) return [];
  const near = pages.filter((one) =>
    one.lesson?.number === lesson.number && one !== page
  );
  const links = near.flatMap((one) => [
    element("span", { "aria-hidden": "true" }, "·"),
    linkTo(page, one, nameBelow(one)),
  ]);
  const here = kind === "exercises" ? "Exercises" : `Lesson ${lesson.number}`;
  return [
    element("p", { class: "crumbs" }, element("span", {}, here), ...links),
  ];
}
