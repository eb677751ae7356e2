import { assert, assertEquals, assertThrows } from "@std/assert";
import * as told from "../../lib/strategy/textbook.ts";
import { Fault } from "../../lib/machine/fault.ts";
import {
  countPieces,
  generateFile,
  isDelivered,
  type Job,
  makeJob,
  type NicAbility,
  pieceOf,
} from "../../lib/machine/job.ts";
import { callsOf, type Program } from "../../lib/machine/program.ts";
import { run } from "../../lib/machine/run.ts";
import { count, type Counts } from "../../lib/trace/count.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import {
  countHandings,
  gather,
  limitJob,
  mmapWrite,
  mostBytesPerCall,
  pipePages,
  readWrite,
  scarcePipePages,
  sendfile,
  splice,
  spliceThrough,
} from "../../lib/strategy/linux.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";

const KiB = 2 ** 10;
const TiB = 2 ** 40;

/** The lengths of a job's pieces, in order. [bytes] */
function piecesOf(job: Job): number[] {
  return Array.from(
    { length: countPieces(job) },
    (_, i) => pieceOf(job, i + 1).bytes,
  );
}

/** Runs a program as Linux would: what arrives is checked before anything is counted. */
function countsOf(program: Program, parts: Partial<Job>): Counts {
  const job = limitJob(program, makeJob(parts));
  const file = generateFile(job.fileBytes);
  const { trace, delivered } = run(fallBack(program, job), job, file);
  assert(isDelivered(file, delivered), `${program.name} must deliver`);
  return count(trace);
}

Deno.test("mode switches grow with the number N of pieces as they do on Linux", () => {
  const bufferBytes = 4 * KiB;
  for (const pieces of [1, 2, 3, 16, 50]) {
    for (const bytesOver of [-1, 0]) {
      const fileBytes = pieces * bufferBytes + bytesOver;
      const job = makeJob({ fileBytes, bufferBytes });
      assertEquals(countPieces(job), pieces);
      const switches = (program: Program): number =>
        countsOf(program, job).modeSwitches;
      assertEquals(switches(readWrite), 2 * (2 * pieces + 1));
      assertEquals(switches(mmapWrite), 2 * (pieces + 2));
      assertEquals(switches(sendfile), 2 * pieces);
      assertEquals(switches(gather), 2 * pieces);
      assertEquals(switches(splice), 2 * (1 + 2 * pieces));
    }
  }
});

Deno.test("an empty file still costs the calls that do not know it is empty", () => {
  const switches = linux.slice(0, 5).map((program) =>
    countsOf(program, { fileBytes: 0, bufferBytes: 4096 }).modeSwitches
  );
  // One read, an mmap that is refused, nothing, nothing, one pipe.
  assertEquals(switches, [2, 2, 0, 0, 2]);
});

Deno.test("splice makes at least two calls for each pipe-full, however large the buffer", () => {
  for (const pipes of [1, 2, 5]) {
    const fileBytes = pipes * pipePages * 4 * KiB;
    const { modeSwitches } = countsOf(splice, { fileBytes });
    assertEquals(modeSwitches, 2 * (1 + 2 * pipes));
  }
});

Deno.test("mmap faults once for each 64 KiB with pages of 4 KiB, cold and warm, whatever the pieces", () => {
  for (const fileBytes of [1, 64 * KiB - 1, 64 * KiB, 64 * KiB + 1, 777_777]) {
    const faults = Math.ceil(fileBytes / (64 * KiB));
    for (const bufferBytes of [4096, 5000, 64 * KiB, 10 ** 6]) {
      for (const cache of ["cold", "warm"] as const) {
        const counts = countsOf(mmapWrite, { fileBytes, bufferBytes, cache });
        assertEquals(counts.pageFaults, faults, `${fileBytes}, ${cache}`);
      }
    }
  }
});

Deno.test("the kernel takes mmap's faults; they are major only while the cache is cold", () => {
  for (const cache of ["cold", "warm"] as const) {
    const job = makeJob({ fileBytes: 200_000, bufferBytes: 4096, cache });
    const faults = run(mmapWrite, job).trace
      .filter((event) => event.kind === "page fault");
    assertEquals(faults.length, 4);
    for (const { mode, isMajor } of faults) {
      assertEquals(mode, "kernel");
      assertEquals(isMajor, cache === "cold");
    }
    assertEquals(faults.map(({ page }) => page), [0, 16, 32, 48]);
    assertEquals(faults.map(({ pages }) => pages), [16, 16, 16, 1]);
  }
});

Deno.test("only mmap faults", () => {
  for (const program of linux.filter((program) => program !== mmapWrite)) {
    assertEquals(countsOf(program, { fileBytes: 200_000 }).pageFaults, 0);
  }
});

Deno.test("DMA moves a file twice with a cold cache and once with a warm one", () => {
  for (const program of [...textbook, ...linux]) {
    for (const bufferBytes of [1000, 4096, 100_000]) {
      const job = { fileBytes: 54_321, bufferBytes };
      const cold = countsOf(program, { ...job, cache: "cold" });
      const warm = countsOf(program, { ...job, cache: "warm" });
      assertEquals(cold.dmaBytes, 2 * job.fileBytes, program.name);
      assertEquals(warm.dmaBytes, job.fileBytes, program.name);
      assertEquals(warm.cpuBytes, cold.cpuBytes, program.name);
      assertEquals(warm.modeSwitches, cold.modeSwitches, program.name);
    }
  }
});

Deno.test("what the NIC can do decides whether references save the copy", () => {
  const copies = (program: Program, nic: NicAbility): number =>
    countsOf(program, { nic }).cpuCopies;
  const referring = [told.gather, told.splice, gather, splice];
  for (const program of referring) {
    assertEquals(copies(program, "gather"), 0, program.name);
    assertEquals(copies(program, "no-gather"), 1, program.name);
    assertEquals(copies(program, "no-checksum"), 1, program.name);
  }
});

Deno.test("programs that copy do so on every NIC alike", () => {
  const nics = ["gather", "no-gather", "no-checksum"] as const;
  for (const program of [readWrite, mmapWrite, sendfile]) {
    const [first, ...others] = nics.map((nic) => countsOf(program, { nic }));
    for (const counts of others) assertEquals(counts, first, program.name);
  }
});

Deno.test("a NIC that lacks an ability changes nothing until the last call has returned", () => {
  const untilReturn = (program: Program, nic: NicAbility): unknown[] => {
    const job = makeJob({ nic });
    const { trace } = run(fallBack(program, job), job);
    const last = trace.findLastIndex(({ kind }) => kind === "mode switch");
    return trace.slice(0, last + 1);
  };
  for (const program of [gather, splice]) {
    const usual = untilReturn(program, "gather");
    assertEquals(untilReturn(program, "no-gather"), usual, program.name);
    assertEquals(untilReturn(program, "no-checksum"), usual, program.name);
  }
});

Deno.test("calls return before the NIC sends", () => {
  for (const program of linux) {
    const { trace } = run(program, makeJob({ fileBytes: 60_000 }));
    const sending = trace.findIndex((event) =>
      event.kind === "copy" && event.to === "nic"
    );
    const callsBefore = trace.slice(0, sending)
      .filter((event) => event.kind === "mode switch");
    assertEquals(callsBefore.at(-1)?.to, "user", program.name);
  }
});

Deno.test("sendfile() has the calls of the one that gathers, and its own name", () => {
  assertEquals(sendfile.name, told.sendfile.name);
  assertEquals(callsOf(sendfile), callsOf(gather));
  assertEquals(
    linux.map(({ name }) => name),
    textbook.map(({ name }) => name),
  );
});

Deno.test("limitJob() limits each call to 0x7ffff000 bytes", () => {
  const job = makeJob({ fileBytes: 3 * 2 ** 30 });
  assertEquals(mostBytesPerCall, 0x7ffff000);
  for (const program of [readWrite, mmapWrite, sendfile, gather]) {
    assertEquals(limitJob(program, job), { ...job, bufferBytes: 0x7ffff000 });
    assertEquals(countPieces(limitJob(program, job)), 2, program.name);
  }
  const small = makeJob({ fileBytes: 100, bufferBytes: 7 });
  for (const program of linux) {
    const expected = program === splice
      ? { ...small, slots: pipePages }
      : small;
    assertEquals(limitJob(program, small), expected, program.name);
  }
  assertEquals(
    closedForm(sendfile, limitJob(sendfile, job)).modeSwitches,
    2 * Math.ceil(job.fileBytes / 0x7ffff000),
  );
});

Deno.test("limitJob() cuts pieces of splice where Linux 6.18 cuts them", () => {
  // What strace showed for a file of 1 MiB, and a call that asks for so many bytes.
  const cut: Record<number, number[]> = {
    61_441: [...Array(17).fill(61_441), 4079],
    62_000: [
      ...Array(7).fill(62_000),
      61_616,
      ...Array(7).fill(62_000),
      61_616,
      57_344,
    ],
    65_535: [...Array(8).fill([65_535, 61_441]).flat(), 32_768],
    65_536: Array(16).fill(65_536),
    70_000: Array(16).fill(65_536),
  };
  for (const [asked, seen] of Object.entries(cut)) {
    const bufferBytes = Number(asked);
    const job = makeJob({ fileBytes: 2 ** 20, bufferBytes });
    assertEquals(piecesOf(limitJob(splice, job)), seen, asked);
  }
});

Deno.test("limitJob() takes the slots of the pipe that the program opens", () => {
  const job = makeJob({ fileBytes: 30_000 });
  assertEquals(piecesOf(limitJob(spliceThrough(scarcePipePages), job)), [
    8192,
    8192,
    8192,
    5424,
  ]);
  assertEquals(piecesOf(limitJob(told.splice, job)), [30_000]);
});

Deno.test("limitJob() leaves a file whole that goes through the pipe in one piece", () => {
  for (const fileBytes of [0, 1, 64_000, 65_535, 65_536]) {
    const job = limitJob(splice, makeJob({ fileBytes }));
    assertEquals(countPieces(job), fileBytes === 0 ? 0 : 1);
    assertEquals(run(splice, job).delivered.length, fileBytes);
  }
});

Deno.test("without limitJob(), a piece of splice that spans 17 pages does not fit into the pipe", () => {
  const job = makeJob({ fileBytes: 200_000, bufferBytes: 15 * 4096 + 3000 });
  assertThrows(() => run(splice, job), Fault, "17 are wanted");
  assertEquals(countsOf(splice, job).cpuBytes, 0);
});

Deno.test("closedForm() counts 1 TiB in pieces of 4 KiB by Linux's formulas", () => {
  const job = makeJob({ fileBytes: TiB, bufferBytes: 4 * KiB });
  const pieces = TiB / (4 * KiB);
  const of = (program: Program): Counts =>
    closedForm(program, limitJob(program, job));
  assertEquals(of(readWrite).modeSwitches, 2 * (2 * pieces + 1));
  assertEquals(of(readWrite).cpuCopies, 2 * pieces);
  assertEquals(of(readWrite).cpuBytes, 2 * TiB);
  assertEquals(of(readWrite).dmaCopies, 2 * pieces);
  assertEquals(of(mmapWrite).modeSwitches, 2 * (pieces + 2));
  assertEquals(of(mmapWrite).pageFaults, TiB / (64 * KiB));
  assertEquals(of(mmapWrite).cpuBytes, TiB);
  assertEquals(of(gather).modeSwitches, 2 * pieces);
  assertEquals(of(gather).cpuBytes, 0);
  assertEquals(of(splice).modeSwitches, 2 * (1 + 2 * pieces));
  for (const program of linux) {
    assertEquals(of(program).dmaBytes, 2 * TiB, program.name);
    const beside = of(program).peakBufferBytes - TiB;
    assert(beside >= 0 && beside <= 2 * job.bufferBytes, program.name);
  }
});

Deno.test("countHandings() counts a pipe-full at a time for sendfile, else pieces", () => {
  const handings = (program: Program, parts: Partial<Job>): number =>
    countHandings(program, makeJob(parts));
  for (const program of [gather, sendfile]) {
    const pipeBytes = 64 * KiB;
    for (const fileBytes of [0, 1, pipeBytes, 3 * pipeBytes + 1, 10 ** 6]) {
      for (const bufferBytes of [4096, 10_000, pipeBytes, 100_000, 10 ** 6]) {
        let expected = 0;
        for (let at = 0; at < fileBytes; at += bufferBytes) {
          const end = Math.min(at + bufferBytes, fileBytes);
          for (let from = at; from < end; from += pipeBytes) expected += 1;
        }
        const why = `${fileBytes} bytes by ${bufferBytes}`;
        assertEquals(
          handings(program, { fileBytes, bufferBytes }),
          expected,
          why,
        );
      }
    }
  }
  for (const program of [readWrite, mmapWrite, splice]) {
    const parts = { fileBytes: 10 ** 6, bufferBytes: 300_000 };
    assertEquals(handings(program, parts), 4, program.name);
  }
});

Deno.test("mmap maps no page on Linux, and all of them in the textbook", () => {
  const mapped = (program: Program): unknown[] =>
    run(program).trace.flatMap((event) =>
      event.kind === "map" ? [[event.pages, event.isPresent]] : []
    );
  assertEquals(mapped(mmapWrite), [[16, false]]);
  assertEquals(mapped(told.mmapWrite), [[16, true]]);
});
