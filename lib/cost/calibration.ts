/**
 * Prices from measurements: the cost model that comes nearest to what was measured.
 *
 * A measurement says what a whole transfer took; the counts say how many of each thing it had. The
 * prices are those with the least sum of squared relative errors, and none is below 0. One price is
 * measured by itself: a mode switch is half of a call that does nothing.
 *
 * Left as in `measuredVm`: the price of a mapping. One mapping in a large file is too little to see.
 *
 * @module
 */
import type { Counts } from "../trace/count.ts";
import {
  type CostModel,
  costOf,
  measuredVm,
  packetsOf,
  sendingNs,
  type Sent,
} from "./cost.ts";

/** What one transfer took, and what the machine counts for it. */
export interface Measurement extends Sent {
  readonly counts: Counts;
  /** CPU time of the sender. [ns] */
  readonly cpuNs: number;
}

/** The times that coordinate descent goes through all prices at most: more than it needs. */
const mostSweeps = 10_000;

/** A step that changes the prediction of no transfer by more than this share is the last. */
const leastStep = 1e-14;

/**
 * Fits a cost model.
 *
 * @param measurements At least one of each strategy, with pieces of different sizes.
 * @param emptyCallNs What a system call takes that does nothing. [ns]
 * @param packetBytes The most bytes of the file that went into a packet. [bytes]
 * @throws {RangeError} If there is nothing to fit.
 */
export function calibrate(
  measurements: readonly Measurement[],
  { emptyCallNs, packetBytes, source }: {
    emptyCallNs: number;
    packetBytes: number;
    source: string;
  },
): CostModel {
  if (measurements.length === 0) {
    throw new RangeError("A calibration needs measurements: there are none");
  }
  const base: CostModel = {
    ...measuredVm,
    name: "measured",
    source,
    modeSwitchNs: emptyCallNs / 2,
    cpuByteNs: 0,
    copyNs: 0,
    pageFaultNs: 0,
    passNs: 0,
  };
  const rows = measurements.map((one) => rowOf(one, base, packetBytes));
  const [cpuByteNs, copyNs, pageFaultNs, passNs, byteNs, pieceNs, packetNs] =
    solve(rows);
  return {
    ...base,
    cpuByteNs: cpuByteNs!,
    copyNs: copyNs!,
    pageFaultNs: pageFaultNs!,
    passNs: passNs!,
    sending: {
      byteNs: byteNs!,
      pieceNs: pieceNs!,
      packetNs: packetNs!,
      packetBytes,
    },
  };
}

/** What the unknown prices are multiplied by, and what the sum should be. */
interface Row {
  readonly factors: readonly number[];
  readonly target: number;
}

/** Divides by what was measured, so that a small transfer weighs as much as a large one. */
function rowOf(
  { counts, job, handings, cpuNs }: Measurement,
  known: CostModel,
  packetBytes: number,
): Row {
  return {
    factors: [
      counts.cpuBytes,
      counts.cpuCopies,
      counts.pageFaults,
      counts.passes,
      job.fileBytes,
      handings,
      packetsOf(job, packetBytes),
    ].map((factor) => factor / cpuNs),
    target: 1 - costOf(counts, known).totalNs / cpuNs,
  };
}

/** Predicts what a transfer takes. @returns [ns] */
export function predict(
  { counts, ...sent }: Omit<Measurement, "cpuNs">,
  model: CostModel,
): number {
  return costOf(counts, model).totalNs + sendingNs(sent, model);
}

/**
 * Solves linear least squares with no solution below 0, by improving one unknown at a time.
 *
 * @see Franc, Hlaváč and Navara, Sequential coordinate-wise algorithm for the non-negative least
 * squares problem, CAIP 2005
 */
function solve(
  rows: readonly Row[],
): number[] {
  const columns = rows[0]!.factors
    .map((_, at) => rows.map(({ factors }) => factors[at]!));
  const lengths = columns.map((column) => dot(column, column));
  const unknowns = columns.map(() => 0);
  const residuals = rows.map(({ target }) => target);
  for (
    let sweep = 0, step = 1;
    sweep < mostSweeps && step > leastStep;
    sweep++
  ) {
    step = 0;
    for (const [at, column] of columns.entries()) {
      if (lengths[at] === 0) continue;
      const before = unknowns[at]!;
      const best = before + dot(column, residuals) / lengths[at]!;
      const after = Math.max(0, best);
      unknowns[at] = after;
      step = Math.max(step, Math.abs(after - before) * Math.sqrt(lengths[at]!));
      column.forEach((factor, i) => {
        residuals[i]! -= factor * (after - before);
      });
    }
  }
  return unknowns;
}

function dot(some: readonly number[], others: readonly number[]): number {
  return some.reduce((sum, value, i) => sum + value * others[i]!, 0);
}
