import { assert, assertEquals, assertThrows } from "@std/assert";
import { connect, disconnect } from "../../lib/lab/connection.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import {
  medianUsage,
  Meter,
  readText,
  type ThreadUsage,
} from "../../lib/lab/meter.ts";
import { makeMemory } from "../../lib/lab/probe_bench.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { makeDice } from "../dice.ts";
import {
  answerCalls,
  labTest,
  openDescriptors,
  refuseCalls,
} from "./lab_test_kit.ts";

/** Figures that add up, if one measurement holds another. */
const sums = [
  "cpuNs",
  "elapsedNs",
  "minorFaults",
  "majorFaults",
  "voluntarySwitches",
  "involuntarySwitches",
  "diskBytes",
] as const satisfies readonly (keyof ThreadUsage)[];

Deno.test(labTest("measure() counts the calls that were made, by name", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const meter = new Meter(kernel);
  const { address } = makeMemory(kernel, 100, stack);
  const { readEnd, writeEnd } = stack
    .adopt(kernel.pipe(), (pipe) => kernel.closePipe(pipe));
  for (let seed = 1; seed <= 20; seed++) {
    const times = makeDice(seed).between(1, 20);
    kernel.write(writeEnd, address, times);
    const usage = meter.measure(() => {
      for (let time = 0; time < times; time++) {
        kernel.read(readEnd, address, 1);
      }
      kernel.closePipe(kernel.pipe());
      kernel.call("getppid");
    });
    assertEquals(usage.calls, { read: times, pipe2: 1 }, `seed ${seed}`);
  }
}));

Deno.test(
  labTest("measure() gives the differences of what the kernel says", () => {
    const kernel = new Kernel();
    let time = 0n;
    // What the kernel says of each field of a struct grows with time, each at a pace of its own.
    answerCalls(kernel, (name, args) => {
      if (name !== "getrusage" && name !== "clock_gettime") return;
      const clock = BigInt(Number(args[0]));
      const bytes = args[1] as Uint8Array<ArrayBuffer>;
      const fields = new BigInt64Array(bytes.buffer);
      for (let i = 0; i < fields.length; i++) {
        fields[i] = 100n + time * (BigInt(i) + clock + 1n);
      }
      return 0;
    });
    const usage = new Meter(kernel).measure(() => {
      time = 10n;
    });
    // clock_gettime(2): CLOCK_MONOTONIC is 1, CLOCK_THREAD_CPUTIME_ID is 3, a timespec is s and ns.
    assertEquals(usage.elapsedNs, 20 * 1e9 + 30);
    assertEquals(usage.cpuNs, 40 * 1e9 + 50);
    // getrusage(2): RUSAGE_THREAD is 1; fields are counted from 0, a timeval is two of them.
    const field = (index: number): number => 10 * (index + 2);
    assertEquals(usage.minorFaults, field(8));
    assertEquals(usage.majorFaults, field(9));
    assertEquals(usage.diskBytes, 512 * field(11));
    assertEquals(usage.voluntarySwitches, field(16));
    assertEquals(usage.involuntarySwitches, field(17));
  }),
);

Deno.test(
  labTest("measure() knows the disk where the account can be read", () => {
    const kernel = new Kernel();
    const { processDiskBytes } = new Meter(kernel).measure(() => {});
    try {
      const isTold = readText(kernel, "/proc/self/io").includes(
        "\nread_bytes: ",
      );
      assertEquals(processDiskBytes !== null, isTold);
    } catch (error) {
      assert(error instanceof SyscallError, String(error));
      assertEquals(processDiskBytes, null);
    }
  }),
);

Deno.test(labTest("measure() of nothing counts no call", () => {
  const meter = new Meter(new Kernel());
  assertEquals(meter.measure(() => {}).calls, {});
}));

Deno.test(
  labTest(
    "measure() gives whole numbers, which hold what was measured within",
    () => {
      const kernel = new Kernel();
      const meter = new Meter(kernel);
      let inner: ThreadUsage | undefined;
      const outer = meter.measure(() => {
        inner = meter.measure(() => {
          for (let time = 0; time < 1000; time++) kernel.call("getppid");
        });
      });
      assert(inner!.cpuNs > 0);
      assert(inner!.elapsedNs > 0);
      for (const figure of sums) {
        assert(Number.isSafeInteger(inner![figure]), figure);
        assert(inner![figure] >= 0, figure);
        assert(outer[figure] >= inner![figure], figure);
      }
      const { processDiskBytes } = inner!;
      assert(processDiskBytes === null || processDiskBytes >= 0);
    },
  ),
);

Deno.test(
  labTest("measure() counts the first touch of memory as page faults", () => {
    const kernel = new Kernel();
    const bytes = 2 ** 18;
    const memory = kernel.allocate(bytes);
    const { minorFaults } = new Meter(kernel)
      .measure(() => memory.bytes.fill(1));
    assert(minorFaults > 0);
    kernel.munmap(memory.address, bytes);
  }),
);

Deno.test(
  labTest("measure() counts a switch when the thread has to wait", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const { address } = makeMemory(kernel, 1, stack);
    const connection = stack
      .adopt(connect(kernel), (ends) => disconnect(kernel, ends));
    const fiveMs = new Uint8Array(new BigInt64Array([0n, 5000n]).buffer);
    kernel.call("setsockopt", connection.receiver, 1, 20, fiveMs, 16);
    const { voluntarySwitches } = new Meter(kernel).measure(() => {
      assertThrows(
        () => kernel.call("recv", connection.receiver, address, 1n, 0),
        SyscallError,
        "EAGAIN",
      );
    });
    assert(voluntarySwitches > 0);
  }),
);

Deno.test(
  labTest("measure() hands on an error, and leaves nothing open", () => {
    const meter = new Meter(new Kernel());
    const before = openDescriptors();
    assertThrows(
      () =>
        meter.measure(() => {
          throw new RangeError("another");
        }),
      RangeError,
      "another",
    );
    assertEquals(openDescriptors(), before);
  }),
);

Deno.test(
  labTest(
    "measure() does not know the disk where its account is hidden",
    () => {
      const kernel = new Kernel();
      refuseCalls(kernel, { name: "open", errno: 13 });
      const { processDiskBytes, diskBytes } = new Meter(kernel)
        .measure(() => {});
      assertEquals(processDiskBytes, null);
      assertEquals(diskBytes, 0);
    },
  ),
);

Deno.test(
  labTest("readText() reads the first 4 KiB of a file, and closes it", () => {
    const kernel = new Kernel();
    const before = openDescriptors();
    const path = new URL("../../README.md", import.meta.url).pathname;
    const whole = Deno.readFileSync(path).subarray(0, 4096);
    assertEquals(readText(kernel, path), new TextDecoder().decode(whole));
    assertEquals(readText(kernel, "/dev/null"), "");
    assertEquals(openDescriptors(), before);
  }),
);

Deno.test(labTest("readText() that fails leaves nothing open", () => {
  const kernel = new Kernel();
  const before = openDescriptors();
  for (
    const [path, code] of [["/proc/nothing", "ENOENT"], [
      "/proc/self",
      "EISDIR",
    ]]
  ) {
    const read = (): string => readText(kernel, path!);
    assertEquals(assertThrows(read, SyscallError).code, code);
  }
  assertEquals(openDescriptors(), before);
}));

const usage: ThreadUsage = {
  cpuNs: 1,
  elapsedNs: 1,
  calls: {},
  minorFaults: 1,
  majorFaults: 1,
  voluntarySwitches: 1,
  involuntarySwitches: 1,
  diskBytes: 1,
  processDiskBytes: 1,
};

Deno.test("medianUsage() is the median of each figure by itself, of faults the least", () => {
  const figures = Object.keys(usage).filter((name) => name !== "calls");
  for (const figure of figures) {
    const usages = [3, 1, 2].map((value) => ({ ...usage, [figure]: value }));
    const expected = figure.endsWith("Faults") ? 1 : 2;
    assertEquals(medianUsage(usages), { ...usage, [figure]: expected });
  }
});

Deno.test("faults of the runtime in most of the runs are none of the strategy's", () => {
  for (const own of [0, 77]) {
    const usages = [6, 7, 0, 6, 7, 2]
      .map((runtime) => ({ ...usage, minorFaults: own + runtime }));
    assertEquals(medianUsage(usages).minorFaults, own);
  }
});

Deno.test("medianUsage() has the calls of the first, and no disk where none is known", () => {
  const first = { ...usage, calls: { read: 3 }, processDiskBytes: null };
  assertEquals(medianUsage([first]), first);
  const second = { ...usage, calls: { read: 4 } };
  const found = medianUsage([first, second]);
  assertEquals([found.calls, found.processDiskBytes], [{ read: 3 }, null]);
  assertThrows(() => medianUsage([]), RangeError);
});
