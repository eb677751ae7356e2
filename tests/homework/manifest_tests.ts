import { assert, assertEquals } from "@std/assert";
import {
  isManifest,
  isPrediction,
  isSameHomework,
  mostPoints,
} from "../../lib/homework/manifest.ts";
import { manifest } from "./made_up.ts";

Deno.test("a manifest survives its file", () => {
  assert(isManifest(JSON.parse(JSON.stringify(manifest))));
  assert(isManifest({ ...manifest, students: ["00ff"] }));
});

Deno.test("isManifest() refuses what lacks something, or has what cannot be", () => {
  const [item] = manifest.items;
  const others = [
    null,
    [],
    "homework",
    {},
    { ...manifest, homework: 2 },
    { ...manifest, title: 7 },
    { ...manifest, due: "soon" },
    { ...manifest, seed: -1 },
    { ...manifest, seed: 0.5 },
    { ...manifest, items: {} },
    { ...manifest, items: [item, item] },
    { ...manifest, items: [{ ...item, points: "2" }] },
    { ...manifest, items: [{ ...item, id: "../5" }] },
    { ...manifest, items: [{ ...item, name: "a b" }] },
    { ...manifest, items: [null] },
    { ...manifest, students: ["007"] },
    { ...manifest, students: "00ff" },
  ];
  assertEquals(others.filter(isManifest), []);
});

Deno.test("mostPoints() adds up, and predictions are told from exercises", () => {
  assertEquals(mostPoints(manifest), 11);
  assertEquals(manifest.items.map(isPrediction), [true, false, false]);
});

Deno.test("isSameHomework() goes by the title and the seed, and by nothing else", () => {
  const { title, seed } = manifest;
  const put = { due: "2027-01-01T00:00:00Z", workbook: "1f", items: [] };
  const others = [put, { title: `${title}!` }, { seed: seed + 1 }]
    .map((other) => isSameHomework({ ...manifest, ...other }, manifest));
  assertEquals(others, [true, false, false]);
});
