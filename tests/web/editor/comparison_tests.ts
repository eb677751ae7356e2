import { assertEquals } from "@std/assert";
import { makeJob } from "../../../lib/machine/job.ts";
import { textbook } from "../../../lib/strategy/linux.ts";
import { fallBack } from "../../../lib/strategy/fallback.ts";
import { run } from "../../../lib/machine/run.ts";
import { count } from "../../../lib/trace/count.ts";
import { sayQuantity } from "../../../lib/trace/quantity.ts";
import {
  compared,
  comparedHeads,
  compareWith,
  ownRow,
} from "../../../lib/web/editor/comparison.ts";

const job = makeJob({ fileBytes: 20_000, bufferBytes: 8192, nic: "no-gather" });
const counted = textbook.map((one) =>
  count(run(fallBack(one, job), job).trace)
);

Deno.test("the strategies have the counts of their runs", () => {
  assertEquals(
    compareWith(undefined, job).map(({ cells }) => cells),
    counted.map((counts) =>
      compared.map((name) => ({ says: sayQuantity(name, counts) }))
    ),
  );
  assertEquals(comparedHeads.length, compared.length);
});

Deno.test("a strategy is as itself in all, and more or less than others", () => {
  for (const [i, own] of counted.entries()) {
    const rows = compareWith(own, job);
    assertEquals(
      new Set(rows[i]!.cells.map(({ is }) => `${is}`)),
      new Set(["same"]),
    );
    assertEquals(
      ownRow("yours", own).cells.map(({ says }) => says),
      rows[i]!.cells.map(({ says }) => says),
    );
    for (const [k, row] of rows.entries()) {
      const expected = compared.map((name) => {
        const more = Math.sign(counted[k]![name] - own[name]);
        return ["less", "same", "more"][more + 1];
      });
      assertEquals(row.cells.map(({ is }) => is as string), expected);
    }
  }
});
