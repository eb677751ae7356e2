import { assert, assertEquals } from "@std/assert";
import type { Hidden, Transfer } from "../../lib/strace/transfer.ts";
import { entriesOf, readingTest, readText } from "../source_tree.ts";
import { followText, sayCalls } from "./followed.ts";
import { folder, textOf } from "./recorded_log.ts";
import {
  confidences,
  type TrueTransfer,
  type Truth,
  truths,
} from "./truths.ts";

const filesOf = (log: Truth["log"]): readonly string[] =>
  [log].flat().map((name) => `${name}.strace`);

Deno.test(readingTest("each recorded log has its truth", () => {
  const told = truths.flatMap(({ log }) => filesOf(log));
  assertEquals(told.toSorted(), entriesOf(folder).map(({ name }) => name));
}));

Deno.test(
  readingTest("recorded logs are small, and tell nothing of a machine", () => {
    let all = 0;
    for (const { name } of entriesOf(folder)) {
      const text = readText(`${folder}/${name}`);
      all += text.length;
      assert(text.length <= 25_000, `${name}: ${text.length} bytes`);
      const told = text.match(
        /\/(?:tmp|root|home|var|run)\/[^">]*|\b(?!127\.0\.0\.1\b|192\.0\.2\.)\d{1,3}(?:\.\d{1,3}){3}\b/,
      );
      assertEquals(told?.[0], undefined, name);
    }
    assert(all <= 200 * 1024, `${all} bytes in all`);
  }),
);

for (const truth of truths) {
  const name = [truth.log].flat()[0]!.replace(/\.\d+$/, "");
  Deno.test(readingTest(`what ${name} recorded is found, and no more`, () => {
    const { transfers, hidden, unread } = followText(textOf(truth.log));
    assertEquals(unread, 0, "lines that could not be read");
    const wrong = wrongIn(truth, transfers, hidden);
    assert(wrong.length === 0, `\n${wrong.join("\n")}\n${truth.trap ?? ""}`);
  }));
}

/** Says what was not found as it is, in words; nothing if all was, and no more. */
function wrongIn(
  truth: Truth,
  transfers: readonly Transfer[],
  hidden: readonly Hidden["what"][],
): readonly string[] {
  const left = new Set(transfers);
  const wrong = truth.transfers.flatMap((real) => {
    const near = [...left]
      .filter(({ path, to, end }) =>
        to === real.to && isAt(path, real.path) && (real.end ?? end) === end
      )
      .map((found) => ({ found, wrong: differences(real, found) }))
      .toSorted((a, b) => a.wrong.length - b.wrong.length)[0];
    const way = `${real.path} to ${real.end ?? `a ${real.to}`}`;
    if (!near) return [`${way}: is not found`];
    left.delete(near.found);
    return near.wrong.map((words) => `${way}: ${words}`);
  });
  return [
    ...wrong,
    ...[...left].map((extra) =>
      `${extra.path || "(no path)"} to ${extra.end}: is found, and is none: ${
        JSON.stringify(extra)
      }`
    ),
    ...(truth.hidden ?? []).filter((what) => !hidden.includes(what))
      .map((what) => `${what}: is not said`),
  ];
}

function isAt(path: string, end: string): boolean {
  return `/${path}`.endsWith(`/${end}`);
}

/** Says in which respects a transfer is not the real one. */
function differences(real: TrueTransfer, found: Transfer): readonly string[] {
  const ways = Object.fromEntries(
    found.portions.map(({ way, bytes }) => [way, bytes]),
  );
  const calls = sayCalls(found.portions);
  const words = (
    what: string,
    is: unknown,
    said: unknown,
  ): readonly string[] =>
    is === said ? [] : [`${what}: ${said} is found, it is ${is}`];
  const sure = confidences.indexOf(found.confidence) >=
    confidences.indexOf(real.confidence);
  return [
    ...words("ways", sayWays(real.ways), sayWays(ways)),
    ...words("calls", real.calls, calls),
    ...words("refused", real.refused ?? 0, found.refused),
    ...words("short", real.short ?? 0, found.short),
    ...(sure ? [] : words("confidence", real.confidence, found.confidence)),
    ...(real.signs ?? []).filter((sign) => !found.signs.includes(sign))
      .map((sign) => `sign "${sign}" is not found`),
    ...(real.no ?? []).filter((sign) => found.signs.includes(sign))
      .map((sign) => `sign "${sign}" is found, and is not so`),
  ];
}

function sayWays(ways: Readonly<Record<string, number>>): string {
  return Object.entries(ways).filter(([, bytes]) => bytes > 0).toSorted()
    .map(([way, bytes]) => `${bytes} by ${way}`).join(", ");
}
