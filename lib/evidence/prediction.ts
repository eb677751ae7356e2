/**
 * Prices from a bench, and what the model predicts with them.
 *
 * @module
 */
import { calibrate, type Measurement, predict } from "../cost/calibration.ts";
import type { CostModel } from "../cost/cost.ts";
import type { BenchResult, BenchRow } from "../lab/bench.ts";
import { lowerQuartile } from "../lab/median.ts";
import { modelOf } from "./figures.ts";
import { type KnownMachine, machineFrom } from "./machines.ts";

/** The size of pieces that is measured but not calibrated with: there the prices must prove good. [bytes] */
export const heldOutBytes = 2 ** 18;

/** The sizes of pieces that a calibration measures. [bytes] */
export const calibrationSizes: readonly number[] = [
  2 ** 12,
  2 ** 16,
  2 ** 17,
  heldOutBytes,
  2 ** 20,
];

/** One transfer, measured and predicted. */
export interface TimePrediction {
  readonly way: string;
  /** [bytes] */
  readonly pieceBytes: number;
  /** The lower quartile of the CPU times. [ns] */
  readonly measuredNs: number;
  /** [ns] */
  readonly predictedNs: number;
  /** How far off, as a share of what was measured: 0.1 is a tenth too much. */
  readonly error: number;
  /** Whether the prices were made with this measurement too. */
  readonly isFitted: boolean;
}

/** A cost model, and how good it is. */
export interface Calibration {
  readonly model: CostModel;
  readonly predictions: readonly TimePrediction[];
  /** The machine, as it stands beside others. */
  readonly machine: KnownMachine;
}

/** Fits the prices of this machine, and predicts what was measured. */
export function calibrateFrom(bench: BenchResult): Calibration {
  const measured = bench.rows.map((row) => ({
    row,
    isFitted: row.pieceBytes !== heldOutBytes,
    ...measurementOf(row, bench.fileBytes),
  }));
  const fitted = measured.filter(({ isFitted }) => isFitted);
  const { kernel, architecture, day } = bench.machine;
  const model = calibrate(fitted, {
    emptyCallNs: lowerQuartile(bench.emptyCallsNs),
    packetBytes: bench.packetBytes,
    source: `measured on Linux ${kernel}, ${architecture}, ${day}; ` +
      `the mapping: assumed`,
  });
  const predictions = measured.map(({ row, isFitted, ...one }) => {
    const predictedNs = predict(one, model);
    return {
      way: row.way,
      pieceBytes: row.pieceBytes,
      measuredNs: one.cpuNs,
      predictedNs,
      error: predictedNs / one.cpuNs - 1,
      isFitted,
    };
  });
  return { model, predictions, machine: machineFrom(bench, model) };
}

/**
 * How far off three of four predictions are at the most, for pieces of 64 KiB and more: one strategy
 * that a machine treats in its own way does not make all prices worthless. A share, not negative.
 */
export function usualError({ predictions }: Calibration): number {
  const errors = predictions.filter(({ pieceBytes }) => pieceBytes >= 2 ** 16)
    .map(({ error }) => Math.abs(error)).sort((a, b) => a - b);
  return errors[Math.ceil(errors.length * 3 / 4) - 1] ?? 0;
}

function measurementOf(row: BenchRow, fileBytes: number): Measurement {
  const { counts, job, handings } = modelOf(row.way, {
    fileBytes,
    pieceBytes: row.pieceBytes,
    cache: "warm",
    nic: "gather",
  });
  const cpuNs = lowerQuartile(row.runs.map(({ cpuNs }) => cpuNs));
  return { counts, job, handings, cpuNs };
}
