import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
} from "../../../lib/machine/instruction.ts";
import { makeJob } from "../../../lib/machine/job.ts";
import { program } from "../../../lib/machine/program.ts";
import { run, runToFault } from "../../../lib/machine/run.ts";
import { fallBack } from "../../../lib/strategy/fallback.ts";
import { linux, textbook } from "../../../lib/strategy/linux.ts";
import { readWrite } from "../../../lib/strategy/textbook.ts";
import { count } from "../../../lib/trace/count.ts";
import { tryProgram } from "../../../lib/web/editor/trial.ts";
import { makeDice } from "../../dice.ts";
import { randomJob } from "../../random_job.ts";
import { randomProgram } from "../../random_program.ts";

Deno.test("each strategy delivers, with the counts of its run", () => {
  const dice = makeDice(3);
  for (const one of [...textbook, ...linux]) {
    const job = { ...randomJob(dice), fileBytes: 30_000, bufferBytes: 5000 };
    const { ending, says, counts, step } = tryProgram(fallBack(one, job), job);
    assertEquals(ending, "delivered");
    assertStringIncludes(says, "the very bytes of the file");
    assertEquals(counts, count(run(fallBack(one, job), job).trace));
    assertEquals(step, undefined);
  }
});

Deno.test("whatever a program says, it delivers, faults, or leaves something undone", () => {
  const dice = makeDice(4);
  for (let i = 0; i < 500; i++) {
    const [one, job] = [randomProgram(dice), randomJob(dice)];
    const { ending, says, run, step } = tryProgram(one, job);
    assert(says.endsWith(".") || says.endsWith("?"), says);
    const { fault } = runToFault(one, job);
    if (ending !== "nothing") assertEquals(run?.fault?.message, fault?.message);
    if (ending === "fault") {
      assertEquals([says, step], [fault?.message, fault?.where?.step]);
    }
  }
});

Deno.test("a program without a step sends nothing", () => {
  const { ending, says } = tryProgram(program("none", []), makeJob());
  assertEquals(ending, "nothing");
  assertStringIncludes(says, "There is no step yet");
  const empty = makeJob({ fileBytes: 0 });
  assertEquals(tryProgram(program("none", []), empty).ending, "delivered");
});

Deno.test("a program that sends nothing, or the wrong bytes, is told so", () => {
  const [part] = readWrite.parts;
  const unsent = program(
    "unsent",
    part!.instructions.filter(({ op }, i) => op !== "copy by DMA" || i < 3),
  );
  assertStringIncludes(tryProgram(unsent, makeJob()).says, "has no byte");
  const twice = program("twice", [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    passPages("page cache", "socket buffer"),
    passPages("page cache", "socket buffer"),
    leaveKernel("sendfile"),
    transmit(),
  ]);
  const { ending, says } = tryProgram(twice, makeJob());
  assertEquals(ending, "undelivered");
  assertStringIncludes(says, "131,072 bytes: NOT the bytes of the file");
});

Deno.test("a page stops where it could bear no more", () => {
  const large = tryProgram(readWrite, makeJob({ fileBytes: 2 ** 40 }));
  assertEquals([large.ending, large.run], ["nothing", undefined]);
  assertStringIncludes(large.says, "This page moves files up to 16 MiB");
  const many = tryProgram(readWrite, makeJob({ bufferBytes: 1 }));
  assertStringIncludes(many.says, "This page moves up to 2,048 pieces");
  const passes = Array(40).fill(passPages("page cache", "socket buffer"));
  const greedy = program("greedy", [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    ...passes,
    leaveKernel("sendfile"),
  ]);
  const job = makeJob({ fileBytes: 2 ** 24 });
  const { ending, says, step } = tryProgram(greedy, job);
  assertEquals([ending, step], ["nothing", 34]);
  assertStringIncludes(says, "This page stops at step 34, in piece 1");
});
