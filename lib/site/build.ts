/**
 * Builds the site: all its files, by their paths. Nothing is written yet.
 *
 * @module
 */
import { readLessons } from "../workbook/content.ts";
import { type Bundler, MissingBundler } from "./bundle.ts";
import { documentOf } from "./document.ts";
import { readFacts } from "./facts.ts";
import { Links } from "./links.ts";
import { type LessonScripts, lessonScripts } from "./lesson_scripts.ts";
import { laterOf, makeScripts, scriptOf } from "./scripts.ts";
import { indexOf } from "./search_index.ts";
import { withOwnLinks } from "./own_links.ts";
import { readPages, type SitePage } from "./site_page.ts";
import { makeStyles } from "./style.ts";

/** The files of a site, by their paths from its top. */
export type SiteFiles = ReadonlyMap<string, string | Uint8Array>;

/** A site that is ready to be written. */
export interface Site {
  readonly files: SiteFiles;
  /** Why it has no scripts; nothing, if it has. */
  readonly missing?: string;
}

/**
 * Builds the site. Where scripts cannot be made, since what makes them cannot be fetched, it has none:
 * its pages are complete without.
 */
export async function buildSite(bundle: Bundler): Promise<Site> {
  const pages = await withOwnLinks(readPages());
  const links = new Links(pages);
  const lessons = new Map<number, LessonScripts>();
  for (const folder of readLessons()) {
    lessons.set(folder.number, await lessonScripts(folder));
  }
  const made = await makeScripts(pages, {
    index: indexOf(pages),
    lessons,
    bundle,
  }).catch(withoutScripts);
  const scripts = made instanceof MissingBundler ? new Map() : made;
  const around = {
    ...{ pages, links },
    ...await readFacts(),
    scriptOf: (page: SitePage) => scriptOf(page, scripts),
    liveOf: (page: SitePage) => {
      const { number = 0 } = page.lesson ?? {};
      const { films, ...lesson } = lessons.get(number) ?? {};
      const script = laterOf(page, `lesson_${number}`, scripts);
      if (script === undefined) return undefined;
      // What a lesson's program does is played once, beside what tells it.
      const name = page.part === 1 ? films?.name : undefined;
      return { ...lesson, script, films: laterOf(page, name, scripts) };
    },
  };
  const files = new Map([
    ...pages.map((page) => [page.file, documentOf(page, around)] as const),
    ...scripts,
    ...makeStyles(),
  ]);
  return made instanceof MissingBundler
    ? { files, missing: made.message }
    : { files };
}

function withoutScripts(error: unknown): MissingBundler {
  if (error instanceof MissingBundler) return error;
  throw error;
}
