import { assertEquals } from "@std/assert";
import {
  beginHistory,
  changeTo,
  redo,
  undo,
} from "../../../lib/web/editor/history.ts";

Deno.test("a change after an undo forgets what was undone", () => {
  const one = changeTo(changeTo(beginHistory("a"), "b"), "c");
  const changed = changeTo(undo(one), "d");
  assertEquals(redo(changed).now, "d");
  assertEquals(undo(changed).now, "b");
});

Deno.test("what does not change is no change", () => {
  const one = changeTo(beginHistory("a"), "b", "x");
  assertEquals(changeTo(one, "b", "x"), one);
});

Deno.test("changes of a kind are one, but not after something else or an undo", () => {
  const of = (kinds: readonly string[]): number =>
    kinds.reduce((history, kind, i) => changeTo(history, i, kind), {
      ...beginHistory(-1),
    }).past.length;
  assertEquals(of(["x", "x", "x"]), 1);
  assertEquals(of(["x", "y", "x"]), 3);
  assertEquals(of(["", "", ""]), 3);
  const undone = undo(changeTo(beginHistory(0), 1, "x"));
  assertEquals(changeTo(undone, 2, "x").past, [0]);
});

Deno.test("only so much is kept", () => {
  let history = beginHistory(0);
  for (let i = 1; i < 1000; i++) history = changeTo(history, i);
  assertEquals(history.past.length, 200);
});
