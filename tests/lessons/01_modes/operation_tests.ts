import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertThrows,
} from "@std/assert";
import { Fault } from "../../../lib/machine/fault.ts";
import { Hardware } from "../../../lessons/01_modes/hardware.ts";
import {
  callKernel,
  execute,
  type Operation,
  operationNamed,
  operations,
  returnFrom,
  trap,
} from "../../../lessons/01_modes/operation.ts";
import { count } from "../../../lib/trace/count.ts";

/** All that an operation could have changed, but for the step. */
function stateOf(hardware: Hardware): unknown {
  const { cpu, memory, step: _step, ...rest } = hardware;
  const { mode, call, registers, programCounter } = cpu;
  return structuredClone({
    ...rest,
    memory: [...memory],
    cpu: { mode, call, registers, programCounter },
    trace: hardware.trace,
  });
}

const privileged = operations.filter(({ isPrivileged }) => isPrivileged);

Deno.test("the privileged operations are those that the textbook lists", () => {
  assertEquals(privileged.map(({ name }) => name), [
    "start I/O",
    "clear memory",
    "set the status word",
    "set the clock",
    "disable interrupts",
    "enable interrupts",
    "halt",
  ]);
  const others = operations.filter(({ isPrivileged }) => !isPrivileged);
  assertEquals(others.map(({ name }) => name), ["jump", "add", "load", "trap"]);
});

Deno.test("execute() refuses a privileged operation in user mode, and changes nothing", () => {
  for (const operation of privileged) {
    const hardware = new Hardware();
    const before = stateOf(hardware);
    const fault = assertThrows(() => execute(hardware, operation), Fault);
    assertEquals(
      fault.message,
      `Cannot ${operation.name} at step 1 as the CPU must be in kernel mode: it is in user mode.`,
    );
    assertEquals(stateOf(hardware), before, operation.name);
  }
});

Deno.test("execute() does an operation in the mode that may do it", () => {
  const effects: Record<string, (hardware: Hardware) => boolean> = {
    "jump": ({ cpu }) => cpu.programCounter === 40,
    "add": ({ cpu }) => cpu.registers.a === 2 + 3,
    "load": ({ cpu, memory }) => cpu.registers.c === memory[0],
    "trap": ({ cpu }) => cpu.mode === "kernel",
    "start I/O": ({ isDiskBusy }) => isDiskBusy,
    "clear memory": ({ memory }) => memory.every((byte) => byte === 0),
    "set the status word": ({ conditionCode }) => conditionCode === 1,
    "set the clock": ({ clockTicks }) => clockTicks === 900,
    "disable interrupts": ({ areInterruptsOn }) => !areInterruptsOn,
    "enable interrupts": ({ areInterruptsOn }) => areInterruptsOn,
    "halt": ({ isHalted }) => isHalted,
  };
  assertEquals(Object.keys(effects), operations.map(({ name }) => name));
  for (const operation of operations) {
    const hardware = new Hardware();
    hardware.areInterruptsOn = operation.name !== "enable interrupts";
    if (operation.isPrivileged) hardware.enterKernel("read");
    const hasEffect = effects[operation.name]!;
    assert(!hasEffect(hardware), `${operation.name} has its effect too early`);
    execute(hardware, operation);
    assert(hasEffect(hardware), `${operation.name} has no effect`);
  }
});

Deno.test("execute() says before and after in different words when there is an effect", () => {
  for (const operation of operations) {
    const hardware = new Hardware();
    hardware.areInterruptsOn = operation.name !== "enable interrupts";
    if (operation.isPrivileged) hardware.enterKernel("read");
    const { before, after } = execute(hardware, operation);
    assert(before !== after, `${operation.name}: "${before}" twice`);
  }
});

Deno.test("callKernel() does every privileged operation for two mode switches", () => {
  for (const operation of privileged) {
    const hardware = new Hardware();
    const steps = callKernel(hardware, operation);
    assertEquals(steps.map(({ step }) => step), [1, 2, 3]);
    assertEquals(
      steps.map(({ mode }) => mode),
      ["user", "kernel", "kernel"],
      operation.name,
    );
    assertEquals(hardware.cpu.mode, "user");
    const counts = count(hardware.trace);
    assertEquals(counts.systemCalls, 1, operation.name);
    assertEquals(counts.modeSwitches, 2, operation.name);
    const wakes = operation.name === "halt" ? 1 : 0;
    assertEquals(counts.interrupts, wakes, operation.name);
  }
});

Deno.test("callKernel() gives the program its registers back", () => {
  const hardware = new Hardware();
  const before = { ...hardware.cpu.registers };
  callKernel(hardware, operationNamed("clear memory"));
  assertEquals(hardware.cpu.registers, before);
});

Deno.test("callKernel() has no door to what a program may do itself", () => {
  const hardware = new Hardware();
  assertThrows(
    () => callKernel(hardware, operationNamed("add")),
    TypeError,
    'found "add"',
  );
  assertEquals(hardware.trace, []);
});

Deno.test("a halted CPU does nothing until an interrupt", () => {
  const hardware = new Hardware();
  hardware.enterKernel("recv");
  execute(hardware, operationNamed("halt"));
  const add = operationNamed("add");
  const fault = assertThrows(() => execute(hardware, add), Fault);
  assertEquals(fault.rule, "the CPU must be running");
  hardware.interrupt("nic");
  execute(hardware, add);
  assertEquals(count(hardware.trace).interrupts, 1);
});

Deno.test("a CPU that halts with interrupts off never wakes", () => {
  const hardware = new Hardware();
  hardware.enterKernel("read");
  execute(hardware, operationNamed("disable interrupts"));
  execute(hardware, returnFrom("read"));
  const fault = assertThrows(
    () => callKernel(hardware, operationNamed("halt")),
    Fault,
  );
  assertEquals(fault.rule, "the CPU must be running");
  assertEquals(count(hardware.trace).interrupts, 0);
});

Deno.test("execute() moves the program counter by one, but not for a refused operation", () => {
  const hardware = new Hardware();
  execute(hardware, operationNamed("add"));
  assertEquals(hardware.cpu.programCounter, 1);
  assertThrows(() => execute(hardware, operationNamed("halt")), Fault);
  assertEquals(hardware.cpu.programCounter, 1);
});

Deno.test("trap() in kernel mode is refused: the CPU is there already", () => {
  const hardware = new Hardware();
  execute(hardware, trap("read"));
  const fault = assertThrows(() => execute(hardware, trap("write")), Fault);
  assertEquals(fault.rule, "the CPU must be in user mode");
  assertEquals(hardware.cpu.programCounter, 1);
  assertEquals(hardware.cpu.call, "read");
});

Deno.test("returnFrom() is refused in user mode, and from another call", () => {
  const hardware = new Hardware();
  assertThrows(() => execute(hardware, returnFrom("read")), Fault);
  hardware.enterKernel("read");
  assertThrows(() => execute(hardware, returnFrom("write")), Fault);
  assertEquals(hardware.cpu.mode, "kernel");
});

Deno.test("execute() passes on an error that is no fault", () => {
  const broken: Operation = {
    name: "break",
    isPrivileged: false,
    act: () => {
      throw new TypeError("broken");
    },
    look: () => "",
  };
  const error = assertThrows(() => execute(new Hardware(), broken));
  assertInstanceOf(error, TypeError);
});

Deno.test("operationNamed() names all operations when it finds none", () => {
  const error = assertThrows(() => operationNamed("fly"), RangeError);
  for (const { name } of operations) assert(error.message.includes(name));
});
