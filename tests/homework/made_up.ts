/**
 * A homework for tests: small, and of no lesson in particular.
 *
 * @module
 */
import { digestOf, type Pack } from "../../lib/homework/pack.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";

/** What is asked. */
export const manifest: Manifest = {
  homework: 1,
  title: "How a file is sent",
  items: [
    { id: "P5", lesson: 5, name: "predictions", points: 6 },
    { id: "5.1", lesson: 5, name: "readAndWrite", points: 2 },
    { id: "5.2", lesson: 5, name: "countSwitches", points: 3 },
  ],
  seed: 7,
  due: "2026-12-06T23:59:00+01:00",
  workbook: "0f",
};

/** Makes what a student hands in. */
export async function makePack(more: Partial<Pack> = {}): Promise<Pack> {
  const pack = {
    pack: 1,
    student: "007",
    made: "2026-12-05T10:00:00.000Z",
    manifest,
    predictions: { P5: ["4", "2"] },
    answers: { "05_read_write/answer.ts": "export {};\n" },
    ...more,
  } as const;
  return { ...pack, digest: more.digest ?? await digestOf(pack) };
}
