import { assertEquals, assertStrictEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import { copyReferences } from "../../lib/machine/instruction.ts";
import { type Program, stepsOf } from "../../lib/machine/program.ts";
import { copyAtTransmit, fallBack } from "../../lib/strategy/fallback.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import * as onLinux from "../../lib/strategy/linux.ts";
import { gather, sendfile, splice } from "../../lib/strategy/textbook.ts";

/** The kinds of instructions, in order. */
function opsOf(program: Program): string[] {
  return stepsOf(program).map(({ instruction }) => instruction.op);
}

Deno.test("copyAtTransmit() adds a copy right before the NIC is to send, and nothing else", () => {
  for (const program of [gather, splice, onLinux.gather, onLinux.splice]) {
    const steps = stepsOf(copyAtTransmit(program));
    const at = steps.findIndex(({ instruction }) =>
      instruction.op === "copy references"
    );
    const next = steps[at + 1]!.instruction;
    const sends = next.op === "transmit" ||
      next.op === "copy by DMA" && next.to === "nic";
    assertEquals(sends, true, program.name);
    assertEquals(
      steps.toSpliced(at, 1).map(({ instruction }) => instruction),
      stepsOf(program).map(({ instruction }) => instruction),
    );
    assertEquals(steps[at]!.instruction, copyReferences());
  }
});

Deno.test("copyAtTransmit() adds nothing where no page is passed, or the copy is there", () => {
  assertStrictEquals(copyAtTransmit(sendfile), sendfile);
  assertStrictEquals(copyAtTransmit(onLinux.readWrite), onLinux.readWrite);
  const twice = copyAtTransmit(copyAtTransmit(splice));
  assertEquals(opsOf(twice), opsOf(copyAtTransmit(splice)));
});

Deno.test("copyAtTransmit() does not change the program that it is given", () => {
  const before = JSON.stringify([gather, splice]);
  copyAtTransmit(gather);
  copyAtTransmit(splice);
  assertEquals(JSON.stringify([gather, splice]), before);
});

Deno.test("fallBack() changes a program only for a NIC that lacks an ability, and for both alike", () => {
  for (const program of [...textbook, ...linux]) {
    assertStrictEquals(fallBack(program, makeJob()), program);
    for (const nic of ["no-gather", "no-checksum"] as const) {
      const real = fallBack(program, makeJob({ nic }));
      assertEquals(real, copyAtTransmit(program));
    }
  }
});
