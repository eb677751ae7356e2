import { assertEquals } from "@std/assert";
import {
  actOf,
  focusOf,
  type PressedKey,
} from "../../../lib/web/player/keys.ts";

function press(key: string, changed: Partial<PressedKey> = {}): PressedKey {
  return { key, altKey: false, ctrlKey: false, metaKey: false, ...changed };
}

Deno.test("each key of a focused player does what it should", () => {
  const keys = [" ", "ArrowLeft", "ArrowRight", "Home", "End", "1", "5", "x"];
  assertEquals(keys.map((key) => actOf(press(key), "player")), [
    "play",
    "back",
    "forward",
    "start",
    "end",
    1,
    5,
    undefined,
  ]);
});

Deno.test("a key with Alt, Ctrl or Meta is the browser's", () => {
  for (const name of ["altKey", "ctrlKey", "metaKey"]) {
    assertEquals(
      actOf(press("ArrowLeft", { [name]: true }), "player"),
      undefined,
    );
  }
});

Deno.test("where somebody types or chooses, no key is the player's", () => {
  for (const tag of ["SELECT", "INPUT", "textarea"]) {
    assertEquals(actOf(press("1"), focusOf(tag, null)), undefined);
    assertEquals(actOf(press("Home"), focusOf(tag, null)), undefined);
  }
});

Deno.test("space on a button presses the button; arrows still step", () => {
  const button = focusOf("BUTTON", null);
  assertEquals(actOf(press(" "), button), undefined);
  assertEquals(actOf(press("ArrowRight"), button), "forward");
});

Deno.test("up and down move the slider, and scroll elsewhere", () => {
  assertEquals(actOf(press("ArrowUp"), focusOf("DIV", "slider")), "forward");
  assertEquals(actOf(press("ArrowDown"), focusOf("DIV", "slider")), "back");
  assertEquals(actOf(press("ArrowUp"), focusOf("OL", null)), undefined);
});

Deno.test("a key that has the name of what objects have does nothing", () => {
  assertEquals(actOf(press("constructor"), "slider"), undefined);
  assertEquals(actOf(press("toString"), "player"), undefined);
});
