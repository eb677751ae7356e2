/**
 * Links between the pages of the site: from an address of the repository to one of the folder.
 *
 * @module
 */
import type { SitePage } from "./site_page.ts";

/** Says how one file of the site is reached from another: "../../index.html". */
export function pathFrom(from: string, to: string): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  const isShared = (i: number): boolean =>
    i < there.length - 1 && here[i] === there[i];
  let shared = 0;
  while (shared < here.length && isShared(shared)) shared++;
  return "../".repeat(here.length - shared) + there.slice(shared).join("/");
}

/** Finds where the links of a page lead. */
export class Links {
  readonly #files: ReadonlyMap<string, string>;

  constructor(pages: readonly Pick<SitePage, "source" | "file">[]) {
    this.#files = new Map(pages.map(({ source, file }) => [source, file]));
  }

  /**
   * Finds where a link leads.
   *
   * @returns Nothing for what is in the repository, and not in the site.
   */
  from(page: SitePage, address: string): string | undefined {
    if (/^(?:https?:|mailto:|#)/.test(address)) return address;
    const { pathname, hash } = new URL(address, `file:///${page.source}`);
    const file = this.#files.get(decodeURIComponent(pathname.slice(1)));
    return file === undefined ? undefined : pathFrom(page.file, file) + hash;
  }
}
