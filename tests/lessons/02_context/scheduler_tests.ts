import { assert, assertEquals, assertThrows } from "@std/assert";
import { Fault } from "../../../lib/machine/fault.ts";
import {
  areAllRight,
  countSwitches,
  runTasks,
} from "../../../lessons/02_context/scheduler.ts";
import {
  callingTask,
  productTask,
  sumTask,
  type Task,
} from "../../../lessons/02_context/task.ts";
import { makeDice } from "../../dice.ts";

const pair = [sumTask(5), productTask(6, 4)];
const saving = { sliceOperations: 4, savesContext: true };

Deno.test("runTasks() with saved contexts gets every result right, whatever the tasks and the slice", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { between } = makeDice(seed);
    const tasks: Task[] = [
      sumTask(between(1, 30)),
      productTask(between(0, 9), between(1, 30)),
      callingTask(between(1, 20)),
    ].slice(0, between(1, 3));
    const sliceOperations = between(1, 40);
    const run = runTasks(tasks, { sliceOperations, savesContext: true });
    assertEquals(run.results.length, tasks.length, `seed ${seed}`);
    assert(areAllRight(run), `seed ${seed}`);
    for (const { operations } of run.slices) {
      assert(operations <= sliceOperations, `seed ${seed}`);
    }
  }
});

Deno.test("runTasks() without saved contexts gets a result wrong for every slice", () => {
  for (let sliceOperations = 1; sliceOperations <= 40; sliceOperations++) {
    const run = runTasks(pair, { sliceOperations, savesContext: false });
    assertEquals(run.results.length, pair.length);
    assert(!areAllRight(run), `slice ${sliceOperations}`);
  }
});

Deno.test("a task finds what it left, and only then", () => {
  const { switches } = runTasks(pair, saving);
  for (const [i, { to, found }] of switches.entries()) {
    const last = switches.slice(0, i).findLast(({ from }) => from === to);
    if (last !== undefined) assertEquals(found, last.left, `switch ${i + 1}`);
    else assertEquals(found.programCounter, 0, `switch ${i + 1}`);
  }
});

Deno.test("without saved contexts, a task finds what the other left", () => {
  const { switches } = runTasks(pair, { ...saving, savesContext: false });
  assert(switches.length > 0);
  for (const { left, found } of switches) assertEquals(found, left);
});

Deno.test("tasks take turns, in slices of the length that was asked for", () => {
  const { slices, switches } = runTasks(pair, saving);
  assertEquals(
    slices.map(({ task, operations }) => `${task} ${operations}`),
    [
      "sum 4",
      "product 4",
      "sum 4",
      "product 4",
      "sum 4",
      "product 4",
      "sum 4",
      "product 3",
      "sum 1",
    ],
  );
  assertEquals(switches.length, slices.length - 1);
  assertEquals(switches.filter(({ isLast }) => isLast).length, 1);
});

Deno.test("a context switch is written down with the operation and the slice before it", () => {
  const { trace } = runTasks(pair, saving);
  assertEquals(trace[0], {
    kind: "context switch",
    from: "sum",
    to: "product",
    step: 4,
    round: 1,
  });
  assertEquals(trace[1]?.step, 8);
  assertEquals(trace[1]?.round, 2);
});

Deno.test("a task alone is never switched, however short its slices", () => {
  const run = runTasks([callingTask(7)], { ...saving, sliceOperations: 1 });
  assertEquals(countSwitches(run.trace), {
    systemCalls: 7,
    modeSwitches: 14,
    contextSwitches: 0,
  });
  assert(areAllRight(run));
});

Deno.test("two tasks without calls have context switches and no mode switches of calls", () => {
  const run = runTasks(pair, saving);
  assertEquals(countSwitches(run.trace), {
    systemCalls: 0,
    modeSwitches: 0,
    contextSwitches: run.switches.length,
  });
});

Deno.test("mode switches do not depend on who else runs", () => {
  const alone = countSwitches(runTasks([callingTask(9)], saving).trace);
  const among = countSwitches(
    runTasks([...pair, callingTask(9)], saving).trace,
  );
  assertEquals(among.modeSwitches, alone.modeSwitches);
  assert(among.contextSwitches > 0);
});

Deno.test("runTasks() of no task does nothing", () => {
  const { slices, switches, results, trace } = runTasks([], saving);
  assertEquals([slices, switches, results, trace], [[], [], [], []]);
});

Deno.test("runTasks() gives up a run that does not end", () => {
  const endless: Task = {
    name: "endless",
    operations: [
      { op: "set", to: "a", value: 1 },
      { op: "jump", target: 0, while: "a" },
    ],
    expected: 0,
  };
  const fault = assertThrows(() => runTasks([endless], saving), Fault);
  assertEquals(fault.rule, "the tasks must end within 10000 operations");
});

Deno.test("runTasks() refuses a slice that is no whole number from 1", () => {
  for (const sliceOperations of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => runTasks(pair, { sliceOperations, savesContext: true }),
      RangeError,
      String(sliceOperations),
    );
  }
});
