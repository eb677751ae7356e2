import { assert, assertEquals } from "@std/assert";
import {
  callsTable,
  meanwhiles,
  sayMeeting,
  scriptOf,
  sendPart,
  sendWhole,
} from "../../../lessons/07_sendfile/loop.ts";
import { lesson } from "../../../lessons/07_sendfile/lesson.ts";
import { type Script, tryLoop } from "../../../lib/machine/scripted_kernel.ts";
import { usualSetting } from "../../../lib/workbook/transfer_lesson.ts";
import { Dice } from "../../../lib/workbook/dice.ts";

Deno.test("whatever the kernel answers, the loop sends what can be sent, once", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const script = randomScript(new Dice(seed));
    const { from, bytes, fileBytes, goneAfter = Infinity } = script;
    const due = Math.min(bytes, Math.max(0, fileBytes - from), goneAfter);
    const { got, ending } = tryLoop(script, sendPart);
    assertEquals(got, due === 0 ? [] : [[from, from + due]], `seed ${seed}`);
    const isCut = from + due >= fileBytes;
    const why = due === bytes
      ? "all is sent"
      : isCut
      ? "the file was cut"
      : "the client is gone";
    assertEquals(ending, why, `seed ${seed}`);
  }
});

function randomScript(dice: Dice): Script {
  const from = dice.whole(0, 500);
  const bytes = dice.whole(0, 3000);
  return {
    from,
    bytes,
    fileBytes: dice.whole(0, 4000),
    socketBytes: dice.whole(5, 4000),
    mostBytes: dice.whole(5, 4000),
    ...(dice.whole(1, 2) === 1 ? { goneAfter: dice.whole(0, 3000) } : {}),
  };
}

/** What may happen ends a loop in its own way, for any file that is long enough for it to happen. */
Deno.test("what happens meanwhile is what it says, for any file", () => {
  const endings = {
    nothing: "all is sent",
    slow: "all is sent",
    cut: "the file was cut",
    gone: "the client is gone",
  };
  for (const fileBytes of [0, 1, 5, 2 ** 16, 5 * 2 ** 30]) {
    for (const meanwhile of meanwhiles) {
      const { ending, calls } = sendWhole(meanwhile, fileBytes);
      assert(calls.length < 20, `${meanwhile} ${fileBytes}`);
      if (fileBytes >= 5) assertEquals(ending, endings[meanwhile]);
    }
  }
});

Deno.test("a call moves 2 GiB less a page at most, and the loop goes on", () => {
  const { calls } = sendWhole("nothing", 5 * 2 ** 30);
  assertEquals(calls.map((call) => call[3]), [
    0x7ffff000,
    0x7ffff000,
    5 * 2 ** 30 - 2 * 0x7ffff000,
  ]);
});

Deno.test("the page shows the calls of the loop", async () => {
  for (const meanwhile of meanwhiles) {
    const { facts } = await lesson.model({
      ...usualSetting(),
      knobs: { meanwhile },
    });
    const { bytes } = scriptOf(meanwhile, 2 ** 16);
    assertEquals(facts.loopMeets!(72), sayMeeting(meanwhile));
    assertEquals(facts.loop!(72), callsTable(sendWhole(meanwhile, bytes)));
    assertEquals(
      facts.loopEnd!(72).endsWith("all is sent."),
      meanwhile === "nothing" || meanwhile === "slow",
    );
  }
});
