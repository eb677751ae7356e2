import { assert, assertEquals, assertMatch } from "@std/assert";
import { fileNamesFor } from "../../lib/gradebook/file_names.ts";
import { makeDice } from "../dice.ts";

Deno.test("fileNamesFor() leaves a usual id as it is", () => {
  const ids = ["007", "ab12", "jane.doe@example.org", "x_1-2"];
  assertEquals([...fileNamesFor(ids).values()], ids);
});

Deno.test("fileNamesFor() leads out of no folder, to no device, and is short", () => {
  const ids = ["../x", "/etc/passwd", "C:\\x", "CON", "nul.txt", "", "."];
  ids.push("x".repeat(300), "a.", "~", "\u202egpj", "-rf", "\0", "\ud800");
  const names = [...fileNamesFor(ids).values()];
  for (const name of names) {
    assertMatch(name, /^\w[\w.@-]*~[0-9a-f]{8}$/);
    assert(name.length < 80, name);
  }
  assertEquals(new Set(names).size, ids.length);
});

Deno.test("fileNamesFor() tells ids apart that a system takes for the same", () => {
  const ids = ["Ada", "ada", "ADA", "bob", "e\u0301", "\u00e9"];
  const names = [...fileNamesFor(ids).values()];
  const folded = names.map((name) => name.normalize("NFKC").toLowerCase());
  assertEquals(new Set(folded).size, ids.length);
  assertEquals(names[3], "bob");
});

Deno.test("fileNamesFor() gives no two ids one name, whatever they are made of", () => {
  const dice = makeDice(11);
  const signs = ["a", "A", "~", "-", ".", "/", "é", "0", "ß", "ſ", "K"];
  const made = Array.from(
    { length: 3000 },
    () =>
      Array.from({ length: dice.between(0, 4) }, () => dice.oneOf(signs))
        .join(""),
  );
  const ids = [...new Set(made)];
  const names = [...fileNamesFor(ids).values()].map((name) =>
    name.normalize("NFKC").toLowerCase()
  );
  assertEquals(new Set(names).size, ids.length);
});
