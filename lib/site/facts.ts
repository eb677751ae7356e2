/**
 * What the models say for the site: their pictures, which have the colours of the page there, and
 * their facts once more, for narrow screens.
 *
 * @module
 */
import type { Picture } from "../picture/picture.ts";
import { loadLesson, partsOf, readLessons } from "../workbook/content.ts";
import { slimColumns } from "../workbook/lesson.ts";
import { factsOf, pictureAddress } from "../workbook/page.ts";
import { pathFromTop } from "../workbook/path.ts";
import { usualOutcome } from "../workbook/woven.ts";

/** What the models say. */
export interface SiteFacts {
  /** All pictures, by the paths of their files from the top of the repository. */
  readonly pictures: ReadonlyMap<string, Picture>;
  /** The facts of each page for a narrow screen, by its path from the top of the repository. */
  readonly slim: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Runs the models of all lessons as their pages show them. */
export async function readFacts(): Promise<SiteFacts> {
  const pictures = new Map<string, Picture>();
  const slim = new Map<string, Record<string, string>>();
  for (const folder of readLessons()) {
    const lesson = await loadLesson(folder);
    const outcome = await usualOutcome(lesson);
    for (const [name, draw] of Object.entries(outcome.pictures ?? {})) {
      pictures.set(`lessons/${folder.slug}/${pictureAddress(name)}`, draw());
    }
    for (const [i, page] of partsOf(folder).entries()) {
      const facts = factsOf(outcome, lesson.claims, slimColumns, i + 1);
      slim.set(pathFromTop(page), facts);
    }
  }
  return { pictures, slim };
}
