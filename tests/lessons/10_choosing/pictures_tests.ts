import { assertEquals } from "@std/assert";
import { costModels, measuredVm } from "../../../lib/cost/cost.ts";
import { timeOf } from "../../../lessons/10_choosing/crossover.ts";
import { makeJob } from "../../../lib/machine/job.ts";
import {
  listCrossovers,
  sizesTable,
  winnerOf,
} from "../../../lessons/10_choosing/pictures.ts";
import { sayTime } from "../../../lib/text/say.ts";
import * as linux from "../../../lib/strategy/linux.ts";
import { linux as programs } from "../../../lib/strategy/linux.ts";

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

const strategies = [linux.readWrite, linux.gather];

const warm = makeJob({ cache: "warm" });

Deno.test("winnerOf() finds the strategy that takes the least CPU time", () => {
  const free = { ...plain, cpuByteNs: 0, passNs: 1e9 };
  assertEquals(winnerOf(strategies, warm, free), linux.readWrite);
  const dear = { ...plain, cpuByteNs: 1000 };
  assertEquals(winnerOf(strategies, warm, dear), linux.gather);
});

Deno.test("winnerOf() keeps the first of equals", () => {
  const twins = [linux.gather, { ...linux.gather, name: "the same" }];
  assertEquals(winnerOf(twins, warm, plain), linux.gather);
});

Deno.test("sizesTable() prints the least time of each row in bold", () => {
  // read + write: three calls, two copies; sendfile: one call, one pass.
  const jobs = [100, 10_000].map((fileBytes) =>
    makeJob({ fileBytes, cache: "warm" })
  );
  const free = { ...plain, passNs: 10_000 };
  assertEquals(sizesTable(strategies, jobs, free) + "\n", sizes);
});

const sizes = `
|     file | read + write | sendfile + gather |
| -------: | -----------: | ----------------: |
|    100 B |   **6.2 µs** |             12 µs |
| 9.77 KiB |        26 µs |         **12 µs** |
`.slice(1);

Deno.test("sizesTable() agrees with the times of the programs, for each model", () => {
  const jobs = [1, 2 ** 12, 2 ** 20].map((fileBytes) =>
    makeJob({ fileBytes, bufferBytes: 2 ** 16, cache: "warm" })
  );
  for (const model of costModels) {
    const rows = sizesTable(programs, jobs, model).split("\n").slice(2);
    for (const [i, job] of jobs.entries()) {
      const cells = rows[i]!.split("|").slice(2, -1).map((cell) => cell.trim());
      const times = programs.map((program) => timeOf(program, job, model));
      const least = times.indexOf(Math.min(...times));
      assertEquals(
        cells,
        times.map((time, k) =>
          k === least ? `**${sayTime(time)}**` : sayTime(time)
        ),
        `${model.name}, ${job.fileBytes} bytes`,
      );
    }
  }
});

Deno.test("listCrossovers() says from which size on, for every size, or for none", () => {
  const job = makeJob({ bufferBytes: 2 ** 30, cache: "warm" });
  const list = (passNs: number): string =>
    listCrossovers(linux.readWrite, [linux.gather], {
      job,
      model: { ...plain, passNs },
    });
  const cheaper = "- sendfile + gather is cheaper than read + write";
  // Four switches more and two copies of each byte, against one pass.
  assertEquals(list(4000 + 2048 - 1), `${cheaper} from about 1 KiB on.`);
  assertEquals(list(0), `${cheaper} for every size.`);
  assertEquals(list(1e12), `${cheaper} for no size up to 1 GiB.`);
});

Deno.test("listCrossovers() lists the programs in their order", () => {
  const others = [linux.splice, linux.mmapWrite];
  const list = listCrossovers(linux.readWrite, others, {
    job: makeJob({ bufferBytes: 2 ** 16, cache: "warm" }),
    model: measuredVm,
  });
  assertEquals(
    list.split("\n").map((line) => line.split(" is ")[0]),
    ["- splice", "- mmap + write"],
  );
});
