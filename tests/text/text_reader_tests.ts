import { assertEquals, assertThrows } from "@std/assert";
import { listItem } from "../../lib/text/hanging_text.ts";
import { markdownTable } from "../../lib/text/markdown_table.ts";
import { type Block, readPage } from "../../lib/text/page_reader.ts";
import {
  literal,
  readPicture,
  readText,
  type Text,
} from "../../lib/text/text_reader.ts";
import { makeDice } from "../dice.ts";

Deno.test("readText() finds woven words, and marks inside and around them", () => {
  const woven = "<!-- weave a -->`b` [c](d)<!-- /weave -->";
  assertEquals(namesIn(read(`**${woven}** e ${woven}`)), ["a", "a"]);
  assertEquals(wordsOf(read(`e <!-- weave a -->1\n2<!-- /weave -->`)), "e 1 2");
});

Deno.test("readText() says on which of its lines it refuses something", () => {
  const text = "a\n**b <!-- weave c -->\nd <i><!-- /weave -->**";
  assertThrows(() => read(text), SyntaxError, "2: HTML");
});

Deno.test("literal() writes any text so that a page has it as it is", () => {
  const pieces = "*|**|_|__|`|a|b|[|](|)|<b>|<!--|-->|&lt;|\\|!|~~|://| |零|1"
    .split("|");
  for (let seed = 1; seed <= 1000; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const text = Array.from({ length: 1 + below(12) }, () => oneOf(pieces))
      .join("");
    const why = `seed ${seed}: ${text}`;
    assertEquals(wordsOf(read(`x ${literal(text)}.`)), `x ${text}.`, why);
  }
  const usual = 'Linux 6.1-rc1_a on x86_64 (CPU @ 2.00GHz), open("/a_b", 0)';
  assertEquals(literal(usual), usual);
});

Deno.test("literal() writes any name so that it is itself in a paragraph, a heading, an item and a cell", () => {
  const pieces = [
    ...["# ", "#", "- ", "+ ", "1. ", "2) ", "> ", "[a]: b", "[a](b)", "```"],
    ...[
      "~~~",
      "~",
      "=",
      "-",
      ":",
      "|",
      "\\|",
      "\\",
      "*x*",
      "**",
      "_",
      "__",
      "`",
    ],
    ...["<b>", "<!-- weave a -->", "<details>", "&lt;", "![a](b)", "http://"],
    ...["a", " b", "1.", "c c c "],
  ];
  for (let seed = 1; seed <= 2000; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const name = Array.from({ length: 1 + below(8) }, () => oneOf(pieces))
      .join("").trim().replaceAll(/ +/g, " ");
    const why = `seed ${seed}: ${name}`;
    const text = literal(name);
    const read = readPage([
      text,
      `# ${text}`,
      listItem(text, 12),
      markdownTable([text, "b"], [["c", text]]),
    ].join("\n\n"));
    assertEquals(read.map(namesOfBlock), [[name], [name], [name], [
      ...[name, "b", "c", name],
    ]], why);
  }
});

/** The words of each text of a block. */
function namesOfBlock(block: Block): string[] {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return [wordsOf(block.text)];
    case "list":
      return block.items.map(wordsOf);
    case "table":
      return block.rows.flat().map(wordsOf);
    default:
      return [block.type];
  }
}

Deno.test("readPicture() reads what a picture says, and where it lies", () => {
  assertEquals(readPicture("![read + write:\n64 KiB](pictures/way.svg)"), {
    says: "read + write: 64 KiB",
    address: "pictures/way.svg",
  });
  const says = 'x "1" (a_b) \\ * < & 零';
  const written = `![${says.replaceAll(/[_\\*<&]/g, "\\$&")}](a)`;
  assertEquals(readPicture(written), { says, address: "a" });
  for (const text of ["[a](b)", "![a](b) c", "![](b)", "![a *b*](c)"]) {
    assertEquals(readPicture(text), undefined, text);
  }
});

function read(text: string): Text {
  return readText(text, (line, what) => {
    throw new SyntaxError(`${line}: ${what}`);
  });
}

/** The words of a text, without its marks. */
function wordsOf(text: Text): string {
  return text.map((span) => {
    if (typeof span === "string") return span;
    return span.type === "code" ? span.text : wordsOf(span.text);
  }).join("");
}

/** The names of what is woven into a text, from the left. */
function namesIn(text: Text): string[] {
  return text.flatMap((span) => {
    if (typeof span === "string" || span.type === "code") return [];
    return [
      ...(span.type === "woven" ? [span.name] : []),
      ...namesIn(span.text),
    ];
  });
}
