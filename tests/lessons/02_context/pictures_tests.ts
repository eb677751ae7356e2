import { assert, assertEquals } from "@std/assert";
import { runTasks } from "../../../lessons/02_context/scheduler.ts";
import {
  callingTask,
  productTask,
  sumTask,
} from "../../../lessons/02_context/task.ts";
import {
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
  const text = switchesTable({
    one: runTasks([callingTask(3)], plan),
    two: runTasks(pair, plan),
  });
  const rows = text.split("\n").slice(2).map((line) =>
    line.split("|").slice(1, 5).map((cell) => cell.trim())
  );
  assertEquals(rows, [["one", "3", "6", "0"], ["two", "0", "0", "8"]]);
});
