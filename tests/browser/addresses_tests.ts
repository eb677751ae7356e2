import { assert } from "@std/assert";
import { jobOptions } from "../../lib/workbook/lesson_options.ts";
import { programText } from "../../lib/workbook/program_text.ts";
import { strategies } from "../../lib/strategy/linux.ts";
import { makeDice, type TestDice } from "../dice.ts";
import { browserTest } from "./browser.ts";

/** How many addresses are tried, on all pages together. */
const tries = 500;

const names = [
  ...jobOptions.map(({ name }) => name),
  ...["a", "b", "t", "own", "hole", "answer", "seed", "slice", "save", "cost"],
  ...["frames", "device-cycles", "operation", "__proto__", "constructor", ""],
];

const values = [
  ...["0", "1", "-1", "4096", "64KiB", "1MiB", "1TiB", "1PiB", "1e9", "1e999"],
  ...["NaN", "Infinity", "0x10", "1.5", " ", "", "%", "%ff", "%E0%A4%A", "😀"],
  ...["cold", "warm", "gather", "no-gather", "no-checksum", "none", "yes"],
  ...["sendfile", "read-write", "splice", "<script>alert(1)</script>", "null"],
  ...[
    "toString",
    "__proto__",
    "9".repeat(400),
    "零拷贝",
    "\u0000",
    "a".repeat(3000),
  ],
  ...strategies.map(({ textbook }) => programText(textbook)),
];

/** An address as somebody may type it, or as a link is cut, or as a machine makes it. */
function rollState(dice: TestDice): string {
  const kind = dice.between(1, 10);
  if (kind === 1) return values[dice.between(0, values.length - 1)]!;
  const pairs = Array.from({ length: dice.between(1, 6) }, () => {
    const value = dice.oneOf(values);
    return `${dice.oneOf(names)}=${
      kind < 4 ? value : encodeURIComponent(value)
    }`;
  });
  const state = pairs.join("&");
  return kind === 2 ? state.slice(0, dice.between(0, state.length)) : state;
}

browserTest(
  `no address is an error: ${tries} of them, typed into open pages and opened anew`,
  async ({ site, open }) => {
    const pages = site.pages.filter((path) => path.startsWith("lessons/"));
    const each = Math.ceil(tries / pages.length);
    let tried = 0;
    const rest = [...pages.entries()].values();
    const work = async (width: number): Promise<void> => {
      const page = await open({ width });
      for (const [i, path] of rest) {
        await page.goto(site.places.host + path);
        await page.evaluate(
          `document.getElementById("player")?.scrollIntoView()`,
        );
        for (let seed = 1; seed <= each; seed++) {
          const state = rollState(makeDice(1000 * i + seed));
          tried += 1;
          if (seed % 8 === 0) {
            await page.goto("about:blank");
            await page.goto(`${site.places.host}${path}#${state}`);
          } else {
            // A page computes when nothing has been typed for a moment.
            await page.evaluate(
              `new Promise((done) => {
                location.hash = ${JSON.stringify(state)};
                setTimeout(done, 140);
              })`,
            );
          }
        }
        const text = await page.locator("main").innerText();
        assert(text.length > 500, `${path} is there`);
      }
    };
    // A page that waits takes nothing away from another one.
    await Promise.all([390, 1280, 390, 1280, 390, 1280, 390].map(work));
    assert(tried >= tries, `${tried} addresses`);
  },
);
