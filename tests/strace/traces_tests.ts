import { assert, assertEquals } from "@std/assert";
import { readLogs } from "../../lib/strace/read_logs.ts";
import type { Transfer } from "../../lib/strace/transfer.ts";
import { entriesOf, readingTest, readText } from "../source_tree.ts";
import { sayCalls } from "./followed.ts";
import {
  confidences,
  folder,
  pathsOf,
  type TrueTransfer,
  type Truth,
  truths,
} from "./truths.ts";

Deno.test(readingTest("each recorded log has its truth", () => {
  const told = truths.flatMap(({ log }) => pathsOf(log));
  const there = entriesOf(folder).map(({ name }) => `${folder}/${name}`);
  assertEquals(told.toSorted(), there);
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
    const transfers: Transfer[] = [];
    const { hidden, unread } = readLogs(
      pathsOf(truth.log).map((path) => `${import.meta.dirname}/../../${path}`),
      { onTransfer: (transfer) => transfers.push(transfer) },
    );
    assertEquals(unread, { lines: 0 });
    assertEquals(hidden.map(({ what }) => what), truth.hidden ?? []);
    const wrong = wrongIn(truth, transfers);
    assert(wrong.length === 0, `\n${wrong.join("\n")}\n${truth.trap ?? ""}`);
  }));
}

/** Says what was not found as it is, in words; nothing if all was, and no more. */
function wrongIn(
  truth: Truth,
  transfers: readonly Transfer[],
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
    ...found.portions.filter(({ way, bytes, takenBytes }) =>
      way.startsWith("read") && bytes > takenBytes
    ).map(({ way, bytes }) => `${way}: not all of ${bytes} bytes were read`),
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
