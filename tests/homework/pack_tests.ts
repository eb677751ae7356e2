import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { digestOf, isPack } from "../../lib/homework/pack.ts";
import { makePack, manifest } from "./made_up.ts";

Deno.test("a pack survives its file, and so does its digest", async () => {
  const pack = await makePack();
  const read: unknown = JSON.parse(JSON.stringify(pack));
  assert(isPack(read));
  assertEquals(await digestOf(read), pack.digest);
  const turned = { "b": "2", "a": "1" };
  const straight = { "a": "1", "b": "2" };
  assertEquals(
    (await makePack({ answers: turned })).digest,
    (await makePack({ answers: straight })).digest,
  );
});

Deno.test("each part of a pack changes its digest", async () => {
  const { digest } = await makePack();
  const others = [
    { student: "7" },
    { made: "2026-12-05T10:00:01.000Z" },
    { manifest: { ...manifest, title: "another" } },
    { predictions: { P5: ["4", "3"] } },
    { answers: { "05_read_write/answer.ts": "export { };\n" } },
  ];
  for (const other of others) {
    assertNotEquals((await makePack(other)).digest, digest);
  }
});

Deno.test("isPack() refuses what lacks something, or is of another kind", async () => {
  const pack = await makePack();
  const others = [
    null,
    [],
    manifest,
    { ...pack, pack: 2 },
    { ...pack, student: 7 },
    { ...pack, manifest: {} },
    { ...pack, answers: ["text"], predictions: null },
    { ...pack, answers: { "a.ts": 1 } },
    { ...pack, predictions: { P5: "4" } },
    { ...pack, predictions: { P5: [4] } },
    { ...pack, digest: undefined },
  ];
  assertEquals(others.filter(isPack), []);
});
