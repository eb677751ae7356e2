import { assert, assertEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import type { Program } from "../../lib/machine/program.ts";
import {
  countsTable,
  drawCounts,
  drawDifference,
  listCounts,
  listDifference,
} from "../../lib/picture/counts.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { type Counts, noCounts } from "../../lib/trace/count.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import * as onLinux from "../../lib/strategy/linux.ts";
import { readWrite, splice } from "../../lib/strategy/textbook.ts";
import { makeDice } from "../dice.ts";
import { widths } from "../widths.ts";

const some: Counts = {
  ...noCounts,
  modeSwitches: 4000,
  systemCalls: 2000,
  cpuCopies: 3,
  cpuBytes: 1536,
  dmaCopies: 0,
  dmaBytes: 0,
  interrupts: 5,
  pageFaults: 6,
  peakBufferBytes: 8192,
};

Deno.test("drawCounts() lists what one run cost", () => {
  const drawn = drawCounts(
    listCounts({ program: readWrite, counts: some }),
    40,
  );
  assertEquals(drawn.join("\n") + "\n", listed);
});

Deno.test("listCounts() names the calls that are made for an empty file", () => {
  const calls = (program: Program, systemCalls: number): string =>
    listCounts({
      program,
      counts: { ...noCounts, systemCalls },
      job: makeJob({ fileBytes: 0 }),
    })[0]![1];
  assertEquals(calls(onLinux.mmapWrite, 1), "1 (mmap)");
  assertEquals(calls(onLinux.sendfile, 0), "0");
});

const listed = `
system calls   2,000 (read, write)
mode switches  4,000
CPU copies     3, moving 1.5 KiB
DMA copies     0
interrupts     5
page faults    6
peak memory    8 KiB
`.slice(1);

Deno.test("drawDifference() lists only what differs", () => {
  const after = {
    ...some,
    modeSwitches: 2,
    cpuCopies: 0,
    cpuBytes: 0,
    peakBufferBytes: 2 ** 20,
  };
  const drawn = drawDifference(
    listDifference({ program: readWrite, counts: some }, {
      program: splice,
      counts: after,
    }),
    40,
  );
  assertEquals(drawn.join("\n") + "\n", difference);
});

const difference = `
read + write → splice
  mode switches    4,000 → 2
  CPU copies           3 → 0
  bytes by CPU   1.5 KiB → 0 B
  peak memory      8 KiB → 1 MiB
`.slice(1);

Deno.test("drawDifference() says so if nothing differs", () => {
  const one = { program: readWrite, counts: some };
  assertEquals(drawDifference(listDifference(one, one), 40), [
    "read + write → read + write",
    "  counts         as before → the same",
  ]);
});

Deno.test("drawDifference() puts a value on a line of its own where two do not fit", () => {
  const drawn = drawDifference(
    listDifference({
      program: readWrite,
      counts: { ...noCounts, cpuCopies: 2 ** 50 },
    }, { program: splice, counts: { ...noCounts, cpuCopies: 2 ** 49 } }),
    40,
  );
  assertEquals(drawn, [
    "read + write → splice",
    "  CPU copies     1,125,899,906,842,624",
    "                   → 562,949,953,421,312",
  ]);
});

Deno.test("no list of counts is too wide, for jobs up to 1 PiB", () => {
  const { between, oneOf } = makeDice(1);
  for (let i = 0; i < 6; i++) {
    const job = makeJob({
      fileBytes: between(0, 2 ** oneOf([10, 30, 50])),
      bufferBytes: between(1, 2 ** oneOf([1, 16])),
      nic: oneOf(["gather", "no-checksum"]),
    });
    const all = [...textbook, ...linux].map((program) => ({
      program,
      counts: closedForm(program, job),
    }));
    for (const columns of widths) {
      const rows = all.flatMap((one, k) => [
        ...drawCounts(listCounts(one), columns),
        ...drawDifference(
          listDifference(one, all[(k + 1) % all.length]!),
          columns,
        ),
      ]);
      for (const row of rows) {
        const why = `${columns} columns, job ${i} of seed 1: "${row}"`;
        assert(displayWidth(row) <= columns, why);
      }
    }
  }
});

Deno.test("countsTable() has a row for each strategy, in the order given", () => {
  const table = countsTable([
    { program: splice, counts: some },
    { program: readWrite, counts: noCounts },
  ]);
  assertEquals(table + "\n", counted);
});

const counted = `
| strategy     | calls       | mode switches | CPU copies | DMA copies |
| :----------- | :---------- | ------------: | ---------: | ---------: |
| splice       | splice      |         4,000 |          3 |          0 |
| read + write | read, write |             0 |          0 |          0 |
`.slice(1);
