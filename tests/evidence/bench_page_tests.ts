import { assert, assertEquals } from "@std/assert";
import {
  benchTable,
  drawCpuTimes,
  predictionTable,
  sayBench,
  sayGoodness,
} from "../../lib/evidence/bench_page.ts";
import {
  calibrateFrom,
  heldOutBytes,
  type TimePrediction,
} from "../../lib/evidence/prediction.ts";
import type { BenchResult } from "../../lib/lab/bench.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { widths } from "../widths.ts";
import { cellsOf, drawn } from "./drawn.ts";
import {
  machine,
  madeUpPrices,
  makeBench,
  makeUsage,
  strategyNames,
} from "./made_up_report.ts";

/** A bench of two strategies and two sizes, with five runs each. */
const small: BenchResult = {
  packetBytes: 65483,
  machine,
  fileBytes: 2 ** 28,
  emptyCallsNs: [100],
  absent: [],
  rows: [4096, 65536].flatMap((pieceBytes) =>
    ["read + write", "sendfile"].map((way, i) => ({
      way,
      pieceBytes,
      runs: [5, 1, 2, 3, 4].map((times) =>
        makeUsage({
          cpuNs: times * (i + 1) * 2.5e7,
          elapsedNs: times * (2 - i) * 2 ** 28,
        })
      ),
    }))
  ),
};

const prediction: TimePrediction = {
  way: "sendfile",
  pieceBytes: 2 ** 16,
  measuredNs: 100e6,
  predictedNs: 83e6,
  error: -0.17,
  isFitted: true,
};

Deno.test("sayBench() says what was sent how often", () => {
  const begin = "256 MiB from the page cache over loopback TCP, ";
  assert(sayBench(small).startsWith(`${begin}5 runs each, in turns; shown is`));
  const once = small.rows.map((row) => ({ ...row, runs: [makeUsage()] }));
  const says = sayBench({ ...small, rows: once });
  assert(says.startsWith(`${begin}1 run each, in turns; shown is`), says);
  const diskBytes = 2 ** 28;
  const cold = small.rows
    .map((row) => ({ ...row, runs: [makeUsage({ diskBytes })] }));
  const warns = sayBench({ ...small, rows: cold });
  assert(warns.endsWith("did not hold the file. Take a smaller one."), warns);
  assert(warns.includes("But 1 GiB came from the disk"), warns);
});

Deno.test("drawCpuTimes() draws the lower quartiles, the sizes of pieces apart", () => {
  assertEquals(drawCpuTimes(small, 50).join("\n") + "\n", bars);
});

const bars = `
4 KiB pieces
read + write   50 ms  ██████████████
sendfile      100 ms  ████████████████████████████

64 KiB pieces
read + write   50 ms  ██████████████
sendfile      100 ms  ████████████████████████████
`.slice(1);

Deno.test("drawCpuTimes() draws all bars on one scale, at every width", () => {
  const bench = makeBench();
  const times = bench.rows.map(({ runs }) => runs[1]!.cpuNs);
  for (const columns of [38, ...widths]) {
    const lines = drawCpuTimes(bench, columns);
    for (const line of lines) assert(displayWidth(line) <= columns, line);
    const lengths = lines.map((line) => line.split("█").length - 1)
      .filter((length) => length > 0);
    const longest = Math.max(...lengths);
    const expected = times
      .map((time) => Math.round(time / Math.max(...times) * longest));
    assertEquals(lengths, expected, `${columns} columns`);
  }
});

Deno.test("benchTable() lists the lower quartile and the best run of CPU time and of throughput", () => {
  assertEquals(benchTable(small) + "\n", table);
});

const table = `
| pieces | strategy     | CPU time | least | throughput |     most |
| -----: | :----------- | -------: | ----: | ---------: | -------: |
|  4 KiB | read + write |    50 ms | 25 ms |  0.25 GB/s | 0.5 GB/s |
|  4 KiB | sendfile     |   100 ms | 50 ms |   0.5 GB/s |   1 GB/s |
| 64 KiB | read + write |    50 ms | 25 ms |  0.25 GB/s | 0.5 GB/s |
| 64 KiB | sendfile     |   100 ms | 50 ms |   0.5 GB/s |   1 GB/s |
`.slice(1);

Deno.test("no two columns of a bench have the same name", () => {
  for (const table of [benchTable(small), predictionTable([prediction])]) {
    const [head] = cellsOf(table);
    assertEquals(head, [...new Set(head)]);
  }
});

Deno.test("predictionTable() sets predicted beside measured, and marks what was not fitted", () => {
  const rows = cellsOf(predictionTable([
    prediction,
    { ...prediction, pieceBytes: 2 ** 18, isFitted: false },
  ])).slice(1);
  assertEquals(rows, [
    ["64 KiB", "sendfile", "100 ms", "83 ms", "−17 %"],
    ["256 KiB (not fitted)", "sendfile", "100 ms", "83 ms", "−17 %"],
  ]);
});

Deno.test("predictionTable() writes errors with their sign, and nothing as more than nothing", () => {
  const errors = [0.1, -0.1, 0.004, -0.004, 0, 1.5, -0.996];
  const rows = errors.map((error) => ({ ...prediction, error }));
  assertEquals(
    cellsOf(predictionTable(rows)).slice(1).map((row) => row.at(-1)),
    ["+10 %", "−10 %", "+0 %", "+0 %", "+0 %", "+150 %", "−100 %"],
  );
});

/** What is said of predictions with these errors. */
function goodness(
  ...errors: readonly [pieceBytes: number, error: number][]
): string {
  const predictions = errors.map(([pieceBytes, error]) => ({
    ...prediction,
    pieceBytes,
    error,
    isFitted: pieceBytes !== heldOutBytes,
  }));
  const { machine } = calibrateFrom(makeBench());
  return sayGoodness({ model: madeUpPrices, predictions, machine });
}

Deno.test("sayGoodness() names the worst prediction, too much or too little", () => {
  const begin = "With pieces of 64 KiB and more, sendfile with ";
  assertEquals(
    goodness([2 ** 16, 0.1], [2 ** 17, -0.2], [2 ** 20, 0.15]),
    `${begin}128 KiB is the farthest off: −20 %.`,
  );
  assertEquals(
    goodness([2 ** 16, -0.1], [2 ** 17, 0.2]),
    `${begin}128 KiB is the farthest off: +20 %.`,
  );
});

Deno.test("sayGoodness() names the worst of those that were not fitted besides", () => {
  assertEquals(
    goodness([2 ** 16, 0.3], [heldOutBytes, -0.1], [2 ** 20, 0.15]),
    "With pieces of 64 KiB and more, sendfile with 64 KiB is the farthest " +
      "off: +30 %. Of those that were not fitted, sendfile with 256 KiB is " +
      "the farthest off: −10 %.",
  );
});

Deno.test("sayGoodness() leaves out pieces so small that calls are the cost", () => {
  const says = goodness([2 ** 12, 9], [2 ** 16, 0.01]);
  assert(says.endsWith("64 KiB is the farthest off: +1 %."), says);
  assertEquals(goodness([2 ** 12, 9]), "");
});

Deno.test("the tables of the bench fit every width that a terminal may have", async () => {
  const bench = makeBench();
  const { predictions } = calibrateFrom(bench);
  const tables = [benchTable(bench), predictionTable(predictions)];
  for (const columns of widths) await drawn(tables.join("\n\n"), columns);
  for (const table of tables) {
    const lines = await drawn(table, 80);
    assertEquals(lines.length, 4 * strategyNames.length + 4, lines.join("\n"));
  }
});
