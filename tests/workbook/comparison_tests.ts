import { assert, assertEquals } from "@std/assert";
import {
  chosen,
  transferAll,
  viewsOfAll,
} from "../../lib/workbook/comparison.ts";
import type { Setting } from "../../lib/workbook/lesson.ts";
import { proseColumns } from "../../lib/workbook/page.ts";
import {
  usualCounts,
  usualSetting,
} from "../../lib/workbook/transfer_lesson.ts";
import { mostMovedBytes } from "../../lib/machine/job.ts";
import { renderMarkdown } from "../../lib/text/markdown.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import { gather, splice } from "../../lib/strategy/textbook.ts";

function withStrategy(strategy: string): Setting {
  return { ...usualSetting(), knobs: { strategy } };
}

Deno.test("transferAll() does the job by every program, in the order given", async () => {
  const done = await transferAll(textbook, usualSetting());
  assertEquals(done.map(({ program }) => program), [...textbook]);
  assertEquals(done.map(({ counts }) => counts), textbook.map(usualCounts));
  const digests = new Set(done.map(({ delivered }) => delivered?.sha256));
  assertEquals(digests.size, 1);
});

Deno.test("chosen() keeps the strategy that --strategy names, or all", () => {
  assertEquals(chosen(textbook, usualSetting()), [...textbook]);
  for (const program of textbook) {
    assertEquals(chosen(textbook, withStrategy(program.name)), [program]);
  }
});

Deno.test("viewsOfAll() puts each view below the name of its strategy", async () => {
  const transfers = await transferAll([gather, splice], usualSetting());
  const facts = viewsOfAll(transfers, ({ program }) => program.name);
  assertEquals(Object.keys(facts), ["program", "steps", "diagram", "arrival"]);
  for (const name of ["program", "steps", "diagram"]) {
    const text = facts[name]!(60);
    const heads = text.split("\n").filter((line) => line.startsWith("## "));
    assertEquals(heads, ["## sendfile + gather", "## splice"], name);
    for (const columns of [40, 60, 200]) {
      const lines = await renderMarkdown(facts[name]!(columns - 2), {
        columns,
        isColored: false,
        showsAnswers: false,
      });
      for (const line of lines) {
        assert(displayWidth(line) <= columns, `${name}, ${columns}: ${line}`);
        assertEquals(line.includes("↪"), false, `${name}, ${columns}: ${line}`);
      }
    }
  }
});

Deno.test("the arrival says in how many runs the very bytes of the file arrived", async () => {
  const transfers = await transferAll([gather, splice], usualSetting());
  const says = (all: typeof transfers): string =>
    viewsOfAll(all, () => "").arrival!(80);
  assert(says(transfers).startsWith("In 2 of 2 runs"), says(transfers));
  const [first, second] = transfers;
  const wrong = { ...second!.delivered!, isWhole: false };
  const mixed = says([first!, { ...second!, delivered: wrong }]);
  assert(mixed.startsWith("In 1 of 2 runs"), mixed);
  for (const line of mixed.split("\n")) assert(line.length <= proseColumns);
});

Deno.test("files that are only counted have no arrival", async () => {
  const { job } = usualSetting();
  const setting = {
    ...usualSetting(),
    job: { ...job, fileBytes: mostMovedBytes + 1 },
    keepsTrace: false,
  };
  const transfers = await transferAll([gather], setting);
  const { arrival } = viewsOfAll(transfers, () => "");
  assertEquals(
    arrival!(80),
    "Counted by formula: the file is too large for the model to move.",
  );
});
