import { assert, assertEquals, assertThrows } from "@std/assert";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import { observeVeth } from "../../../lib/lab/network/veth_experiment.ts";
import {
  answerCalls,
  callLists,
  inUse,
  labTest,
  refuseCalls,
  socketStrategies,
  testFolder,
} from "../lab_test_kit.ts";
import { currentNamespace, rootTest } from "../root_test_kit.ts";

const options = {
  strategies: callLists,
  folder: testFolder,
  bytes: 2 ** 16,
  runs: 3,
  onStep: (): void => {},
};

Deno.test(
  rootTest(
    "observeVeth() probes every strategy in each state of the device",
    () => {
      const kernel = new Kernel();
      const before = inUse(kernel);
      const home = currentNamespace();
      const steps: string[] = [];
      const onStep = (step: string): number => steps.push(step);
      const bound: unknown[] = [];
      answerCalls(kernel, (name, args) => {
        if (name === "bind") {
          bound.push([...(args[1] as Uint8Array).slice(4, 8)]);
        }
      });
      const found = observeVeth(kernel, { ...options, onStep });
      assertEquals(inUse(kernel), before);
      assertEquals(currentNamespace(), home);
      assertEquals(steps, [
        "scatter-gather on, checksums on",
        "scatter-gather off, checksums on",
        "scatter-gather on, checksums off",
      ]);
      assertEquals(found.hindrance, null);
      // All that is sent goes through the cable: RFC 5737 §3.
      for (const address of bound) assertEquals(address, [192, 0, 2, 2]);
      assert(bound.length > 3 * socketStrategies.length);
      for (const [i, row] of found.rows.entries()) {
        const [gather, checksum] = steps[i]!.split(", ");
        assertEquals(
          gather,
          `scatter-gather ${row.scatterGather ? "on" : "off"}`,
        );
        assertEquals(
          checksum,
          `checksums ${row.transmitChecksum ? "on" : "off"}`,
        );
        assertEquals(row.features.scatterGather, row.scatterGather);
        assertEquals(row.features.transmitChecksum, row.transmitChecksum);
        assertEquals(
          row.copies.map(({ way }) => way),
          socketStrategies.map(({ name }) => name),
        );
        assertEquals(
          row.moments.sightings.map(({ way }) => way),
          socketStrategies.map(({ name }) => name),
        );
        assertEquals(row.moments.sightings[0]!.moment, "call");
        const [readWrite] = row.copies;
        assertEquals([readWrite?.copies, readWrite?.agreement], [2, 1]);
      }
      assertEquals(found.rows.length, 3);
      assertEquals(JSON.parse(JSON.stringify(found)), found);
    },
  ),
);

Deno.test(
  labTest("observeVeth() says what is missing, and makes nothing", () => {
    const kernel = new Kernel();
    const before = inUse(kernel);
    refuseCalls(kernel, { name: "setns", errno: 12 });
    const steps: string[] = [];
    const onStep = (step: string): number => steps.push(step);
    const { hindrance, rows, machine } = observeVeth(kernel, {
      ...options,
      onStep,
    });
    assertEquals(hindrance, "setns() failed with ENOMEM");
    assertEquals([rows, steps], [[], []]);
    assertEquals(machine.architecture, Deno.build.arch);
    assertEquals(kernel.calls.unshare, 0);
    assertEquals(inUse(kernel), before);
  }),
);

Deno.test(labTest("observeVeth() fails where no file can be made", () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  const error = assertThrows(
    () => observeVeth(kernel, { ...options, folder: "/proc" }),
    SyscallError,
  );
  assert(error.message.startsWith('open("/proc/'), error.message);
  assertEquals(inUse(kernel), before);
}));
