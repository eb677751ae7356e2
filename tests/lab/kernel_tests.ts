import { assert, assertEquals, assertThrows } from "@std/assert";
import { cString, Kernel } from "../../lib/lab/kernel.ts";
import { readText } from "../../lib/lab/meter.ts";
import { openLibc } from "../../lib/lab/libc.ts";
import { makeFile, makeMemory } from "../../lib/lab/probe_bench.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { makeDice } from "../dice.ts";
import {
  assertSame,
  inUse,
  labTest,
  memoryAt,
  openDescriptors,
  randomBytes,
  testFolder,
} from "./lab_test_kit.ts";

/** @see open(2) */
const O_NONBLOCK = 0o4000;

Deno.test("cString() ends with a zero", () => {
  assertEquals([...cString("a/é")], [97, 47, 195, 169, 0]);
  assertEquals([...cString("")], [0]);
});

Deno.test(labTest("call() returns what Linux returned", () => {
  assertEquals(new Kernel().call("getppid"), Deno.ppid);
}));

Deno.test(labTest("a call that fails says what was typed, and why", () => {
  const kernel = new Kernel();
  const { address } = kernel.allocate(1);
  const hex = `0x${address.toString(16)}`;
  const bytes = Uint8Array.of(104, 105, 0, 0);
  const path = cString("/proc/nothing/für uns");
  const cases: [() => unknown, string][] = [
    [() => kernel.call("close", -1), "close(-1) failed with EBADF"],
    [
      () => kernel.call("open", path, 2, 384),
      'open("/proc/nothing/für uns", 2, 384) failed with ENOENT',
    ],
    [
      () => kernel.call("lseek", -1, 0n, 0),
      "lseek(-1, 0, 0) failed with EBADF",
    ],
    [
      () => kernel.call("accept4", -1, 0n, 0n, 0),
      "accept4(-1, NULL, NULL, 0) failed with EBADF",
    ],
    [
      () => kernel.call("pwrite", -1, address, 5n, 0n),
      `pwrite(-1, ${hex}, 5, 0) failed with EBADF`,
    ],
    [
      () => kernel.call("setsockopt", -1, 1, 20, bytes, 4),
      "setsockopt(-1, 1, 20, {4 bytes}, 4) failed with EBADF",
    ],
    [
      () => kernel.call("mmap", 0n, 4096n, 1, 2, -1, 0n),
      "mmap(NULL, 4096, 1, 2, -1, 0) failed with EBADF",
    ],
    [
      () => kernel.poll("recv", -1, address, 5n, 0),
      `recv(-1, ${hex}, 5, 0) failed with EBADF`,
    ],
    [
      () => kernel.read(-1, address, 5),
      `read(-1, ${hex}, 5) failed with EBADF`,
    ],
    [
      () => kernel.write(-1, address, 5),
      `write(-1, ${hex}, 5) failed with EBADF`,
    ],
    [
      () => kernel.sendfile(-2, -1, 5),
      "sendfile(-2, -1, NULL, 5) failed with EBADF",
    ],
    [
      () => kernel.splice(-2, -1, 5),
      "splice(-2, NULL, -1, NULL, 5, 0) failed with EBADF",
    ],
    [
      () => kernel.mmap(-1, 4096),
      "mmap(NULL, 4096, 1, 1, -1, 0) failed with EBADF",
    ],
    [
      () => kernel.allocate(0),
      "mmap(NULL, 0, 3, 34, -1, 0) failed with EINVAL",
    ],
  ];
  for (const [act, message] of cases) {
    assertEquals(assertThrows(act, SyscallError).message, message);
  }
  kernel.munmap(address, 1);
}));

Deno.test(
  labTest("an error is the call's own, whatever is made around it", () => {
    const dice = makeDice(1);
    const kernel = new Kernel();
    const nowhere = cString("/proc/nothing");
    const failures: [string, () => unknown][] = [
      ["EBADF", () => kernel.call("close", -1)],
      ["EBADF", () => kernel.read(-1, 0n, 1)],
      ["ENOENT", () => kernel.call("open", nowhere, 0, 0)],
      ["EINVAL", () => kernel.allocate(0)],
      ["EINVAL", () => kernel.poll("socket", 2, 99, 0)],
    ];
    let kept: unknown[] = [];
    for (let time = 0; time < 20_000; time++) {
      const [code, act] = dice.oneOf(failures);
      kept.push(Array.from({ length: dice.below(50) }, () => ({ time })));
      if (kept.length > 500) kept = [];
      try {
        act();
      } catch (error) {
        assert(error instanceof SyscallError, String(error));
        if (error.code === code) continue;
        assertEquals(error.code, code, `call ${time} with seed 1`);
      }
      throw new Error("a call that must fail did not");
    }
  }),
);

Deno.test(labTest("poll() returns nothing where a call would wait", () => {
  const kernel = new Kernel();
  const { readEnd, writeEnd } = kernel.pipe({ waits: false });
  const { address } = kernel.allocate(8);
  const poll = (): number | undefined =>
    kernel.poll("read", readEnd, address, 8n);
  assertEquals(poll(), undefined);
  kernel.write(writeEnd, address, 5);
  assertEquals(poll(), 5);
  assertEquals(poll(), undefined);
  kernel.call("close", writeEnd);
  assertEquals(poll(), 0);
  kernel.call("close", readEnd);
  assertEquals(assertThrows(poll, SyscallError).code, "EBADF");
  kernel.munmap(address, 8);
}));

Deno.test(labTest("poll() believes an error when it is told it twice", () => {
  const libc = openLibc();
  const errno = new Int32Array(
    memoryAt(
      BigInt(Deno.UnsafePointer.value(libc.__errno_location())),
      4,
    ).buffer,
  );
  /** Makes a call that fails each time with the next of some errors. */
  const pollWith = (...errors: number[]): number | undefined => {
    const getppid = (): number => {
      errno[0] = errors.shift()!;
      return -1;
    };
    const kernel = new Kernel({ ...libc, getppid });
    try {
      return kernel.poll("getppid");
    } finally {
      assertEquals(errors, []);
    }
  };
  // 11 is EAGAIN, 2 is ENOENT, 9 is EBADF.
  assertEquals(pollWith(11), undefined);
  assertEquals(pollWith(2, 11), undefined);
  assertThrows(() => pollWith(2, 9), SyscallError, "failed with EBADF");
}));

Deno.test(labTest("calls counts each call by its name, failed or not", () => {
  const kernel = new Kernel();
  const none = kernel.calls;
  assert(Object.values(none).every((calls) => calls === 0));
  kernel.call("getppid");
  assertThrows(() => kernel.call("close", -1), SyscallError);
  assertThrows(() => kernel.poll("recv", -1, 0n, 0n, 0), SyscallError);
  assertThrows(() => kernel.read(-1, 0n, 0), SyscallError);
  for (const count of [1, 2]) {
    assertThrows(() => kernel.write(-1, 0n, 0), SyscallError);
    assertEquals(kernel.calls.write, count);
  }
  assertThrows(() => kernel.sendfile(-1, -1, 1), SyscallError);
  assertThrows(() => kernel.splice(-1, -1, 1), SyscallError);
  assertThrows(() => kernel.mmap(-1, 1), SyscallError);
  const memory = kernel.allocate(1);
  kernel.munmap(memory.address, 1);
  kernel.closePipe(kernel.pipe());
  assertEquals(kernel.calls, {
    ...none,
    getppid: 1,
    close: 3,
    recv: 2,
    read: 1,
    write: 2,
    sendfile: 1,
    splice: 1,
    mmap: 2,
    munmap: 1,
    pipe2: 1,
  });
}));

Deno.test(labTest("calls is a copy: later calls do not change it", () => {
  const kernel = new Kernel();
  const before = kernel.calls;
  kernel.call("getppid");
  assertEquals(before.getppid, 0);
}));

Deno.test(
  labTest("allocate() gives memory that the kernel sees at its address", () => {
    const dice = makeDice(2);
    const kernel = new Kernel();
    for (const bytes of [1, 4095, 4097, 100_001]) {
      const memory = kernel.allocate(bytes);
      assertEquals(memory.address % 4096n, 0n);
      assertEquals(memory.bytes.length, bytes);
      assert(memory.bytes.every((byte) => byte === 0), "it is empty at first");
      const content = randomBytes(dice, bytes);
      memory.bytes.set(content);
      assertSame(memoryAt(memory.address, bytes), content, "in memory");
      kernel.munmap(memory.address, bytes);
    }
  }),
);

Deno.test(labTest("munmap() takes memory away", () => {
  const kernel = new Kernel();
  const isGone = (): boolean => {
    const { address } = kernel.allocate(1);
    kernel.munmap(address, 1);
    try {
      kernel.call("mincore", address, 1n, new Uint8Array(1));
    } catch (error) {
      return error instanceof SyscallError && error.code === "ENOMEM";
    }
    return false;
  };
  // Another thread may take the same place meanwhile: not every time.
  assert(Array.from({ length: 5 }, isGone).includes(true));
}));

Deno.test(labTest("mmap() shows the file, and every change of it", () => {
  using stack = new DisposableStack();
  const dice = makeDice(3);
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  for (const bytes of [1, 10_000]) {
    const content = randomBytes(dice, bytes);
    file.overwrite(content);
    const address = kernel.mmap(file.fd, bytes);
    assertSame(memoryAt(address, bytes), content, "mapped");
    content.fill(7);
    file.overwrite(content);
    assertSame(memoryAt(address, bytes), content, "changed");
    kernel.munmap(address, bytes);
  }
}));

Deno.test(
  labTest(
    "what is written into a pipe can be read, and closePipe() closes it",
    () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const from = makeMemory(kernel, 1000, stack);
      const to = makeMemory(kernel, 1000, stack);
      const before = inUse(kernel);
      for (const waits of [true, false]) {
        const pipe = kernel.pipe({ waits });
        from.bytes.set(randomBytes(makeDice(4), 1000));
        assertEquals(kernel.write(pipe.writeEnd, from.address, 1000), 1000);
        assertEquals(kernel.read(pipe.readEnd, to.address, 1000), 1000);
        assertSame(to.bytes, from.bytes, "through the pipe");
        kernel.closePipe(pipe);
        assertEquals(inUse(kernel), before);
      }
    },
  ),
);

Deno.test(
  labTest("calls on a pipe wait, unless the pipe is made not to", () => {
    const kernel = new Kernel();
    const [usual, waiting, other] = [
      kernel.pipe(),
      kernel.pipe({ waits: true }),
      kernel.pipe({ waits: false }),
    ];
    const waits = (fd: number): boolean => {
      const info = readText(kernel, `/proc/self/fdinfo/${fd}`);
      const flags = parseInt(/^flags:\s*(\d+)$/m.exec(info)![1]!, 8);
      return (flags & O_NONBLOCK) === 0;
    };
    for (const pipe of [usual, waiting, other]) {
      const ends = [pipe.readEnd, pipe.writeEnd];
      assertEquals(ends.map(waits), [pipe !== other, pipe !== other]);
      kernel.closePipe(pipe);
    }
  }),
);

Deno.test(
  labTest(
    "a pipe that does not wait refuses what it cannot hold or give",
    () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const { address } = makeMemory(kernel, 2 ** 20, stack);
      const before = openDescriptors();
      const { readEnd, writeEnd } = kernel.pipe({ waits: false });
      const read = assertThrows(
        () => kernel.read(readEnd, address, 1),
        SyscallError,
      );
      assertEquals(read.code, "EAGAIN");
      const held = kernel.write(writeEnd, address, 2 ** 20);
      assert(held < 2 ** 20, `${held} bytes`);
      const write = assertThrows(
        () => kernel.write(writeEnd, address, 1),
        SyscallError,
      );
      assertEquals(write.code, "EAGAIN");
      kernel.closePipe({ readEnd, writeEnd });
      assertEquals(openDescriptors(), before);
    },
  ),
);
