import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { lengthOf, stopsOf } from "../../lib/picture/film.ts";
import { runFilms } from "../../lib/picture/run_films.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { browserTest } from "./browser.ts";
import { inTwos } from "./open_browser.ts";
import { openPlayer } from "./player.ts";
import type { Page } from "./playwright.ts";

/** Films to be looked at: of which lesson, and the key that chooses it. */
const looked: readonly (readonly [slug: string, key: string])[] = [
  ["01_modes", "1"],
  ["01_modes", "2"],
  ["02_context", "1"],
  ["02_context", "2"],
  ["03_dma", "1"],
  ["03_dma", "2"],
  ["04_virtual_memory", "1"],
  ["04_virtual_memory", "2"],
  ["05_read_write", "1"],
  ["06_mmap_write", "2"],
  ["08_sendfile_gather", "4"],
  ["09_splice", "5"],
];

/** All that a player shows: where it stands, its pictures, its counters, its steps. */
const readPlayer = `new Promise((done) => {
  // Attributes stand in any order.
  const say = (one) => one.nodeType !== 1 ? one.data : "<" + one.tagName + " " +
    [...one.attributes].map(({ name, value }) => name + "=" + value).sort()
      .join(" ") + ">" + [...one.childNodes].map(say).join("");
  const all = [".stage svg", ".tiles", ".caption:not([aria-hidden])",
    ".steps [aria-current=step]"];
  requestAnimationFrame(() => requestAnimationFrame(() => done({
    time: Number(document.querySelector(".player .scrubber").ariaValueNow),
    shows: all.flatMap((what) => [...document.querySelectorAll(".player " + what)])
      .map(say).join("\\n"),
  })));
})`;

interface Shown {
  /** [ms] */
  readonly time: number;
  readonly shows: string;
}

async function pressed(page: Page, key: string): Promise<Shown> {
  await page.keyboard.press(key);
  return await page.evaluate<Shown>(readPlayer);
}

browserTest(
  "a player shows the same at a time, whichever way time went",
  async ({ site, open }) => {
    let stops = 0;
    await inTwos(
      looked,
      () => open({ reducedMotion: "reduce" }),
      async ([slug, key], page) => {
        await openPlayer(page, `${site.places.host}lessons/${slug}/index.html`);
        await pressed(page, key);
        const [forward, back] = await page.evaluate<[Shown[], Shown[]]>(
          `(async () => {
          const see = async (key) => {
            document.activeElement.dispatchEvent(
              new KeyboardEvent("keydown", { key, bubbles: true }),
            );
            return await ${readPlayer};
          };
          const walk = async (first, key) => {
            const all = [await see(first)];
            for (;;) {
              const shown = await see(key);
              if (shown.time === all.at(-1).time) return all;
              all.push(shown);
            }
          };
          return [await walk("Home", "ArrowRight"), await walk("End", "ArrowLeft")];
        })()`,
        );
        stops += forward.length;
        assert(forward.length > 1, `${slug}, film ${key}`);
        const different = new Set(forward.map(({ shows }) => shows));
        assertEquals(different.size, forward.length, `${slug}: all differ`);
        assertEquals(back.reverse(), forward, slug);
        // And from nowhere: a link leads there.
        const { time, shows } = forward[Math.floor(forward.length / 2)]!;
        await page.waitForFunction(`!location.hash.includes("t=")`);
        const film = new URL(page.url()).hash.slice(1);
        const link = `${page.url().split("#")[0]}#${film}&t=${time}`;
        await page.goto("about:blank");
        await openPlayer(page, link);
        const linked = await page.evaluate<Shown>(readPlayer);
        assertEquals(linked, { time, shows }, slug);
      },
    );
    assert(stops > 100, `${stops} stops`);
  },
);

browserTest(
  "a player's stops and its length are those of the film that Deno makes",
  async ({ site, open }) => {
    const page = await open();
    await openPlayer(
      page,
      `${site.places.host}lessons/05_read_write/index.html`,
    );
    for (const [i, { film }] of runFilms(makeJob()).entries()) {
      await page.keyboard.press(String(i + 1));
      const { time: endMs } = await pressed(page, "End");
      assertEquals(endMs, Math.round(lengthOf(film())), film().name);
      await pressed(page, "Home");
      for (const stop of stopsOf(film()).slice(1)) {
        const { time } = await pressed(page, "ArrowRight");
        assertEquals(time, Math.round(stop), film().name);
      }
    }
  },
);

browserTest(
  "keys play, step and choose in a player that has the focus, and do nothing elsewhere",
  async ({ site, open }) => {
    const page = await open();
    const name = page.locator(".player section.film");
    await openPlayer(page, `${site.places.host}lessons/07_sendfile/index.html`);
    const first = await name.getAttribute("aria-label");
    const { time: endMs } = await pressed(page, "End");
    assertEquals((await pressed(page, "Home")).time, 0);
    const { time } = await pressed(page, "ArrowRight");
    assert(time > 0 && time < endMs, `${time} of ${endMs} ms`);
    for (const key of ["Alt+ArrowRight", "Control+ArrowRight", "Meta+End"]) {
      await page.keyboard.press(key);
      assertEquals((await page.evaluate<Shown>(readPlayer)).time, time, key);
    }
    await page.keyboard.press("1");
    assertNotEquals(await name.getAttribute("aria-label"), first);
    await page.keyboard.press("3");
    assertEquals(await name.getAttribute("aria-label"), first);
    await page.keyboard.press(" ");
    await page.waitForFunction(
      `document.querySelector(".act-play").ariaLabel.match(/pause/i)`,
    );
    await page.waitForFunction(
      `document.querySelector(".player .scrubber").ariaValueNow > ${time}`,
    );
    const paused = await pressed(page, " ");
    await page.evaluate("document.activeElement.blur()");
    for (const key of ["End", "Home", "ArrowRight", " ", "1"]) {
      const shown = await pressed(page, key);
      assertEquals(shown.time, paused.time, `${key} without focus`);
    }
  },
);

browserTest(
  "a pointer moves the score, a step is clicked, and a link brings both films back",
  async ({ site, open }) => {
    const page = await open();
    await openPlayer(
      page,
      `${site.places.host}lessons/06_mmap_write/index.html`,
    );
    const { time: endMs } = await pressed(page, "End");
    const box = (await page.locator(".player .scrubber").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.up();
    const half = await page.evaluate<Shown>(readPlayer);
    assert(Math.abs(half.time - endMs / 2) < endMs / 50, `${half.time} ms`);
    await page.locator(".player .steps button").nth(2).click();
    const steps = page.locator(".player .steps [aria-current=step]");
    assert((await steps.innerText()).startsWith("3"));
    const beside = page.locator(`.player select[aria-label="Film beside it"]`);
    await beside.selectOption("sendfile");
    assertEquals(await page.locator(".player section.film").count(), 2);
    const race = await page.evaluate<Shown>(readPlayer);
    await page.waitForFunction(`location.hash.includes("b=sendfile")`);
    await page.waitForFunction(`location.hash.includes("t=")`);
    const link = page.url();
    const other = await open();
    await openPlayer(other, link);
    await other.waitForFunction(
      `document.querySelectorAll(".stage").length === 2`,
    );
    assertEquals(await other.evaluate<Shown>(readPlayer), race);
    // The browser's own way back and forth keeps it, too.
    await other.goto(`${site.places.host}index.html`);
    await other.goBack();
    await other.evaluate(`document.getElementById("player").scrollIntoView()`);
    await other.waitForFunction(
      `document.querySelectorAll(".stage").length === 2`,
    );
    assertEquals(await other.evaluate<Shown>(readPlayer), race);
    await other.goForward();
    assertEquals(other.url(), `${site.places.host}index.html`);
  },
);

browserTest(
  "where less motion is asked for, play goes from stop to stop",
  async ({ site, open }) => {
    const page = await open({ reducedMotion: "reduce" });
    await openPlayer(page, `${site.places.host}lessons/07_sendfile/index.html`);
    const stops = [await pressed(page, "Home")];
    for (let i = 0; i < 3; i++) stops.push(await pressed(page, "ArrowRight"));
    await pressed(page, "Home");
    await page.locator(`.player select[aria-label="Speed"]`).selectOption("4");
    const seen = page.evaluate<string[]>(
      `new Promise((done) => {
        const seen = new Set();
        const look = () => {
          const slider = document.querySelector(".player .scrubber");
          seen.add(slider.ariaValueNow);
          if (slider.ariaValueNow >= ${stops.at(-1)!.time}) done([...seen]);
          else requestAnimationFrame(look);
        };
        look();
      })`,
    );
    await page.locator(".player .act-play").click();
    const known = stops.map(({ time }) => String(time));
    assertEquals(await seen, known);
  },
);

browserTest(
  "on a phone all that a player is moved with is as large as a finger",
  async ({ site, open }) => {
    for (const width of [320, 390]) {
      const page = await open({ width });
      const address = `${site.places.host}lessons/09_splice/index.html`;
      await openPlayer(page, address);
      for (const what of [".dock button", ".dock select", ".scrubber"]) {
        for (const one of await page.locator(`.player ${what}`).all()) {
          const box = await one.boundingBox();
          const says = `${what}, ${width}: ${JSON.stringify(box)}`;
          assert(box !== null && box.height >= 44 && box.width >= 40, says);
          assert(box.x >= 0 && box.x + box.width <= width, says);
        }
      }
      const small = await page.evaluate<string[]>(
        `[...document.querySelectorAll(".player .stage svg text")]
          .filter((text) => text.textContent.trim() !== "" &&
            text.getBoundingClientRect().height < 10)
          .map((text) => text.textContent)`,
      );
      assertEquals(small, []);
    }
  },
);

browserTest(
  "what a page and a frame of a race cost is measured",
  async ({ site, open, report }) => {
    const page = await open();
    const session = await page.context().newCDPSession(page);
    // The work of the thread itself, however busy the machine is.
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const taskMs = async (): Promise<number> => {
      const { metrics } = await session.send("Performance.getMetrics");
      return 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
    };
    const before = await taskMs();
    const address = `${site.places.host}lessons/10_choosing/index.html`;
    await openPlayer(page, address);
    const loadMs = await taskMs() - before;
    await page.locator(`.player select[aria-label="Film beside it"]`)
      .selectOption("splice");
    await page.evaluate(readPlayer);
    await page.locator(".player .act-play").click();
    const start = await taskMs();
    const frames = await page.evaluate<number>(
      `new Promise((done) => {
        const end = performance.now() + 2000;
        let frames = 0;
        const count = (now) => {
          frames += 1;
          if (now < end) requestAnimationFrame(count);
          else done(frames);
        };
        requestAnimationFrame(count);
      })`,
    );
    const frameMs = (await taskMs() - start) / frames;
    const shown = await page.evaluate<Shown>(readPlayer);
    assert(shown.time > 0, "it has played");
    await report(
      `a page with a player takes ${
        loadMs.toFixed(0)
      } ms of CPU time in the main thread ` +
        "(budget: 150)",
    );
    await report(
      `a frame of a race takes ${
        frameMs.toFixed(1)
      } ms of CPU time in the main thread, ` +
        `${Math.round(frames / 2)} frames a second (budget: 8 ms)`,
    );
  },
);

browserTest(
  "a list shows its step also where another film comes beside it",
  async ({ site, open }) => {
    const page = await open();
    await openPlayer(
      page,
      `${site.places.host}lessons/05_read_write/index.html`,
    );
    await page.keyboard.press("End");
    await page.locator(".player select").nth(1).selectOption("sendfile");
    await page.waitForFunction(
      `[...document.querySelectorAll(".steps")].length === 2 &&
       [...document.querySelectorAll(".steps")].every((list) => {
         const row = list.querySelector("[aria-current]")
           .getBoundingClientRect();
         const box = list.getBoundingClientRect();
         return row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
       })`,
    );
  },
);
