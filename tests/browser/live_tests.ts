import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { browserTest } from "./browser.ts";
import type { Page } from "./playwright.ts";

const gather = "lessons/08_sendfile_gather/index.html";

/** All that a page says. */
const words = `document.querySelector("main").innerText`;

/** Waits until a page says that places differ, or that none does any more. */
async function untilDiffering(page: Page, differs = true): Promise<void> {
  await page.waitForFunction(
    `document.querySelector(".live-bar")?.hidden === ${!differs}`,
  );
}

async function says(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).textContent()) ?? "";
}

browserTest(
  "a reset brings back every word of the printed page, and the address",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(site.places.disk + gather);
    await page.waitForFunction(`document.querySelector(".player") !== null`);
    await page.locator(".live summary").click();
    await page.locator("#live-nic").focus();
    await page.waitForFunction(
      `document.querySelector(".live-claims") !== null`,
    );
    const [printed, address] = [await page.evaluate(words), page.url()];
    await page.locator("#live-nic").selectOption("no-gather");
    await page.locator("#live-buffer").fill("4k");
    await untilDiffering(page);
    await page.waitForFunction(`location.hash.includes("buffer=4KiB")`);
    await page.locator(".live-bar [data-do=reset]").click();
    await untilDiffering(page, false);
    assertEquals(await page.evaluate(words), printed);
    assertEquals(page.url(), address);
  },
);

browserTest(
  "what was set before the model is there is taken, and so is a button",
  async ({ site, open }) => {
    for (const act of ["select", "step"]) {
      const page = await open();
      await page.goto(site.places.host + gather);
      // No pointer comes near: as a tap does it.
      await page.evaluate(
        act === "select"
          ? `{ const one = document.querySelector("#live-nic");
             one.value = "no-gather";
             one.dispatchEvent(new Event("input", { bubbles: true })); }`
          : `{ const one = document.querySelector(
               "[data-option=size] [data-do=more]");
             one.dispatchEvent(new Event("pointerdown", { bubbles: true }));
             document.querySelector("#live").dispatchEvent(
               new Event("pointerdown"));
             one.click(); }`,
      );
      await untilDiffering(page);
      const expected = act === "select" ? "nic=no-gather" : "size=128KiB";
      assertEquals(await page.evaluate("location.hash"), `#${expected}`);
    }
  },
);

browserTest(
  "prices that no browser has are refused in words, and the page stays with its player",
  async ({ site, open }) => {
    const page = await open();
    const choosing = "lessons/10_choosing/index.html";
    await page.goto(`${site.places.disk}${choosing}#cost=measured`);
    await page.waitForFunction(`document.querySelector(".player") !== null`);
    await page.waitForFunction(
      `document.querySelector(".live-note").textContent !== ""`,
    );
    assertStringIncludes(await says(page, ".live-note"), "--cost measured");
    assertEquals(await page.locator(".live-note").isVisible(), true);
  },
);

browserTest(
  "a value is refused in one line at its field, and changes nothing",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(`${site.places.host}${gather}#page=1000&size=nonsense`);
    await page.waitForFunction(
      `document.querySelector("#live-page-refused").textContent !== ""`,
    );
    assertEquals(
      await says(page, "#live-page-refused"),
      "--page takes a power of two from 512 B to 2 MiB: " +
        'it is "1000". Try: 4KiB',
    );
    assertStringIncludes(
      await says(page, "#live-size-refused"),
      'it is "nonsense"',
    );
    // What is refused unfolds the controls, or nobody would see it.
    assertEquals(await page.locator("#live-buffer").isVisible(), true);
    await page.locator("#live-buffer").fill("0");
    assertStringIncludes(
      await says(page, "#live-buffer-refused"),
      "--buffer takes a whole number of bytes from 1 to 1 PiB",
    );
    assertEquals(await page.locator("[data-differs]").count(), 0);
    assertEquals(
      await says(page, ".live .live-command code"),
      "deno task lesson 8",
    );
    // What is typed next is taken.
    await page.locator("#live-buffer").fill("32KiB");
    await untilDiffering(page);
    assertEquals(await says(page, "#live-buffer-refused"), "");
  },
);

browserTest(
  "a job that is too large is counted, and its page says so",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(`${site.places.host}${gather}#size=1TiB&buffer=1MiB`);
    await untilDiffering(page);
    assertStringIncludes(
      await says(page, ".live-note"),
      "This page moves files up to 16 MiB, and counts larger ones",
    );
    assertStringIncludes(
      await says(page, ".live .live-command code"),
      "--no-trace",
    );
    assertStringIncludes(await says(page, "[data-fact=steps]"), "by formula");
    assertStringIncludes(await says(page, "[data-fact=counts]"), "1 TiB");
    const film = `document.getElementById("player")?.textContent`;
    await page.waitForFunction(`${film}?.includes("counted by a formula")`);
  },
);

browserTest(
  "the bar leads from one place that differs to the next, and back to the controls",
  async ({ site, open }) => {
    const page = await open({ width: 390 });
    await page.goto(`${site.places.host}${gather}#nic=no-gather`);
    await untilDiffering(page);
    const count = await page.locator("[data-differs]").count();
    assert(count > 3);
    assertStringIncludes(await says(page, ".live-count"), `${count} places`);
    const names = `[...document.querySelectorAll("[data-differs]")]
      .map(({ dataset }) => dataset.fact).join()`;
    const met: string[] = [];
    for (let i = 0; i < count; i++) {
      await page.locator(".live-bar [data-do=next]").click();
      met.push(await page.evaluate("document.activeElement.dataset.fact"));
    }
    assertEquals(met.join(), await page.evaluate(names));
    // The controls are folded until somebody wants them.
    assertEquals(await page.locator("#live-nic").isVisible(), false);
    await page.locator(".live-bar [data-do=controls]").click();
    assertEquals(await page.locator("#live-nic").isVisible(), true);
  },
);

browserTest(
  "what a reader has unfolded stays unfolded when it is computed anew",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(site.places.host + gather);
    await page.locator("[data-fact=diagram] summary").click();
    await page.locator(".live summary").click();
    await page.locator("#live-nic").selectOption("no-gather");
    await untilDiffering(page);
    const isOpen = `document.querySelector("[data-fact=diagram] details").open`;
    assertEquals(await page.evaluate(isOpen), true);
    assertEquals(
      await page.evaluate(
        `document.querySelector("[data-fact=way] details").open`,
      ),
      false,
    );
  },
);

browserTest(
  "a question is judged where it stands, and has its seed in the address",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(`${site.places.host}${gather}#seed=5`);
    await page.locator("#predict-2").fill("7");
    await page.locator("#predict-1").fill("many");
    await page.locator(".predict [type=submit]").click();
    assertStringIncludes(await says(page, "#predict-2-says"), "Not right.");
    assertStringIncludes(
      await says(page, "#predict-1-says"),
      'Expected a whole number for blank 1, mode switches: found "many".',
    );
    assertStringIncludes(await says(page, ".predict-score"), "0 of ");
    assertEquals(
      await says(page, ".predict .live-command code"),
      "deno task predict 8 --seed 5",
    );
    await page.locator(".predict [data-do=answers]").click();
    await page.locator(".predict [type=submit]").click();
    assertStringIncludes(await says(page, ".predict-score"), "All ");
    await page.locator(".predict [data-do=another]").click();
    await page.waitForFunction(`location.hash !== "#seed=5"`);
    assertEquals(await page.locator("#predict-2").inputValue(), "");
  },
);

browserTest(
  "the claims of every lesson hold in a browser",
  async ({ site, open }) => {
    const page = await open();
    const live = site.pages.filter((path) =>
      /^lessons\/(?!12)\d+_\w+\/index/.test(path)
    );
    assertEquals(live.length, 11);
    for (const path of live) {
      await page.goto(site.places.host + path);
      await page.locator("[data-fact=claims]").hover();
      await page.locator(".live-claims button").click();
      await page.waitForFunction(
        `document.querySelector(".live-claims span").textContent !== ""`,
      );
      assertStringIncludes(await says(page, ".live-claims span"), "all ", path);
      assertEquals(await page.locator("[data-holds=no]").count(), 0, path);
    }
  },
);

browserTest(
  "a file that is refused is told, until there is another one",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(site.places.disk + gather);
    const drop = (file: string): Promise<unknown> =>
      page.evaluate(`{
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(${file});
        for (const kind of ["dragenter", "dragover", "drop"]) {
          document.body.dispatchEvent(new DragEvent(kind, {
            bubbles: true,
            cancelable: true,
            dataTransfer,
          }));
        }
      }`);
    await page.locator("#live summary").focus();
    await page.waitForFunction(
      `document.querySelector(".live-claims") !== null`,
    );
    await drop(`new File([new Uint8Array(2 ** 25)], "big")`);
    await page.waitForFunction(
      `document.querySelector("#live-file-refused").textContent !== ""`,
    );
    await drop(`new File(["abc"], "<b>x</b>")`);
    await untilDiffering(page);
    assertEquals(await says(page, "#live-file-refused"), "");
    assertStringIncludes(
      await says(page, "#live .live-command code"),
      "<b>x</b>",
    );
  },
);
