import { assert, assertEquals, assertThrows } from "@std/assert";
import { predict } from "../../lib/cost/calibration.ts";
import type { CostModel } from "../../lib/cost/cost.ts";
import { modelOf } from "../../lib/evidence/figures.ts";
import {
  calibrateFrom,
  heldOutBytes,
  usualError,
} from "../../lib/evidence/prediction.ts";
import type { BenchResult, BenchRow } from "../../lib/lab/bench.ts";
import { makeDice } from "../dice.ts";
import { madeUpPrices, makeBench } from "./made_up_report.ts";

const bench = makeBench();

/** Changes some rows: every run takes so many times as long. */
function slowed(
  { rows, ...others }: BenchResult,
  timesFor: (row: BenchRow) => number,
): BenchResult {
  return {
    ...others,
    rows: rows.map((row) => ({
      ...row,
      runs: row.runs
        .map((run) => ({ ...run, cpuNs: run.cpuNs * timesFor(row) })),
    })),
  };
}

function assertSamePrices(found: CostModel, expected: CostModel): void {
  const numbersOf = ({ name: _, source: __, ...prices }: CostModel): unknown =>
    JSON.parse(
      JSON.stringify(
        prices,
        (_, value) =>
          typeof value === "number" ? Number(value.toPrecision(7)) : value,
      ),
    );
  assertEquals(numbersOf(found), numbersOf(expected));
}

Deno.test("calibrateFrom() finds the prices of the machine that was measured", () => {
  const { model, predictions } = calibrateFrom(bench);
  assertSamePrices(model, madeUpPrices);
  for (const { error, way } of predictions) {
    assert(Math.abs(error) < 1e-6, `${way}: ${error}`);
  }
});

Deno.test("calibrateFrom() says on which machine it measured", () => {
  const { name, source } = calibrateFrom(bench).model;
  assertEquals(name, "measured");
  assertEquals(
    source,
    "measured on Linux 6.18.44, x86_64, 2026-11-21; the mapping: assumed",
  );
});

Deno.test("usualError() has a quarter of the errors above it, and leaves small pieces out", () => {
  const { model, predictions, machine } = calibrateFrom(bench);
  const withErrors = (...errors: readonly [number, number][]): number =>
    usualError({
      model,
      machine,
      predictions: errors.map(([pieceBytes, error]) => ({
        ...predictions[0]!,
        pieceBytes,
        error,
      })),
    });
  const large = (...errors: readonly number[]): number =>
    withErrors(...errors.map((error) => [2 ** 18, error] as [number, number]));
  assertEquals(large(0.1, -0.3, 0.2, 9), 0.3);
  assertEquals(large(-0.3, 0.1), 0.3);
  assertEquals(large(-0.3, 0.1, 0.2, 0, 0, 0, 0.25, 0.26), 0.25);
  assertEquals(withErrors([2 ** 12, 9], [2 ** 16, 0.1]), 0.1);
  assertEquals(withErrors(), 0);
});

Deno.test("calibrateFrom() predicts every row, in their order, from its lower quartile", () => {
  const { predictions } = calibrateFrom(bench);
  assertEquals(
    predictions.map(({ way, pieceBytes, measuredNs }) => ({
      way,
      pieceBytes,
      measuredNs,
    })),
    // Of the five runs of a row, the second is the second quickest.
    bench.rows.map(({ way, pieceBytes, runs }) => ({
      way,
      pieceBytes,
      measuredNs: runs[1]!.cpuNs,
    })),
  );
});

Deno.test("what is held out makes no price, and is predicted all the same", () => {
  const slow = slowed(
    bench,
    ({ pieceBytes }) => pieceBytes === heldOutBytes ? 4 : 1,
  );
  const { model, predictions } = calibrateFrom(slow);
  assertSamePrices(model, madeUpPrices);
  for (const { pieceBytes, isFitted, error } of predictions) {
    const isHeldOut = pieceBytes === heldOutBytes;
    assertEquals(isFitted, !isHeldOut);
    assert(Math.abs(error - (isHeldOut ? -0.75 : 0)) < 1e-6, `${error}`);
  }
  assertEquals(predictions.filter(({ isFitted }) => !isFitted).length, 4);
});

Deno.test("an error says how far off what is predicted with the prices is", () => {
  const dice = makeDice(1);
  const noisy = slowed(bench, () => dice.between(80, 130) / 100);
  const { model, predictions } = calibrateFrom(noisy);
  for (
    const { way, pieceBytes, measuredNs, predictedNs, error } of predictions
  ) {
    const { fileBytes } = bench;
    const sent = {
      fileBytes,
      pieceBytes,
      cache: "warm",
      nic: "gather",
    } as const;
    assertEquals(predictedNs, predict(modelOf(way, sent), model), way);
    assert(Math.abs(measuredNs * (1 + error) / predictedNs - 1) < 1e-9, way);
  }
  const [most, least] = [Math.max, Math.min]
    .map((pick) => pick(...predictions.map(({ error }) => error)));
  assert(most! > 0.01 && least! < -0.01, `${least} to ${most}`);
});

Deno.test("calibrateFrom() throws if all that was measured is held out", () => {
  const other = makeBench([heldOutBytes]);
  assertThrows(() => calibrateFrom(other), RangeError);
});
