import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { runToFault } from "../../lib/machine/run.ts";
import { programText } from "../../lib/workbook/program_text.ts";
import { makeDice } from "../dice.ts";
import { randomProgram } from "../random_program.ts";
import { browserTest } from "./browser.ts";
import type { Page } from "./playwright.ts";

const editor = "lessons/own_strategy.html";

/** What has the focus, in words: its label or its text. */
async function focused(page: Page): Promise<string> {
  return await page.evaluate(
    `document.activeElement.labels?.[0]?.firstChild?.data ??
      document.activeElement.textContent.replace("breaks a rule", "")`,
  );
}

/** What each line says, without its number. */
async function lines(page: Page): Promise<string[]> {
  return await page.evaluate(
    `[...document.querySelectorAll(".own-says > span")]
      .map(({ textContent }) => textContent)`,
  );
}

/** Waits until the first hole says something, or no longer does. */
async function waitForHole(
  page: Page,
  says: string,
  isSaid = true,
): Promise<void> {
  const text = `document.querySelector(".own-golf li")?.innerText`;
  await page.waitForFunction(
    `${text}?.includes(${JSON.stringify(says)}) === ${isSaid}`,
  );
}

async function pressAll(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

browserTest(
  "a program is written by keys alone, and the focus is never lost",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(`${site.places.host}${editor}#own=mine*each`);
    await page.locator(".own-says").first().focus();
    await pressAll(page, "Enter");
    assertEquals(await focused(page), "1enter the kernel for read()");
    await pressAll(page, "Tab", "Tab");
    assertEquals(await focused(page), "call");
    await page.keyboard.type("sendfile");
    assertEquals(await focused(page), "call");
    await pressAll(page, "Shift+Tab", "Shift+Tab", "Enter");
    assertEquals(await focused(page), "2return from sendfile()");
    await pressAll(page, "ArrowUp", "Enter", "Tab");
    await page.keyboard.type("copy by DMA");
    await pressAll(page, "Shift+Tab", "Enter", "Tab");
    await page.keyboard.type("pass");
    await pressAll(page, "Shift+Tab", "End", "Enter", "Tab");
    await page.keyboard.type("transmit");
    await pressAll(page, "Shift+Tab");
    assertEquals(await lines(page), [
      "for each piece",
      "enter the kernel for sendfile()",
      "copy disk → page cache by DMA",
      "pass pages page cache → socket buffer",
      "return from sendfile()",
      "transmit the socket buffer",
    ]);
    assertStringIncludes(
      await page.locator(".own-outcome").innerText(),
      "the very bytes of the file",
    );
    await pressAll(page, "Shift+ArrowUp");
    assertEquals(await focused(page), "4transmit the socket buffer");
    await pressAll(page, "Delete");
    assertEquals(await focused(page), "4return from sendfile()");
    await pressAll(page, "Delete");
    assertEquals(
      await focused(page),
      "3pass pages page cache → socket buffer",
    );
    assertStringIncludes(
      await page.locator(".own-outcome").innerText(),
      "Cannot end the program at step 3",
    );
  },
);

browserTest(
  "a button keeps the focus while its line goes up and down, and gives it on when it goes",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(site.places.host + editor);
    // Not every browser can move an element that keeps its focus.
    await page.evaluate("delete Element.prototype.moveBefore");
    const label = `document.activeElement.getAttribute("aria-label")`;
    for (
      const [name, back] of [["Move down", "Move up"], ["Move up", "Move down"]]
    ) {
      const button = page.locator(`.own-lines [aria-label="${name}"]`);
      await button.focus();
      await pressAll(page, "Space", "Space", "Space");
      assertEquals(await page.evaluate(label), name, back);
    }
    for (let left = 8; left > 0; left--) {
      await page.locator(".own-acts button").filter({ hasText: "Remove" })
        .focus();
      await pressAll(page, "Space");
      const isOnLine = await page.evaluate(
        `document.activeElement.matches("[aria-current] > .own-says")`,
      );
      assert(isOnLine, `${left}: ${await focused(page)}`);
    }
    assertEquals(await lines(page), ["for each piece"]);
    const said = await page.locator(".own [aria-live=polite]").first()
      .textContent();
    assertStringIncludes(said ?? "", "Removed: ");
  },
);

browserTest(
  "any program in the address is run, and says what Deno's machine says",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(site.places.host + editor);
    const dice = makeDice(12);
    const job = makeJob({ fileBytes: 20_000, bufferBytes: 8192 });
    const programs = [
      ...[...textbook, ...linux].map((one) => fallBack(one, job)),
      ...Array.from({ length: 30 }, () => randomProgram(dice)),
    ];
    for (const one of programs) {
      const own = new URLSearchParams({ own: programText(one) });
      await page.evaluate(
        `location.hash = ${JSON.stringify(`#${own}&size=20000&buffer=8KiB`)}`,
      );
      const { fault, delivered } = runToFault(one, job);
      const says = fault?.message ??
        (delivered.length > 0
          ? `The client has ${delivered.length.toLocaleString("en")} bytes`
          : "The program ran to its end");
      if (one.parts.every(({ instructions }) => instructions.length === 0)) {
        continue;
      }
      await page.waitForFunction(
        `document.querySelector(".own-outcome p").innerText.replace(/\\s+/g, " ")
          .includes(${JSON.stringify(says)})`,
      );
    }
  },
);

browserTest(
  "a best program is kept for the next visit, and forgotten only by who says so twice",
  async ({ site, open }) => {
    const page = await open();
    const own = programText({ ...textbook[3]!, name: "mine" });
    await page.goto(`${site.places.host}${editor}#own=${own}&hole=gather`);
    const first = page.locator(".own-golf li").first();
    // What came with a link is somebody else's.
    await waitForHole(page, "You play here");
    assert(!(await first.innerText()).includes("your best"));
    await page.locator(".own-begin select").selectOption("4");
    await waitForHole(page, "your best");
    await page.goto("about:blank");
    await page.goto(site.places.host + editor);
    await waitForHole(page, "your best");
    await first.locator("button").filter({ hasText: "Open" }).click();
    await page.waitForFunction(
      `document.querySelectorAll(".own-says").length === 6`,
    );
    const forget = first.locator("button").filter({ hasText: /orget/ });
    await forget.click();
    await waitForHole(page, "Really forget it?");
    await forget.click();
    await waitForHole(page, "your best", false);
  },
);
