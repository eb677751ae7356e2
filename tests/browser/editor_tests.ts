import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { strategies, textbook } from "../../lib/strategy/linux.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { generateFile, type Job, makeJob } from "../../lib/machine/job.ts";
import type { Program } from "../../lib/machine/program.ts";
import { sha256 } from "../../lib/workbook/digest.ts";
import { runToFault } from "../../lib/machine/run.ts";
import { programText } from "../../lib/workbook/program_text.ts";
import { makeDice, type TestDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
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

/** Leaves an instruction out of a program, or has two change places. */
function broken({ parts }: Program, dice: TestDice): Program {
  const at = dice.between(0, parts.length - 1);
  return {
    name: "mine",
    parts: parts.map((part, i) => {
      const instructions = [...part.instructions];
      const one = dice.between(0, instructions.length - 1);
      if (i === at && dice.oneOf([true, false])) instructions.splice(one, 1);
      else if (i === at && one > 0) {
        instructions.splice(
          one - 1,
          2,
          instructions[one]!,
          instructions[one - 1]!,
        );
      }
      return { ...part, instructions };
    }),
  };
}

/** The state of an address: a program, and a job. */
function stateOf(program: Program, job: Job): string {
  return `#${new URLSearchParams({
    own: programText(program),
    size: String(job.fileBytes),
    buffer: String(job.bufferBytes),
    page: String(job.pageBytes),
    cache: job.cache,
    nic: job.nic,
  })}`;
}

/** What the page says came of the program. */
const outcome = `document.querySelector(".own-outcome").textContent`;

async function untilSaid(page: Page, says: string, why: string): Promise<void> {
  try {
    await page.waitForFunction(`${outcome}.includes(${JSON.stringify(says)})`);
  } catch {
    assertStringIncludes(await page.evaluate<string>(outcome), says, why);
  }
}

browserTest(
  "an own program delivers or faults with the machine's own words, as in Deno",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(site.places.host + editor);
    const seen = { fault: 0, delivered: 0 };
    for (let seed = 1; seed <= 40; seed++) {
      const dice = makeDice(seed);
      const { textbook } = dice.oneOf(strategies);
      const program = dice.oneOf([
        textbook,
        broken(textbook, dice),
        randomProgram(dice),
      ]);
      const job = randomJob(dice);
      const state = stateOf(program, job);
      const why = `seed ${seed}: ${state}`;
      const file = generateFile(job.fileBytes);
      const { fault, delivered } = runToFault(program, job, file);
      await page.evaluate(`location.hash = ${JSON.stringify(state)}`);
      const steps = page.locator(".own-lines .own-fault b");
      if (fault !== undefined) {
        seen.fault += 1;
        await untilSaid(page, fault.message, why);
        assertEquals(await steps.innerText(), `${fault.where?.step}`, why);
        await page.locator(".player .scrubber").focus();
        await page.keyboard.press("End");
        const caption = page.locator(".player .caption:not([aria-hidden])");
        assertStringIncludes(await caption.innerText(), fault.message, why);
      } else if (delivered.length === job.fileBytes && job.fileBytes > 0) {
        seen.delivered += 1;
        await untilSaid(page, await sha256(new Uint8Array(delivered)), why);
        assertEquals(await steps.count(), 0, why);
      }
    }
    assert(seen.fault >= 10 && seen.delivered >= 8, JSON.stringify(seen));
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

browserTest(
  "what is changed is taken back, and the TypeScript of a program runs in Deno",
  async ({ site, open }) => {
    const page = await open();
    const job = makeJob();
    await page.goto(site.places.host + editor + stateOf(readWrite, job));
    const lines = page.locator(".own-lines > li");
    const usual = await lines.count();
    await untilSaid(page, "the very bytes of the file", "as it is");
    await page.locator(".own-lines .own-says").nth(2).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Shift+ArrowUp");
    const undo = page.locator(".own button").filter({ hasText: "Undo" });
    for (let i = 0; i < 9; i++) {
      if (await undo.getAttribute("aria-disabled") === "true") break;
      await undo.click();
    }
    assertEquals(await lines.count(), usual);
    await untilSaid(page, "the very bytes of the file", "taken back");
    const module = await page.locator(".own pre code").filter({
      hasText: "import",
    }).textContent();
    const file = Deno.makeTempFileSync({ suffix: ".ts" });
    try {
      Deno.writeTextFileSync(file, module!);
      const exported = await import(`file://${file}`);
      const [made] = Object.values(exported) as (() => Program)[];
      const { delivered, fault } = runToFault(
        made!(),
        job,
        generateFile(job.fileBytes),
      );
      assertEquals(fault, undefined);
      assertEquals(delivered, generateFile(job.fileBytes));
    } finally {
      Deno.removeSync(file);
    }
  },
);

browserTest(
  "where a browser lets no page copy, the TypeScript is shown and marked",
  async ({ site, open }) => {
    const page = await open();
    await page.goto(site.places.host + editor);
    await page.waitForFunction(`document.querySelector(".own") !== null`);
    await page.evaluate(
      `Object.defineProperty(navigator, "clipboard", { value: undefined })`,
    );
    await page.locator("text=Copy as TypeScript").click();
    await page.waitForFunction(
      `String(getSelection()).includes("export function mine(")`,
    );
  },
);
