import { assert, assertEquals } from "@std/assert";
import { search, type SearchIndex } from "../../lib/web/search.ts";
import { makeDice } from "../dice.ts";

const index: SearchIndex = {
  pages: [
    ["lessons/a/index.html", "1. Copies"],
    ["exercises/a/index.html", "1. Exercises: copies"],
    ["index.html", "Workbook"],
  ],
  sections: [
    [0, "", "", "Each byte is moved by the CPU, twice.", ""],
    [
      0,
      "zero-copy",
      "Zero-copy",
      "No copy by the CPU (零拷贝) is a copy less.",
      "",
    ],
    [0, "c", "C", "The pipe is a rare thing.", "rare"],
    [0, "d", "D", "A rare pipe, and rare again.", ""],
    [0, "splice", "splice", "splice(2) moves pages through a pipe.", ""],
    [1, "splice", "splice", "splice(2) moves pages through a pipe.", ""],
    [2, "", "", "What --buffer is, and what a copied page costs in C++.", ""],
  ],
};

function found(query: string): string[] {
  return search(index, query).map(({ address }) => address);
}

Deno.test("search() finds every word that begins so, in whatever case", () => {
  assertEquals(found("PIPE pag"), [
    "lessons/a/index.html#splice",
    "exercises/a/index.html#splice",
  ]);
  assertEquals(found("yte"), []);
  assertEquals(found("  "), []);
});

Deno.test("search() finds a word with another ending", () => {
  for (const query of ["copy", "copies", "copied"]) {
    assert(found(query).includes("lessons/a/index.html#zero-copy"), query);
    assert(found(query).includes("index.html"), query);
  }
});

Deno.test("search() finds Chinese within a text, and what has signs around it", () => {
  assertEquals(found("拷贝"), ["lessons/a/index.html#zero-copy"]);
  assertEquals(found("splice(2)")[0], "lessons/a/index.html#splice");
  assertEquals(found("--buffer"), ["index.html"]);
  assertEquals(found('"buffer",'), ["index.html"]);
});

Deno.test("search() puts headings before texts, and lessons before exercises", () => {
  const [first] = search(index, "zero");
  assertEquals(first, {
    address: "lessons/a/index.html#zero-copy",
    title: "1. Copies",
    heading: "Zero-copy",
    excerpt: [{
      text: "No copy by the CPU (零拷贝) is a copy less.",
      isFound: false,
    }],
  });
});

Deno.test("search() puts where a word is defined before where it is used", () => {
  assertEquals(found("rare"), [
    "lessons/a/index.html#c",
    "lessons/a/index.html#d",
  ]);
});

Deno.test("search() finds some of the words, if no section has all", () => {
  assertEquals(found("through nonsense").length, 2);
  assertEquals(found("nonsense"), []);
});

Deno.test("search() marks what it has found in a piece of the text", () => {
  const text = "word ".repeat(60) + "needle " + "more ".repeat(60);
  const [one] = search(
    { pages: [["a", "A"]], sections: [[0, "b", "B", text, ""]] },
    "needle",
  );
  const parts = one!.excerpt;
  assertEquals(parts.filter(({ isFound }) => isFound), [
    { text: "needle", isFound: true },
  ]);
  assertEquals([parts[0]!.text, parts.at(-1)!.text], ["…", "…"]);
  assert(parts.map(({ text }) => text).join("").length < 160);
});

Deno.test("search() takes whatever is typed", () => {
  const signs = [..."ab (){}[]*+?.^$|\\/-_'\"<>&零 yies"];
  const { oneOf } = makeDice(7);
  for (let i = 0; i < 500; i++) {
    const query = Array.from({ length: 6 }, () => oneOf(signs))
      .join("");
    search(index, query);
  }
});

Deno.test("search() looks for the first words of a text that was pasted, each once", () => {
  const many = Array.from({ length: 12 }, (_, i) => `w${i}`).join(" ");
  assertEquals(found(`${many} pipe`), []);
  assertEquals(found(`${"pipe ".repeat(12)}rare`), found("pipe rare"));
});
