import { assert, assertEquals } from "@std/assert";
import { runTasks } from "../../../lessons/02_context/scheduler.ts";
import { productTask, sumTask } from "../../../lessons/02_context/task.ts";
import { drawRegisters } from "../../../lessons/02_context/register_table.ts";
import { displayWidth } from "../../../lib/text/width.ts";

const pair = [sumTask(5), productTask(6, 4)];

Deno.test("drawRegisters() shows each switch before and after, and the end", () => {
  const plan = { sliceOperations: 16, savesContext: true };
  assertEquals(drawRegisters(runTasks(pair, plan), plan), [
    "   does  task   counter  a  b  c  d",
    "   begin sum          0  0  0  0  0",
    " 1 save  sum          4 15  0  0  0",
    "   load  product      0  0  0  0  0",
    " 2 end   product      6 24  0  6  0",
    "   load  sum          4 15  0  0  0",
    "   end   sum          5 15  0  0  0",
  ]);
});

Deno.test("drawRegisters() does not say save or load where nothing is", () => {
  const plan = { sliceOperations: 16, savesContext: false };
  const text = drawRegisters(runTasks(pair, plan), plan).join("\n");
  assert(!/save|load/.test(text), text);
  assert(text.includes("go on product"), text);
});

Deno.test("drawRegisters() says how many switches it leaves out", () => {
  const plan = { sliceOperations: 1, savesContext: true };
  const schedule = runTasks(pair, plan);
  const lines = drawRegisters(schedule, plan);
  const hidden = lines.filter((line) => line.includes("…"));
  const shown = lines.filter((line) => /^ *\d/.test(line)).length;
  assertEquals(hidden, [
    `   … ${schedule.switches.length - shown} more switches …`,
  ]);
  assert(lines.length < 30);
});

Deno.test("drawRegisters() fits into 38 columns for every slice", () => {
  for (let sliceOperations = 1; sliceOperations <= 40; sliceOperations++) {
    for (const savesContext of [true, false]) {
      const plan = { sliceOperations, savesContext };
      for (const line of drawRegisters(runTasks(pair, plan), plan)) {
        assert(displayWidth(line) <= 38, `slice ${sliceOperations}: ${line}`);
      }
    }
  }
});

Deno.test("drawRegisters() of no task is a head and a beginning", () => {
  const plan = { sliceOperations: 1, savesContext: true };
  assertEquals(drawRegisters(runTasks([], plan), plan).length, 2);
});

Deno.test("drawRegisters() parts the columns, however long the values", () => {
  const plan = { sliceOperations: 100, savesContext: true };
  const lines = drawRegisters(runTasks([productTask(12345, 3)], plan), plan);
  assertEquals(lines.at(-1), "   end   product      6 37035     0 12345     0");
});
