import { assertEquals } from "@std/assert";
import { readAddress, writeAddress } from "../../lib/web/address.ts";
import { makeDice } from "../dice.ts";

Deno.test("what is written into an address is read from it", () => {
  const dice = makeDice(12);
  for (let i = 0; i < 500; i++) {
    const address = Object.fromEntries(
      Array.from({ length: dice.between(0, 4) }, () => [text(), text()]),
    );
    assertEquals(readAddress(writeAddress(address)), address);
  }

  function text(): string {
    const signs = [..."aZ9 +&=#%/→映\u0000\"'<"];
    return "n" +
      Array.from({ length: dice.between(0, 6) }, () => dice.oneOf(signs)).join(
        "",
      );
  }
});

Deno.test("the same state has one address, and no state has none", () => {
  assertEquals(writeAddress({ b: "2", a: "1" }), "#a=1&b=2");
  assertEquals(writeAddress({ a: "1", b: "2" }), "#a=1&b=2");
  assertEquals(writeAddress({}), "");
});

Deno.test("a place on the page is no state", () => {
  assertEquals(readAddress("#step-by-step"), {});
  assertEquals(readAddress(""), {});
});
