import { assertEquals, assertThrows } from "@std/assert";
import { itemsOf, withPoints } from "../../lib/homework/items.ts";
import { isManifest, isPrediction } from "../../lib/homework/manifest.ts";
import { predictionsFor } from "../../lib/homework/predictions.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";
import { manifest } from "./made_up.ts";

Deno.test(
  readingTest(
    "itemsOf() lists predictions, a point a blank, and exercises, in the order of the lessons",
    async () => {
      const folders = await loadAllExercises();
      const items = await itemsOf(folders);
      assertEquals(isManifest({ ...manifest, items }), true);
      const order = items.map(({ lesson }) => lesson);
      assertEquals(order, [...order].sort((a, b) => a - b));
      const ofFive = items.filter(({ lesson }) => lesson === 5);
      assertEquals(
        ofFive.map(({ id, name }) => `${id} ${name}`).slice(0, 3),
        ["P5 predictions", "5.1 readAndWrite", "5.2 countSwitches"],
      );
      const exercises = items.filter((item) => !isPrediction(item));
      assertEquals(
        exercises.length,
        folders.flatMap(({ exercises }) => exercises).length,
      );
      assertEquals(
        new Set(exercises.map(({ points }) => points)),
        new Set([2]),
      );
      // Every problem of a lesson has as many blanks.
      for (const seed of [1, 2, 3, 4]) {
        const problems = await predictionsFor({ seed: 0, items }, seed);
        assertEquals(
          problems.map(({ blanks }) => blanks.length),
          items.filter(isPrediction).map(({ points }) => points),
        );
      }
    },
  ),
);

const { items } = manifest;

Deno.test("withPoints() sets points, keeps others, and leaves out what has none", () => {
  const table = "item,points\r\n5.2,5\r\nP5,0\r\n";
  assertEquals(
    withPoints(items, table).map(({ id, points }) => [id, points]),
    [["5.1", 2], ["5.2", 5]],
  );
  const other = "\ufeffPoints;why;Item\n7;;5.1\n\n";
  assertEquals(withPoints(items, other).map(({ points }) => points), [6, 7, 3]);
});

Deno.test("withPoints() refuses each row that is wrong, by its line", () => {
  const refusals: readonly (readonly [table: string, says: string])[] = [
    ["", "line 1: it is empty"],
    ["5.1,2\n", "line 1: expected item,points: found 5.1,2"],
    ["item,points\n5.1,2\n5.9,2\n", 'line 3: there is no item "5.9"'],
    ["item,points\n5.1,2\n\n5.1,3\n", "line 4: 5.1 stands there for the"],
    ["item,points\n5.1,1.5\n", "line 2: expected points from 0 to 1000"],
    ["item,points\n5.1,-1\n", "line 2: expected points from 0 to 1000, a"],
    ["item,points\n5.1,\n", 'a whole number: found ""'],
    ["item,points\n5.1,1001\n", 'a whole number: found "1001"'],
    ["item,points\n5.1,1e2\n", 'a whole number: found "1e2"'],
    ["item,points\nP5,0\n5.1,0\n5.2,0\n", "line 1: all items have 0 points"],
    ["item,points\n5.1,2,3\n", "line 2: it has 3 cells"],
  ];
  for (const [table, says] of refusals) {
    assertThrows(() => withPoints(items, table), SyntaxError, says, table);
  }
});
