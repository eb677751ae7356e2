import { assert, assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../../lib/machine/fault.ts";
import { Hardware } from "../../../lessons/01_modes/hardware.ts";

Deno.test("hardware starts in user mode, running, with interrupts on and nothing done", () => {
  const hardware = new Hardware();
  assertEquals(hardware.cpu.mode, "user");
  assert(!hardware.isHalted);
  assert(hardware.areInterruptsOn);
  assertEquals(hardware.trace, []);
});

Deno.test("each mode switch is one event, with the step that caused it", () => {
  const hardware = new Hardware();
  hardware.step = 1;
  hardware.enterKernel("read");
  hardware.step = 2;
  hardware.leaveKernel("read");
  assertEquals(hardware.trace, [
    { kind: "mode switch", to: "kernel", call: "read", step: 1, round: 0 },
    { kind: "mode switch", to: "user", call: "read", step: 2, round: 0 },
  ]);
});

Deno.test("a refused mode switch is no event", () => {
  const hardware = new Hardware();
  assertThrows(() => hardware.leaveKernel("read"), Fault);
  assertEquals(hardware.trace, []);
});

Deno.test("interrupt() wakes a halted CPU", () => {
  const hardware = new Hardware();
  hardware.isHalted = true;
  hardware.interrupt("nic");
  assert(!hardware.isHalted);
  assertEquals(hardware.trace, [
    { kind: "interrupt", device: "nic", step: 0, round: 0 },
  ]);
});

Deno.test("interrupt() is not heard while interrupts are off", () => {
  const hardware = new Hardware();
  hardware.isHalted = true;
  hardware.areInterruptsOn = false;
  hardware.interrupt("nic");
  assert(hardware.isHalted);
  assertEquals(hardware.trace, []);
});
