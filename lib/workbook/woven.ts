/**
 * The pages that facts are woven into, beside the facts as the models compute them.
 *
 * @module
 */
import { lessonsWithExercises, loadLesson, readLessons } from "./content.ts";
import { readText } from "./file.ts";
import { factsOf } from "./page.ts";
import { root } from "./path.ts";
import { readmeFacts } from "./readme.ts";
import { usualSetting } from "./transfer_lesson.ts";

/** A page and the facts that belong on it. */
export interface WovenPage {
  /** Its path from the root of the repository. */
  readonly path: string;
  readonly url: URL;
  readonly text: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Reads all pages that facts are woven into, and computes these facts. */
export async function readWovenPages(): Promise<WovenPage[]> {
  const pages: WovenPage[] = [];
  for (const folder of readLessons()) {
    const lesson = await loadLesson(folder);
    const knobs = lesson.knobs.map(({ name, value }) => [name, value]);
    const setting = { ...usualSetting(), knobs: Object.fromEntries(knobs) };
    pages.push({
      path: `lessons/${folder.slug}/README.md`,
      url: folder.pageUrl,
      text: folder.page,
      facts: factsOf(await lesson.model(setting), lesson.claims),
    });
  }
  const url = new URL("README.md", root);
  const facts = readmeFacts(readLessons());
  return [...pages, { path: "README.md", url, text: readText(url), facts }];
}

/** Where `deno test` finds all answers: it may read no folder, so they are listed. */
export const answersModule = new URL("tests/answers_test.ts", root);

/** Writes the list of all answers anew. */
export function weaveAnswers(source: string): string {
  const imports = lessonsWithExercises()
    .map(({ slug }) => `import "../exercises/${slug}/answer_test.ts";\n`);
  return source.replace(/(?:import .*\n)+/, imports.join(""));
}
