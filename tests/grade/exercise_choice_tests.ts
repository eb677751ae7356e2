import { assertEquals } from "@std/assert";
import {
  choicesAt,
  placeOf,
  placesOf,
  wholeLesson,
} from "../../lib/grade/exercise_choice.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";

Deno.test("placeOf() counts exercises from 1", () => {
  assertEquals(placeOf({ number: 5 }, 1), "5.2");
});

Deno.test(
  readingTest(
    "choicesAt() keeps some of whole lessons, and none of a lesson that has none of them",
    async () => {
      const all = (await loadAllExercises()).map(wholeLesson);
      const count = all.reduce(
        (sum, { folder }) => sum + folder.exercises.length,
        0,
      );
      const places = placesOf(all);
      assertEquals(new Set(places).size, count);
      const wanted = [places[1]!, places.at(-1)!];
      const kept = choicesAt(all, (place) => wanted.includes(place));
      assertEquals(placesOf(kept), wanted);
      assertEquals(kept.length, 2);
    },
  ),
);
