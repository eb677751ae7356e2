import { assert, assertEquals } from "@std/assert";
import { rollCases } from "../../lib/box/cases.ts";
import { readGiven, writeCalls } from "../../lib/box/messages.ts";
import { loadExercises, readLessons } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";

Deno.test(
  readingTest(
    "writeCalls() writes what is asked, and nothing of what is right",
    async () => {
      const lesson = readLessons().find(({ number }) => number === 5)!;
      const folder = await loadExercises(lesson);
      const asked = rollCases([folder], [1]);
      const slot = { path: "/a b/1", map: "" };
      const { told, units } = writeCalls(
        [{ folder, left: [1], isPure: true }],
        asked,
        slot,
      );
      const [only, ...others] = JSON.parse(told).lessons;
      assertEquals(others, []);
      assertEquals(
        only.answer,
        "file:///a%20b/1/exercises/05_read_write/answer.ts",
      );
      assertEquals([...units.keys()], [only.id, only.exercises[0].id]);
      assertEquals(Object.keys(only.exercises[0]), ["id", "name", "calls"]);
      const cases = asked.get(folder.exercises[1]!)!;
      assertEquals(
        only.exercises[0].calls,
        cases.map(({ args }) => args),
      );
      assert([...units.values()].map(({ at }) => at).join() === ",1");
    },
  ),
);

Deno.test("readGiven() takes what is a reply", () => {
  assertEquals(readGiven(`{"gave":[[1],[],[null]]}`, 3), {
    values: [1, undefined, null],
  });
  assertEquals(readGiven(`{"gave":[[1]],"why":"No","lacks":"todo"}`, 3), {
    values: [1],
    failure: { message: "No", lacks: "todo" },
  });
  // That an answer is loaded has no value: why it is not is told all the same.
  assertEquals(readGiven(`{"gave":[],"why":"It threw 1"}`, 0), {
    values: [],
    failure: { message: "It threw 1", lacks: undefined },
  });
});

Deno.test("readGiven() takes nothing else for one", () => {
  const garbage = [
    ...["", "null", "1", `"text"`, "[]", "{}", "{", `{"gave":1}`],
    ...[`{"gave":[[1]]}`, `{"gave":[[1],[2],[3]]}`, `{"gave":[[1,2],[3]]}`],
    ...[`{"gave":[1,2]}`, `{"gave":[[1],[2]],"why":"all"}`],
    ...[`{"gave":[[1]],"why":7}`, `{"gave":[],"why":"a","lacks":"money"}`],
  ];
  for (const text of garbage) {
    const { values, failure } = readGiven(text, 2);
    assertEquals(values, [], text);
    assertEquals(failure?.lacks, undefined, text);
  }
  // Only who watches says that something took too long, or is no module.
  const { failure } = readGiven(`{"gave":[],"why":"a","lacks":"time"}`, 2);
  assertEquals(failure, { message: "a", lacks: undefined });
});
