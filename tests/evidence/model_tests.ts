import { assertEquals, assertThrows } from "@std/assert";
import { modelOf } from "../../lib/evidence/model.ts";
import { pipeWays, socketWays } from "../../lib/lab/ways.ts";
import { makeJob, roundsOf } from "../../lib/machine/job.ts";
import { run } from "../../lib/machine/run.ts";
import { count } from "../../lib/trace/count.ts";
import { makeDice } from "../dice.ts";
import { wayNames } from "./made_up_report.ts";

const usual = {
  fileBytes: 2 ** 20,
  pieceBytes: 2 ** 16,
  cache: "warm",
  nic: "gather",
} as const;

Deno.test("modelOf() knows every way that the lab goes, and the made-up reports have them all", () => {
  for (const { name } of [...socketWays, ...pipeWays]) modelOf(name, usual);
  assertEquals(socketWays.map(({ name }) => name), [...wayNames]);
});

Deno.test("modelOf() counts the calls that strace saw for 16 pieces", () => {
  const calls = wayNames.map((way) => modelOf(way, usual).counts.systemCalls);
  // The read that finds the end; mmap and munmap; none besides; the pipe, and two for each piece.
  assertEquals(calls, [2 * 16 + 1, 16 + 2, 16, 2 * 16 + 1]);
});

Deno.test("modelOf() counts what a run of the machine counts, for any file and pieces", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const dice = makeDice(seed);
    const fileBytes = dice.between(1, 300_000);
    const sending = {
      fileBytes,
      pieceBytes: dice.between(3000, 100_000),
      cache: dice.oneOf(["cold", "warm"] as const),
      nic: dice.oneOf(["gather", "no-gather", "no-checksum"] as const),
    };
    for (const way of wayNames) {
      const { program, job, counts } = modelOf(way, sending);
      const { trace } = run(program, job, new Uint8Array(fileBytes));
      const why = `seed ${seed}, ${way}, ${JSON.stringify(sending)}`;
      assertEquals(counts, count(trace), why);
    }
  }
});

Deno.test("modelOf() asks for what the lab asked for, in pieces that a call can take", () => {
  const sending = { ...usual, pieceBytes: 2 ** 20, nic: "no-gather" } as const;
  const { job } = modelOf("sendfile", sending);
  const { fileBytes, cache, nic } = sending;
  assertEquals(job, makeJob({ fileBytes, bufferBytes: 2 ** 20, cache, nic }));
  assertEquals(roundsOf(modelOf("splice", sending).job), 16);
});

Deno.test("modelOf() copies where the NIC cannot gather", () => {
  const copies = (way: string, nic: "gather" | "no-gather"): number =>
    modelOf(way, { ...usual, pieceBytes: 2 ** 20, nic }).counts.cpuBytes /
    usual.fileBytes;
  assertEquals(wayNames.map((way) => copies(way, "gather")), [2, 1, 0, 0]);
  assertEquals(wayNames.map((way) => copies(way, "no-gather")), [2, 1, 1, 1]);
});

Deno.test("modelOf() refuses a way that the model does not have, and lists those that it has", () => {
  for (const way of ["tee", "", "toString"]) {
    const error = assertThrows(() => modelOf(way, usual), RangeError);
    assertEquals(
      error.message,
      `Cannot count "${way}" as the model must have it: it has ` +
        wayNames.join(", "),
    );
  }
});
