import { assertEquals, assertThrows } from "@std/assert";
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
