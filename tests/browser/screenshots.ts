/**
 * `deno task screenshots`: a picture of every page of the site, narrow and wide, light and dark.
 *
 * @module
 */
import { hasChromium } from "../chromium.ts";
import { buildSite } from "./built_site.ts";
import { inTwos, openBrowser } from "./open_browser.ts";
import type { Page } from "./playwright.ts";

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

const [folder = "screenshots"] = Deno.args;
if (folder.startsWith("-")) {
  say("deno task screenshots [DIR]: pictures of all pages, into screenshots/");
  Deno.exit(folder === "--help" ? 0 : 2);
}
if (!hasChromium()) {
  say("There is no chromium here: apt-get install chromium");
  Deno.exit(2);
}
const base = `${Deno.env.get("INIT_CWD") ?? "."}/`;
const place = /^([a-z]:)?[\\/]/i.test(folder) ? folder : base + folder;

await using site = await buildSite();
const browser = await openBrowser();
const shots = site.pages.flatMap((path) =>
  [390, 1280].flatMap((width) =>
    (["light", "dark"] as const).map((theme) => ({ path, width, theme }))
  )
);
Deno.mkdirSync(place, { recursive: true });
const window = await browser.newContext({ javaScriptEnabled: true });
const open = (): Promise<Page> => window.newPage();
await inTwos(shots, open, async ({ path, width, theme }, page) => {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: theme });
  await page.goto(site.places.host + path);
  const name = path.replace(/\.html$/, "").replaceAll("/", "-");
  await page.screenshot({
    path: `${place}/${name}-${width}-${theme}.png`,
    fullPage: true,
  });
});
await browser.close();
say(`${shots.length} pictures in ${place}`);
