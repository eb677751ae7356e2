import { assertEquals } from "@std/assert";
import { getColorEnabled, setColorEnabled } from "@std/fmt/colors";
import { colouredInk, Links, plainInk } from "../../lib/render/ink.ts";

Deno.test("plain ink leaves every text as it is", () => {
  assertEquals(plainInk.strong("a"), "a");
  assertEquals(plainInk.emphasis("a"), "a");
  assertEquals(plainInk.code("a"), "a");
  assertEquals(plainInk.link("a", "https://a.org"), "a");
});

Deno.test({
  name:
    "coloured ink colours even where colours are switched off, and leaves the switch alone (needs NO_COLOR unset)",
  ignore: Deno.noColor,
  fn: () => {
    const wasEnabled = getColorEnabled();
    setColorEnabled(false);
    try {
      assertEquals(colouredInk.strong("a"), "\x1b[1ma\x1b[22m");
      assertEquals(getColorEnabled(), false);
    } finally {
      setColorEnabled(wasEnabled);
    }
  },
});

Deno.test({
  name:
    "coloured ink makes a link of an address that leads out of the page, and of no other (needs NO_COLOR unset)",
  ignore: Deno.noColor,
  fn: () => {
    const underlined = "\x1b[4ma\x1b[24m";
    assertEquals(
      colouredInk.link("a", "https://a.org/零"),
      `\x1b]8;;https://a.org/%E9%9B%B6\x1b\\${underlined}\x1b]8;;\x1b\\`,
    );
    assertEquals(colouredInk.link("a", "../02_context/README.md"), underlined);
    assertEquals(colouredInk.link("a", "https://"), underlined);
    assertEquals(colouredInk.link("a", "javascript:alert(1)"), underlined);
  },
});

Deno.test("Links numbers each address once, in the order of first use", () => {
  const links = new Links();
  const numbers = ["b", "a", "b"].map((address) => links.number(address));
  assertEquals(numbers, [1, 2, 1]);
  assertEquals(links.addresses, ["b", "a"]);
});
