import { assert, assertEquals } from "@std/assert";
import { unescape } from "../../../lib/strace/log/escapes.ts";

Deno.test("unescape() reads every byte, however strace escapes it", () => {
  for (let byte = 0; byte < 128; byte += 1) {
    const character = String.fromCharCode(byte);
    const octal = `\\${byte.toString(8).padStart(3, "0")}a`;
    const hex = `\\x${byte.toString(16).padStart(2, "0")}`;
    assertEquals(unescape(octal), `${character}a`, octal);
    assertEquals(unescape(hex), character, hex);
  }
  assertEquals(unescape("\\18\\1"), "\x018\x01");
  assertEquals(unescape("\u{1f480}\\n"), "\u{1f480}\n");
  assertEquals(unescape("零\\344\\270\\200"), "零一");
});

Deno.test("unescape() leaves alone what is no escape, and throws at nothing", () => {
  assertEquals(unescape("a b"), "a b");
  assertEquals(unescape("\\q\\"), "q\\");
  assertEquals(unescape("\\xg \\377"), "xg \ufffd");
});

Deno.test("unescape() keeps in memory only what it returns", () => {
  const before = Deno.memoryUsage().heapUsed;
  const kept = Array.from({ length: 200 }, (_, index) => {
    const log = `${index}`.repeat(2 ** 20);
    return unescape(log.slice(index, index + 40));
  });
  const bytes = Deno.memoryUsage().heapUsed - before;
  assert(bytes < kept.length * 2 ** 19, `${bytes} bytes`);
});
