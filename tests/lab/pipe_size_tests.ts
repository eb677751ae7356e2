import { assertEquals } from "@std/assert";
import { probeBytesFor } from "../../lib/lab/lab.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { pipeBytesOf } from "../../lib/lab/pipe_size.ts";
import { inUse, labTest, refuseCalls, shrinkPipes } from "./lab_test_kit.ts";

Deno.test(labTest("pipeBytesOf() asks a pipe, and leaves none", () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  for (const bytes of [8192, 2 ** 15]) {
    const small = new Kernel();
    shrinkPipes(small, bytes);
    assertEquals(pipeBytesOf(small), bytes);
    assertEquals(probeBytesFor(small), bytes, "what a probe sends fits in");
  }
  assertEquals(inUse(kernel).descriptors, before.descriptors);
}));

Deno.test(labTest("pipeBytesOf() is nothing where there are no pipes", () => {
  for (const name of ["pipe2", "fcntl"] as const) {
    const kernel = new Kernel();
    const before = inUse(kernel);
    refuseCalls(kernel, { name, errno: 38 });
    assertEquals(pipeBytesOf(kernel), null, name);
    assertEquals(probeBytesFor(kernel), 2 ** 16, name);
    assertEquals(inUse(kernel), before, name);
  }
}));
