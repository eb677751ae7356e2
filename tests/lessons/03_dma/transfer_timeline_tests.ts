import { assert, assertEquals } from "@std/assert";
import {
  transferBothWays,
  usualTiming,
} from "../../../lessons/03_dma/device_transfer.ts";
import { generateFile } from "../../../lib/machine/job.ts";
import {
  drawOpenings,
  drawPhases,
} from "../../../lessons/03_dma/transfer_timeline.ts";

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
  for (let columns = 40; columns <= 200; columns++) {
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
      for (let columns = 40; columns <= 200; columns++) {
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
