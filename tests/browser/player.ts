/**
 * The player of a page, as the tests open it.
 *
 * @module
 */
import type { Page } from "./playwright.ts";

/** Opens a page, and waits for its player: it is loaded when it comes near. */
export async function openPlayer(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.evaluate(`document.getElementById("player").scrollIntoView()`);
  await page.waitForFunction(`document.querySelector(".player .stage svg")`);
  await page.locator(".player .scrubber").first().focus();
}
