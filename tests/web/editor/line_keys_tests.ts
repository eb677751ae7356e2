import { assertEquals } from "@std/assert";
import { editOf } from "../../../lib/web/editor/line_keys.ts";

const none = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

Deno.test("a line has keys to go, to move, to add and to remove", () => {
  const table: readonly [key: string, shiftKey: boolean, unknown][] = [
    ["ArrowUp", false, { do: "step", by: -1 }],
    ["ArrowDown", false, { do: "step", by: 1 }],
    ["ArrowUp", true, { do: "move", by: -1 }],
    ["ArrowDown", true, { do: "move", by: 1 }],
    ["Home", false, { do: "step", by: -Infinity }],
    ["End", false, { do: "step", by: Infinity }],
    ["Enter", false, { do: "add" }],
    ["Delete", false, { do: "remove" }],
    ["Backspace", false, { do: "remove" }],
    ["Tab", false, undefined],
    [" ", false, undefined],
    ["Enter", true, undefined],
    ["a", false, undefined],
  ];
  for (const [key, shiftKey, edit] of table) {
    assertEquals(editOf({ ...none, key, shiftKey }), edit, key);
  }
});

Deno.test("keys with Alt, Ctrl or Meta are the browser's", () => {
  for (const name of ["altKey", "ctrlKey", "metaKey"]) {
    for (const key of ["ArrowUp", "Enter", "Delete"]) {
      assertEquals(editOf({ ...none, key, [name]: true }), undefined);
    }
  }
});
