import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import type { AskedLesson } from "../../lib/collect/asked_lessons.ts";
import {
  claimedId,
  readJson,
  saysPack,
  submissionIn,
} from "../../lib/collect/read_pack.ts";
import { UnfitFile } from "../../lib/workbook/file.ts";
import { makePack, manifest } from "../homework/made_up.ts";

const lessons: readonly AskedLesson[] = [
  {
    number: 5,
    slug: "05_read_write",
    exports: [],
    ours: ["types.ts"],
    isAsked: true,
  },
  { number: 6, slug: "06_mmap_write", exports: [], ours: [], isAsked: false },
];
const setting = { lessons, manifest };

Deno.test("submissionIn() takes a pack as it was made", async () => {
  const pack = await makePack();
  assertEquals(await submissionIn(pack, "007.json", setting), {
    source: "007.json",
    claim: { id: "007" },
    at: "2026-12-05T10:00:00.000Z",
    files: new Map([["05_read_write/answer.ts", "export {};\n"]]),
    predictions: new Map([["P5", ["4", "2"]]]),
    notes: [],
  });
});

Deno.test("submissionIn() notes what it leaves out, and what does not agree", async () => {
  const text = "export {};\n";
  const cases: readonly [
    Parameters<typeof makePack>[0],
    note: RegExp,
    files?: string[],
  ][] = [
    [{ digest: "00" }, /digest of the pack is another/],
    [{ made: "yesterday" }, /does not say when/],
    [
      { manifest: { ...manifest, workbook: "1f" } },
      /another version of the workbook/,
    ],
    [
      { answers: { "06_mmap_write/answer.ts": text } },
      /lesson 6 are left out/,
      [],
    ],
    [
      { answers: { "../05_read_write/answer.ts": text } },
      /is no file of an answer/,
      [],
    ],
    [
      { answers: { "/05_read_write/answer.ts": text } },
      /is no file of an answer/,
      [],
    ],
    [
      { answers: { "05_read_write/sub/answer.ts": text } },
      /is no file of an answer/,
      [],
    ],
    [
      { answers: { "05_read_write/types.ts": text } },
      /is no file of an answer/,
      [],
    ],
    [
      { answers: { "05_read_write/../x.ts": text } },
      /is no file of an answer/,
      [],
    ],
    [
      { answers: { "05_read_write\\answer.ts": text } },
      /is no file of an answer/,
      [],
    ],
    [{ answers: { "answer.ts": text } }, /is no file of an answer/, []],
    [
      { answers: { "__proto__": text, "05_read_write/answer.ts": "a\0" } },
      /holds a NUL/,
      [],
    ],
    [
      { answers: { "05_read_write/answer.ts": "é".repeat(32_769) } },
      /is too large/,
      [],
    ],
    [
      { answers: { "05_read_write/answer.ts": "a\r\nb" }, digest: "00" },
      /digest/,
    ],
  ];
  for (const [more, note, files = ["05_read_write/answer.ts"]] of cases) {
    const { notes, files: found } = await submissionIn(
      await makePack(more),
      "x",
      setting,
    );
    assertMatch(notes.join("\n"), note);
    assertEquals([...found.keys()], files, notes.join());
    assertEquals(
      found.get("05_read_write/answer.ts")?.includes("\r") ?? false,
      false,
    );
  }
});

Deno.test("submissionIn() leaves out predictions that nobody asked for", async () => {
  const pack = await makePack({
    predictions: { P5: ["1"], P6: ["2"], __proto__x: [] },
  });
  const { predictions } = await submissionIn(pack, "x", setting);
  assertEquals([...predictions], [["P5", ["1"]]]);
  const free = await submissionIn(pack, "x", { lessons, manifest: undefined });
  assertEquals([...free.predictions.keys()], ["P5", "P6"]);
});

Deno.test("submissionIn() refuses what is no pack of this homework, and names what it is of", async () => {
  const cases: readonly [value: unknown, why: RegExp][] = [
    [{ pack: 1 }, /is no pack/],
    [{ ...await makePack(), answers: [] }, /is no pack/],
    [await makePack({ student: "" }), /names no student/],
    [await makePack({ student: "0\u202e7" }), /names no student/],
    [
      await makePack({ manifest: { ...manifest, title: "Another" } }),
      /is of the homework "Another" with seed 7, and not of "How a file is sent"/,
    ],
    [await makePack({ manifest: { ...manifest, seed: 8 } }), /with seed 8/],
  ];
  for (const [value, why] of cases) {
    const error = await assertRejects(
      () => submissionIn(value, "x", setting),
      UnfitFile,
    );
    assertMatch(error.message, why);
  }
});

Deno.test("submissionIn() survives a manifest that lies in itself a thousand times", async () => {
  const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  const pack = await makePack();
  const { notes } = await submissionIn(
    { ...pack, manifest: { ...manifest, deep } },
    "x",
    setting,
  );
  assertMatch(notes.join(), /digest/);
});

Deno.test("a due date that was put off is still the same homework", async () => {
  const later = { ...manifest, due: "2027-01-01T00:00:00Z" };
  const { notes } = await submissionIn(await makePack(), "x", {
    lessons,
    manifest: later,
  });
  assertEquals(notes, []);
});

Deno.test("claimedId() keeps an id as it is, and refuses what cannot be seen", () => {
  const cases: readonly [text: string, id: string | undefined][] = [
    ["007", "007"],
    [" 007 ", "007"],
    ["e\u0301", "\u00e9"],
    ["李明", "李明"],
    ["a b@c.org", "a b@c.org"],
    ["", undefined],
    ["  ", undefined],
    ["a\nb", undefined],
    ["a\u202eb", undefined],
    ["a\u200bb", undefined],
    ["a\u0000", undefined],
    ["\ud800", undefined],
    ["x".repeat(101), undefined],
  ];
  for (const [text, id] of cases) assertEquals(claimedId(text), id, text);
});

Deno.test("readJson() and saysPack() tell a pack from other JSON, and from none", () => {
  const read = (text: string): unknown =>
    readJson(new TextEncoder().encode(text));
  assertEquals(read("{"), undefined);
  assertEquals(read(""), undefined);
  assertEquals(read('\ufeff{"pack":1}'), { pack: 1 });
  assertEquals(
    [read('{"pack":2}'), read("[]"), read("null"), read('"pack"')].map(
      saysPack,
    ),
    [true, false, false, false],
  );
});
