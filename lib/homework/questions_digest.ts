/**
 * What the questions of a homework are, as a digest: whether two workbooks ask the same.
 *
 * @module
 */
import { exercisesUrl, readLessons } from "../workbook/content.ts";
import { sha256 } from "../workbook/digest.ts";
import { isThere, readText } from "../workbook/file.ts";
import type { Item, Manifest } from "./manifest.ts";

/** Whether this workbook asks what was asked when a homework was given out. */
export async function asksTheSame(
  { items, workbook }: Pick<Manifest, "items" | "workbook">,
): Promise<boolean> {
  return await questionsDigest({ items }) === workbook;
}

/**
 * Digests the questions of the lessons that are asked about, as they stand in this workbook.
 *
 * @returns 64 hexadecimal digits. A comment changes it, too; what a question uses of the library
 *   does not.
 */
export async function questionsDigest(
  { items }: { readonly items: readonly Pick<Item, "lesson">[] },
): Promise<string> {
  const texts = readLessons()
    .filter(({ number }) => items.some(({ lesson }) => lesson === number))
    .flatMap((folder) => [
      new URL("questions.ts", exercisesUrl(folder)),
      new URL("predict.ts", folder.pageUrl),
    ])
    .map((place) => isThere(place) ? readText(place) : "");
  return await sha256(JSON.stringify(texts));
}
