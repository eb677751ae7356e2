import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import * as lesson10 from "../../lessons/10_choosing/lesson.ts";
import * as lesson11 from "../../lessons/11_in_the_wild/lesson.ts";
import { type CostModel, measuredVm } from "../../lib/cost/cost.ts";
import { dmaCopy, enterKernel } from "../../lib/machine/instruction.ts";
import { generateFile, makeJob } from "../../lib/machine/job.ts";
import { type Program, program } from "../../lib/machine/program.ts";
import * as linux from "../../lib/strategy/linux.ts";
import { renderMarkdown } from "../../lib/text/markdown.ts";
import { displayWidth } from "../../lib/text/width.ts";
import type { Lesson, Outcome } from "../../lib/workbook/lesson.ts";
import { toldApart } from "../../lib/workbook/own_program.ts";
import { usualSetting } from "../../lib/workbook/transfer_lesson.ts";
import { makeDice } from "../dice.ts";
import { randomJob } from "../random_job.ts";
import { randomProgram } from "../random_program.ts";

const mine = { ...linux.gather, name: "mine" };
const faulty = program("faulty", [enterKernel("read"), dmaCopy("nic", "disk")]);
const idle = program("idle", []);
const lessons = [lesson10.lesson, lesson11.lesson];

/** Prices of all that can have one. */
const measuredPrices = (): CostModel => ({
  ...measuredVm,
  copyNs: 100,
  sending: { byteNs: 0.1, pieceNs: 500, packetNs: 90, packetBytes: 1448 },
});

/** Runs a lesson with a program of one's own. */
async function modelWith(
  { knobs, model }: Lesson,
  own: Program,
  more: Partial<Parameters<Lesson["model"]>[0]> = {},
): Promise<Outcome> {
  const values = knobs.map(({ name, value }) => [name, value]);
  return await model({
    ...usualSetting(),
    ...more,
    own,
    knobs: { ...Object.fromEntries(values), ...more.knobs },
  });
}

Deno.test("lesson 10 sets an own program beside the five: in its scores, tables and times", async () => {
  const { facts, ownArrives, data } = await modelWith(lesson10.lesson, mine);
  assertEquals(ownArrives, true);
  const lastOf = (fact: string): string =>
    facts[fact]!(80).split("\n").findLast((line) => line.includes("mine"))!;
  assertEquals(lastOf("scores"), "mine               | D r | D");
  assertEquals(lastOf("table").split("|").map((cell) => cell.trim()), [
    ...["", "mine", "sendfile", "2", "0", "2", ""],
  ]);
  assert(/mine +\| +0 B +\| +128 KiB +\| +64 KiB/.test(lastOf("bytes")));
  // The model prices it as the same steps of the strategy on Linux.
  const times = facts.times!(80).split("\n");
  assertEquals(
    times.at(-2)!.replace("mine             ", "sendfile + gather"),
    times.find((line) => line.startsWith("sendfile + gather")),
  );
  assertStringIncludes(facts.arrival!(80), "In 6 of 6 runs");
  assertStringIncludes(facts.own!(80), "## mine");
  const rows = data.strategies as Record<string, unknown>[];
  assertEquals(rows.map(({ isOwn }) => isOwn === true), [
    ...Array(5).fill(false),
    true,
  ]);
});

Deno.test("lesson 11 has it once: its kernel is the model", async () => {
  const { facts, ownArrives, data } = await modelWith(lesson11.lesson, mine);
  assertEquals(ownArrives, true);
  assert(/^\| mine +\| 1 +\| 2 +\| +0 \| 0 /m.test(facts.table!(80)));
  assertStringIncludes(facts.program!(80), "## mine\n");
  assertEquals((data.strategies as unknown[]).length, 11);
});

Deno.test("a program that fails keeps its name beside the five, and no number", async () => {
  for (
    const [own, failed] of [[faulty, "fault"], [idle, "not delivered"]] as const
  ) {
    for (const lesson of lessons) {
      const { facts, ownArrives } = await modelWith(lesson, own);
      assertEquals(ownArrives, false);
      const table = facts.table!(80).split("\n").at(-1)!;
      const cells = table.split("|").map((cell) => cell.trim());
      assertEquals(cells.slice(1, 3), [own.name, failed]);
      assertEquals(new Set(cells.slice(3, -1)), new Set(["–"]), table);
    }
    const { facts } = await modelWith(lesson10.lesson, own);
    const times = facts.times!(80).split("\n").at(-2)!;
    assert(new RegExp(`^${own.name} +–$`).test(times), times);
  }
  const { facts } = await modelWith(lesson10.lesson, faulty);
  assertStringIncludes(
    facts.arrival!(80).replaceAll("\n", " "),
    "In 5 of 6 runs",
  );
  assertStringIncludes(
    facts.arrival!(80).replaceAll("\n", " "),
    "faulty: Cannot copy nic → disk by DMA at step 2 as ",
  );
});

Deno.test("beside one strategy that was chosen, it stands too", async () => {
  for (const lesson of lessons) {
    const knobs = { strategy: "splice" };
    const { facts } = await modelWith(lesson, mine, { knobs });
    const names = facts.table!(80).split("\n").slice(2)
      .map((row) => row.split("|")[1]!.trim());
    assertEquals(names, ["splice", "mine"]);
  }
});

Deno.test("whatever program it is, all that is told of it fits and can be read", async () => {
  const views = ["scores", "table", "bytes", "times", "arrival", "own"];
  let delivered = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const dice = makeDice(seed);
    const job = randomJob(dice);
    const made = randomProgram(dice);
    const own = toldApart(
      dice.between(0, 5) === 0
        ? { ...dice.oneOf(linux.linux), name: made.name }
        : made,
    );
    const file = (): Uint8Array => generateFile(job.fileBytes);
    for (const lesson of lessons) {
      const setting = {
        ...{ job: makeJob(job), file, measuredPrices },
        knobs: { cost: dice.oneOf(["vm", "measured"]) },
      };
      const { facts, ownArrives } = await modelWith(lesson, own, setting);
      if (ownArrives) delivered += 1;
      for (const columns of [40, 80, 200]) {
        for (const view of views) {
          if (!(view in facts)) continue;
          const why = `seed ${seed}, ${view} in ${columns} columns`;
          const lines = await renderMarkdown(
            `# A page\n\n${facts[view]!(columns - 2)}`,
            { columns, isColored: false, showsAnswers: false },
          );
          for (const line of lines) {
            assert(displayWidth(line) <= columns, `${why}: ${line}`);
            assert(!line.includes("↪"), `${why}: ${line}`);
          }
        }
      }
    }
  }
  assert(delivered > 5, `${delivered} delivered`);
});
