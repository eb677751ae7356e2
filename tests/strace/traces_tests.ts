import { assert, assertEquals } from "@std/assert";
import { entriesOf, readingTest, readText } from "../source_tree.ts";
import { truths } from "./truths.ts";

const folder = "tests/strace/traces";

const logs = (log: string | readonly string[]): readonly string[] =>
  [log].flat().map((name) => `${name}.strace`);

Deno.test(readingTest("each recorded log has its truth", () => {
  const told = truths.flatMap(({ log }) => logs(log));
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
