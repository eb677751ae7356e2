import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  factsOf,
  findStale,
  headOf,
  pageFactsOf,
  paragraph,
  proseColumns,
  weave,
} from "../../lib/workbook/page.ts";
import { pageColumns } from "../../lib/workbook/lesson.ts";
import { readPage } from "../../lib/text/page_reader.ts";
import { makeDice } from "../dice.ts";

const page = `# 3. Some title

> One line.

Text before.

<!-- weave block -->

old

<!-- /weave -->

It takes **<!-- weave copies -->4<!-- /weave -->** copies.
`;

const facts = { block: "```text\nnew\n```", copies: "2", unused: "x" };

const woven = `# 3. Some title

> One line.

Text before.

<!-- weave block -->

\`\`\`text
new
\`\`\`

<!-- /weave -->

It takes **<!-- weave copies -->2<!-- /weave -->** copies.
`;

Deno.test("weave() fills blocks and words in a line, and changes nothing else", () => {
  assertEquals(weave(page, facts), woven);
});

Deno.test("weave() fills an empty block, whether or not a line is left for it", () => {
  const empty = "<!-- weave block -->\n<!-- /weave -->\n";
  const filled = "<!-- weave block -->\n\nfact\n\n<!-- /weave -->\n";
  assertEquals(weave(empty, { block: "fact" }), filled);
});

Deno.test("weave() writes a fact as it is, even if it has the signs of a replacement", () => {
  const place = "<!-- weave a -->x<!-- /weave -->";
  for (const fact of ["$&", "$1", "$$", "\\1", "`$'`"]) {
    assertEquals(
      weave(place, { a: fact }),
      `<!-- weave a -->${fact}<!-- /weave -->`,
    );
  }
});

Deno.test("a line that deno fmt broke among words is left broken, and is not stale", () => {
  const broken = "so <!-- weave size -->64\nKiB of   them<!-- /weave -->.";
  const same = { size: "64 KiB of them" };
  assertEquals(weave(broken, same), broken);
  assertEquals(findStale(broken, same), []);
  assertEquals(
    weave(broken, { size: "64 MiB" }),
    "so <!-- weave size -->64 MiB<!-- /weave -->.",
  );
});

Deno.test("weave() refuses a place without an end: what follows is no old fact", () => {
  const place = "<!-- weave a -->\n\nold\n\nprose\n\n<!-- weave b -->b" +
    "<!-- /weave -->\n";
  assertThrows(
    () => weave(place, { a: "1", b: "2" }),
    RangeError,
    'behind each place: "a" has none',
  );
});

Deno.test("weave() refuses a page that names a fact which the model does not have", () => {
  for (const name of ["nothing", "toString", "constructor"]) {
    const place = `<!-- weave ${name} -->\n\n<!-- /weave -->`;
    const error = assertThrows(() => weave(place, facts), RangeError, name);
    assert(error.message.includes("block, copies, unused"), error.message);
  }
});

Deno.test("findStale() reports the line, the name, what is there and what should be", () => {
  assertEquals(findStale(page, facts), [
    {
      line: 7,
      name: "block",
      found: "\n\nold\n\n",
      expected: "\n\n```text\nnew\n```\n\n",
    },
    { line: 13, name: "copies", found: "4", expected: "2" },
  ]);
});

Deno.test("findStale() finds nothing in a page that is woven, and every changed character in one", () => {
  assertEquals(findStale(woven, facts), []);
  const marks = /<!-- \/?weave .*?-->|<!-- \/weave -->/g;
  const places = [...woven.matchAll(/ -->([^]*?)<!-- \/weave -->/g)];
  for (const { 0: place, 1: inside, index } of places) {
    const start = index + place.indexOf(inside!);
    for (let i = start; i < start + inside!.length; i++) {
      if (/\s/.test(woven[i]!)) continue;
      const changed = woven.slice(0, i) + "#" + woven.slice(i + 1);
      assertEquals(findStale(changed, facts).length, 1, changed);
      assertEquals(weave(changed, facts), woven);
    }
  }
  assertEquals(woven.match(marks)?.length, 4);
});

Deno.test("to weave twice changes nothing, for any page", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { between, oneOf } = makeDice(seed);
    const words = (): string =>
      Array.from(
        { length: between(0, 5) },
        () => oneOf(["a", "零拷贝", "64 KiB", "$1", "|", "**b**"]),
      ).join(oneOf([" ", "\n", "\n\n"]));
    const names = ["one", "two", "three"];
    const made = Object.fromEntries(names.map((name) => [name, words()]));
    const text = Array.from({ length: between(1, 6) }, () => {
      const open = `<!-- weave ${oneOf(names)} -->`;
      const close = "<!-- /weave -->";
      return oneOf([
        `${words()}\n\n${open}\n${words()}\n${close}\n\n`,
        `${words()} ${open}${words().trim()}${close} ${words()}\n`,
        `${words()}\n`,
      ]);
    }).join("");
    const once = weave(text, made);
    const why = `seed ${seed}:\n${text}`;
    assertEquals(weave(once, made), once, why);
    assertEquals(findStale(once, made), [], why);
    const outside = (page: string): string =>
      page.replaceAll(/ -->[^]*?<!-- \/weave -->/g, "");
    assertEquals(outside(once), outside(text), why);
  }
});

Deno.test("factsOf() draws each fact for the columns given, and the claims as a list", () => {
  const outcome = {
    facts: { width: (columns: number) => `${columns} columns` },
    data: {},
  };
  const claims = [
    { says: "One holds.", holds: () => true },
    { says: "word ".repeat(20).trim() + ".", holds: () => true },
    { says: "Later.", holds: () => true, part: 2 },
  ];
  const listed = "- One holds.\n" +
    "- word word word word word word word word word word word word word word word\n" +
    "  word word word word word.";
  assertEquals(factsOf(outcome, claims, 40), {
    width: "40 columns",
    claims: listed,
  });
  assertEquals(factsOf(outcome, claims).width, `${pageColumns} columns`);
  assertEquals(factsOf(outcome, claims, 40, 2).claims, "- Later.");
});

Deno.test("pageFactsOf() shows pictures and folds their text, and what is to be folded", () => {
  const text = (): string => "```text\na\n```";
  const way = {
    title: "A [b]",
    says: "*c*: d",
    width: 1,
    height: 1,
    shapes: [],
  };
  const outcome = {
    facts: { way: text, diagram: text, plain: text },
    pictures: { way: () => way },
    folded: { diagram: "The same" },
    data: {},
  };
  const facts = pageFactsOf(outcome, [{ says: "It is.", holds: () => true }]);
  assertEquals(facts, {
    way: "![\\*c\\*: d](pictures/way.svg)\n\n" +
      `<details><summary>A [b], as text</summary>\n\n${text()}\n\n</details>`,
    diagram: `<details><summary>The same</summary>\n\n${text()}\n\n</details>`,
    plain: text(),
    claims: "- It is.",
  });
  for (const [name, fact] of Object.entries(facts)) {
    assert(readPage(fact).length > 0, name);
  }
  assertEquals(factsOf(outcome, []).way, text());
});

Deno.test("paragraph() breaks a sentence where deno fmt would", () => {
  const text = paragraph("word ".repeat(30).trim());
  const [first, second] = text.split("\n");
  assertEquals(first, "word ".repeat(16).trim());
  assert(first!.length <= proseColumns);
  assertEquals(second, "word ".repeat(14).trim());
});

Deno.test("headOf() reads the title without its number, and the summary in one line", () => {
  assertEquals(headOf(page), { title: "Some title", summary: "One line." });
  assertEquals(headOf("# Title 2.0\n\n> First\n> second\n\n> Other\n"), {
    title: "Title 2.0",
    summary: "First second",
  });
});

Deno.test("headOf() refuses a page without a title or a summary", () => {
  for (const text of ["", "# Title\n", "> Summary\n", "## Two\n\n> a\n"]) {
    assertThrows(() => headOf(text), SyntaxError, "title and a summary");
  }
});
