import { assertEquals } from "@std/assert";
import {
  type Circumstances,
  copiesIn,
  judgeCalls,
} from "../../../lib/evidence/program/verdict.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  type Instruction,
  leaveKernel,
  mapPages,
  openPipe,
  passPages,
} from "../../../lib/machine/instruction.ts";
import { once, type Program, program } from "../../../lib/machine/program.ts";
import { linux, textbook } from "../../../lib/strategy/linux.ts";
import { makeSightings } from "../made_up_report.ts";

const [readWrite, mmapWrite, , gather, splice] = linux;
const [, , sendfile] = textbook;

function inCall(call: string, ...inside: Instruction[]): Instruction[] {
  return [enterKernel(call), ...inside, leaveKernel(call)];
}

const disk = dmaCopy("disk", "page cache");
const fill = cpuCopy("page cache", "user buffer");
const write = inCall("write", cpuCopy("user buffer", "socket buffer"));

/** The verdicts on a program by a kernel that copies at some steps, and what it says. */
function verdictsOn(
  program: Program,
  copying: readonly number[],
  more: Circumstances = {},
): string[] {
  const seen = makeSightings(program, (step) => copying.includes(step));
  return judgeCalls(program, seen, more).flatMap((
    { step, call, verdict, says },
  ) => [`${step} ${call}: ${verdict}`, ...says]);
}

Deno.test("a kernel that does what the five strategies say confirms each of their calls", () => {
  assertEquals(verdictsOn(readWrite!, [1, 5]), [
    "1 read: confirmed",
    "5 write: confirmed",
    "9 read: idle",
  ]);
  assertEquals(verdictsOn(mmapWrite!, [4]), [
    "1 mmap: confirmed",
    "4 write: confirmed",
    "9 munmap: idle",
  ]);
  assertEquals(verdictsOn(gather!, []), ["1 sendfile: confirmed"]);
  assertEquals(verdictsOn(splice!, []), [
    "1 pipe: idle",
    "4 splice: confirmed",
    "8 splice: confirmed",
  ]);
});

Deno.test("a copy that is claimed and not seen is named with its step", () => {
  assertEquals(verdictsOn(sendfile!, []), [
    "1 sendfile: contradicted",
    "Step 3 says that the CPU copies page cache → socket buffer; on this kernel it does not (100 of 100 runs).",
  ]);
  const late = linux[2]!;
  assertEquals(
    verdictsOn(late, [])[1]!.slice(0, 62),
    "Step 5 says that the CPU copies referenced pages → socket buff",
  );
  assertEquals(verdictsOn(late, [1]), ["1 sendfile: confirmed"]);
});

Deno.test("a copy that is seen and not claimed is named with what is claimed in its place", () => {
  const few = program("few", [
    ...inCall("read", disk, mapPages("page cache", "user buffer")),
    ...inCall("write", passPages("user buffer", "socket buffer")),
  ]);
  assertEquals(verdictsOn(few, [1]), [
    "1 read: contradicted",
    "Step 3 maps pages of the page cache into the user buffer in read; on this kernel read copies (100 of 100 runs).",
    "5 write: confirmed",
  ]);
  assertEquals(verdictsOn(few, [5]), [
    "1 read: confirmed",
    "5 write: contradicted",
    "Step 6 passes pages user buffer → socket buffer in write; on this kernel write copies (100 of 100 runs).",
  ]);
  const silent = program("silent", inCall("sendfile", disk));
  assertEquals(verdictsOn(silent, [1]), [
    "1 sendfile: contradicted",
    "Step 1 begins sendfile, and no step says that it copies; on this kernel sendfile copies (100 of 100 runs).",
  ]);
});

Deno.test("of two copies in a call a probe sees whether there is one, and not how many", () => {
  const two = program(
    "two",
    inCall("sendfile", disk, fill, cpuCopy("user buffer", "socket buffer")),
  );
  assertEquals(verdictsOn(two, [1]), [
    "1 sendfile: untold",
    "Steps 3 and 4, in sendfile, cannot be judged by a probe: it sees one copy or more, and cannot count.",
  ]);
  assertEquals(verdictsOn(two, []).length, 3);
});

Deno.test("out of a pipe that holds copies, nothing can be told", () => {
  const piped = program("piped", once(inCall("pipe", openPipe(16))), [
    ...inCall("read", fill),
    ...inCall("write", passPages("user buffer", "pipe")),
    ...inCall("splice", passPages("pipe", "socket buffer")),
  ]);
  assertEquals(verdictsOn(piped, [4, 7, 10]).slice(4), [
    "10 splice: untold",
    "Step 11, in splice, cannot be judged by a probe: what it has from the pipe is a copy already.",
  ]);
  assertEquals(verdictsOn(piped, [4]).slice(2), [
    "7 write: confirmed",
    "10 splice: confirmed",
  ]);
});

Deno.test("what does not lead to the end cannot be told, though bytes arrive by another call", () => {
  const both = program("both", [
    ...inCall("pread", fill),
    ...inCall("sendfile", passPages("page cache", "socket buffer")),
  ]);
  assertEquals(verdictsOn(both, []), [
    "1 pread: untold",
    "Step 2, in pread, cannot be judged by a probe: what arrives does not come from it.",
    "4 sendfile: confirmed",
  ]);
});

Deno.test("a call that hands nothing on, and a device that writes into the buffer, cannot be told", () => {
  const odd = program("odd", [
    ...inCall("pipe", fill),
    ...inCall("read", dmaCopy("disk", "user buffer")),
    ...write,
  ]);
  const [pipe, saysPipe, read, saysRead] = verdictsOn(odd, [4, 7]);
  assertEquals([pipe, read], ["1 pipe: untold", "4 read: untold"]);
  assertEquals(
    saysPipe,
    "Step 2, in pipe, cannot be judged by a probe: the call hands no bytes on.",
  );
  assertEquals(
    saysRead!.slice(0, 74),
    "What read does cannot be judged by a probe: a device writes into the buffe",
  );
});

Deno.test("old bytes in a file that was made tell of a copy only where blocks are not shared", () => {
  const range = program(
    "range",
    inCall("copy_file_range", disk, cpuCopy("page cache", "socket buffer")),
  );
  const cases: [boolean | null, string][] = [
    [null, "untold"],
    [true, "untold"],
    [false, "confirmed"],
  ];
  for (const [sharesBlocks, verdict] of cases) {
    const [says] = verdictsOn(range, [1], { sharesBlocks });
    assertEquals(says, `1 copy_file_range: ${verdict}`);
  }
});

Deno.test("runs that disagree tell nothing", () => {
  const half = makeSightings(gather!, () => false)
    .map((seen) => ({ ...seen, old: 50, new: 50 }));
  const [call] = judgeCalls(gather!, half);
  assertEquals(call!.verdict, "untold");
  assertEquals(copiesIn([call!]), null);
});

Deno.test("copiesIn() counts the calls that were seen to copy, if all are told", () => {
  const of = (one: Program, copying: readonly number[]): number | null =>
    copiesIn(
      judgeCalls(one, makeSightings(one, (step) => copying.includes(step))),
    );
  assertEquals(of(textbook[0]!, [1, 5]), 2);
  assertEquals(of(textbook[0]!, [5]), 1);
  assertEquals(of(sendfile!, []), 0);
  assertEquals(of(linux[1]!, [4]), 1);
});
