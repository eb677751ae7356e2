import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { dmaCopy, enterKernel } from "../../lib/machine/instruction.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { program } from "../../lib/machine/program.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { displayWidth } from "../../lib/text/width.ts";
import type { Setting } from "../../lib/workbook/lesson.ts";
import { ownOutcome, toldApart } from "../../lib/workbook/own_program.ts";
import {
  outcomeOf,
  transfer,
  transferModel,
  usualSetting,
} from "../../lib/workbook/transfer_lesson.ts";

const mine = program("mine", [
  enterKernel("sendfile"),
  dmaCopy("disk", "page cache"),
  dmaCopy("page cache", "nic"),
]);
const right = { ...readWrite, name: "mine" };
const idle = program("mine", []);

function settingWith(own: Setting["own"]): Setting {
  return { ...usualSetting(), ...(own && { own }) };
}

Deno.test("toldApart() gives a name of one line that is short and no strategy's", () => {
  const cases = [
    ["mine", "mine"],
    ["splice", "splice (yours)"],
    ["", "yours"],
    [" \n\t", "yours"],
    ["two\nlines", "two lines"],
    ["a name that takes more than its room", "a name that takes…"],
    ["映画映画映画映画映画映画", "映画映画映画映画映…"],
  ];
  for (const [name, told] of cases) {
    assertEquals(toldApart({ ...mine, name: name! }).name, told);
    assert(displayWidth(told!) <= 25);
  }
  assertEquals(toldApart(mine).parts, mine.parts);
});

Deno.test("ownOutcome() tells a run in full; of one that broke a rule its steps and the fault", async () => {
  const told = async (own: typeof mine): Promise<[string, boolean]> => {
    const done = await transfer(own, usualSetting());
    const { facts } = outcomeOf(done, true);
    const { facts: { own: fact }, ownArrives } = ownOutcome(
      done,
      facts,
      "A note.",
    );
    return [fact!(80), ownArrives];
  };
  const [whole, arrives] = await told(right);
  assertEquals(arrives, true);
  for (const text of ["## mine", "CPU copies     2", "SHA-256 ", "A note."]) {
    assertStringIncludes(whole, text);
  }
  const [faulty, hasArrived] = await told(mine);
  assertEquals(hasArrived, false);
  assertStringIncludes(faulty, "Cannot copy page cache → nic by DMA at step 3");
  assertStringIncludes(faulty, "fill the page cache");
  assert(!/CPU copies|SHA|A note/.test(faulty), faulty);
  const [nothing] = await told(idle);
  assertStringIncludes(nothing, "The client has 0 bytes: NOT the bytes");
  assert(!/client {4}user|A note/.test(nothing), nothing);
});

Deno.test("in the place of a lesson's program, an own one is compared with it", async () => {
  const { model } = transferModel(readWrite);
  const usual = await model(settingWith(undefined));
  assertEquals(usual.ownArrives, undefined);
  assertEquals("own" in usual.facts, false);
  const own = await model(settingWith({
    ...right,
    parts: right.parts.map((part) => ({ ...part, repeats: "once" })),
  }));
  assertStringIncludes(own.facts.saved!(60), "read + write → mine");
  assertEquals([own.ownArrives, own.data.strategy], [true, "mine"]);
  const faulty = await model(settingWith(mine));
  assertEquals("saved" in faulty.facts, false);
  assertEquals([faulty.ownArrives, faulty.data.delivered], [false, null]);
  const { step, message } = faulty.data.fault as Record<string, unknown>;
  assertEquals(step, 3);
  assertStringIncludes(String(message), "at step 3 as ");
});

Deno.test("transfer() says what became of a run that failed, with or without its events", async () => {
  for (const keepsTrace of [true, false]) {
    const setting = { ...usualSetting(), keepsTrace };
    const faulty = await transfer(mine, setting);
    assertEquals([faulty.failed, faulty.fault?.where?.step], ["fault", 3]);
    assertEquals([faulty.delivered, faulty.counts.dmaCopies], [undefined, 1]);
    const nothing = await transfer(idle, setting);
    assertEquals(nothing.failed, "not delivered");
    assertEquals(nothing.delivered?.bytes, 0);
    const whole = await transfer(right, { ...setting, job: makeJob() });
    assertEquals([whole.failed, whole.fault], [undefined, undefined]);
  }
});
