import { assert, assertEquals } from "@std/assert";
import { reasonIn } from "../../lib/room/catalog.ts";
import { reasonsWithoutIdea, unexplained } from "../../lib/grade/own_reason.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";
import { knownExercises } from "./made_up_room.ts";

Deno.test(
  readingTest(
    "readCatalog() knows every exercise, and every wrong idea that a grade can name",
    async () => {
      const known = knownExercises();
      const places = [];
      for (const { lesson, exercises } of await loadAllExercises()) {
        for (const [i, { name, wrong }] of exercises.entries()) {
          const place = `${lesson.number}.${i + 1}`;
          places.push(place);
          assertEquals(known.get(place)?.name, name);
          const { reasons } = known.get(place)!;
          for (const idea of Object.keys(wrong)) assert(reasons[idea], idea);
        }
      }
      assertEquals([...known.keys()], places);
    },
  ),
);

Deno.test(
  readingTest("reasonIn() takes a reason that we have, and no other", () => {
    const known = knownExercises().get("5.2")!;
    const ours = ["always four", ...reasonsWithoutIdea];
    for (const one of ours) assertEquals(reasonIn(known, one), one);
    for (const one of [undefined, "", "a mapping does it", "toString"]) {
      assertEquals(reasonIn(known, one), unexplained);
    }
  }),
);
