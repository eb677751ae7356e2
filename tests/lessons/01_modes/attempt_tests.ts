import { assert, assertEquals, assertInstanceOf } from "@std/assert";
import {
  attempt,
  attemptAddress,
  attemptAll,
  reach,
} from "../../../lessons/01_modes/attempt.ts";
import { Fault } from "../../../lib/machine/fault.ts";
import { Hardware } from "../../../lessons/01_modes/hardware.ts";
import { Memory } from "../../../lib/machine/memory.ts";
import {
  operationNamed,
  operations,
} from "../../../lessons/01_modes/operation.ts";
import { PageTable } from "../../../lib/machine/page_table.ts";

Deno.test("attempt() keeps either what was done or the fault", () => {
  const done = attempt(new Hardware(), operationNamed("add"));
  assertEquals(done.done?.after, "a 5");
  assertEquals(done.fault, undefined);
  const refused = attempt(new Hardware(), operationNamed("halt"));
  assertEquals(refused.done, undefined);
  assertInstanceOf(refused.fault, Fault);
});

Deno.test("attemptAll() in user mode is refused what is privileged, and nothing else", () => {
  const tried = attemptAll("user");
  assertEquals(tried.map(({ operation }) => operation), [...operations]);
  for (const { operation, fault } of tried) {
    assertEquals(fault !== undefined, operation.isPrivileged, operation.name);
  }
});

Deno.test("attemptAll() in kernel mode is refused only the trap", () => {
  const refused = attemptAll("kernel").filter(({ done }) => done === undefined);
  assertEquals(refused.map(({ operation }) => operation.name), ["trap"]);
});

Deno.test("attemptAll() in kernel mode shows a change for all that is done", () => {
  for (const { operation, done } of attemptAll("kernel")) {
    if (done === undefined) continue;
    assert(done.before !== done.after, operation.name);
  }
});

Deno.test("reach() needs mode switches only for what is privileged", () => {
  for (const operation of operations) {
    if (operation.name === "trap") continue;
    const { steps, counts: { modeSwitches } } = reach(operation);
    assertEquals(modeSwitches, operation.isPrivileged ? 2 : 0, operation.name);
    assert(steps.some(({ says }) => says === operation.name));
  }
});

Deno.test("attemptAddress() finds one byte by two addresses, the kernel's in kernel mode only", () => {
  const table = new PageTable(new Memory(4, 4096));
  table.map(1, { frame: 2, place: "user buffer" });
  const physical = 2 * 4096 + 100;
  const userAddress = 4096 + 100;
  const kernelAddress = table.kernelAddress(physical);
  assertEquals(attemptAddress(table, userAddress, "user"), physical);
  assertEquals(attemptAddress(table, userAddress, "kernel"), physical);
  assertEquals(attemptAddress(table, kernelAddress, "kernel"), physical);
  assertInstanceOf(attemptAddress(table, kernelAddress, "user"), Fault);
  assertInstanceOf(attemptAddress(table, 0, "kernel"), Fault);
});
