import { assert, assertEquals } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { describeMachine } from "../../lib/lab/machine_info.ts";
import { makeFile } from "../../lib/lab/probe_bench.ts";
import { readText } from "../../lib/lab/meter.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { labTest, openDescriptors, testFolder } from "./lab_test_kit.ts";

Deno.test(labTest("describeMachine() says on what was measured", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  const before = openDescriptors();
  const machine = describeMachine(kernel, file);
  assertEquals(openDescriptors(), before);
  const { processor, ...rest } = machine;
  assert(processor.length > 0);
  assert(readText(kernel, "/proc/version").includes(` ${rest.kernel} `));
  assertEquals(rest.architecture, Deno.build.arch);
  assertEquals(rest.deno, Deno.version.deno);
  assertEquals(rest.fileSystem, file.fileSystem);
  assertEquals(rest.cpus, navigator.hardwareConcurrency);
  assert(/^\d{4}-\d\d-\d\d$/.test(rest.day), rest.day);
  assertEquals(JSON.parse(JSON.stringify(machine)), machine);
}));

Deno.test(
  labTest("describeMachine() leaves unknown what a container hides", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    const call = kernel.call.bind(kernel);
    kernel.call = (name, ...args) => {
      if (name === "open") throw new SyscallError("open()", 13);
      return call(name, ...args);
    };
    const machine = describeMachine(kernel, file);
    assertEquals(machine.kernel, "unknown");
    assertEquals(machine.processor, "unknown");
    assertEquals(machine.fileSystem, file.fileSystem);
  }),
);
