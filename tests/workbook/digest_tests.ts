import { assertEquals } from "@std/assert";
import { sha256 } from "../../lib/workbook/digest.ts";
import { generateFile } from "../../lib/machine/job.ts";

Deno.test("sha256() computes what FIPS 180-4 prints for its examples", async () => {
  const digest = (text: string): Promise<string> =>
    sha256(new TextEncoder().encode(text));
  assertEquals(
    await digest("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  assertEquals(
    await digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  );
  assertEquals(
    await digest(""),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

Deno.test("sha256() agrees with Node for files of every size up to a block and beyond", async () => {
  // Loaded here, as it takes long: only this test needs it.
  const { createHash } = await import("node:crypto");
  for (const size of [...Array(130).keys(), 65_535, 65_536, 65_537]) {
    const bytes = new Uint8Array(generateFile(size, size + 1));
    const expected = createHash("sha256").update(bytes).digest("hex");
    assertEquals(await sha256(bytes), expected, `${size} bytes`);
  }
});

Deno.test("sha256() takes a text as its bytes in UTF-8", async () => {
  const bytes = new TextEncoder().encode("é\n");
  assertEquals(await sha256("é\n"), await sha256(bytes));
});
