import { assertEquals } from "@std/assert";
import { getColorEnabled, setColorEnabled } from "@std/fmt/colors";
import { colouredInk } from "../../lib/text/coloured_ink.ts";

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
