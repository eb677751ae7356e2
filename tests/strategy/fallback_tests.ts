import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import { cpuCopy } from "../../lib/machine/instruction.ts";
import { stepsOf } from "../../lib/machine/program.ts";
import { fallBack, withoutGather } from "../../lib/strategy/fallback.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import { gather, sendfile, splice } from "../../lib/strategy/textbook.ts";

Deno.test("withoutGather() puts a CPU copy in the place of each pass to the socket buffer", () => {
  assertEquals(withoutGather(gather).parts, sendfile.parts);
  assertEquals(withoutGather(gather).name, gather.name);
});

Deno.test("withoutGather() leaves a pass into a pipe as it is", () => {
  const before = stepsOf(splice);
  const after = stepsOf(withoutGather(splice));
  const changed = after.filter(({ instruction }, i) =>
    JSON.stringify(instruction) !== JSON.stringify(before[i]!.instruction)
  );
  assertEquals(
    changed.map(({ instruction }) => instruction),
    [cpuCopy("pipe", "socket buffer")],
  );
  assert(
    after.some(({ instruction }) =>
      instruction.op === "pass pages" && instruction.to === "pipe"
    ),
  );
});

Deno.test("withoutGather() does not change the program that it is given", () => {
  const before = JSON.stringify([gather, splice]);
  withoutGather(gather);
  withoutGather(splice);
  assertEquals(JSON.stringify([gather, splice]), before);
});

Deno.test("fallBack() changes a program only for a NIC that cannot gather", () => {
  for (const program of [...textbook, ...linux]) {
    for (const nic of ["gather", "no-checksum"] as const) {
      assertStrictEquals(fallBack(program, makeJob({ nic })), program);
    }
    const real = fallBack(program, makeJob({ nic: "no-gather" }));
    assertEquals(real, withoutGather(program));
  }
});
