import { assert, assertEquals, assertRejects } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import { observe } from "../../lib/lab/lab.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import {
  callLists,
  inUse,
  labTest,
  pipeStrategies,
  socketStrategies,
  testFolder,
} from "./lab_test_kit.ts";

const options = {
  folder: testFolder,
  strategies: callLists,
  runs: 3,
  bytes: 2 ** 16,
  onStep: (): void => {},
};

Deno.test(
  labTest(
    "observe() probes and measures every strategy, and leaves nothing",
    async () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      const steps: string[] = [];
      const onStep = (step: string): number => steps.push(step);
      const found = await observe(kernel, { ...options, onStep });
      assertEquals(inUse(kernel), before);
      assertEquals(steps, [
        "copies into a socket",
        "copies into a pipe",
        "whole transfers",
      ]);
      const { copies, pipeCopies, costs, machine } = found;
      assertEquals(machine.architecture, Deno.build.arch);
      const names = socketStrategies.map(({ name }) => name);
      assertEquals(copies.map(({ way }) => way), names);
      assertEquals(costs.map(({ way }) => way), names);
      assertEquals(
        pipeCopies.map(({ way }) => way),
        pipeStrategies.map(({ name }) => name),
      );
      assertEquals(
        pipeCopies.map(({ sightings }) => sightings.map(({ call }) => call)),
        [["read", "write"], ["mmap", "write"], ["sendfile"], ["splice in"]],
      );
      for (const { bytes, sightings } of [...copies, ...pipeCopies]) {
        assertEquals(bytes, options.bytes);
        assert(sightings.every(({ runs }) => runs === options.runs));
      }
      for (const [readWrite] of [copies, pipeCopies]) {
        assertEquals([readWrite?.copies, readWrite?.agreement], [2, 1]);
      }
      assert(costs.every(({ isDelivered }) => isDelivered));
      assertEquals(JSON.parse(JSON.stringify(found)), found);
    },
  ),
);

Deno.test(labTest("observe() fails where no file can be made", async () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  await assertRejects(
    () => observe(kernel, { ...options, folder: "/proc/nothing" }),
    SyscallError,
    'open("/proc/nothing/',
  );
  assertEquals(inUse(kernel), before);
}));
