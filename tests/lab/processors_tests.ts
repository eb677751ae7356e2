import { assert, assertEquals } from "@std/assert";
import { Kernel } from "../../lib/lab/kernel.ts";
import {
  cpusIn,
  keepApart,
  maskOf,
  runOn,
  usableCpus,
} from "../../lib/lab/processors.ts";
import { makeDice } from "../dice.ts";
import { answerCalls, labTest, memoryAt, refuseCalls } from "./lab_test_kit.ts";

Deno.test("cpusIn() finds the CPU of which maskOf() makes a mask", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const cpu = makeDice(seed).below(8192);
    assertEquals(cpusIn(maskOf(cpu)), [cpu], `seed ${seed}`);
  }
  assertEquals(cpusIn(new Uint8Array([0b1000_0101, 0, 2])), [0, 2, 7, 17]);
});

Deno.test(
  labTest("keepApart() keeps a thread on one CPU until the stack ends", () => {
    const kernel = new Kernel();
    const before = usableCpus(kernel);
    const all = cpusIn(before);
    {
      using stack = new DisposableStack();
      const other = keepApart(kernel, stack);
      const isPair = all.length > 1;
      assertEquals(other !== undefined, isPair);
      assertEquals(cpusIn(usableCpus(kernel)), isPair ? [all[0]!] : all);
      if (other !== undefined) {
        assert(all.includes(other) && other !== all[0]);
      }
    }
    assertEquals(usableCpus(kernel), before);
  }),
);

/** The CPU that is chosen for the other end, where some are allowed and some are of one core. */
function chosenOf(
  allowed: readonly number[],
  siblings: string,
): number | undefined {
  const kernel = new Kernel();
  answerCalls(kernel, (name, args) => {
    if (name === "sched_getaffinity") {
      for (const cpu of allowed) {
        (args[2] as Uint8Array)[cpu >> 3]! |= 1 << (cpu & 7);
      }
    }
    const isAnswered = ["open", "close"].includes(name) ||
      name.startsWith("sched_");
    return isAnswered ? 0 : undefined;
  });
  kernel.read = (_fd, to) => {
    const bytes = new TextEncoder().encode(siblings);
    memoryAt(to, bytes.length).set(bytes);
    return bytes.length;
  };
  using stack = new DisposableStack();
  return keepApart(kernel, stack);
}

Deno.test(
  labTest("keepApart() chooses another core, where there is one", () => {
    assertEquals(chosenOf([0, 1, 2, 3], "0-1\n"), 2);
    assertEquals(chosenOf([0, 1, 2, 3], "0,2\n"), 1);
    assertEquals(chosenOf([3, 7], "3,7\n"), 7);
    assertEquals(chosenOf([5], "5\n"), undefined);
  }),
);

Deno.test(
  labTest("keepApart() leaves a thread alone where the kernel refuses", () => {
    for (const name of ["sched_getaffinity", "sched_setaffinity"] as const) {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const before = usableCpus(kernel);
      refuseCalls(kernel, { name, errno: 1 });
      assertEquals(keepApart(kernel, stack), undefined);
      assertEquals(usableCpus(new Kernel()), before);
    }
  }),
);

Deno.test(labTest("runOn() moves a thread to the CPU that is named", () => {
  const kernel = new Kernel();
  const before = usableCpus(kernel);
  try {
    for (const cpu of cpusIn(before)) {
      runOn(kernel, maskOf(cpu));
      assertEquals(cpusIn(usableCpus(kernel)), [cpu]);
    }
  } finally {
    runOn(kernel, before);
  }
}));
