import { assert, assertEquals, assertThrows } from "@std/assert";
import { loopback } from "../../lib/lab/connection.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import {
  type BenchParts,
  makeFile,
  makeMemory,
  makePipeBench,
  makeSocketBench,
} from "../../lib/lab/probe_bench.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { makeDice } from "../dice.ts";
import {
  assertSame,
  inUse,
  labTest,
  randomBytes,
  refuseEachCall,
  RefusingKernel,
  testFolder,
} from "./lab_test_kit.ts";

const bytes = 10_000;

/** What a bench needs, for as long as a stack is there. */
function makeParts(kernel: Kernel, stack: DisposableStack): BenchParts {
  const file = makeFile(kernel, testFolder, stack);
  const buffer = makeMemory(kernel, bytes, stack);
  return { kernel, file, buffer, bytes, stack };
}

Deno.test(labTest("a bench receives what is sent", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const parts = makeParts(kernel, stack);
  for (const bench of [makeSocketBench(parts), makePipeBench(parts)]) {
    assertEquals([bench.kernel, bench.file, bench.buffer], [
      kernel,
      parts.file,
      parts.buffer,
    ]);
    for (let seed = 1; seed <= 5; seed++) {
      const content = randomBytes(makeDice(seed), bytes);
      bench.buffer.bytes.set(content);
      kernel.write(bench.to, bench.buffer.address, bytes);
      assertSame(bench.receive(bytes), content, `seed ${seed}`);
    }
  }
}));

Deno.test(labTest("everything is given back with the stack", () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  {
    using stack = new DisposableStack();
    const parts = makeParts(kernel, stack);
    makeSocketBench(parts);
    makePipeBench(parts);
    const { descriptors, mappings } = inUse(kernel);
    // A file, two sockets, and two ends of a pipe, which is one thing.
    assertEquals(descriptors.length, before.descriptors.length + 4);
    assertEquals(mappings, before.mappings + 4);
  }
  assertEquals(inUse(kernel), before);
}));

Deno.test(labTest("whichever call fails, a bench leaves nothing", async () => {
  const kernel = new RefusingKernel();
  for (const make of [makeSocketBench, makePipeBench]) {
    const refusals = await refuseEachCall(kernel, () => {
      using stack = new DisposableStack();
      make(makeParts(kernel, stack));
    });
    assert(refusals > 4, `${refusals} calls`);
  }
}));

Deno.test(labTest("a socket bench takes the route that is given", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  let sockets = 0;
  const count = (make: () => number): number => {
    sockets += 1;
    return make();
  };
  const route = { ...loopback, atReceiver: count, atSender: count };
  makeSocketBench(makeParts(kernel, stack), route);
  assertEquals(sockets, 2);
}));

Deno.test(labTest("what a pipe cannot hold is refused, not waited for", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const { address } = makeMemory(kernel, 2 ** 22, stack);
  const { to } = makePipeBench(makeParts(kernel, stack));
  const error = assertThrows(() => {
    for (let time = 0; time < 2; time++) kernel.write(to, address, 2 ** 22);
  }, SyscallError);
  assertEquals(error.code, "EAGAIN");
}));
