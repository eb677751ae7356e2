import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  calibrate,
  type Measurement,
  predict,
} from "../../lib/cost/calibration.ts";
import {
  type CostModel,
  costOf,
  measuredVm,
  sendingNs,
} from "../../lib/cost/cost.ts";
import { makeJob } from "../../lib/machine/job.ts";
import type { Program } from "../../lib/machine/program.ts";
import { noCounts } from "../../lib/trace/count.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import {
  countHandings,
  gather,
  limitJob,
  mmapWrite,
  readWrite,
  splice,
} from "../../lib/strategy/linux.ts";
import { makeDice, type TestDice } from "../dice.ts";

const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

/** The strategies that the lab measures. */
const strategies: readonly Program[] = [readWrite, mmapWrite, gather, splice];

/** Those that map nothing: a calibration leaves the price of a mapping alone. */
const unmapped = strategies.filter((strategy) => strategy !== mmapWrite);

/** What a calibration finds out, each with the most that it costs here. [ns] */
const mostNs = {
  cpuByteNs: 0.5,
  copyNs: 1000,
  pageFaultNs: 5000,
  passNs: 3000,
  byteNs: 0.5,
  pieceNs: 9000,
  packetNs: 9000,
};

/** As on loopback: what two pieces of 64 KiB do not fit into two of. [bytes] */
const packetBytes = 65_483;

type Prices = { readonly [Name in keyof typeof mostNs]: number };

function pricesOf(model: CostModel): Prices {
  const { cpuByteNs, copyNs = 0, pageFaultNs, passNs, sending } = model;
  const { byteNs, pieceNs, packetNs } = sending!;
  return { cpuByteNs, copyNs, pageFaultNs, passNs, byteNs, pieceNs, packetNs };
}

function withPrices(model: CostModel, prices: Prices): CostModel {
  const { byteNs, pieceNs, packetNs, ...others } = prices;
  const sending = { byteNs, pieceNs, packetNs, packetBytes };
  return { ...model, ...others, sending };
}

/** Makes up a machine. @param free How many prices of a hundred are nothing. */
function makeUpModel(dice: TestDice, free = 0): CostModel {
  const rolled = Object.entries(mostNs).map(([name, most]) => [
    name,
    dice.below(100) < free ? 0 : dice.between(1, 1000) / 1000 * most,
  ]);
  const model = { ...measuredVm, modeSwitchNs: dice.between(20, 500) };
  return withPrices(model, Object.fromEntries(rolled) as Prices);
}

/** What each strategy takes on a machine, with pieces of each size. */
function measure(
  model: CostModel,
  { fileBytes, sizes, strategies: measured = strategies }: {
    fileBytes: number;
    sizes: readonly number[];
    strategies?: readonly Program[];
  },
): Measurement[] {
  return sizes.flatMap((bufferBytes) =>
    measured.map((strategy) => {
      const asked = makeJob({ fileBytes, bufferBytes, cache: "warm" });
      const job = limitJob(strategy, asked);
      const counts = closedForm(strategy, job);
      const one = { counts, job, handings: countHandings(strategy, job) };
      return { ...one, cpuNs: predict(one, model) };
    })
  );
}

/** Makes up a bench: a file, and pieces of sizes below and above a packet. */
function rollSizes(dice: TestDice): { fileBytes: number; sizes: number[] } {
  const small = [2 ** 12, 5000, 2 ** 14];
  const large = [2 ** 18, 300_000, 2 ** 20];
  return {
    fileBytes: dice.between(2 ** 23, 2 ** 28),
    sizes: [dice.oneOf(small), 2 ** 16, dice.oneOf(large)],
  };
}

/** Makes every time wrong: by up to a third, or three times as long. */
function disturb(
  measurements: readonly Measurement[],
  dice: TestDice,
): Measurement[] {
  return measurements.map((one) => ({
    ...one,
    cpuNs: one.cpuNs * dice.between(70, 140) / 100 *
      (dice.below(8) === 0 ? 3 : 1),
  }));
}

function fit(
  measurements: readonly Measurement[],
  { modeSwitchNs }: Pick<CostModel, "modeSwitchNs">,
): CostModel {
  const emptyCallNs = 2 * modeSwitchNs;
  const source = "made up";
  return calibrate(measurements, { emptyCallNs, packetBytes, source });
}

/** The sum that a calibration makes as small as it can. */
function squaredErrors(
  measurements: readonly Measurement[],
  model: CostModel,
): number {
  return measurements.reduce(
    (sum, one) => sum + (predict(one, model) / one.cpuNs - 1) ** 2,
    0,
  );
}

/** Asserts that prices are the same, for what is measured with a clock. */
function assertNear(found: CostModel, expected: CostModel, why: string): void {
  for (const [name, price] of Object.entries(pricesOf(expected))) {
    const key = name as keyof Prices;
    const distance = Math.abs(pricesOf(found)[key] - price);
    const says = `${why}: ${name} is ${pricesOf(found)[key]}, not ${price}`;
    assert(distance <= 1e-6 * mostNs[key], says);
  }
}

Deno.test("calibrate() finds the prices that made the measurements", () => {
  for (const seed of seeds) {
    const dice = makeDice(seed);
    const model = makeUpModel(dice);
    const sizes = rollSizes(dice);
    const found = fit(measure(model, sizes), model);
    assertNear(found, model, `seed ${seed}, ${JSON.stringify(sizes)}`);
  }
});

Deno.test("calibrate() leaves at nothing what costs nothing", () => {
  for (const seed of seeds) {
    const dice = makeDice(seed);
    const model = makeUpModel(dice, 50);
    const found = fit(measure(model, rollSizes(dice)), model);
    assertNear(found, model, `seed ${seed}`);
  }
});

Deno.test("calibrate() takes a call's half for a switch, and the mapping as it was", () => {
  const model = makeUpModel(makeDice(1));
  const { name, source, modeSwitchNs, mappingNs } = calibrate(
    measure(model, { fileBytes: 2 ** 20, sizes: [4096] }),
    { emptyCallNs: 300, packetBytes, source: "here" },
  );
  assertEquals({ name, source, modeSwitchNs, mappingNs }, {
    name: "measured",
    source: "here",
    modeSwitchNs: 150,
    mappingNs: measuredVm.mappingNs,
  });
});

Deno.test("with pieces of one size, what bytes and their pieces take is found only in sum", () => {
  for (const seed of seeds) {
    const dice = makeDice(seed);
    const model = makeUpModel(dice);
    const bufferBytes = dice.oneOf([2 ** 12, 2 ** 14, 2 ** 16]);
    const fileBytes = bufferBytes * dice.between(100, 1000);
    const measured = measure(model, { fileBytes, sizes: [bufferBytes] });
    const found = fit(measured, model);
    const why = `seed ${seed}`;
    const { sending, cpuByteNs, copyNs } = model;
    const known = { sending: sending!, cpuByteNs, copyNs: copyNs! };
    assertNear({ ...found, ...known }, model, why);
    for (const one of measured.slice(0, 1)) {
      const shares = [
        sendingNs(one, found) / sendingNs(one, model),
        costOf(one.counts, found).copiesNs / costOf(one.counts, model).copiesNs,
      ];
      assert(shares.every((share) => Math.abs(share - 1) < 1e-6), why);
    }
    assert(squaredErrors(measured, found) < 1e-12, why);
  }
});

Deno.test("what no measurement has is priced at nothing", () => {
  const model = makeUpModel(makeDice(7));
  const sizes = { fileBytes: 2 ** 24, sizes: [2 ** 12, 2 ** 16] };
  const found = fit(
    measure(model, { ...sizes, strategies: [readWrite] }),
    model,
  );
  assertEquals([found.pageFaultNs, found.passNs], [0, 0]);
});

Deno.test("calibrate() finds no price below nothing, whatever was measured", () => {
  for (const seed of seeds) {
    const dice = makeDice(seed);
    const model = makeUpModel(dice, 30);
    const measured = measure(model, rollSizes(dice)).map((one) => ({
      ...one,
      // Even less than the calls alone must have taken.
      cpuNs: one.cpuNs * dice.between(1, 3000) / 1000,
    }));
    for (
      const [name, price] of Object.entries(pricesOf(fit(measured, model)))
    ) {
      const says = `seed ${seed}: ${name} is ${price}`;
      assert(Number.isFinite(price) && price >= 0, says);
    }
  }
});

Deno.test("no other price of one thing comes nearer to what was measured", () => {
  for (const seed of seeds) {
    const dice = makeDice(seed);
    const model = makeUpModel(dice, 20);
    const measured = disturb(measure(model, rollSizes(dice)), dice);
    const found = fit(measured, model);
    const least = squaredErrors(measured, found);
    const prices = pricesOf(found);
    for (const [name, price] of Object.entries(prices)) {
      for (const share of [-0.01, 0.01]) {
        const step = share * mostNs[name as keyof Prices];
        const other = { ...prices, [name]: Math.max(0, price + step) };
        const errors = squaredErrors(measured, withPrices(found, other));
        const says = `seed ${seed}: ${name} ${price} ${step}`;
        assert(errors >= least * (1 - 1e-9), says);
      }
    }
  }
});

Deno.test("a small transfer weighs as much as a large one", () => {
  const transfer = (fileBytes: number, cpuNs: number): Measurement => ({
    counts: noCounts,
    job: makeJob({ fileBytes }),
    handings: 1,
    cpuNs,
  });
  const model = calibrate(
    [transfer(100, 100), transfer(1_000_000, 3_000_000)],
    { emptyCallNs: 100, packetBytes: 1e9, source: "made up" },
  );
  // The least of (1 - b)² + (1 - b/3)².
  assert(Math.abs(model.sending!.byteNs - 1.2) < 1e-9);
});

Deno.test("times that are so many times as long make prices so many times as high", () => {
  for (const seed of seeds.slice(0, 10)) {
    const dice = makeDice(seed);
    const model = makeUpModel(dice, 20);
    const setting = { ...rollSizes(dice), strategies: unmapped };
    const measured = disturb(measure(model, setting), dice);
    const times = dice.oneOf([0.01, 0.5, 3, 1000]);
    const slower = measured
      .map((one) => ({ ...one, cpuNs: one.cpuNs * times }));
    const modeSwitchNs = model.modeSwitchNs * times;
    const found = pricesOf(fit(slower, { modeSwitchNs }));
    const expected = pricesOf(fit(measured, model));
    for (const [name, price] of Object.entries(expected)) {
      const key = name as keyof Prices;
      const distance = Math.abs(found[key] / times - price);
      assert(distance < 1e-6 * mostNs[key], `seed ${seed}: ${name}`);
    }
  }
});

Deno.test("the order of the measurements does not matter", () => {
  for (const seed of seeds.slice(0, 10)) {
    const dice = makeDice(seed);
    const model = makeUpModel(dice, 20);
    const measured = disturb(measure(model, rollSizes(dice)), dice);
    const shuffled = measured
      .map((one) => ({ one, place: dice.below(1e6) }))
      .toSorted((a, b) => a.place - b.place).map(({ one }) => one);
    const found = fit(shuffled, model);
    assertNear(found, fit(measured, model), `seed ${seed}`);
  }
});

Deno.test("calibrate() throws if there is nothing to fit", () => {
  const error = assertThrows(() => fit([], measuredVm), RangeError);
  assertEquals(
    error.message,
    "A calibration needs measurements: there are none",
  );
});

Deno.test("predict() adds what a strategy costs and what all strategies pay alike", () => {
  const model = makeUpModel(makeDice(3));
  for (const strategy of strategies) {
    const job = makeJob({ fileBytes: 1_000_000, bufferBytes: 4096 });
    const counts = closedForm(strategy, job);
    const sent = { job, handings: countHandings(strategy, job) };
    const expected = costOf(counts, model).totalNs + sendingNs(sent, model);
    assertEquals(predict({ counts, ...sent }, model), expected, strategy.name);
  }
});
