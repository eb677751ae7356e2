import { assertEquals } from "@std/assert";
import { element, htmlText, xmlText } from "../../lib/text/markup.ts";

Deno.test("xmlText() closes each element, and htmlText() only those that have an end", () => {
  const tree = element("p", {}, "a", element("br"), element("i"));
  assertEquals(xmlText(tree), "<p>a<br/><i/></p>");
  assertEquals(htmlText(tree), "<p>a<br><i></i></p>");
});

Deno.test("markup escapes what would be read as a tag, an entity or the end of an attribute", () => {
  const tree = element("a", { title: `"<&>"` }, "<&>");
  const text = `<a title="&quot;&lt;&amp;&gt;&quot;">&lt;&amp;&gt;</a>`;
  assertEquals(xmlText(tree), text);
  assertEquals(htmlText(tree), text);
});

Deno.test("htmlText() leaves the text of scripts and styles as it is", () => {
  assertEquals(
    htmlText(element("style", {}, "a > b {}")),
    "<style>a > b {}</style>",
  );
});

Deno.test("an attribute that is true is its name, and one that is false or undefined is none", () => {
  const tree = element("input", {
    checked: true,
    disabled: false,
    x: undefined,
  });
  assertEquals(htmlText(tree), `<input checked="checked">`);
});
