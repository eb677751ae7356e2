import { assertEquals } from "@std/assert";
import { linesOf } from "../../lib/grade/child.ts";
import { runDeno, runningTest } from "../command.ts";

/** The lines of some bytes that come in pieces of a size. */
async function lines(
  text: string,
  pieceBytes: number,
  most?: number,
): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const pieces = Array.from(
    { length: Math.ceil(bytes.length / pieceBytes) },
    (_, i) => bytes.slice(i * pieceBytes, (i + 1) * pieceBytes),
  );
  return await Array.fromAsync(linesOf(ReadableStream.from(pieces), most));
}

Deno.test("linesOf() gives the same lines however the bytes come", async () => {
  const text = "one\n\n页缓存 → nic\n\nlast\n";
  for (const pieceBytes of [1, 2, 3, 5, 100]) {
    assertEquals(
      await lines(text, pieceBytes),
      ["one", "页缓存 → nic", "last"],
      `pieces of ${pieceBytes} bytes`,
    );
  }
});

Deno.test("linesOf() gives a last line that has no end, and nothing of nothing", async () => {
  assertEquals(await lines("one\ntwo", 2), ["one", "two"]);
  assertEquals(await lines("", 2), []);
});

Deno.test("linesOf() gives what is longer than wanted in pieces, and loses nothing", async () => {
  const found = await lines(`${"x".repeat(50)}\nab\n`, 4, 10);
  assertEquals(found.join(""), `${"x".repeat(50)}ab`);
  assertEquals(found.every((line) => line.length < 14), true);
  assertEquals(found.at(-1), "ab");
});

/** What the child says of an answer when there are no orders. */
async function hear(source: string): Promise<unknown[]> {
  const { code, out, err } = await runDeno([
    "run",
    "--quiet",
    "--no-check",
    "--no-prompt",
    "lib/grade/child.ts",
    `data:application/typescript,${encodeURIComponent(source)}`,
  ]);
  assertEquals({ code, err }, { code: 0, err: "" });
  return out.split("\n").filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

Deno.test(
  runningTest(
    "the child says that it is loaded, and ends with its orders",
    async () => {
      const [plain, logging, failing] = await Promise.all([
        hear("export const a = () => 1;"),
        hear('console.warn("%s", 1); export const a = () => 1;'),
        hear('throw new Error("so\\nmore");'),
      ]);
      assertEquals(plain, [{ kind: "gave", id: "load" }]);
      assertEquals(logging, [
        { kind: "log", text: "%s 1" },
        { kind: "gave", id: "load" },
      ]);
      assertEquals(failing, [
        { kind: "failed", id: "load", why: "It cannot be loaded: so" },
      ]);
    },
  ),
);
