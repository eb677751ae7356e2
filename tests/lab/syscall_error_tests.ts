import { assert, assertEquals } from "@std/assert";
import { constants } from "node:os";
import { errnoName, SyscallError } from "../../lib/lab/syscall_error.ts";

Deno.test("a SyscallError says the call and the name of the error", () => {
  const error = new SyscallError("read(3, 0x1000, 1)", 22);
  assertEquals(error.message, "read(3, 0x1000, 1) failed with EINVAL");
  assertEquals(error.name, "SyscallError");
  assertEquals(error.call, "read(3, 0x1000, 1)");
  assertEquals(error.errno, 22);
  assertEquals(error.code, "EINVAL");
  assertEquals(error.words, "invalid argument");
  assertEquals(new SyscallError("read()", 9999).words, undefined);
  assert(error instanceof Error);
});

Deno.test("errnoName() finds a name for every number that has one", () => {
  for (const [name, number] of Object.entries(constants.errno)) {
    const found = errnoName(number);
    const numbers = new Map(Object.entries(constants.errno));
    assertEquals(numbers.get(found), number, name);
  }
});

Deno.test("errnoName() prefers the names that manual pages use", () => {
  for (const name of ["EAGAIN", "EDEADLK", "EOPNOTSUPP"] as const) {
    assertEquals(errnoName(constants.errno[name]), name);
  }
});

Deno.test("errnoName() says the number of an error that has no name", () => {
  assertEquals(errnoName(9999), "errno 9999");
});
