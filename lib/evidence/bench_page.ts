/**
 * What the bench measured and what the model predicts, as Markdown.
 *
 * @module
 */
import type { BenchResult } from "../lab/bench.ts";
import { lowerQuartile } from "../lab/median.ts";
import type { DrawnBar } from "../picture/bars.ts";
import { drawBars } from "../text/bars.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { sayMany, sayRate, saySize, sayTime } from "../text/say.ts";
import type { Calibration, TimePrediction } from "./prediction.ts";

/** Says what was sent how often, what it was sent to, and whether the disk had a part in it. */
export function sayBench({ fileBytes, rows }: BenchResult): string {
  const runs = rows[0]?.runs.length ?? 0;
  const fromDisk = rows.flatMap(({ runs }) => runs)
    .reduce((sum, { diskBytes }) => sum + diskBytes, 0);
  return `${saySize(fileBytes)} from the page cache over loopback TCP, ` +
    `${sayMany(runs, "run")} each, in turns; shown is the lower ` +
    `quartile: a quarter of the runs took less. ` +
    `The receiver drops the bytes and never sleeps, so that what is measured ` +
    `is the sender.` +
    (fromDisk < fileBytes
      ? ""
      : ` But ${saySize(fromDisk)} came from the disk: the page cache did ` +
        `not hold the file. Take a smaller one.`);
}

/** The CPU time of each strategy: a bar that begins a group has the size of its pieces. */
export function barsOfCpuTimes({ rows }: BenchResult): DrawnBar[] {
  return rows.map(({ way, runs, pieceBytes }, i) => {
    const cpuNs = lowerQuartile(runs.map((run) => run.cpuNs));
    const isFirst = pieceBytes !== rows[i - 1]?.pieceBytes;
    const heading = isFirst ? `${saySize(pieceBytes)} pieces` : undefined;
    return { name: way, value: cpuNs, says: sayTime(cpuNs), heading };
  });
}

/** Draws the CPU time of each strategy, one group for each size of pieces. */
export function drawCpuTimes(bench: BenchResult, columns: number): string[] {
  const bars = barsOfCpuTimes(bench);
  const drawn = drawBars(bars, columns);
  return bars.flatMap(({ heading }, i) =>
    heading === undefined
      ? [drawn[i]!]
      : [...(i === 0 ? [] : [""]), heading, drawn[i]!]
  );
}

/** Lists CPU time and throughput: the quartiles, and the best run. */
export function benchTable({ fileBytes, rows }: BenchResult): string {
  return markdownTable(
    ["pieces", "strategy", "CPU time", "least", "throughput", "most"],
    rows.map((row) => {
      const cpu = row.runs.map(({ cpuNs }) => cpuNs);
      const wall = row.runs.map(({ elapsedNs }) => elapsedNs);
      return [
        saySize(row.pieceBytes),
        row.way,
        sayTime(lowerQuartile(cpu)),
        sayTime(Math.min(...cpu)),
        sayRate(fileBytes / lowerQuartile(wall)),
        sayRate(fileBytes / Math.min(...wall)),
      ];
    }),
  );
}

/** Sets what was predicted beside what was measured. */
export function predictionTable(
  predictions: readonly TimePrediction[],
): string {
  return markdownTable(
    ["pieces", "strategy", "measured", "predicted", "error"],
    predictions.map((one) => [
      saySize(one.pieceBytes) + (one.isFitted ? "" : " (not fitted)"),
      one.way,
      sayTime(one.measuredNs),
      sayTime(one.predictedNs),
      sayError(one.error),
    ]),
  );
}

/** Says how far off the predictions are: at the most, and at the most where nothing was fitted. */
export function sayGoodness({ predictions }: Calibration): string {
  const large = predictions.filter(({ pieceBytes }) => pieceBytes >= 2 ** 16);
  const leftOut = large.filter(({ isFitted }) => !isFitted);
  if (large.length === 0) return "";
  return `With pieces of 64 KiB and more, ${sayWorst(large)}.` +
    (leftOut.length === 0
      ? ""
      : ` Of those that were not fitted, ${sayWorst(leftOut)}.`);
}

function sayWorst(predictions: readonly TimePrediction[]): string {
  const [worst] = predictions
    .toSorted((a, b) => Math.abs(b.error) - Math.abs(a.error));
  return `${worst!.way} with ${saySize(worst!.pieceBytes)} is the farthest ` +
    `off: ${sayError(worst!.error)}`;
}

function sayError(error: number): string {
  const percent = Math.round(error * 100);
  return `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`;
}
