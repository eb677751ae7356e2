import { assert, assertEquals } from "@std/assert";
import { makeStyles, shorten } from "../../lib/site/style.ts";
import { filesIn, readingTest, readText } from "../source_tree.ts";

Deno.test("shorten() leaves out what says nothing", () => {
  assertEquals(
    shorten(
      "/* a\nb */\na > b,\nc :not(d) {\n  margin: 0 auto;\n  top: calc(1px + 2px);\n}\n",
    ),
    "a>b,c :not(d){margin:0 auto;top:calc(1px + 2px)}",
  );
});

Deno.test(
  readingTest(
    "styles name no colour but those of the palette, and shadow",
    () => {
      const scripts = filesIn("lib/web").filter((path) => /\.tsx?$/.test(path))
        .map(readText).join("");
      const whole = [...makeStyles().values()].join();
      for (const path of filesIn("lib/web/styles")) {
        const style = readText(path).replaceAll(/\/\*[^]*?\*\//g, "");
        const other =
          /#[0-9a-f]{3,8}\b(?![^{}]*\{)|\b(?:rgba?|hsla?)\((?!0 0 0 )/i.exec(
            style,
          );
        assertEquals(other?.[0], undefined, path);
        const named = [...style.matchAll(/var\(--([\w-]+)/g)].map(([, name]) =>
          name!
        );
        const unknown = named.filter((name) =>
          !whole.includes(`--${name}:`) &&
          !scripts.includes(`"--${name}"`)
        );
        assertEquals(unknown, [], path);
      }
    },
  ),
);

Deno.test(
  readingTest(
    "makeStyles() has both themes, what all pages have first, and the editor's apart",
    () => {
      const [style = "", editor = ""] = makeStyles().values();
      assert(style.startsWith(":root{--cpu:"));
      assert(style.includes("prefers-color-scheme:dark"));
      const [page, player] = [".frame{", ".player{"].map((rule) =>
        style.indexOf(rule)
      );
      assert(0 < page! && page! < player!);
      assert(editor.includes(".own-") && !style.includes(".own-"));
    },
  ),
);
