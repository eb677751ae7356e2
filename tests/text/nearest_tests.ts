import { assertEquals } from "@std/assert";
import { nearest, normal } from "../../lib/text/nearest.ts";

const words = ["read + write", "mmap + write", "sendfile", "splice"];

Deno.test("nearest() finds the word that was misspelt, cut off or written otherwise", () => {
  const rows: readonly [typed: string, word: string | undefined][] = [
    ["splice", "splice"],
    ["Splice", "splice"],
    ["spilce", "splice"],
    ["splise", "splice"],
    ["sendfil", "sendfile"],
    ["send_file", "sendfile"],
    ["read+write", "read + write"],
    ["write", undefined],
    ["nmap + write", "mmap + write"],
    ["tee", undefined],
    ["s", undefined],
    ["", undefined],
  ];
  for (const [typed, word] of rows) {
    assertEquals(nearest(typed, words), word, typed);
  }
});

Deno.test("nearest() prefers a word that is only written otherwise, then one that begins so", () => {
  assertEquals(nearest("SEND", ["sendfile", "sent", "send"]), "send");
  assertEquals(nearest("sen", ["sin", "sendfile"]), "sendfile");
  assertEquals(nearest("sendfole", ["sendhole1", "sendfile"]), "sendfile");
});

Deno.test("normal() keeps letters and digits of each language, in lower case", () => {
  assertEquals(normal("08_Read + Write"), "08readwrite");
  assertEquals(normal("零拷贝!"), "零拷贝");
});
