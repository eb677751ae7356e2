import { assert, assertEquals } from "@std/assert";
import {
  agenda,
  beginningOfNext,
  endOf,
  momentAt,
  withMore,
} from "../../lib/room/agenda.ts";
import {
  lessonsWithExercises,
  readLessons,
  tasksOf,
} from "../../lib/workbook/content.ts";
import { makeDice } from "../dice.ts";
import { readingTest } from "../source_tree.ts";

const minuteMs = 60_000;

Deno.test("the agenda takes three hours, and each block is where its minutes are", () => {
  assertEquals(endOf(agenda.length - 1), 180);
  let at = 0;
  for (const [i, { minutes }] of agenda.entries()) {
    for (let minute = 0; minute < minutes; minute++, at++) {
      const moment = momentAt(7, 7 + at * minuteMs);
      assertEquals(moment, { at: i, left: minutes - minute });
    }
  }
  assertEquals(momentAt(7, 7 + at * minuteMs), { at: agenda.length, left: 0 });
  assertEquals(momentAt(7, 0).at, 0, "a clock that was set back");
});

Deno.test("the next block begins now, and a block can have more minutes, whenever it is", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const now = makeDice(seed).between(5, 179) * minuteMs;
    const { at, left } = momentAt(0, now);
    const next = momentAt(beginningOfNext(0, now), now);
    const minutes = agenda[at + 1]?.minutes ?? 0;
    assertEquals(next, { at: at + 1, left: minutes }, `seed ${seed}`);
    const longer = momentAt(withMore(0, 5), now);
    // Right after a block has ended, it goes on.
    if (longer.at === at) assertEquals(longer.left, left + 5, `seed ${seed}`);
  }
});

Deno.test(
  readingTest("every lesson and exercise of the agenda is there", () => {
    const numbers = readLessons().map(({ number }) => number);
    const places = lessonsWithExercises().flatMap((lesson) =>
      tasksOf(lesson).map((_, i) => `${lesson.number}.${i + 1}`)
    );
    for (const block of agenda) {
      assert(block.lessons.every((one) => numbers.includes(one)), block.title);
      assert(block.places.every((one) => places.includes(one)), block.title);
    }
  }),
);
