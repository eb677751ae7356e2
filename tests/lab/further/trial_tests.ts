import { assertEquals, assertThrows } from "@std/assert";
import { SyscallError } from "../../../lib/lab/syscall_error.ts";
import { Refusal, refuseWith } from "../../../lib/lab/further/trial.ts";

Deno.test("refuseWith() says first what a refused call means", () => {
  const { message } = assertThrows(
    () =>
      refuseWith("tmpfs takes no O_DIRECT", () => {
        throw new SyscallError("read(3, 0x1000, 1)", 22);
      }),
    Refusal,
  );
  assertEquals(
    message,
    "tmpfs takes no O_DIRECT: read(3, 0x1000, 1) failed with EINVAL",
  );
});

Deno.test("refuseWith() hands on what is returned, and other errors as they are", () => {
  assertEquals(refuseWith("never", () => 7), 7);
  assertThrows(() =>
    refuseWith("never", () => {
      throw new RangeError("another");
    }), RangeError);
});
