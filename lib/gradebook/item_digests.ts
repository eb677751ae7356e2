/**
 * What is asked for each item, as a digest: so that a mark is known whose question is another one now.
 *
 * It is made of the questions, of what they say of wrong ideas, and of all of the workbook that they
 * use. One digest is for all exercises of a lesson, as they lie in one file.
 *
 * @module
 */
import { isPrediction, type Item } from "../homework/manifest.ts";
import { reachableFiles } from "../homework/reachable_files.ts";
import { readLessons } from "../workbook/content.ts";
import { sha256 } from "../workbook/digest.ts";
import { readText } from "../workbook/file.ts";
import { pathOf, root } from "../workbook/path.ts";

/** Works out the digest of each item. */
export async function itemDigests(
  items: readonly Item[],
): Promise<ReadonlyMap<string, string>> {
  const top = pathOf(root);
  const lessons = new Map(
    readLessons().map(({ number, slug }) => [number, slug]),
  );
  const known = new Map<string, Promise<string>>();
  const digestFor = (entries: readonly string[]): Promise<string> => {
    const key = entries.join();
    if (!known.has(key)) known.set(key, digestOfModules(top, entries));
    return known.get(key)!;
  };
  return new Map(
    await Promise.all(items.map(async (item): Promise<[string, string]> => {
      const slug = lessons.get(item.lesson);
      const entries = isPrediction(item)
        ? [`lessons/${slug}/predict.ts`]
        : [`exercises/${slug}/questions.ts`, `exercises/${slug}/README.md`];
      return [item.id, await digestFor(entries)];
    })),
  );
}

async function digestOfModules(
  top: string,
  entries: readonly string[],
): Promise<string> {
  const paths = [...reachableFiles(top, entries)].sort();
  const texts = paths.map((path) => [path, readText(`${top}/${path}`)]);
  return await sha256(JSON.stringify(texts));
}
