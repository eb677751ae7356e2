import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { browserTest } from "./browser.ts";
import { openPlayer } from "./player.ts";
import type { Page } from "./playwright.ts";

const lesson = "lessons/08_sendfile_gather/index.html";

/** The colour of the paper. */
async function paper(page: Page): Promise<string> {
  return await page.evaluate(
    "getComputedStyle(document.documentElement).backgroundColor",
  );
}

browserTest(
  "the site works from the disk and below a path: its style, its scripts, its search, its pages",
  async ({ site, open }) => {
    for (const place of [site.places.disk, site.places.path]) {
      const page = await open();
      await page.goto(place + lesson);
      assert(!(await paper(page)).includes("255, 255, 255"), place);
      await page.keyboard.press("/");
      await page.keyboard.type("descriptors gather");
      const found = page.locator("#found a").first();
      await found.click();
      await page.waitForFunction("document.readyState === 'complete'");
      assert(page.url().startsWith(place), page.url());
      const text = await page.locator("main").innerText();
      assert(/descriptor/i.test(text), `${page.url()} was found`);
      await page.locator("nav.turn a").first().click();
      await page.waitForFunction("document.readyState === 'complete'");
      assert(page.url().startsWith(place), page.url());
    }
  },
);

browserTest(
  "no page jumps when its scripts add to it",
  async ({ site, open }) => {
    for (const width of [390, 1280]) {
      for (const file of [lesson, "index.html", "lessons/own_strategy.html"]) {
        const page = await open({ width });
        await page.goto(site.places.host + file);
        await page.waitForFunction(
          `document.querySelector("#search input") !== null &&
           (document.querySelector("#editor") === null ||
            document.querySelector("#editor .player") !== null)`,
        );
        // A tenth would be felt, says web.dev/cls.
        const shift = await page.evaluate<number>(
          `new Promise((tell) => {
             new PerformanceObserver((list) => tell(list.getEntries()
               .reduce((sum, { value }) => sum + value, 0)))
               .observe({ type: "layout-shift", buffered: true });
             setTimeout(tell, 500, 0);
           })`,
        );
        assert(shift < .01, `${file} at ${width} px: ${shift}`);
      }
    }
  },
);

browserTest(
  "the search is loaded when it is first used, and goes by keys alone",
  async ({ site, open }) => {
    const page = await open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(site.places.host + lesson);
    const isSearch = (url: string): boolean => url.endsWith("/search.js");
    assertEquals(asked.filter(isSearch), []);
    await page.keyboard.press("/");
    await page.keyboard.type("wordqxz");
    await page.waitForFunction(
      `document.querySelector("#search [role=status]")?.textContent !== ""`,
    );
    assertEquals(asked.filter(isSearch).length, 1);
    await page.locator("#search input").fill("context switch");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForFunction("!location.pathname.includes('08_')");
    assert(page.url().startsWith(site.places.host), page.url());
  },
);

browserTest(
  "a theme that was chosen stays on the next page, and the system's comes back",
  async ({ site, open }) => {
    const page = await open({ colorScheme: "light" });
    await page.goto(site.places.host + lesson);
    const light = await paper(page);
    await page.locator("#theme button").filter({ hasText: "Dark" }).click();
    const dark = await paper(page);
    assert(light !== dark, `${light} and ${dark}`);
    await page.goto(`${site.places.host}index.html`);
    assertEquals(await paper(page), dark);
    await page.locator("#theme button").filter({ hasText: "System" }).click();
    assertEquals(await paper(page), light);
    await page.emulateMedia({ colorScheme: "dark" });
    assertEquals(await paper(page), dark);
    await page.locator("#theme button").filter({ hasText: "Light" }).click();
    assertEquals(await paper(page), light);
  },
);

browserTest(
  "on a phone the list of pages opens, leads on and closes, by hand and by keys",
  async ({ site, open }) => {
    const page = await open({ width: 390 });
    await page.goto(site.places.host + lesson);
    const list = page.locator("#pages");
    assertEquals(await list.isVisible(), false);
    await page.locator(".menu").click();
    assertEquals(await list.isVisible(), true);
    await page.keyboard.press("Escape");
    assertEquals(await list.isVisible(), false);
    await page.keyboard.press("Enter");
    assertEquals(await list.isVisible(), true, "the focus is where it was");
    await list.locator("a").filter({ hasText: "7. sendfile" }).click();
    await page.waitForFunction("location.pathname.includes('07_')");
    assertEquals(await list.isVisible(), false);
  },
);

browserTest(
  "on paper a page is its text: in light colours, without what can only be clicked",
  async ({ site, open }) => {
    const page = await open({ colorScheme: "dark", width: 800 });
    await page.goto(site.places.host + lesson);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const [red = 0] = (await paper(page)).match(/\d+/g)?.map(Number) ?? [];
    assert(red > 200, await paper(page));
    for (const shown of ["#pages", ".bar", ".turn", "#theme", "#search"]) {
      assertEquals(await page.locator(shown).isVisible(), false, shown);
    }
    assertStringIncludes(await page.locator("main").innerText(), "Zero-copy");
    const wide = await page.evaluate<string[]>(
      `[...document.querySelectorAll("main pre, main table")]
        .filter((box) => box.scrollWidth > innerWidth)
        .map((box) => box.textContent.slice(0, 40))`,
    );
    assertEquals(wide, []);
  },
);

browserTest(
  "from a task one goes to the editor and back; a task that is none leads nowhere",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(`${site.places.host}exercises/05_read_write/index.html`);
    await page.locator("main a").filter({ hasText: "Try it" }).first().click();
    const back = page.locator("[data-task]:not([hidden]) a");
    await page.waitForFunction(
      `document.querySelector("#editor .player, .own")`,
    );
    assertEquals(await back.count(), 1);
    await page.evaluate(`location.hash = "own=x*each&task=<b>5.1"`);
    await page.waitForFunction(
      `document.querySelector("[data-task]:not([hidden])") === null`,
    );
    await page.evaluate(`location.hash = "own=x*each&task=5.1"`);
    await back.click();
    await page.waitForFunction("location.hash === '#51-readandwrite'");
  },
);

browserTest(
  "what plays is told from the picture above it, and the questions of a page can be gone to",
  async ({ site, open }) => {
    const page = await open();
    await openPlayer(
      page,
      `${site.places.host}lessons/05_read_write/index.html`,
    );
    assertMatch(
      await page.locator("#player").innerText(),
      /^The same run, step by step: play it, or go back and forth\./,
    );
    await page.locator(".contents a").filter({ hasText: "Predict" }).click();
    await page.waitForFunction(`document.querySelector("#predict form")`);
    assertEquals(await page.locator("#predict h2").count(), 1);
  },
);
