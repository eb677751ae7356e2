import { assert, assertEquals } from "@std/assert";
import {
  breakEvenWords,
  compareSizes,
  transfer,
  transferBothWays,
  usualTiming,
} from "../../../lessons/03_dma/device_transfer.ts";
import { generateFile } from "../../../lib/machine/job.ts";
import {
  drawAccount,
  drawComparison,
  drawOpenings,
  drawPhases,
  drawTransferSteps,
  sayDelivery,
  sayScope,
  toData,
} from "../../../lessons/03_dma/pictures.ts";
import { widths } from "../../widths.ts";

const contents = generateFile(4096);
const pair = transferBothWays(contents, usualTiming);

Deno.test("the parts of what the CPU was taken for add up to the whole", () => {
  const numbers = drawAccount(pair).slice(1).map((line) =>
    line.slice(11).trim().split(/\s+/).map((cell) =>
      Number(cell.replaceAll(",", ""))
    )
  );
  for (const way of [0, 1]) {
    const [taken, ...parts] = numbers.slice(5).map((row) => row[way]!);
    assertEquals(parts.reduce((sum, part) => sum + part, 0), taken);
    assertEquals(taken! + numbers[4]![way]!, numbers[3]![way]!);
  }
});

Deno.test("accounts and comparisons fit into 40 columns", () => {
  const slow = { deviceCycles: 1000, setupCycles: 1000, interruptCycles: 1000 };
  const fast = { deviceCycles: 1, setupCycles: 1000, interruptCycles: 1000 };
  for (const timing of [slow, fast, usualTiming]) {
    const lines = [
      ...drawAccount(transferBothWays(generateFile(2 ** 20), timing)),
      ...drawComparison(compareSizes(timing, breakEvenWords(timing))),
    ];
    for (const line of lines) assert(line.length <= 40, line);
  }
});

Deno.test("drawComparison() marks the way that takes less of the CPU", () => {
  const lines = drawComparison([
    transferBothWays(generateFile(4), usualTiming),
    transferBothWays(generateFile(4096), usualTiming),
  ]);
  assertEquals(lines.map((line) => line.indexOf("*")), [
    -1,
    lines[1]!.indexOf("*"),
    lines[2]!.length - 1,
    0,
  ]);
  assert(lines[1]!.indexOf("*") < lines[2]!.indexOf("*"));
});

Deno.test("drawTransferSteps() numbers the steps of a DMA transfer in the order of their cycles", () => {
  const dma = transfer("DMA", contents, usualTiming);
  const lines = drawTransferSteps(dma, 200);
  assertEquals(lines.map((line) => line.split(" ")[0]), [
    "1",
    "2",
    "3",
    "4",
    "5",
  ]);
  const cycles = lines.map((line) =>
    Number(/cycle ([\d,]+)/.exec(line)![1]!.replaceAll(",", ""))
  );
  assertEquals(cycles, cycles.toSorted((a, b) => a - b));
  assert(lines[4]!.includes("interrupts the CPU"));
  for (const line of drawTransferSteps(dma, 38)) assert(line.length <= 38);
});

Deno.test("drawTransferSteps() has nothing to tell of no bytes", () => {
  const nothing = transfer("DMA", new Uint8Array(0), usualTiming);
  assertEquals(drawTransferSteps(nothing, 40), ["No byte, no step."]);
});

Deno.test("sayDelivery() notices one wrong byte", () => {
  assert(sayDelivery(pair, contents).startsWith("All bytes"));
  const other = contents.slice();
  other[4095]! ^= 1;
  assert(sayDelivery(pair, other).includes("NOT"));
});

Deno.test("sayScope() says if only the beginning of a file was moved", () => {
  assertEquals(sayScope(4096, 4096), "4 KiB");
  assertEquals(sayScope(4096, 8192), "the first 4 KiB of 8 KiB");
});

Deno.test("toData() holds plain data and no bytes", () => {
  const data = toData(pair[1], contents);
  assertEquals(JSON.parse(JSON.stringify(data)), data);
  assertEquals([data.isDelivered, data.interrupts], [true, 1]);
  assert(!("delivered" in data));
});

const timing = { deviceCycles: 3, setupCycles: 6, interruptCycles: 5 };
const small = transferBothWays(generateFile(12), timing);

Deno.test("drawOpenings() draws a sign for each side in each cycle", () => {
  assertEquals(drawOpenings(small, 40).join("\n") + "\n", openings);
});

const openings = `
cycle          10        20        30
programmed I/O
CPU    sssppprwpprwpprw
disk   ...fffhfffhfffh.

DMA
CPU    ssssss...-...-...-iiiii
disk   ......fffwfffwfffw.....

s set up   p poll the status register
r read the data register
w write to memory
i handle the interrupt
- wait for memory   f fetch a word
h hold it for the CPU   . free
`.slice(1);

Deno.test("drawPhases() draws both transfers to one scale", () => {
  assertEquals(drawPhases(small, 40).join("\n") + "\n", bars);
});

const bars = `
programmed I/O: 16 cycles
CPU    #######################
disk   ....##################.

DMA: 23 cycles
CPU    #########.................#######
disk   .........#################.......

# busy with the transfer   . free
`.slice(1);

Deno.test("drawPhases() gives a short phase one column", () => {
  const [, dma] = transferBothWays(generateFile(2 ** 16), usualTiming);
  for (const columns of widths) {
    const [, cpu, disk] = drawPhases([dma], columns);
    const free = ".".repeat(columns - 9);
    assertEquals(cpu, `CPU    #${free}#`);
    assertEquals(disk, `disk   .${free.replaceAll(".", "#")}.`);
  }
});

Deno.test("pictures of transfers fit their columns and have no blank at the end of a line", () => {
  const long = { deviceCycles: 1000, setupCycles: 1000, interruptCycles: 1 };
  for (const bytes of [0, 1, 5, 100, 2 ** 20]) {
    for (const times of [timing, usualTiming, long]) {
      const pair = transferBothWays(generateFile(bytes), times);
      for (const columns of widths) {
        const lines = [
          ...drawPhases(pair, columns),
          ...drawOpenings(pair, columns),
        ];
        for (const line of lines) {
          assert(line.length <= columns, `${columns}, ${bytes}: ${line}`);
          assertEquals(line, line.trimEnd());
        }
      }
    }
  }
});
