/**
 * Builds the site: all its files, by their paths. Nothing is written yet.
 *
 * @module
 */
import { documentOf } from "./document.ts";
import { Links } from "./links.ts";
import { readPages } from "./site_page.ts";
import { styleOf } from "./style.ts";

/** The files of a site, by their paths from its top. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

/** Where the style of all pages lies. */
const style = "assets/site.css";

/** Builds the site. */
export function buildSite(): SiteFiles {
  const pages = readPages();
  const links = new Links(pages);
  const around = { pages, links, style, scriptsOf: () => [] };
  return new Map([
    ...pages.map((page) => [page.file, documentOf(page, around)] as const),
    [style, styleOf()],
  ]);
}
