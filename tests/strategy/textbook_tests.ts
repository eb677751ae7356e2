import { assertEquals } from "@std/assert";
import { generateFile, makeJob } from "../../lib/machine/job.ts";
import { callsOf } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import { textbook } from "../../lib/strategy/linux.ts";

Deno.test("all five give the client a file with the same SHA-256", async () => {
  for (const fileBytes of [1, 4097, 65_535, 123_457, 1_048_573]) {
    const job = makeJob({ fileBytes, bufferBytes: 30_011 });
    const file = generateFile(fileBytes, fileBytes);
    const digest = await sha256(file);
    for (const program of textbook) {
      const { delivered } = run(program, job, file);
      assertEquals(await sha256(delivered), digest, program.name);
    }
  }
});

Deno.test("the five make the calls that they are called after", () => {
  assertEquals(textbook.slice(0, 5).map((one) => callsOf(one)), [
    ["read", "write"],
    ["mmap", "write"],
    ["sendfile"],
    ["sendfile"],
    ["splice"],
  ]);
});

Deno.test("the five have names of their own", () => {
  assertEquals(new Set(textbook.map(({ name }) => name)).size, textbook.length);
});

/** The digest of some bytes, in hexadecimal. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const copy = Uint8Array.from(bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", copy));
  return digest.toHex();
}
