import { assert, assertEquals } from "@std/assert";
import {
  type CostModel,
  costModels,
  costOf,
  measuredVm,
  memoryTrafficOf,
  packetsOf,
  sendingNs,
} from "../../lib/cost/cost.ts";
import { countPieces, makeJob } from "../../lib/machine/job.ts";
import { noCounts } from "../../lib/trace/count.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { readWrite } from "../../lib/strategy/linux.ts";
import { linux } from "../../lib/strategy/linux.ts";
import { makeDice } from "../dice.ts";

/** Prices of different orders of magnitude, so that no two can be confused. */
const prices: CostModel = {
  name: "made up",
  source: "made up",
  modeSwitchNs: 1,
  cpuByteNs: 100,
  pageFaultNs: 10_000,
  mappingNs: 1_000_000,
  passNs: 100_000_000,
};

Deno.test("costOf() puts each price on its own count", () => {
  const counts = {
    ...noCounts,
    modeSwitches: 2,
    cpuBytes: 3,
    pageFaults: 5,
    mappings: 7,
    passes: 9,
  };
  assertEquals(costOf(counts, prices), {
    switchesNs: 2,
    copiesNs: 300,
    faultsNs: 50_000,
    mappingsNs: 7_000_000,
    passesNs: 900_000_000,
    totalNs: 907_050_302,
  });
});

Deno.test("costOf() adds what it takes to begin a copy, where the model has it", () => {
  const counts = { ...noCounts, cpuCopies: 7, cpuBytes: 3 };
  assertEquals(costOf(counts, prices).copiesNs, 300);
  assertEquals(costOf(counts, { ...prices, copyNs: 2 }).copiesNs, 314);
});

Deno.test("costOf() leaves out what is not the CPU's work in the transfer", () => {
  const counts = {
    ...noCounts,
    systemCalls: 1,
    cpuCopies: 1,
    dmaCopies: 1,
    dmaBytes: 1,
    interrupts: 1,
    peakBufferBytes: 1,
  };
  assertEquals(costOf(counts, prices), costOf(noCounts, prices));
  assertEquals(costOf(noCounts, prices).totalNs, 0);
});

Deno.test("the parts of a cost add up to its total", () => {
  const job = makeJob({ fileBytes: 1_000_000, bufferBytes: 4096 });
  for (const model of costModels) {
    for (const program of linux) {
      const cost = costOf(closedForm(program, job), model);
      const { totalNs, ...parts } = cost;
      const sum = Object.values(parts).reduce((sum, ns) => sum + ns, 0);
      assert(Math.abs(sum - totalNs) < 1e-6 * totalNs, program.name);
    }
  }
});

Deno.test("slow calls make only the mode switches dearer", () => {
  const counts = closedForm(readWrite, makeJob());
  const usual = costOf(counts, measuredVm);
  const slowCalls = costModels.find(({ name }) => name === "slow-calls");
  const slow = costOf(counts, slowCalls!);
  assert(slow.switchesNs > usual.switchesNs);
  assertEquals(
    { ...slow, switchesNs: 0, totalNs: 0 },
    { ...usual, switchesNs: 0, totalNs: 0 },
  );
});

Deno.test("the models have names of their own, and say where their numbers come from", () => {
  const names = costModels.map(({ name }) => name);
  assertEquals(new Set(names).size, names.length);
  for (const { source } of costModels) assert(source.length > 0);
});

Deno.test("memoryTrafficOf() reads and writes for a CPU copy and does one of both for DMA", () => {
  const counts = { ...noCounts, cpuBytes: 100, dmaBytes: 7 };
  assertEquals(memoryTrafficOf(counts), 207);
});

Deno.test("sendingNs() prices each byte of the file, each piece and each packet", () => {
  const sending = {
    byteNs: 2,
    pieceNs: 10_000,
    packetNs: 1e6,
    packetBytes: 300,
  };
  const model = { ...prices, sending };
  const job = makeJob({ fileBytes: 1001, bufferBytes: 100 });
  const sent = { job, handings: 11 };
  assertEquals(sendingNs(sent, model), 2 * 1001 + 11 * 10_000 + 4 * 1e6);
  const nothing = { job: makeJob({ fileBytes: 0 }), handings: 0 };
  assertEquals(sendingNs(nothing, model), 0);
});

Deno.test("packetsOf() joins small pieces, and ends each large one with a packet", () => {
  const packets = (fileBytes: number, bufferBytes: number): number =>
    packetsOf(makeJob({ fileBytes, bufferBytes }), 300);
  assertEquals(
    [packets(1200, 100), packets(1201, 299), packets(1, 100), packets(0, 100)],
    [4, 5, 1, 0],
  );
  assertEquals(
    [packets(1200, 300), packets(1204, 301), packets(1000, 600)],
    [4, 8, 4],
  );
});

Deno.test("packetsOf() never has fewer packets than bytes need, nor more than one a piece besides", () => {
  for (let seed = 1; seed <= 100; seed++) {
    const dice = makeDice(seed);
    const fileBytes = dice.between(0, 100_000);
    const job = makeJob({ fileBytes, bufferBytes: dice.between(1, 9000) });
    const packetBytes = dice.between(1, 9000);
    const least = Math.ceil(fileBytes / packetBytes);
    const packets = packetsOf(job, packetBytes);
    const why = `seed ${seed}: ${packets}`;
    assert(least <= packets && packets <= least + countPieces(job), why);
  }
});

Deno.test("sendingNs() is nothing in a model that leaves sending out", () => {
  for (const model of costModels) {
    const sent = { job: makeJob(), handings: 1 };
    assertEquals(sendingNs(sent, model), 0, model.name);
  }
});

Deno.test("what sending takes is no part of what a strategy costs", () => {
  const counts = closedForm(readWrite, makeJob());
  const model = {
    ...prices,
    sending: { byteNs: 2, pieceNs: 10_000, packetNs: 7, packetBytes: 1448 },
  };
  assertEquals(costOf(counts, model), costOf(counts, prices));
});
