import { assert, assertEquals } from "@std/assert";
import {
  addVerdicts,
  isCheapest,
  judge,
  kindOf,
  type Verdict,
} from "../../../lib/evidence/server/verdict.ts";
import { ways } from "../../../lib/evidence/server/way_costs.ts";
import { nicAbilities } from "../../../lib/machine/job.ts";
import type { End, Transfer, Way } from "../../../lib/strace/transfer.ts";
import { makeDice } from "../../dice.ts";
import { makePortion, makeTransfer } from "../made_up_transfers.ts";

/** 3,000,000 bytes in 46 pieces: the example of a file that was read and written. */
const big = makeTransfer("read + write", { portion: { bytes: 3_000_000 } });

const ends: readonly End[] = ["socket", "pipe", "file"];

function cheapest(transfer: Transfer): unknown {
  const { cheapest: { strategy, calls, counts } } = judge(transfer, "gather");
  return [strategy, calls, counts.modeSwitches, counts.cpuBytes];
}

Deno.test("judge() counts what was called, and what sendfile would take", () => {
  const { bytes, calls, counts } = judge(big, "gather");
  assertEquals([bytes, calls], [3_000_000, { read: 47, write: 46 }]);
  assertEquals(
    [counts.modeSwitches, counts.cpuCopies, counts.cpuBytes],
    [2 * 93, 92, 6_000_000],
  );
  assertEquals(cheapest(big), ["sendfile", { sendfile: 1 }, 2, 0]);
});

Deno.test("judge() counts one copy where the NIC cannot hold references, sendfile or not", () => {
  for (const nic of nicAbilities.slice(1)) {
    assertEquals(judge(big, nic).counts.cpuBytes, 6_000_000);
    assertEquals(judge(big, nic).cheapest.counts.cpuBytes, 3_000_000);
  }
});

Deno.test("judge() gives a header a call of its own, where it went with the file in one", () => {
  const small = makeTransfer("read + write", {
    portion: { bytes: 900 },
    signs: ["header joined", "header in one call"],
  });
  assertEquals(cheapest(small), ["sendfile", { sendfile: 1, send: 1 }, 4, 0]);
  const held = { ...small, signs: ["header joined" as const] };
  assertEquals(cheapest(held), ["sendfile", { sendfile: 1 }, 2, 0]);
});

Deno.test("judge() takes the way that fits the end", () => {
  assertEquals(
    ends.map((to) => judge({ ...big, to }, "gather").cheapest.strategy),
    ["sendfile", "splice", "copy_file_range"],
  );
});

Deno.test("judge() lets nothing be cheaper than what encrypts in the program", () => {
  const verdict = judge({ ...big, signs: ["TLS in the program"] }, "gather");
  assert(isCheapest(verdict));
  assertEquals(verdict.cheapest.counts, verdict.counts);
});

Deno.test("judge() counts a copy where the kernel encrypts", () => {
  const sent = makeTransfer("sendfile", { signs: ["kTLS"] });
  assertEquals(judge(sent, "gather").counts.cpuBytes, 2 ** 20);
});

Deno.test("judge() advises no call that these two ends were refused", () => {
  const copied = {
    ...big,
    to: "file" as const,
    signs: ["refused first" as const],
    portions: [
      makePortion("read + write", {
        calls: { copy_file_range: 1, read: 17, write: 16 },
      }),
    ],
  };
  assertEquals(judge(copied, "gather").cheapest.strategy, "sendfile");
});

Deno.test("judge() finds nothing that costs more than what was done, whatever that is", () => {
  const { oneOf, between } = makeDice(13);
  for (let i = 0; i < 500; i++) {
    const way = oneOf(Object.keys(ways) as Way[]);
    const portion = {
      bytes: between(1, 2 ** 32),
      pieceBytes: between(1, 2 ** 21),
    };
    const verdict = judge(
      makeTransfer(way, { to: oneOf(ends), portion }),
      oneOf(nicAbilities),
    );
    const { counts, cheapest } = verdict;
    const says = `seed 13, ${i}: ${way}`;
    assert(cheapest.counts.cpuBytes <= counts.cpuBytes, says);
    if (cheapest.counts.cpuBytes === counts.cpuBytes) {
      assert(cheapest.counts.modeSwitches <= counts.modeSwitches, says);
    }
    assertEquals(
      isCheapest(verdict),
      cheapest.strategy === way,
      says,
    );
  }
});

Deno.test("kindOf() tells the file, the end and the way apart, and no connections", () => {
  const kind = (transfer: Transfer): string =>
    kindOf(judge(transfer, "gather"));
  assertEquals(kind(big), kind({ ...big, end: "TCP:[…]", refused: 3 }));
  for (
    const other of [
      { ...big, path: "/srv/other.bin" },
      { ...big, to: "pipe" as const },
      { ...big, portions: [makePortion("splice")] },
      { ...big, signs: ["TLS in the program" as const] },
    ]
  ) assert(kind(big) !== kind(other));
});

Deno.test("addVerdicts() adds up what was done and what would be, and keeps the least confidence", () => {
  const one = judge({ ...big, confidence: "likely", end: "a" }, "gather");
  const other = judge({
    ...big,
    confidence: "possible",
    end: "b",
    refused: 2,
    short: 1,
    signs: ["header apart"],
  }, "gather");
  const both: Verdict = addVerdicts(one, addVerdicts(other, one));
  const { transfer: { portions: [portion], ...transfer } } = both;
  assertEquals([both.times, both.bytes], [3, 9_000_000]);
  assertEquals(both.calls, { read: 3 * 47, write: 3 * 46 });
  assertEquals(both.counts.modeSwitches, 3 * one.counts.modeSwitches);
  assertEquals(both.cheapest.calls, { sendfile: 3 });
  assertEquals(
    [portion!.takes, portion!.puts, portion!.putBytes],
    [138, 138, [2 ** 16, 2 ** 16]],
  );
  assertEquals(transfer, {
    path: "/srv/big.bin",
    to: "socket",
    end: "",
    refused: 2,
    short: 1,
    confidence: "possible",
    signs: ["header apart"],
  });
});
