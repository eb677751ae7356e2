/**
 * The scripts of a lesson's page: one shows its films and comes with the page, the other computes the
 * page and is loaded when somebody needs it.
 *
 * @module
 */
import { recordings } from "../picture/run_films.ts";
import { element, type Markup } from "../text/markup.ts";
import { isLive, liveForm } from "../web/live/live_form.ts";
import {
  hasProblems,
  type LessonFolder,
  loadLesson,
} from "../workbook/content.ts";
import { isThere } from "../workbook/file.ts";
import type { Lesson, Setting } from "../workbook/lesson.ts";
import { root } from "../workbook/path.ts";
import { usualSetting } from "../workbook/transfer_lesson.ts";
import { usualKnobs } from "../workbook/woven.ts";

/** What a lesson has for a browser. */
export interface LessonScripts {
  /** What shows its films, if it has some: lessons that show the same have one script. */
  readonly films?:
    | { readonly name: string; readonly module: string }
    | undefined;
  /** The program that it is about, if it is one. */
  readonly shown?: string | undefined;
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
  const parts = {
    ...isChangeable && { lesson: `lessons/${slug}/lesson.ts` },
    ...lesson.sends && { recordings: "lib/picture/run_films.ts" },
    ...hasProblems(folder) && { problem: `lessons/${slug}/predict.ts` },
  };
  const names = Object.keys(parts);
  const model = [
    ...Object.entries(parts).map(([name, path]) =>
      `import { ${name} } from ${quoted(path)};`
    ),
    `import { openLesson } from ${quoted("lib/web/live/open_lesson.ts")};`,
    `openLesson({ ${names.join(", ")} });`,
  ].join("\n");
  const knobs = usualKnobs(lesson.knobs);
  return {
    model,
    films: filmsScript(folder, lesson, knobs),
    shown: lesson.stepped?.({ ...usualSetting(), knobs })?.program.name,
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

/** The script that shows films: those of the lesson, or the runs that all show who send. */
function filmsScript(
  { number, slug }: LessonFolder,
  { sends }: Lesson,
  knobs: Setting["knobs"],
): LessonScripts["films"] {
  const own = `lessons/${slug}/film.ts`;
  if (isThere(new URL(own, root))) {
    return {
      name: `films_${number}`,
      module: `import { films } from ${quoted(own)};
import { openOwnFilms } from ${quoted("lib/web/live/open_films.tsx")};
openOwnFilms(films, ${JSON.stringify(knobs)});`,
    };
  }
  if (!sends) return undefined;
  const { job, file } = usualSetting();
  const runs = recordings(job, file).map(({ record }) => record());
  return {
    name: "films",
    module: `import { openRuns } from ${quoted("lib/web/live/open_runs.ts")};
openRuns(${JSON.stringify(runs)});`,
  };
}

/** The address of a module of the workbook, as an import has it. */
export function quoted(path: string): string {
  return JSON.stringify(new URL(path, root).href);
}
