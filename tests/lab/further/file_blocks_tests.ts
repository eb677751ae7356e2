import {
  assert,
  assertEquals,
  assertNotEquals,
  assertStringIncludes,
} from "@std/assert";
import {
  blocksIn,
  blocksOf,
  sayBlocks,
  sharingOf,
} from "../../../lib/lab/further/file_blocks.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import { makeFile } from "../../../lib/lab/probe_bench.ts";
import { answerCalls, labTest, testFolder } from "../lab_test_kit.ts";

/** An answer as the kernel writes it. @see struct fiemap, struct fiemap_extent */
function answer(
  ...extents: readonly { bytes: number; flags: number }[]
): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(32 + 10 * 56));
  view.setUint32(20, extents.length, true);
  extents.forEach(({ bytes, flags }, i) => {
    view.setBigUint64(32 + 56 * i + 16, BigInt(bytes), true);
    view.setUint32(32 + 56 * i + 40, flags, true);
  });
  return new Uint8Array(view.buffer);
}

Deno.test("blocksIn() adds up the extents, and apart the shared ones", () => {
  assertEquals(blocksIn(answer()), {
    extents: 0,
    mappedBytes: 0,
    sharedBytes: 0,
  });
  assertEquals(
    blocksIn(
      answer({ bytes: 4096, flags: 0x2000 }, { bytes: 8192, flags: 0x1 }),
    ),
    { extents: 2, mappedBytes: 12_288, sharedBytes: 4096 },
  );
});

Deno.test("sayBlocks() tells a copy, a reflink, and what is neither", () => {
  const cases = [
    { mappedBytes: 8192, sharedBytes: 0, copies: 1, says: "were copied" },
    { mappedBytes: 8192, sharedBytes: 8192, copies: 0, says: "a reflink" },
    { mappedBytes: 8192, sharedBytes: 4096, copies: null, says: "only" },
    { mappedBytes: 0, sharedBytes: 0, copies: null, says: "settles nothing" },
  ];
  for (const { mappedBytes, sharedBytes, copies, says } of cases) {
    const said = sayBlocks({ extents: 1, mappedBytes, sharedBytes });
    assertEquals(said.copies, copies);
    assertStringIncludes(said.says, says);
    assertStringIncludes(said.says, `${sharedBytes} of the ${mappedBytes}`);
  }
});

Deno.test(
  labTest("blocksOf() finds a place for every byte, or is refused", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    const file = makeFile(kernel, testFolder, stack);
    file.overwrite(new Uint8Array(100_000).fill(1));
    try {
      const { extents, mappedBytes } = blocksOf(kernel, file.fd, 100_000);
      assert(extents > 0);
      assert(mappedBytes >= 100_000, `${mappedBytes} bytes`);
    } catch (error) {
      assert(error instanceof SyscallError, String(error));
      assertNotEquals(error.code, "ENOTTY", "Linux knows this request");
    }
  }),
);

Deno.test(
  labTest(
    "sharingOf() finds that files written one by one share nothing",
    () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const bytes = 65_536;
      const file = makeFile(kernel, testFolder, stack);
      const made = makeFile(kernel, testFolder, stack);
      file.overwrite(new Uint8Array(bytes).fill(1));
      made.overwrite(new Uint8Array(bytes).fill(1));
      const { copies, blocks } = sharingOf(kernel, { file, made, bytes });
      if (blocks === null) return;
      assertEquals(copies, 1);
      assertEquals(blocks.sharedBytes, 0);
    },
  ),
);

/** What a file system answers about the new file, and whether it shares blocks when asked. */
interface Manners {
  readonly tells: Uint8Array | null;
  readonly shares: boolean;
}

/** Asks about a copy on a file system that is made up. */
function shareOn({ tells, shares }: Manners): ReturnType<typeof sharingOf> {
  using stack = new DisposableStack();
  const kernel = new Kernel();
  const file = makeFile(kernel, testFolder, stack);
  const made = makeFile(kernel, testFolder, stack);
  answerCalls(kernel, (name, [fd, request, bytes]) => {
    if (name !== "ioctl") return;
    assertEquals(fd, made.fd);
    const asked = bytes as Uint8Array<ArrayBuffer>;
    const view = new DataView(asked.buffer);
    if (request === 0x4020940dn) {
      // struct file_clone_range: all of the other file.
      const fields = [...new BigUint64Array(asked.buffer)];
      assertEquals(fields, [BigInt(file.fd), 0n, 0n, 0n]);
      if (shares) return 0;
      throw new SyscallError("ioctl()", 95);
    }
    // struct fiemap: all of the file, after what waits has been written.
    assertEquals(request, 0xc020660bn);
    assertEquals(view.getBigUint64(8, true), 4096n);
    assertEquals(view.getUint32(16, true), 1);
    if (tells === null) throw new SyscallError("ioctl()", 95);
    asked.set(tells.subarray(0, asked.length));
    return 0;
  });
  return sharingOf(kernel, { file, made, bytes: 4096 });
}

Deno.test(labTest("sharingOf() believes what the file system tells", () => {
  for (const [flags, copies] of [[0, 1], [0x2000, 0]] as const) {
    const tells = answer({ bytes: 4096, flags });
    const sharing = shareOn({ tells, shares: true });
    assertEquals(sharing.copies, copies);
    assertEquals(sharing.blocks?.mappedBytes, 4096);
  }
}));

Deno.test(
  labTest(
    "sharingOf() has the bytes copied where blocks cannot be shared",
    () => {
      const { blocks, copies, says } = shareOn({ tells: null, shares: false });
      assertEquals([blocks, copies], [null, 1]);
      assertStringIncludes(says, "it cannot share blocks");
    },
  ),
);

Deno.test(
  labTest(
    "sharingOf() does not know where blocks could have been shared",
    () => {
      const { blocks, copies, says } = shareOn({ tells: null, shares: true });
      assertEquals([blocks, copies], [null, null]);
      assertStringIncludes(says, "is not known");
    },
  ),
);
