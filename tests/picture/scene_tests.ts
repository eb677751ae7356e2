import { assertEquals } from "@std/assert";
import { sayHeld } from "../../lib/picture/scene.ts";

Deno.test("sayHeld() says bytes, addresses, both, or nothing", () => {
  assertEquals(sayHeld({ bytes: 65536 }), "64 KiB");
  assertEquals(sayHeld({ bytes: 0, pages: 1 }), "addresses of 1 page");
  const none = "addresses, no page behind them";
  assertEquals(sayHeld({ bytes: 0, pages: 0 }), none);
  assertEquals(sayHeld({ bytes: 10, pages: 2 }), "10 B, addresses of 2 pages");
  assertEquals(sayHeld({ bytes: 0 }), "-");
});
