import { assertEquals } from "@std/assert";
import { Cpu } from "../../../lib/machine/cpu.ts";
import {
  advance,
  callingTask,
  isOver,
  productTask,
  sayTaskOperation,
  sumTask,
  type Task,
} from "../../../lessons/02_context/task.ts";
import type { Happening } from "../../../lib/trace/event.ts";

/** Runs a task alone, to its end. */
function finish(task: Task): { cpu: Cpu; happenings: Happening[] } {
  const cpu = new Cpu();
  const happenings: Happening[] = [];
  while (!isOver(task, cpu)) {
    advance(cpu, task, (happening) => happenings.push(happening));
  }
  return { cpu, happenings };
}

Deno.test("sumTask() adds the numbers from 1 to the last", () => {
  for (const [last, sum] of [[1, 1], [2, 3], [5, 15], [100, 5050]] as const) {
    assertEquals(sumTask(last).expected, sum);
    assertEquals(finish(sumTask(last)).cpu.registers.a, sum);
  }
});

Deno.test("productTask() multiplies", () => {
  for (const [value, times] of [[6, 4], [7, 1], [0, 3], [12, 12]] as const) {
    const task = productTask(value, times);
    assertEquals(task.expected, value * times);
    assertEquals(finish(task).cpu.registers.a, value * times);
  }
});

Deno.test("callingTask() makes its calls, counts them, and is in user mode again", () => {
  const { cpu, happenings } = finish(callingTask(3, "getpid"));
  assertEquals(cpu.registers.a, 3);
  assertEquals(cpu.mode, "user");
  const pair: Happening[] = [
    { kind: "mode switch", to: "kernel", call: "getpid" },
    { kind: "mode switch", to: "user", call: "getpid" },
  ];
  assertEquals(happenings, [...pair, ...pair, ...pair]);
});

Deno.test("tasks without calls cause nothing but changes of registers", () => {
  assertEquals(finish(sumTask(4)).happenings, []);
  assertEquals(finish(productTask(2, 3)).happenings, []);
});

Deno.test("advance() does one operation and names the next in the program counter", () => {
  const cpu = new Cpu();
  const task = sumTask(2);
  const counters: number[] = [];
  while (!isOver(task, cpu)) {
    advance(cpu, task, () => {});
    counters.push(cpu.programCounter);
  }
  assertEquals(counters, [1, 2, 3, 4, 2, 3, 4, 5]);
});

Deno.test("sayTaskOperation() puts each kind into words", () => {
  assertEquals(callingTask(2, "getpid").operations.map(sayTaskOperation), [
    "a = 0",
    "b = 2",
    "c = 1",
    "call getpid()",
    "a = a + c",
    "b = b - 1",
    "jump to 3 if b > 0",
  ]);
});
