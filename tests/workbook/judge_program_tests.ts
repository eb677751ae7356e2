import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  callStepsOf,
  judgeStrategy,
} from "../../lib/workbook/judge_program.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
} from "../../lib/machine/instruction.ts";
import { makeJob, type NicAbility } from "../../lib/machine/job.ts";
import { once, program } from "../../lib/machine/program.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import * as onLinux from "../../lib/strategy/linux.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import { gather, sendfile } from "../../lib/strategy/textbook.ts";

const pieces = makeJob({ fileBytes: 50_000, bufferBytes: 20_000 });

Deno.test("each known strategy is a strategy, on each NIC", () => {
  const nics: NicAbility[] = ["gather", "no-gather", "no-checksum"];
  for (const nic of nics) {
    const job = { ...pieces, nic };
    for (const strategy of [...textbook, ...linux]) {
      assertEquals(
        judgeStrategy(fallBack(strategy, job), job),
        undefined,
        strategy.name,
      );
    }
  }
});

Deno.test("the NIC may send while a call goes on, or later", () => {
  const job = makeJob({ fileBytes: 10_000 });
  const queue = [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "socket buffer"),
  ];
  const leave = leaveKernel("sendfile");
  const during = program("during", [...queue, transmit(), leave]);
  const later = program("later", [...queue, leave], once([transmit()]));
  assertEquals(judgeStrategy(during, job), undefined);
  assertEquals(judgeStrategy(later, job), undefined);
});

Deno.test("a call that does what no call of its name does is refused", () => {
  const direct = program("direct", [
    enterKernel("sendfile"),
    dmaCopy("disk", "user buffer"),
    cpuCopy("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("sendfile"),
  ]);
  assertStringIncludes(
    judgeStrategy(direct, pieces) ?? "passed",
    "Step 2 is to copy disk → user buffer by DMA, as a part of sendfile()",
  );
});

Deno.test("a call that no lesson has is refused", () => {
  const send = program("teleport", [
    enterKernel("teleport"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("teleport"),
  ]);
  assertStringIncludes(
    judgeStrategy(send, pieces) ?? "passed",
    "Step 1 calls teleport(), and no strategy",
  );
});

Deno.test("a call that moves more than the buffer is refused", () => {
  for (const strategy of [sendfile, gather]) {
    const [{ instructions }] = strategy.parts as [typeof strategy.parts[0]];
    const says = judgeStrategy(program("at once", once(instructions)), pieces);
    assertStringIncludes(says ?? "passed", "step 3 makes it 50000 in one call");
    const loop = program(
      "one long call",
      once(instructions.slice(0, 1)),
      instructions.slice(1, -1),
      once(instructions.slice(-1)),
    );
    const told = judgeStrategy(loop, pieces);
    assertStringIncludes(told ?? "passed", "step 3 makes it 40000 in one call");
  }
});

Deno.test("counts are judged before what a call does", () => {
  const job = makeJob();
  const says = judgeStrategy(sendfile, job, { like: gather });
  assertStringIncludes(says ?? "passed", "with 1 CPU copy");
});

Deno.test("whatever is no program is refused", () => {
  for (const gave of [undefined, null, 4, "sendfile", {}, [], { name: "x" }]) {
    assertStringIncludes(
      judgeStrategy(gave, pieces) ?? "passed",
      "A program was",
    );
  }
});

Deno.test("a step belongs to the call that was entered before it", () => {
  assertEquals(callStepsOf(onLinux.gather).map(({ call }) => call), [
    "sendfile",
    "sendfile",
    "sendfile",
    "sendfile",
    undefined,
  ]);
});
