import { assert, assertEquals } from "@std/assert";
import { costModels } from "../../lib/cost/cost.ts";
import { sayPrices } from "../../lib/cost/say_prices.ts";

/** Prices that make sums easy: a nanosecond a byte, a microsecond for all else. */
const plain = {
  name: "plain",
  source: "made up",
  modeSwitchNs: 1000,
  cpuByteNs: 1,
  pageFaultNs: 1000,
  mappingNs: 1000,
  passNs: 1000,
};

Deno.test("sayPrices() names every price and where it comes from", () => {
  assertEquals(
    sayPrices({ ...plain, modeSwitchNs: 50, pageFaultNs: 1900 }),
    "A mode switch takes 50 ns, the CPU copies 1 GB/s, a page fault takes " +
      "1.9 µs, a mapping 1 µs, and to pass the pages of one piece 1 µs " +
      "(made up).",
  );
});

Deno.test("sayPrices() says the prices of each model in round numbers", () => {
  for (const model of costModels) {
    const says = sayPrices(model);
    assert(/the CPU copies \d+(\.\d)? GB\/s/.test(says), says);
    assert(says.includes(model.source), says);
  }
});

Deno.test("sayPrices() says what all strategies pay alike, if the model has it", () => {
  const sending = {
    byteNs: 0.3,
    pieceNs: 1500,
    packetNs: 40,
    packetBytes: 65483,
  };
  assertEquals(
    sayPrices({ ...plain, sending }),
    "A mode switch takes 1 µs, the CPU copies 1 GB/s, a page fault takes " +
      "1 µs, a mapping 1 µs, and to pass the pages of one piece 1 µs; TCP " +
      "sends 3.33 GB/s, takes 1.5 µs each time that it is handed bytes, and " +
      "40 ns for a packet of at most 65,483 bytes (made up).",
  );
});

Deno.test("sayPrices() says what it takes to begin a copy, if the model has it", () => {
  const says = sayPrices({ ...plain, copyNs: 300 });
  assert(says.includes("copies 1 GB/s and takes 300 ns to begin a copy, a "));
});

Deno.test("sayPrices() divides by no price that is nothing", () => {
  const sending = { byteNs: 0, pieceNs: 0, packetNs: 0, packetBytes: 1 };
  const says = sayPrices({ ...plain, cpuByteNs: 0, sending });
  assertEquals(
    says.match(/(copies|sends) [^,]*/g),
    [
      "copies faster than can be seen",
      "sends faster than can be seen",
    ],
  );
  assert(!/Infinity|NaN/.test(says), says);
});
