/**
 * Opens a browser.
 *
 * @module
 */
import { temporaryFolder } from "../../lib/cli/path.ts";
import { chromium, chromiumFlags } from "../chromium.ts";
import { type Browser, loadPlaywright, type Page } from "./playwright.ts";

/** Opens a browser that knows nothing of whoever uses this machine. */
export async function openBrowser(): Promise<Browser> {
  const { chromium: driver } = await loadPlaywright();
  return await driver.launch({
    executablePath: pathTo(chromium),
    args: chromiumFlags,
    // What it keeps for a person it keeps where all of it is removed.
    env: { HOME: temporaryFolder(), PATH: Deno.env.get("PATH") ?? "" },
  });
}

/** Finds a program as a shell does. */
function pathTo(program: string): string {
  const folders = (Deno.env.get("PATH") ?? "").split(":");
  const isThere = (path: string): boolean => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false;
    }
  };
  return folders.map((folder) => `${folder}/${program}`).find(isThere) ??
    program;
}

/**
 * Does something with each item on one of two pages: a browser waits for a part of what it does, and
 * a page that has scripts at hand costs less than a new one.
 */
export async function inTwos<Item>(
  items: readonly Item[],
  open: () => Promise<Page>,
  act: (item: Item, page: Page) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const work = async (): Promise<void> => {
    const page = await open();
    for (const item of rest) await act(item, page);
  };
  await Promise.all([work(), work()]);
}
