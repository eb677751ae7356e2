import { assert, assertEquals } from "@std/assert";
import { browserTest } from "./browser.ts";
import { inTwos } from "./open_browser.ts";
import { loadAxe, type Page } from "./playwright.ts";

/** The widths of a small and a usual phone, of a tablet and of a screen. [CSS pixels] */
const widths = [320, 390, 768, 1280];

browserTest(
  "every page fits every width, without a barrier in both themes, and all links lead somewhere",
  async ({ site, open }) => {
    const axe = await loadAxe();
    const found: string[] = [];
    const ids = new Map<string, ReadonlySet<string>>();
    const links: { from: string; to: string; id: string }[] = [];
    await inTwos(site.pages, open, async (path, page) => {
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: widths[0]!, height: 900 });
      await page.goto(site.places.host + path);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const scrolls = await page.evaluate<number>(
          "document.documentElement.scrollWidth",
        );
        if (scrolls > width) found.push(`${path}: ${scrolls} of ${width} px`);
      }
      await page.evaluate(axe);
      found.push(...await barriers(page, "", `${path}, light`));
      await page.emulateMedia({ colorScheme: "dark" });
      const colours = `runOnly: ["color-contrast"],`;
      found.push(...await barriers(page, colours, `${path}, dark`));
      const places = await page.evaluate<string[]>(
        `[...document.querySelectorAll("[id]")].map(({ id }) => id)`,
      );
      ids.set(path, new Set(places));
      const hrefs = await page.evaluate<string[]>(
        `[...document.querySelectorAll("a[href]")].map(({ href }) => href)`,
      );
      for (const link of hrefs) {
        if (!link.startsWith(site.places.host)) continue;
        const { pathname, hash } = new URL(link);
        const id = decodeURIComponent(hash.slice(1));
        links.push({ from: path, to: pathname.slice(1), id });
      }
    });
    assertEquals(found, []);
    // What has "=" is state, and no place.
    const lost = links.filter(({ to, id }) =>
      !(id === "" || id.includes("=") ? ids.has(to) : ids.get(to)?.has(id))
    );
    assertEquals(lost, []);
    assert(links.length > 500, `${links.length} links`);
  },
);

/** Says what keeps somebody from a page, each with where it is. */
async function barriers(
  page: Page,
  options: string,
  where: string,
): Promise<string[]> {
  const violations = await page.evaluate<
    { id: string; help: string; nodes: { target: string[] }[] }[]
  >(
    `axe.run(document, { ${options} resultTypes: ["violations"] })
      .then(({ violations }) => violations)`,
  );
  return violations.map(({ id, help, nodes }) =>
    `${where}: ${id}: ${help}: ${
      nodes.slice(0, 3).map(({ target }) => target.join(" ")).join(", ")
    }`
  );
}

browserTest(
  "without scripts every page has its text, and all answers can be unfolded",
  async ({ site, open }) => {
    const page = await open({ hasScripts: false, width: 390 });
    for (const path of site.pages) {
      await page.goto(site.places.host + path);
      const text = await page.locator("main").innerText();
      assert(text.length > 1000, `${path}: ${text.length} letters`);
      assertEquals(await page.locator("h1").count(), 1, path);
    }
    await page.goto(`${site.places.host}lessons/05_read_write/index.html`);
    const fold = page.locator("details").filter({ hasText: "1 MiB" }).first();
    await fold.locator("summary").click();
    assert(await fold.locator("p").first().isVisible());
  },
);
