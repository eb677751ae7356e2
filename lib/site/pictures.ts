/**
 * The pictures of all pages, as their models draw them: on the site they have the colours of the
 * page, so they are no files of their own.
 *
 * @module
 */
import type { Picture } from "../picture/picture.ts";
import { loadLesson, readLessons } from "../workbook/content.ts";
import { pictureAddress } from "../workbook/page.ts";
import { usualOutcome } from "../workbook/woven.ts";

/** Draws all pictures, by the paths of their files from the top of the repository. */
export async function readPictures(): Promise<ReadonlyMap<string, Picture>> {
  const drawn = new Map<string, Picture>();
  for (const folder of readLessons()) {
    const { pictures = {} } = await usualOutcome(await loadLesson(folder));
    for (const [name, draw] of Object.entries(pictures)) {
      drawn.set(`lessons/${folder.slug}/${pictureAddress(name)}`, draw());
    }
  }
  return drawn;
}
