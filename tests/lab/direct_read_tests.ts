import { assert, assertEquals } from "@std/assert";
import { measureDirectRead } from "../../lib/lab/direct_read.ts";
import { Kernel } from "../../lib/lab/kernel.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { makeFile, makeMemory } from "../../lib/lab/probe_bench.ts";
import { labTest, testFolder } from "./lab_test_kit.ts";

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
