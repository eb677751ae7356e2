import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Recording } from "../../lib/picture/reel.ts";
import { filmOf } from "../../lib/picture/run_film.ts";
import { runFilms } from "../../lib/picture/run_films.ts";
import { lessonScripts } from "../../lib/site/lesson_scripts.ts";
import { htmlText } from "../../lib/text/markup.ts";
import { readLessons } from "../../lib/workbook/content.ts";
import { usualSetting } from "../../lib/workbook/transfer_lesson.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "lessonScripts() shows films of a lesson that sends, computes what can be changed, and asks",
    async () => {
      for (const folder of readLessons()) {
        const { films, model, controls } = await lessonScripts(folder);
        const { number, slug } = folder;
        assertStringIncludes(model, `/lessons/${slug}/predict.ts"`);
        // The lesson about one's own kernel shows what was recorded: nothing of it can be changed.
        const isLive = number < 12;
        assertEquals(model.includes(`/lessons/${slug}/lesson.ts"`), isLive);
        assertEquals(htmlText(controls).startsWith("<form"), isLive);
        assertEquals(htmlText(controls).includes("deno task lab<"), !isLive);
        if (number < 5 || number > 11) continue;
        assertEquals(films!.name, "films");
        const runs = /openRuns\((.+)\);$/.exec(films!.module)![1]!;
        const { job, file } = usualSetting();
        assertEquals(
          JSON.parse(runs).map((run: Recording) => filmOf(run).lines),
          runFilms(job, file).map(({ film }) => film().lines),
        );
      }
    },
  ),
);

Deno.test(
  readingTest(
    "lessonScripts() tells the player which film is the lesson's own",
    async () => {
      const told: Record<number, unknown> = {};
      for (const folder of readLessons()) {
        const { shown } = await lessonScripts(folder);
        told[folder.number] = shown;
      }
      assertEquals(told[8], "sendfile + gather");
      assertEquals(told[5], "read + write");
      assertEquals(told[10], undefined);
    },
  ),
);
