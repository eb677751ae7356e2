import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { optionsOfLesson, readSetting } from "../../lib/cli/lesson_setting.ts";
import { optionsOf } from "../../lib/cli/options.ts";
import { sortArguments } from "../../lib/cli/typed.ts";
import { costOf, measuredVm } from "../../lib/cost/cost.ts";
import type { Markup } from "../../lib/text/markup.ts";
import { sayTime } from "../../lib/text/say.ts";
import { type Block, readPage, type Text } from "../../lib/text/page_reader.ts";
import { type Counts } from "../../lib/trace/count.ts";
import { quantities, sayQuantity } from "../../lib/trace/quantity.ts";
import { wordsOf } from "../../lib/web/page_markup.ts";
import {
  type LessonFolder,
  loadLesson,
  readLessons,
} from "../../lib/workbook/content.ts";
import { sha256 } from "../../lib/workbook/digest.ts";
import type { Lesson, Outcome } from "../../lib/workbook/lesson.ts";
import { settingOptions } from "../../lib/workbook/lesson_options.ts";
import { pageFactsOf } from "../../lib/workbook/page.ts";
import { makeDice, type TestDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { browserTest } from "./browser.ts";
import { inTwos } from "./open_browser.ts";
import { openPlayer } from "./player.ts";
import type { Page } from "./playwright.ts";

/** What somebody sets at the controls of a lesson, by the names of its options. */
type Values = Readonly<Record<string, string>>;

/** How many settings are tried: of a lesson that sends a file, and of another. */
const [sendingTries, otherTries] = [7, 3];

browserTest(
  "whatever is set at the controls, all facts, pictures and tiles are those of the model",
  async ({ site, open }) => {
    let delivered = 0;
    await inTwos(readLessons(), open, async (folder, page) => {
      const lesson = await loadLesson(folder);
      if (settingOptions(lesson).length === 0) return;
      const address = pageOf(folder, site.places.host);
      if (!lesson.sends) await page.goto(address);
      else {
        await openPlayer(page, address);
        await page.keyboard.press("End");
      }
      await page.locator(".live summary").click();
      const tries = lesson.sends ? sendingTries : otherTries;
      for (let seed = 1; seed <= tries; seed++) {
        const values = rollValues(lesson, makeDice(100 * folder.number + seed));
        const why = `lesson ${folder.number}: ${JSON.stringify(values)}`;
        await setValues(page, values);
        const outcome = await outcomeOf(lesson, values);
        await untilShown(page, factsOf(lesson, outcome), why);
        // What compares strategies has no one run to look at.
        if (!("counts" in outcome.data)) continue;
        await untilTiles(page, outcome, why);
        delivered += 1;
      }
      await page.locator(".live-bar [data-do=reset]").click();
      const printed = await outcomeOf(lesson, {});
      await untilShown(page, factsOf(lesson, printed), "after a reset");
      assertEquals(await page.locator("[data-differs]").count(), 0);
    });
    assert(delivered >= 30, `${delivered} jobs`);
  },
);

/** Where the page of a lesson is. */
function pageOf({ slug }: LessonFolder, place: string): string {
  return `${place}lessons/${slug}/index.html`;
}

/** Values for all options of a lesson, as they can be typed. */
function rollValues(lesson: Lesson, dice: TestDice): Values {
  const job = randomJob(dice);
  const options = settingOptions(lesson).flatMap((option) => {
    const { name, kind, sets, choices, range: [least, most] = [0, 9] } = option;
    if (kind === "path") return [];
    if (sets !== undefined) return [[name, String(job[sets])]];
    if (choices !== undefined) {
      // Prices that were measured here are in no browser.
      const known = choices.filter((choice) => choice !== "measured");
      return [[name, dice.oneOf(known)]];
    }
    const number = dice.between(least, Math.min(most, least + 12));
    const isPower = "isPower" in option && option.isPower;
    return [[name, String(isPower ? least * 2 ** (number % 3) : number)]];
  });
  return Object.fromEntries(options);
}

async function setValues(page: Page, values: Values): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const select = page.locator(`form.live select[name="${name}"]`);
    if (await select.count() > 0) await select.selectOption(value);
    else await page.locator(`form.live input[name="${name}"]`).fill(value);
  }
}

/** What the model finds out in Deno, for what would be typed in a terminal. */
async function outcomeOf(lesson: Lesson, values: Values): Promise<Outcome> {
  const args = Object.entries(values).flatMap(([name, value]) => [
    `--${name}`,
    value,
  ]);
  const typed = sortArguments(args, optionsOf("lesson"));
  const options = optionsOfLesson(lesson);
  return await lesson.model(readSetting({ ...typed, options }, lesson));
}

/** What is to be read on a page: each fact without its gaps, then the words of its picture. */
function factsOf(lesson: Lesson, outcome: Outcome): Values {
  const facts = Object.entries(pageFactsOf(outcome, lesson.claims));
  return Object.fromEntries(
    facts.map(([name, text]) => {
      const shapes = outcome.pictures?.[name]?.().shapes ?? [];
      const words = readPage(text).map(wordsIn).join("") +
        shapes.flatMap(textsIn).join("");
      return [name, words.replaceAll(/\s+/g, "")];
    }),
  );
}

function wordsIn(block: Block): string {
  switch (block.type) {
    case "code":
      return block.lines.join("");
    case "list":
      return block.items.map(wordsOf).join("");
    case "table":
      return block.rows.flat().map((text: Text) => wordsOf(text)).join("");
    case "details":
      return wordsOf(block.summary) + block.blocks.map(wordsIn).join("");
    case "woven":
      return block.blocks.map(wordsIn).join("");
    case "picture":
      return "";
    default:
      return wordsOf(block.text);
  }
}

/** The words that are drawn. */
function textsIn(shape: Markup): string[] {
  if (typeof shape === "string") return [];
  const { tag, children } = shape;
  if (tag !== "text") return children.flatMap(textsIn);
  const all = (parts: readonly Markup[]): string =>
    parts.map((part) => typeof part === "string" ? part : all(part.children))
      .join("");
  return [all(children)];
}

/** Reads the facts of a page in the same form. */
const readFacts = `Object.fromEntries(
  [...document.querySelectorAll("main [data-fact]")].map((place) => {
    const copy = place.cloneNode(true);
    const drawn = [...copy.querySelectorAll("svg text")];
    const words = drawn.map(({ textContent }) => textContent).join("");
    copy.querySelectorAll("svg, img, .for-ears, .slim, button")
      .forEach((one) => one.remove());
    const text = copy.textContent + words;
    return [place.dataset.fact, text.replaceAll(/\\s+/g, "")];
  }),
)`;

/** Waits until a page shows what the model says, and says where it does not. */
async function untilShown(
  page: Page,
  facts: Values,
  why: string,
): Promise<void> {
  const shown = await page.evaluate<Values>(readFacts);
  const wanted = Object.fromEntries(
    // No model says which pages are beside a page.
    Object.keys(shown).map((name) => [name, facts[name] ?? shown[name]]),
  );
  try {
    await page.waitForFunction(
      `JSON.stringify(${readFacts}) === ${
        JSON.stringify(JSON.stringify(wanted))
      }`,
      undefined,
      // To read all facts takes longer than a frame may.
      { polling: 60 },
    );
  } catch {
    assertEquals(await page.evaluate<Values>(readFacts), wanted, why);
  }
}

/** Waits until the counters at the end of the film are those of the run, and all has arrived. */
async function untilTiles(
  page: Page,
  { data }: Outcome,
  why: string,
): Promise<void> {
  const { counts } = data as { counts: Counts };
  const names = ["modeSwitches", "cpuCopies", "dmaCopies"] as const;
  const time = sayTime(costOf(counts, measuredVm).totalNs);
  const wanted = [
    ...names.map((name) =>
      `${quantities[name].label} ${sayQuantity(name, counts)}`
    ),
    `CPU time ${time}`,
  ].sort();
  const readTiles = `[...document.querySelectorAll(".player .tiles > div")]
    .map((tile) => tile.children[0].textContent + " " + tile.children[1].textContent)
    .filter((text) => !text.startsWith("buffers now")).sort()`;
  try {
    await page.waitForFunction(
      `JSON.stringify(${readTiles}) === ${
        JSON.stringify(JSON.stringify(wanted))
      }`,
    );
  } catch {
    assertEquals(await page.evaluate(readTiles), wanted, why);
  }
  const says = await page.locator(".player .caption:not([aria-hidden])")
    .innerText();
  assertStringIncludes(says, "the very bytes of the file", why);
}

browserTest(
  "a file that is dropped in arrives, and its digest is that of the file",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(`${site.places.host}lessons/05_read_write/index.html`);
    const made = "Uint8Array.from({ length: 12345 }, (_, i) => i * 7 % 251)";
    await page.evaluate(`{
      globalThis.drag = (type) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([${made}], "own.bin"));
        document.querySelector("h1").dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        );
      };
      drag("dragenter");
    }`);
    // What takes it is loaded when a file comes over the page.
    await page.waitForFunction(
      `drag("dragover"), "dropping" in document.documentElement.dataset`,
    );
    await page.evaluate(`drag("drop")`);
    const bytes = Uint8Array.from({ length: 12345 }, (_, i) => i * 7 % 251);
    const digest = await sha256(bytes);
    await page.waitForFunction(
      `document.querySelector("[data-fact=arrival]").textContent
        .replaceAll(/\\s/g, "").includes("${digest}")`,
    );
    const arrival = await page.locator("[data-fact=arrival]").innerText();
    assertStringIncludes(arrival, "12,345 bytes: the very bytes of the file");
  },
);
