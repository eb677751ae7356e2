import { assertEquals, assertThrows } from "@std/assert";
import {
  absenceOf,
  firstOf,
  Refusal,
  refuseWith,
  tryEach,
} from "../../lib/lab/absence.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";

const refusal = new SyscallError("splice(1, NULL, 2, NULL, 8, 0)", 38);
const absence = {
  way: "splice",
  because:
    "splice(1, NULL, 2, NULL, 8, 0) failed with ENOSYS (function not implemented)",
};

Deno.test("tryEach() keeps what is seen of some when others are refused", () => {
  const names = ["read + write", "splice", "sendfile"];
  const found = tryEach(names.map((name) => ({ name })), ({ name }) => {
    if (name === "splice") throw refusal;
    return name.length;
  });
  assertEquals(found, { seen: [12, 8], absent: [absence] });
});

Deno.test("tryEach() lets through what no kernel refused", () => {
  const mistake = new RangeError("a mistake");
  const ways = [{ name: "splice" }];
  const act = (): never => {
    throw mistake;
  };
  assertThrows(() => tryEach(ways, act), RangeError, "a mistake");
});

Deno.test("the first of several errors is told, not what giving back met with", () => {
  const later = new SyscallError("setns(3, 1073741824)", 1);
  const both = new SuppressedError(later, refusal);
  const three = new SuppressedError(new TypeError("last"), both);
  assertEquals(firstOf(three), refusal);
  assertEquals(absenceOf("splice", three), absence);
  assertEquals(firstOf(later), later);
});

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
