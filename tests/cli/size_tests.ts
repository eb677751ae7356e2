import { assertEquals } from "@std/assert";
import { parseSize } from "../../lib/cli/size.ts";
import { saySize } from "../../lib/text/say.ts";

/** What people type, and the bytes that they mean. */
const sizes = `
  0        0
  1        1
  007      7
  4096     4096
  5b       5
  64KiB    65536
  64kib    65536
  64k      65536
  64K      65536
  64kB     64000
  1.5k     1536
  0.5KiB   512
  1M       1048576
  1MiB     1048576
  1MB      1000000
  1e6      1000000
  1E3      1000
  2e3k     2048000
  3G       3221225472
  3GB      3000000000
  1TiB     1099511627776
  1t       1099511627776
  2TB      2000000000000
  1PiB     1125899906842624
  1PB      1000000000000000
`;

Deno.test("parseSize() reads sizes as people type them", () => {
  for (const row of sizes.trim().split("\n")) {
    const [text, bytes] = row.trim().split(/ +/);
    assertEquals(parseSize(text!), Number(bytes), text);
  }
  assertEquals(parseSize("  64 KiB "), 65_536);
});

Deno.test("parseSize() takes nothing that is not a whole number of bytes", () => {
  const others = [
    "",
    " ",
    "x",
    "k",
    "-1",
    "+1",
    "1.5",
    "1.3k",
    ".5k",
    "5.",
    "1,000",
    "1_000",
    "0x10",
    "1e-3",
    "1e400",
    "9007199254740992",
    "9PiB",
    "NaN",
    "Infinity",
    "1 2",
    "64KiBs",
    "64 Ki B",
    "1constructor",
    "６４",
  ];
  for (const text of others) {
    assertEquals(parseSize(text), undefined, JSON.stringify(text));
  }
});

Deno.test("parseSize() reads what saySize() writes, for every power of two", () => {
  for (let power = 0; power <= 50; power++) {
    assertEquals(parseSize(saySize(2 ** power)), 2 ** power);
  }
});
