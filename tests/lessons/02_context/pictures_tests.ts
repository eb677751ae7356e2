import { assert, assertEquals } from "@std/assert";
import {
  countSwitches,
  runTasks,
} from "../../../lessons/02_context/scheduler.ts";
import {
  callingTask,
  productTask,
  sumTask,
} from "../../../lessons/02_context/task.ts";
import {
  drawRegisters,
  drawTasks,
  drawTimeline,
  resultsTable,
  switchesTable,
} from "../../../lessons/02_context/pictures.ts";
import { displayWidth } from "../../../lib/text/width.ts";

const pair = [sumTask(5), productTask(6, 4)];
const plan = { sliceOperations: 4, savesContext: true };

Deno.test("drawTimeline() fills one lane in each column", () => {
  const { slices } = runTasks(pair, plan);
  assertEquals(drawTimeline(slices, 72), [
    "operations 1 to 32",
    "sum      ████····████····████····████···█",
    "product  ····████····████····████····███·",
  ]);
});

Deno.test("drawTimeline() breaks a long run into even rows that fit", () => {
  for (let sliceOperations = 1; sliceOperations <= 40; sliceOperations++) {
    const { slices } = runTasks([...pair, callingTask(50)], {
      ...plan,
      sliceOperations,
    });
    const lines = drawTimeline(slices, 40);
    for (const line of lines) assert(displayWidth(line) <= 40, line);
    const filled = lines.join("").split("█").length - 1;
    const done = slices.reduce((sum, { operations }) => sum + operations, 0);
    assertEquals(filled, done, `slice ${sliceOperations}`);
  }
});

Deno.test("drawTimeline() of no slice is empty", () => {
  assertEquals(drawTimeline([], 40), []);
});

Deno.test("drawTasks() stands side by side if that fits, else one below the other", () => {
  const wide = drawTasks(pair, 72);
  assertEquals(wide[0], "sum                      product");
  assertEquals(wide[1], "0  a = 0                 0  a = 0");
  const narrow = drawTasks(pair, 40);
  assertEquals(narrow.filter((line) => line === "product").length, 1);
  for (const columns of [40, 46, 47, 60]) {
    for (const line of drawTasks(pair, columns)) {
      assert(displayWidth(line) <= columns, `${columns}: ${line}`);
    }
  }
});

Deno.test("resultsTable() says which result is wrong", () => {
  const { left } = runTasks(pair, plan).results[0]!;
  const text = resultsTable([
    { task: "sum", value: 15, expected: 15, left },
    { task: "product", value: 5, expected: 24, left },
  ]);
  const [sum, product] = text.split("\n").slice(2);
  assert(sum?.includes("right") && !sum.includes("wrong"), text);
  assert(product?.includes("wrong"), text);
});

Deno.test("switchesTable() counts mode switches and context switches apart", () => {
  const text = switchesTable([
    { tasks: "one", ...countSwitches(runTasks([callingTask(3)], plan).trace) },
    { tasks: "two", ...countSwitches(runTasks(pair, plan).trace) },
  ]);
  const rows = text.split("\n").slice(2).map((line) =>
    line.split("|").slice(1, 5).map((cell) => cell.trim())
  );
  assertEquals(rows, [["one", "3", "6", "0"], ["two", "0", "0", "8"]]);
});

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
