import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  loadLesson,
  loadProblems,
  readLessons,
} from "../../lib/workbook/content.ts";
import { rollProblem } from "../../lib/workbook/prediction.ts";
import { seedName, thousandsApart } from "../../lib/web/live/predict_form.ts";
import { browserTest } from "./browser.ts";
import { inTwos } from "./open_browser.ts";

browserTest(
  "a question of an address is the one that predict asks, and is judged as there",
  async ({ site, open }) => {
    let asked = 0;
    await inTwos(readLessons(), open, async (folder, page) => {
      const roll = await loadProblems(folder);
      if (roll === undefined) return;
      const { slug, number } = folder;
      const name = seedName(await loadLesson(folder));
      for (const seed of [7, 123456]) {
        const { title, given, blanks } = rollProblem(roll, {
          lesson: number,
          seed,
        });
        const why = `lesson ${number}, seed ${seed}`;
        // The first is opened, the other typed into the open page.
        await page.goto(
          `${site.places.host}lessons/${slug}/index.html#${name}=${seed}`,
        );
        await page.waitForFunction(
          `document.querySelector(".predict .live-command code")?.textContent
            .endsWith("--seed ${seed}")`,
        );
        const inOne = (text: string): string => text.replaceAll(/\s+/g, " ");
        const text = inOne(await page.locator("#predict").innerText());
        for (
          const says of [
            title,
            ...given.map(thousandsApart),
            ...blanks.map(({ asks }) => asks),
          ]
        ) {
          assertStringIncludes(text, inOne(says), why);
        }
        await page.locator("#predict [data-do=answers]").click();
        for (const [i, { answer, explains }] of blanks.entries()) {
          const field = page.locator(`#predict-${i + 1}`);
          assertEquals(await field.inputValue(), String(answer), why);
          const says = page.locator(`#predict-${i + 1}-says`);
          assertStringIncludes(
            await says.innerText(),
            thousandsApart(explains),
            why,
          );
        }
        await page.locator("#predict [type=submit]").click();
        const score = page.locator(".predict-score");
        assertEquals(await score.innerText(), `All ${blanks.length} right.`);
        const at = blanks.findIndex(({ choices }) => choices === undefined);
        await page.locator(`#predict-${at + 1}`).fill("987654321");
        await page.locator("#predict [type=submit]").click();
        assertStringIncludes(
          await score.innerText(),
          `${blanks.length - 1} of ${blanks.length}`,
        );
        asked += 1;
      }
    });
    assert(asked > 20, `${asked} questions`);
  },
);
