import { assert, assertEquals } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { describeMachine } from "../../lib/lab/machine_info.ts";
import { makeFile } from "../../lib/lab/probe_bench.ts";
import { readText } from "../../lib/lab/meter.ts";
import {
  labTest,
  memoryAt,
  openDescriptors,
  refuseCalls,
  testFolder,
} from "./lab_test_kit.ts";

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
    refuseCalls(kernel, { name: "open", errno: 13 });
    const machine = describeMachine(kernel, file);
    assertEquals(machine.kernel, "unknown");
    assertEquals(machine.processor, "unknown");
    assertEquals(machine.fileSystem, file.fileSystem);
  }),
);

Deno.test(
  labTest("describeMachine() names the processor, or else the board", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    const cases = [
      [
        "model\t\t: 85\nmodel name\t: Some CPU @ 2 GHz\nModel\t: Board\n",
        "Some CPU @ 2 GHz",
      ],
      ["CPU part\t: 0xd08\n\nModel\t\t: Raspberry Pi 4\n", "Raspberry Pi 4"],
      ["CPU part\t: 0xd0c\n", "unknown"],
    ];
    for (const [cpuInfo, processor] of cases) {
      const bytes = new TextEncoder().encode(cpuInfo);
      kernel.read = (_fd, to) => {
        memoryAt(to, bytes.length).set(bytes);
        return bytes.length;
      };
      assertEquals(describeMachine(kernel, file).processor, processor);
    }
  }),
);
