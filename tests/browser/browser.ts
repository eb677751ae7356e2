/**
 * Tests in a browser: one site and one window for all of them, a new page for each. A window of its
 * own for each would cost more than what is looked at in it.
 *
 * A test fails if a page writes an error or a warning to the console, if a script throws, or if
 * anything but the site itself is asked for.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { hasChromium } from "../chromium.ts";
import { buildSite, type BuiltSite } from "./built_site.ts";
import { openBrowser } from "./open_browser.ts";
import {
  type Browser,
  type Context,
  loadPlaywright,
  type Media,
  type Page,
} from "./playwright.ts";

/** How a page is opened. */
export interface Opening extends Omit<Media, "media"> {
  /** [CSS pixels] */
  readonly width?: number;
  readonly hasScripts?: boolean;
}

/** What a test has. */
export interface Looking {
  readonly site: BuiltSite;
  /** Opens an empty page. */
  readonly open: (opening?: Opening) => Promise<Page>;
  /** Tells what was measured, and judges nothing. */
  readonly report: (says: string) => Promise<unknown>;
}

/** How long a test waits for something on a page. [ms] */
const patienceMs = 8000;

/** Opened by the first test that needs them, closed after the last. */
let shared: Promise<Shared> | undefined;

interface Shared {
  readonly site: BuiltSite;
  readonly browser: Browser;
  /** What pages share that run scripts: an empty one keeps its window open. */
  readonly window: Context;
}

async function prepare(): Promise<Shared> {
  const [site, browser] = await Promise.all([buildSite(), openBrowser()]);
  const window = await browser.newContext({ javaScriptEnabled: true });
  await window.newPage();
  return { site, browser, window };
}

Deno.test.afterAll(async () => {
  if (shared === undefined) return;
  const { site, browser } = await shared;
  await browser.close();
  await site[Symbol.asyncDispose]();
});

/** Says what is missing for these tests, if something is. */
async function missing(): Promise<string | undefined> {
  if (!hasChromium()) return "needs chromium: deno task test";
  try {
    await loadPlaywright();
    return undefined;
  } catch (error) {
    const [because] = String(error).split("\n");
    return `needs a package that is not there: ${because}`;
  }
}

const lack = await missing();

/** Defines a test that looks at the site in a browser. */
export function browserTest(
  name: string,
  look: (looking: Looking) => Promise<void>,
): void {
  Deno.test({
    name: lack === undefined ? name : `${name} (${lack})`,
    ignore: lack !== undefined,
    sanitizeOps: false,
    sanitizeResources: false,
    fn: async (test) => {
      const { site, browser, window } = await (shared ??= prepare());
      const faults: string[] = [];
      const pages: Page[] = [];
      const open = async (opening: Opening = {}): Promise<Page> => {
        const { width = 1280, hasScripts = true, ...media } = opening;
        const context = hasScripts
          ? window
          : await browser.newContext({ javaScriptEnabled: false });
        const page = await context.newPage();
        pages.push(page);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia(media);
        page.setDefaultTimeout(patienceMs);
        listen(page, site, (fault) => faults.push(fault));
        return page;
      };
      try {
        const report = (says: string): Promise<boolean> =>
          test.step(says, () => {});
        await look({ site, open, report });
      } finally {
        for (const page of pages) await forget(page);
      }
      assertEquals(faults, []);
    },
  });
}

/** Closes a page, and what it has kept for the next one. */
async function forget(page: Page): Promise<void> {
  if (!page.isClosed()) {
    await page.evaluate(`try { localStorage.clear() } catch { }`);
    await page.close();
  }
}

/** Tells what a page does that it may not. */
function listen(
  page: Page,
  { places }: BuiltSite,
  tell: (fault: string) => void,
): void {
  const where = (): string => page.url().replace(/^.*?built\//, "");
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    tell(`${where()}: ${message.type()}: ${message.text()}`);
  });
  page.on(
    "pageerror",
    ({ message, stack }) => tell(`${where()}: ${message}\n${stack}`),
  );
  page.on("request", (request) => {
    const own = [places.host, places.disk, "data:", "blob:", "about:"];
    if (own.some((place) => request.url().startsWith(place))) return;
    tell(`${where()}: asks for ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() < 400) return;
    tell(`${where()}: ${response.status()} for ${response.url()}`);
  });
}
