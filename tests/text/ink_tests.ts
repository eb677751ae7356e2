import { assertEquals } from "@std/assert";
import { Links, plainInk } from "../../lib/text/ink.ts";

Deno.test("plain ink leaves every text as it is", () => {
  assertEquals(plainInk.strong("a"), "a");
  assertEquals(plainInk.emphasis("a"), "a");
  assertEquals(plainInk.code("a"), "a");
  assertEquals(plainInk.link("a", "https://a.org"), "a");
});

Deno.test("Links numbers each address once, in the order of first use", () => {
  const links = new Links();
  const numbers = ["b", "a", "b"].map((address) => links.number(address));
  assertEquals(numbers, [1, 2, 1]);
  assertEquals(links.addresses, ["b", "a"]);
});
