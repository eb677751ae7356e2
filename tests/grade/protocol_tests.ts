import { assertEquals } from "@std/assert";
import {
  isFailure,
  linesOf,
  readReply,
  type Reply,
} from "../../lib/grade/protocol.ts";

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

Deno.test("a reply is read; whatever else an answer prints is none", () => {
  const replies: readonly Reply[] = [
    { kind: "gave", id: "a" },
    { kind: "gave", id: "a", value: { toString: 1 } },
    { kind: "failed", id: "a", why: "so" },
    { kind: "failed", id: "a", why: "so", lacks: "time" },
    { kind: "failed", id: "a", why: "so", lacks: "todo" },
    { kind: "log", text: "so" },
  ];
  for (const reply of replies) {
    assertEquals(readReply(JSON.stringify(reply)), reply);
  }
  const others = [
    null,
    1,
    "so",
    [],
    {},
    { kind: "gave" },
    { kind: "gave", id: 1 },
    { kind: "failed", id: "a" },
    { kind: "failed", id: "a", why: { toString: 1 } },
    { kind: "failed", id: "a", why: ["so"] },
    { kind: "failed", id: "a", why: "so", lacks: "so" },
    { kind: "log" },
    { kind: "log", text: { a: 1 } },
    { kind: "other", id: "a" },
  ];
  for (const other of others) {
    assertEquals(readReply(JSON.stringify(other)), undefined);
  }
  assertEquals(readReply("{"), undefined);
});

Deno.test("isFailure() takes a reason, with a lack that is known or none", () => {
  for (const lacks of [undefined, "time", "todo", "module"]) {
    assertEquals(isFailure({ why: "It threw.", lacks }), true, lacks);
  }
  for (const lacks of [null, "", "wit", ["time"], 1]) {
    assertEquals(isFailure({ why: "It threw.", lacks }), false);
  }
  for (const why of [undefined, null, 1, ["It threw."]]) {
    assertEquals(isFailure({ why }), false);
  }
});
