import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { portFailure } from "../../lib/cli/port.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

Deno.test("portFailure() says what to type for a port that is taken, or kept for the system", () => {
  const { AddrInUse, PermissionDenied } = Deno.errors;
  const cases: readonly [Error, number, string][] = [
    [new AddrInUse(), 8000, "8000 is taken. Try: --port 8001"],
    [new AddrInUse(), 65_535, "65535 is taken. Try: --port 65534"],
    [new PermissionDenied(), 80, "80 is kept for the system. Try: --port 8000"],
  ];
  for (const [error, port, says] of cases) {
    const failure = portFailure(error, port, "serve");
    assert(failure instanceof UsageError);
    assertStringIncludes(failure.message, says);
  }
  const atRoom = portFailure(new PermissionDenied(), 80, "room");
  assertStringIncludes(String(atRoom), "Try: --port 8050");
  const other = new TypeError();
  assertEquals(portFailure(other, 1, "serve"), other);
});
