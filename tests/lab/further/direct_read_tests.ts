import { assert, assertEquals } from "@std/assert";
import { measureDirectRead } from "../../../lib/lab/further/direct_read.ts";
import { Kernel } from "../../../lib/lab/kernel.ts";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import { makeFile, makeMemory } from "../../../lib/lab/probe_bench.ts";
import { answerCalls, labTest, testFolder } from "../lab_test_kit.ts";

Deno.test(
  labTest("measureDirectRead() reads all of the file, or is refused", () => {
    using stack = new DisposableStack();
    const kernel = new Kernel();
    for (const bytes of [1, 65_536, 100_001]) {
      const file = makeFile(kernel, testFolder, stack);
      const buffer = makeMemory(kernel, bytes, stack);
      try {
        const direct = file.openDirect();
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
        assert(error instanceof SyscallError, String(error));
        assertEquals(error.code, "EINVAL", error.message);
      }
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
