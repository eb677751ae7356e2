import { assertEquals, assertStringIncludes } from "@std/assert";
import { htmlText } from "../../lib/text/markup.ts";
import { readPage } from "../../lib/text/page_reader.ts";
import { Ids, pageMarkup, wordsOf } from "../../lib/web/page_markup.ts";

const look = { link: (address: string): string => address };

function htmlOf(markdown: string, more = {}): string {
  const blocks = readPage(markdown);
  return pageMarkup(blocks, { ...look, ...more }).map(htmlText).join("\n");
}

Deno.test("Ids.of() makes the ids that GitHub makes, each one once", () => {
  const ids = new Ids();
  const headings = [
    ["What it costs", "what-it-costs"],
    ["8. sendfile + gather", "8-sendfile--gather"],
    ["8.1 gather", "81-gather"],
    ["8.1 gather", "81-gather-1"],
    ["Who_is `read()`, again?", "who_is-read-again"],
    ["零拷贝, zero-copy", "零拷贝-zero-copy"],
  ];
  for (const [words, id] of headings) assertEquals(ids.of(words!), id);
});

Deno.test("pageMarkup() marks what is woven in, in lines and in words", () => {
  assertEquals(
    htmlOf(
      "Of <!-- weave calls -->**2**<!-- /weave --> calls.\n\n" +
        "<!-- weave steps -->\n\n```text\n1  a < b\n```\n\n<!-- /weave -->\n",
    ),
    '<p>Of <span data-fact="calls"><strong>2</strong></span> calls.</p>\n' +
      '<div data-fact="steps"><pre class="code text" tabindex="0" ' +
      'role="group" aria-label="Text in columns"><code>1  a &lt; b</code>' +
      "</pre></div>",
  );
});

Deno.test("pageMarkup() makes a figure of a fact that is drawn, with its text folded", () => {
  const markdown = "<!-- weave way -->\n\n![It goes.](pictures/way.svg)\n\n" +
    "<details><summary>As text</summary>\n\nIt goes.\n\n</details>\n\n" +
    "<!-- /weave -->\n";
  const folded = "<details><summary>As text</summary><p>It goes.</p></details>";
  assertEquals(
    htmlOf(markdown),
    '<figure data-fact="way"><img src="pictures/way.svg" alt="It goes.">' +
      `${folded}</figure>`,
  );
  const picture = (address: string, says: string): string =>
    `${address}: ${says}`;
  assertEquals(
    htmlOf(markdown, { picture }),
    `<figure data-fact="way">pictures/way.svg: It goes.${folded}</figure>`,
  );
});

Deno.test("pageMarkup() leaves of a link that leads nowhere its words", () => {
  const markdown = "See [`a`](a.md) and [b](b.md).\n";
  const link = (address: string): string | undefined =>
    address === "b.md" ? "b.html" : undefined;
  assertEquals(
    htmlOf(markdown, { link }),
    '<p>See <code>a</code> and <a href="b.html">b</a>.</p>',
  );
});

Deno.test("pageMarkup() puts tables where they can be moved, and keeps their sides", () => {
  assertEquals(
    htmlOf("| a | b |\n| - | -: |\n| _c_ | 1 |\n"),
    '<div class="table" tabindex="0" role="group" aria-label="Table">' +
      '<table><thead><tr><th>a</th><th class="right">b</th></tr></thead>' +
      '<tbody><tr><td><em>c</em></td><td class="right">1</td></tr></tbody>' +
      "</table></div>",
  );
  assertStringIncludes(
    htmlOf("| | b |\n|---|---|\n| 1 | 2 |\n"),
    "<tr><td></td><th>b</th></tr>",
    "what is empty is the head of nothing",
  );
});

Deno.test("pageMarkup() writes lists, quotations and headings", () => {
  assertEquals(
    htmlOf("## So `it` is\n\n> Said.\n\n- a\n- b\n\n## More\n\n3. c\n"),
    '<h2 id="so-it-is">So <code>it</code> is</h2>\n' +
      "<blockquote><p>Said.</p></blockquote>\n<ul><li>a</li><li>b</li></ul>\n" +
      '<h2 id="more">More</h2>\n<ol start="3"><li>c</li></ol>',
  );
});

Deno.test("wordsOf() leaves out marks, and not what they mark", () => {
  const [block] = readPage(
    "A **b _c_** [`d`](e) <!-- weave f -->g<!-- /weave -->.",
  );
  assertEquals(
    block?.type === "paragraph" && wordsOf(block.text),
    "A b c d g.",
  );
});
