import { assert, assertEquals, assertMatch } from "@std/assert";
import { BoxPlace } from "../../lib/box/place.ts";
import { loadExercises, readLessons } from "../../lib/workbook/content.ts";
import { temporaryTest } from "../command.ts";
import { filesUnder } from "./graded.ts";

Deno.test(
  temporaryTest(
    "a box holds what stubs import, and nothing that tells answers",
    async () => {
      const lessons = readLessons().filter(({ number }) =>
        [5, 6].includes(number)
      );
      const folders = await Promise.all(lessons.map(loadExercises));
      const place = await BoxPlace.make(folders);
      try {
        const files = filesUnder(place.path);
        assert(files.includes("lib/machine/instruction.ts"));
        assert(
          !files.some((one) => /questions|solutions|_test|textbook/.test(one)),
        );
        assertMatch(place.program, /^file:.*child\.ts$/);
        assert(
          place.allowed("05_read_write").includes(
            "zero-copy/machine/program.ts",
          ),
        );

        const slot = place.take();
        place.fill(
          slot,
          new Map([
            ["06_mmap_write/answer.ts", "1"],
            ["06_mmap_write/types.ts", "not ours"],
          ]),
        );
        place.give(slot);
        const again = place.take();
        assertEquals(again, slot);
        place.fill(again, new Map([["05_read_write/answer.ts", "2"]]));
        const left = filesUnder(again.path);
        assertEquals(left.sort(), [
          "exercises/05_read_write/answer.ts",
          "exercises/06_mmap_write/types.ts",
          "map.json",
        ]);
        // Two names are one file where cases are the same: it is gone once.
        Deno.removeSync(`${again.path}/exercises/05_read_write/answer.ts`);
        place.fill(again, new Map());
        assert(place.take().path !== slot.path);
        assertEquals(
          place.withoutPaths(
            `file://${slot.path}/exercises/05/a.ts:1 ${place.path}`,
          ),
          "05/a.ts:1 ",
        );
      } finally {
        place.remove();
      }
    },
  ),
);
