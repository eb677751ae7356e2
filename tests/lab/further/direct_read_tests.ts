import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  measureDirectRead,
  openDirect,
} from "../../../lib/lab/further/direct_read.ts";
import { Refusal } from "../../../lib/lab/absence.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import { makeFile, makeMemory } from "../../../lib/lab/probe_bench.ts";
import {
  answerCalls,
  labTest,
  RefusingKernel,
  testFolder,
} from "../lab_test_kit.ts";

Deno.test(
  labTest("measureDirectRead() reads all of the file, or is refused", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    for (const bytes of [1, 65_536, 100_001]) {
      const file = makeFile(kernel, testFolder, stack);
      const buffer = makeMemory(kernel, bytes, stack);
      try {
        const direct = openDirect(file);
        stack.defer(() => kernel.call("close", direct));
        const measured = measureDirectRead({
          kernel,
          file,
          direct,
          buffer,
          bytes,
        });
        assert(measured.cachedPages >= 0);
        assert(measured.cachedReadDiskBytes >= 0);
        assert(measured.directReadDiskBytes >= 0);
        assertEquals(buffer.bytes[0], 1);
      } catch (error) {
        assert(error instanceof Refusal, String(error));
        assert(/takes no O_DIRECT: .* EINVAL/.test(error.message));
      }
    }
  }),
);

Deno.test(
  labTest("only what a file system refuses is told as no O_DIRECT", () => {
    for (
      const [name, isDirect] of [["read", true], ["mincore", false]] as const
    ) {
      using stack = new DisposableStack();
      const kernel = new RefusingKernel();
      const file = makeFile(kernel, testFolder, stack);
      const buffer = makeMemory(kernel, 4096, stack);
      // Only what is read past the page cache is refused, not what is read through it.
      const direct = -2;
      const { read } = kernel;
      if (isDirect) {
        kernel.read = (fd, ...rest): number => {
          if (fd === direct) throw new SyscallError("read()", 22);
          return read.call(kernel, fd, ...rest);
        };
      } else kernel.refuseAll(name, 38);
      const error = assertThrows(
        () => measureDirectRead({ kernel, file, direct, buffer, bytes: 4096 }),
        Error,
      );
      assertEquals(error instanceof Refusal, isDirect, name);
      assertEquals(error.message.includes("O_DIRECT"), isDirect, name);
    }
  }),
);

Deno.test(
  labTest(
    "measureDirectRead() tells the disk's part in each of two reads",
    () => {
      using stack = new DisposableStack();
      const kernel = new Kernel();
      const bytes = 20_000;
      const file = makeFile(kernel, testFolder, stack);
      const buffer = makeMemory(kernel, bytes, stack);
      const direct = -2;
      let [position, blocks] = [999, 0];
      const asked: number[][] = [];
      file.cachedPages = (): number => 5;
      file.rewind = (): void => void (position = 0);
      // A disk that has one block for each piece of a read, and ten for one past the page cache.
      kernel.read = (fd, to, most): number => {
        if (fd !== file.fd && fd !== direct) return 0;
        assertEquals(to, buffer.address);
        asked.push([fd, most]);
        blocks += fd === direct ? 10 : 1;
        const piece = Math.min(
          8192,
          most,
          bytes - (fd === direct ? 0 : position),
        );
        if (fd !== direct) position += piece;
        return asked.length === 5 ? 0 : piece;
      };
      answerCalls(kernel, (name, args) => {
        if (name !== "getrusage") return;
        const fields = args[1] as Uint8Array<ArrayBuffer>;
        new BigInt64Array(fields.buffer)[11] = BigInt(blocks);
        return 0;
      });
      const measured = measureDirectRead({
        kernel,
        file,
        direct,
        buffer,
        bytes,
      });
      assertEquals(asked, [
        [file.fd, 20_480],
        [file.fd, 12_288],
        [file.fd, 4096],
        [direct, 20_480],
        [direct, 12_288],
      ]);
      assertEquals(measured, {
        cachedPages: 5,
        cachedReadDiskBytes: 3 * 512,
        directReadDiskBytes: 20 * 512,
      });
      assertEquals(kernel.calls.fsync, 1);
    },
  ),
);
