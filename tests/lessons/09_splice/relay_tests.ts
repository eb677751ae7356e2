import { assertEquals, assertStringIncludes } from "@std/assert";
import { Dice } from "../../../lib/workbook/dice.ts";
import {
  relay,
  relayTable,
  usualScript,
} from "../../../lessons/09_splice/relay.ts";
import {
  type RelayScript,
  tryRelay,
} from "../../../lessons/09_splice/relay_kernel.ts";

function rollScript(dice: Dice): RelayScript {
  return {
    packets: Array.from(
      { length: dice.whole(0, 30) },
      () => dice.whole(1, 3000),
    ),
    slots: dice.whole(1, 16),
    secondSlots: dice.whole(1, 16),
    roomBytes: dice.whole(500, 9000),
  };
}

Deno.test("relay() hands all on to both, in order, and the CPU copies nothing", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const script = rollScript(new Dice(seed));
    const bytes = script.packets.reduce((sum, one) => sum + one, 0);
    const { ending, server, mirror, copiedBytes } = tryRelay(script, relay);
    const all = bytes === 0 ? [] : [[0, bytes]];
    assertEquals(
      { ending, server, mirror, copiedBytes },
      { ending: "it ends", server: all, mirror: all, copiedBytes: 0 },
      `seed ${seed}`,
    );
  }
});

Deno.test("relayTable() shows a tee that doubles less than it is asked for", () => {
  const table = relayTable(tryRelay(usualScript, relay));
  const row = table.split("\n").find((line) => line.includes("tee"))!;
  const [count, answer] = row.match(/\d+,\d+/g)!;
  assertEquals([count, answer], ["20,000", "8,000"]);
  assertStringIncludes(table, "| client");
});
