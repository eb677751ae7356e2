/**
 * The scripts of a lesson's page: one shows its films and comes with the page, the other computes the
 * page and is loaded when somebody needs it.
 *
 * @module
 */
import { element, type Markup } from "../text/markup.ts";
import { isLive, liveForm } from "../web/live/live_form.ts";
import {
  hasProblems,
  type LessonFolder,
  loadLesson,
} from "../workbook/content.ts";
import { isThere } from "../workbook/file.ts";
import type { Lesson } from "../workbook/lesson.ts";
import { settingOptions } from "../workbook/lesson_options.ts";
import { root } from "../workbook/path.ts";
import { usualSetting } from "../workbook/transfer_lesson.ts";

/** What a lesson has for a browser. */
export interface LessonScripts {
  /** The module that shows its films, if it has some. */
  readonly films?: string;
  /** The module that computes its page, or asks its questions. */
  readonly model: string;
  /** Its controls; if a reader can change nothing, a line that says why. */
  readonly controls: Markup;
}

/** Writes the modules of a lesson. */
export async function lessonScripts(
  folder: LessonFolder,
): Promise<LessonScripts> {
  const { number, slug } = folder;
  const lesson = await loadLesson(folder);
  const isChangeable = isLive(lesson);
  const names = [
    ...isChangeable ? ["lesson"] : [],
    ...hasProblems(folder) ? ["problem"] : [],
  ];
  const files = { lesson: "lesson.ts", problem: "predict.ts" };
  const imports = names.map((name) =>
    `import { ${name} } from ` +
    `${quoted(`lessons/${slug}/${files[name as keyof typeof files]}`)};`
  );
  const model = [
    ...imports,
    `import { openLesson } from ${quoted("lib/web/live/open_lesson.ts")};`,
    `openLesson({ ${names.join(", ")} });`,
  ].join("\n");
  const films = await filmsModule(folder);
  return {
    model,
    ...(films && { films }),
    controls: isChangeable ? liveForm(lesson, number) : sayRecorded(lesson),
  };
}

/** Says why nothing can be changed: a command has found out what the page shows. */
function sayRecorded({ explains }: Lesson): Markup {
  return element(
    "p",
    { class: "live-recorded" },
    "What this page shows was recorded on one machine, so there is nothing to " +
      "change here. On yours: ",
    element("code", {}, `deno task ${explains}`),
  );
}

/** Writes what shows films: those of the lesson, or the run of the file that it sends. */
async function filmsModule(folder: LessonFolder): Promise<string | undefined> {
  const lesson = await loadLesson(folder);
  const own = `lessons/${folder.slug}/film.ts`;
  const isOwn = isThere(new URL(own, root));
  if (!isOwn && !lesson.sends) return undefined;
  const knobs = Object.fromEntries(
    lesson.knobs.map(({ name, value }) => [name, value]),
  );
  const shown = lesson.stepped?.({ ...usualSetting(), knobs })?.program.name;
  const names = settingOptions(lesson).map(({ name }) => name);
  return [
    isOwn
      ? `import { films } from ${quoted(own)};`
      : `import { runFilms } from ${quoted("lib/picture/run_films.ts")};
const films = ({ job, file }) => runFilms(job, file);`,
    `import { openFilms } from ${quoted("lib/web/live/open_films.tsx")};`,
    `openFilms({ films, ...${JSON.stringify({ shown, knobs, names })} });`,
  ].join("\n");
}

/** The address of a module of the workbook, as an import has it. */
export function quoted(path: string): string {
  return JSON.stringify(new URL(path, root).href);
}
