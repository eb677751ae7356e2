import { assertEquals, assertThrows } from "@std/assert";
import { Cpu, freshContext } from "../../lib/machine/cpu.ts";
import { Fault } from "../../lib/machine/fault.ts";

Deno.test("a CPU starts in user mode, at the beginning, with empty registers", () => {
  const cpu = new Cpu();
  assertEquals(cpu.mode, "user");
  assertEquals(cpu.call, undefined);
  assertEquals(cpu.save(), freshContext);
});

Deno.test("load() brings back what save() saved, and so jumps", () => {
  const cpu = new Cpu();
  cpu.registers.b = 7;
  cpu.programCounter = 40;
  const context = cpu.save();
  cpu.load(freshContext);
  assertEquals(cpu.save(), freshContext);
  cpu.load(context);
  assertEquals(cpu.registers, { a: 0, b: 7, c: 0, d: 0 });
  assertEquals(cpu.programCounter, 40);
});

Deno.test("a saved context does not change with the CPU, before or after it is loaded", () => {
  const cpu = new Cpu();
  const saved = cpu.save();
  cpu.registers.a = 1;
  cpu.load(saved);
  cpu.registers.a = 2;
  assertEquals(saved, freshContext);
});

Deno.test("CPUs do not share registers", () => {
  const [one, other] = [new Cpu(), new Cpu()];
  one.registers.a = 5;
  assertEquals(other.registers.a, 0);
  assertEquals(freshContext.registers.a, 0);
});

Deno.test("enterKernel() raises the privilege and remembers the call", () => {
  const cpu = new Cpu();
  assertThrows(() => cpu.requireKernelMode(), Fault);
  cpu.enterKernel("read");
  cpu.requireKernelMode();
  assertEquals(cpu.mode, "kernel");
  assertEquals(cpu.call, "read");
});

Deno.test("leaveKernel() lowers the privilege and gives the user's registers back", () => {
  const cpu = new Cpu();
  cpu.registers.a = 3;
  cpu.enterKernel("read");
  cpu.registers.a = 99;
  cpu.registers.d = 99;
  cpu.leaveKernel("read");
  assertEquals(cpu.mode, "user");
  assertEquals(cpu.call, undefined);
  assertEquals(cpu.registers, { a: 3, b: 0, c: 0, d: 0 });
});

Deno.test("what the kernel does with the registers stays in the kernel in every call", () => {
  const cpu = new Cpu();
  for (const value of [1, 2]) {
    cpu.registers.c = value;
    cpu.enterKernel("write");
    cpu.registers.c = -1;
    cpu.leaveKernel("write");
    assertEquals(cpu.registers.c, value);
  }
});

Deno.test("a refused step leaves the CPU as it was", () => {
  const cpu = new Cpu();
  assertThrows(() => cpu.leaveKernel("read"), Fault, "it is in user mode");
  assertEquals([cpu.mode, cpu.call], ["user", undefined]);
  cpu.enterKernel("read");
  assertThrows(
    () => cpu.enterKernel("write"),
    Fault,
    "in kernel mode, in read",
  );
  assertThrows(() => cpu.leaveKernel("write"), Fault, "the kernel is in read");
  assertEquals([cpu.mode, cpu.call], ["kernel", "read"]);
});
