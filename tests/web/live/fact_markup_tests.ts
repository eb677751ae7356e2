import { assertEquals, assertStringIncludes } from "@std/assert";
import { htmlText } from "../../../lib/text/markup.ts";
import { blockMarkup, wordsMarkup } from "../../../lib/web/live/fact_markup.ts";
import { fence } from "../../../lib/workbook/lesson.ts";

const look = { link: (address: string) => address };

function html(now: string, printed: string): string {
  return blockMarkup({ now, printed }, look).map(htmlText).join("");
}

/** What is marked in some HTML. */
function marksIn(text: string): string[] {
  return [...text.matchAll(/<(mark|strong)>(.*?)<\/\1>/g)].map(([, , one]) =>
    one!
  );
}

Deno.test("lines that the printed page has not are marked, and no others", () => {
  const printed = fence(["1  enter", "2  copy by DMA", "3  return"]);
  const now = fence([
    "1  enter",
    "2  copy by CPU",
    "3  copy by DMA",
    "4  return",
  ]);
  assertEquals(marksIn(html(now, printed)), ["2  copy by CPU"]);
  assertEquals(marksIn(html(printed, printed)), []);
});

Deno.test("a line that is broken elsewhere says the same", () => {
  const printed = fence([
    "1  CPU     asks the disk for bytes",
    "2  disk    has them",
  ]);
  const now = fence([
    " 1  CPU     asks the disk for",
    "            bytes",
    " 2  disk    has",
    "            others",
  ]);
  assertEquals(marksIn(html(now, printed)), ["2  disk    has", "others"]);
});

Deno.test("cells of a table that differ are marked, where the table has as many", () => {
  const table = (cells: string): string =>
    `| strategy | copies |\n| :-- | --: |\n| sendfile | ${cells} |`;
  assertEquals(marksIn(html(table("1"), table("0"))), ["1"]);
  const longer = `${table("1")}\n| splice | 0 |`;
  assertEquals(marksIn(html(longer, table("0"))), []);
});

Deno.test("what is folded is marked as well, and a picture is shown by its words", () => {
  const folded = (line: string): string =>
    `![A way.](pictures/way.svg)\n\n<details><summary>As text</summary>\n\n` +
    `${fence([line])}\n\n</details>`;
  const text = html(folded("copy 2"), folded("copy 1"));
  assertEquals(marksIn(text), ["copy 2"]);
  assertStringIncludes(text, 'alt="A way."');
});

Deno.test("words in a line say what the printed page has, for those who see no mark", () => {
  const markup = wordsMarkup({ now: "6", printed: "2" }, look);
  assertEquals(
    markup.map(htmlText).join(""),
    '6<span class="for-ears"> (the printed page has 2)</span>',
  );
});
