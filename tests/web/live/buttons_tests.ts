import { assertEquals } from "@std/assert";
import { htmlText } from "../../../lib/text/markup.ts";
import { commandMarkup } from "../../../lib/web/live/buttons.ts";

Deno.test("a command is shown in pieces that stay together, and reads the same", () => {
  const command = "deno task lesson 8 --size 1MiB --no-trace";
  const html = commandMarkup(command).map(htmlText).join("");
  assertEquals(html.split("</span>").length, 4);
  assertEquals(html.replaceAll(/<[^>]+>/g, ""), command);
});
