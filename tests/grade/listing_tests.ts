import { assertEquals } from "@std/assert";
import { deliver } from "../../lib/workbook/judge.ts";
import { listingOf } from "../../lib/grade/listing.ts";
import { dmaCopy, enterKernel } from "../../lib/machine/instruction.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { type Program, program } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import * as onLinux from "../../lib/strategy/linux.ts";
import { gather, readWrite } from "../../lib/strategy/textbook.ts";

const job = makeJob({ fileBytes: 10_000, bufferBytes: 8192 });

/** Lists a program that has been judged, of which something is said. */
function listed(gave: Program, why: string): string[] {
  deliver(gave, job);
  return listingOf({ args: [], gave, why });
}

Deno.test("listingOf() marks the step of a fault, and says where the bytes are then", () => {
  const early = program("early", [
    enterKernel("read"),
    dmaCopy("disk", "page cache"),
    dmaCopy("page cache", "nic"),
  ]);
  const why = String(deliver(early, job));
  assertEquals(listed(early, why), [
    "  1  enter the kernel for read()",
    "  2  copy disk → page cache by DMA",
    "▶ 3  copy page cache → nic by DMA",
    "then: page cache 8 KiB, client nothing",
  ]);
});

Deno.test("listingOf() says where the bytes are after the step that is spoken of was first done", () => {
  const at = (step: number): string | undefined =>
    listed(readWrite, `The file arrives, but step ${step}.`).at(-1);
  const cache = "then: page cache 8 KiB, user buffer";
  assertEquals(at(3), `${cache} 8 KiB, socket buffer nothing, client nothing`);
  assertEquals(at(6), `${cache} 8 KiB, socket buffer 8 KiB, client nothing`);
  assertEquals(at(7), `${cache} 8 KiB, socket buffer nothing, client 8 KiB`);
});

Deno.test("listingOf() marks nothing where no step is spoken of, and says where the bytes are at the end", () => {
  const lines = listed(onLinux.mmapWrite, "It is too slow.");
  assertEquals(lines.filter((line) => line.startsWith("▶")), []);
  assertEquals(lines[0], "   1  enter the kernel for mmap() (once)");
  assertEquals(
    lines.at(-1),
    "then: page cache 9.77 KiB, user buffer nothing, socket buffer nothing, " +
      "client 9.77 KiB",
  );
});

Deno.test("listingOf() lists a trace around the step that is spoken of", () => {
  const { trace } = run(
    gather,
    makeJob({ fileBytes: 20_000, bufferBytes: 4096 }),
  );
  const lines = listingOf({
    args: [trace, 4],
    gave: true,
    why: "At step 3 it.",
  });
  assertEquals(lines.slice(0, 9), [
    "  … 2 events before",
    "  2  DMA engine asks the disk for the bytes",
    "  2  disk has the bytes in its own buffer and says so",
    "  2  DMA engine copies disk → page cache: 4,096 bytes",
    "  2  DMA engine interrupts the CPU: the bytes are there, the process is " +
    "unblocked",
    "▶ 3  CPU passes 1 page to the socket buffer by descriptor: no copy",
    "  4  CPU asks the DMA engine to send the socket buffer",
    "  4  DMA engine copies page cache → nic, found through the socket buffer" +
    ": 4,096 bytes",
    "  4  DMA engine interrupts the CPU: the bytes are there, the process is " +
    "unblocked",
  ]);
  assertEquals(lines.length, 11);
  assertEquals(
    listingOf({ args: [trace], gave: 4, why: "" })[0],
    "  1  program calls sendfile() and so enters the kernel",
  );
});

Deno.test("listingOf() lists nothing of other answers, of programs that nobody ran, and of long ones", () => {
  for (const gave of [undefined, 4, "step 3", { ...gather }]) {
    assertEquals(listingOf({ args: [1], gave, why: "step 3" }), []);
  }
  const long = program("long", Array(50).fill(enterKernel("read")));
  assertEquals(listed(long, "step 2"), []);
});
