import { assert, assertEquals, assertThrows } from "@std/assert";
import { cString, Kernel } from "../../lib/lab/kernel.ts";
import type { CallName, Libc } from "../../lib/lab/libc.ts";
import { readText } from "../../lib/lab/meter.ts";
import { makeFile, makeMemory } from "../../lib/lab/probe_bench.ts";
import { ScratchFile } from "../../lib/lab/scratch_file.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { makeDice } from "../dice.ts";
import {
  answerCalls,
  assertSame,
  inUse,
  labTest,
  openDescriptors,
  randomBytes,
  readLink,
  refuseCalls,
  refuseEachCall,
  RefusingKernel,
  testFolder,
} from "./lab_test_kit.ts";

const isArm = Deno.build.arch === "aarch64";

/** @see open(2), Linux arch/arm64/include/uapi/asm/fcntl.h */
const O_TMPFILE = 0o20000000;
const O_DIRECT = isArm ? 0o200000 : 0o40000;
const O_DIRECTORY = isArm ? 0o40000 : 0o200000;

/** A kernel whose file systems want a name for every file. */
class NamingKernel extends RefusingKernel {
  override call<Name extends CallName>(
    name: Name,
    ...args: Parameters<Libc[Name]>
  ): number {
    if (name === "open" && (Number(args[1]) & O_TMPFILE) !== 0) {
      throw new SyscallError("open()", 95);
    }
    return super.call(name, ...args);
  }
}

/** Reads from the beginning of a file, by no means of its own. */
function contentOf(
  kernel: Kernel,
  file: ScratchFile,
  bytes: number,
): Uint8Array {
  using stack = new DisposableStack();
  const memory = makeMemory(kernel, bytes + 1, stack);
  const most = BigInt(bytes + 1);
  const length = kernel.call("pread", file.fd, memory.address, most, 0n);
  return memory.bytes.slice(0, length);
}

Deno.test(
  labTest("a ScratchFile has no name, on whichever file system it is", () => {
    for (const kernel of [new Kernel(), new NamingKernel()]) {
      using stack = new DisposableStack();
      const file = makeFile(kernel, testFolder, stack);
      const link = readLink(`/proc/self/fd/${file.fd}`)!;
      assert(link.startsWith(`${testFolder}/`), link);
      assert(link.endsWith(" (deleted)"), link);
      assertEquals(contentOf(kernel, file, 0).length, 0);
    }
  }),
);

Deno.test(labTest("a ScratchFile never has a name where it needs none", () => {
  const kernel = new Kernel();
  const flags = 2 | O_TMPFILE | O_DIRECTORY;
  try {
    kernel.call("close", kernel.call("open", cString(testFolder), flags, 384));
  } catch (error) {
    assert(error instanceof SyscallError, String(error));
    return;
  }
  new ScratchFile(kernel, testFolder).close();
  assertEquals(kernel.calls.unlink, 0);
}));

Deno.test(
  labTest("overwrite() changes the bytes at a position, and no others", () => {
    const kernel = new Kernel();
    for (let seed = 1; seed <= 20; seed++) {
      using stack = new DisposableStack();
      const dice = makeDice(seed);
      const file = makeFile(kernel, testFolder, stack);
      const expected = randomBytes(dice, 20_000);
      file.overwrite(expected);
      for (let time = 0; time < 5; time++) {
        const change = randomBytes(dice, dice.below(9000));
        const position = dice.between(0, 20_000 - change.length);
        file.overwrite(change, position);
        expected.set(change, position);
      }
      const content = contentOf(kernel, file, expected.length);
      assertSame(content, expected, `seed ${seed}`);
    }
  }),
);

Deno.test(labTest("overwrite() writes more than a piece at once holds", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  const content = new Uint8Array(2 ** 21 + 3).map((_, i) => i % 251);
  file.overwrite(content);
  assertSame(contentOf(kernel, file, content.length), content, "large");
  assertEquals(kernel.calls.pwrite, 3);
}));

Deno.test(labTest("overwrite() goes on where the kernel took a part", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  answerCalls(kernel, (name, args) => {
    if (name === "pwrite" && Number(args[2]) > 1000) args[2] = 1000n;
  });
  const content = randomBytes(makeDice(1), 4500);
  file.overwrite(content);
  assertSame(contentOf(kernel, file, content.length), content, "parts");
}));

Deno.test(labTest("fillAtRandom() returns what the file has then", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  for (const bytes of [1, 65_537, 200_001]) {
    const content = file.fillAtRandom(bytes);
    assertSame(contentOf(kernel, file, bytes), content, `${bytes} bytes`);
  }
  const content = file.fillAtRandom(200_001);
  // Bytes left at zero, or the same again, would be no surprise to a receiver.
  const kinds = [0, 70_000, 131_072, 199_000]
    .map((at) => content.slice(at, at + 1000).join());
  assertEquals(new Set(kinds).size, kinds.length);
  assert(content.slice(-1000).some((byte) => byte !== 0));
}));

Deno.test(labTest("rewind() puts the position at the beginning", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  const memory = makeMemory(kernel, 10, stack);
  file.overwrite(Uint8Array.of(1, 2, 3));
  // A new file stands at its beginning, and overwrite() leaves it there.
  for (let time = 0; time < 2; time++) {
    assertEquals(kernel.read(file.fd, memory.address, 2), 2);
    assertEquals([...memory.bytes.subarray(0, 2)], [1, 2]);
    assertEquals(kernel.read(file.fd, memory.address, 2), 1);
    file.rewind();
  }
}));

Deno.test(labTest("cachedPages() counts the pages that were written", () => {
  const kernel = new Kernel();
  for (const bytes of [1, 4096, 4097, 100_000]) {
    using stack = new DisposableStack();
    const file = makeFile(kernel, testFolder, stack);
    file.fillAtRandom(bytes);
    const before = inUse(kernel);
    const pages = file.cachedPages(bytes);
    const most = Math.ceil(bytes / 4096);
    // Only aarch64 has larger pages, too.
    if (Deno.build.arch === "x86_64") assertEquals(pages, most);
    assert(0 < pages && pages <= most, `${pages} pages`);
    assertEquals(inUse(kernel), before);
  }
}));

Deno.test(
  labTest("dropPages() says how many pages are left, and loses no byte", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    const content = file.fillAtRandom(100_000);
    const before = inUse(kernel);
    const { fsync } = kernel.calls;
    const left = file.dropPages(content.length);
    assertEquals(kernel.calls.fsync, fsync + 1);
    assertEquals(file.cachedPages(content.length), left);
    assert(0 <= left && left <= 25, `${left} pages`);
    assertEquals(inUse(kernel), before);
    assertSame(contentOf(kernel, file, content.length), content, "dropped");
  }),
);

Deno.test(
  labTest("dropPages() asks again while pages stay, but not for ever", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    for (
      const { stay, asked, left } of [
        { stay: [0], asked: 1, left: 0 },
        { stay: [9, 3, 0], asked: 3, left: 0 },
        {
          stay: Array.from({ length: 99 }, (_, i) => 99 - i),
          asked: 10,
          left: 90,
        },
      ]
    ) {
      const before = kernel.calls.posix_fadvise;
      file.cachedPages = (): number => stay.shift()!;
      assertEquals(file.dropPages(1), left);
      assertEquals(kernel.calls.posix_fadvise - before, asked);
    }
  }),
);

Deno.test(
  labTest("a call that fails in cachedPages() leaves no mapping", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    file.overwrite(Uint8Array.of(1));
    const before = inUse(kernel);
    refuseCalls(kernel, { name: "mincore", errno: 11 });
    assertThrows(() => file.cachedPages(1), SyscallError, "mincore()");
    assertEquals(inUse(kernel), before);
  }),
);

Deno.test(labTest("fileSystem is its name, or its number", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const named = makeFile(kernel, testFolder, stack).fileSystem;
  assert(/^(?:[a-z0-9]+|file system 0x[0-9a-f]+)$/.test(named), named);
  try {
    assertEquals(makeFile(kernel, "/dev/shm", stack).fileSystem, "tmpfs");
  } catch (error) {
    // Not every system has this folder.
    assert(error instanceof SyscallError, String(error));
  }
}));

Deno.test(labTest("fileSystem tells the kinds apart, known or not", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  let type = 0n;
  answerCalls(kernel, (name, args) => {
    if (name !== "fstatfs") return;
    const { buffer } = args[1] as Uint8Array<ArrayBuffer>;
    new BigInt64Array(buffer)[0] = type;
    return 0;
  });
  // statfs(2): f_type is a word with a sign, and some numbers have their 32nd bit set.
  const cases: [bigint, string][] = [
    [0xef53n, "ext4"],
    [0x9123683en, "btrfs"],
    [BigInt.asIntN(32, 0x9123683en), "btrfs"],
    [0x1234n, "file system 0x1234"],
  ];
  for (const [number, name] of cases) {
    type = number;
    assertEquals(file.fileSystem, name);
  }
}));

Deno.test(labTest("openDirect() opens this file, and no other", () => {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  const asked: unknown[] = [];
  answerCalls(kernel, (name, [path, flags]) => {
    if (name !== "open") return;
    asked.push(path);
    assertEquals(Number(flags) & O_DIRECT, O_DIRECT);
    return 77;
  });
  assertEquals(file.openDirect(), 77);
  assertEquals(asked, [cString(`/proc/self/fd/${file.fd}`)]);
}));

Deno.test(
  labTest(
    "openDirect() opens the same file past the page cache, or is refused",
    () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const file = makeFile(kernel, testFolder, stack);
      const content = file.fillAtRandom(8192);
      const memory = makeMemory(kernel, 8192, stack);
      try {
        const direct = file.openDirect();
        stack.defer(() => kernel.call("close", direct));
        const info = readText(kernel, `/proc/self/fdinfo/${direct}`);
        const flags = parseInt(/^flags:\s*(\d+)$/m.exec(info)![1]!, 8);
        assertEquals(flags & O_DIRECT, O_DIRECT);
        assertEquals(kernel.read(direct, memory.address, 8192), 8192);
        assertSame(memory.bytes, content, "direct");
      } catch (error) {
        assert(error instanceof SyscallError, String(error));
      }
    },
  ),
);

Deno.test(labTest("close() gives everything back", () => {
  const kernel = new Kernel();
  const before = inUse(kernel);
  const file = new ScratchFile(kernel, testFolder);
  assertEquals(openDescriptors().length, before.descriptors.length + 1);
  file.close();
  assertEquals(inUse(kernel), before);
}));

Deno.test(
  labTest(
    "whichever call fails, no ScratchFile and no name is left",
    async () => {
      for (const kernel of [new RefusingKernel(), new NamingKernel()]) {
        const refusals = await refuseEachCall(
          kernel,
          () => new ScratchFile(kernel, testFolder).close(),
        );
        assert(refusals > 1);
      }
    },
  ),
);

Deno.test(labTest("a folder that takes no file is named in the error", () => {
  const kernel = new Kernel();
  for (const folder of ["/proc", "/proc/nothing"]) {
    assertThrows(
      () => new ScratchFile(kernel, folder),
      SyscallError,
      `open("${folder}/zero-copy-`,
    );
  }
}));
