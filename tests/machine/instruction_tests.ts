import { assertEquals } from "@std/assert";
import {
  copyReferences,
  cpuCopy,
  dmaCopy,
  enterKernel,
  isInstruction,
  leaveKernel,
  mapPages,
  openPipe,
  passPages,
  reserveAddresses,
  say,
  touchPages,
  transmit,
  unmapPages,
} from "../../lib/machine/instruction.ts";

const all = [
  enterKernel("read"),
  leaveKernel("read"),
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "user buffer"),
  mapPages("page cache", "user buffer"),
  passPages("page cache", "pipe"),
  copyReferences(),
  reserveAddresses(),
  touchPages(),
  unmapPages(),
  openPipe(16),
  transmit(),
];

Deno.test("say() puts every kind of instruction into words", () => {
  assertEquals(all.map(say), [
    "enter the kernel for read()",
    "return from read()",
    "copy disk → page cache by DMA",
    "copy page cache → user buffer by CPU",
    "map pages of the page cache into the user buffer",
    "pass pages page cache → pipe",
    "copy referenced pages → socket buffer by CPU",
    "reserve addresses for the file",
    "touch the mapped pages",
    "unmap the pages",
    "open a pipe of 16 pages",
    "transmit the socket buffer",
  ]);
});

Deno.test("isInstruction() takes what has an operation of the machine, and all that it names", () => {
  for (const one of all) {
    assertEquals(isInstruction(one), true, say(one));
    for (const name of Object.keys(one)) {
      const { [name as "op"]: _, ...rest } = one;
      assertEquals(isInstruction(rest), false, `${say(one)} without ${name}`);
      const other = { ...one, [name]: {} };
      assertEquals(isInstruction(other), false, `${say(one)}, odd ${name}`);
    }
  }
  for (
    const value of [null, undefined, 1, "transmit", {}, { op: "toString" }]
  ) {
    assertEquals(isInstruction(value), false, String(value));
  }
});
