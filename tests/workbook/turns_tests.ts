import { assert, assertEquals } from "@std/assert";
import { Turns } from "../../lib/workbook/turns.ts";

/** Plays a session. @param isRight Whether a lesson's problem goes well, by how often it was asked. */
function play(
  lessons: readonly number[],
  turns: number,
  isRight: (lesson: number, times: number) => boolean,
): number[] {
  const session = new Turns(lessons);
  const asked: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const lesson = session.next();
    asked.push(lesson);
    const times = asked.filter((one) => one === lesson).length;
    session.end(lesson, isRight(lesson, times));
  }
  return asked;
}

const all = Array.from({ length: 11 }, (_, i) => i + 1);

/** The turns at which a lesson was asked. */
function turnsOf(lesson: number, asked: readonly number[]): number[] {
  return asked.flatMap((one, i) => one === lesson ? [i] : []);
}

Deno.test("each lesson has its turn before one that went well comes again", () => {
  for (const lessons of [[3], [5, 7], all]) {
    const asked = play(lessons, 40, () => true);
    assertEquals(asked.slice(0, lessons.length), lessons);
    for (const lesson of lessons) {
      assert(turnsOf(lesson, asked).length >= 2, `${lessons}: ${asked}`);
    }
  }
});

Deno.test("what had a mistake comes back after one or two others, until it goes well", () => {
  for (const wrong of all) {
    const asked = play(
      all,
      60,
      (lesson, times) => lesson !== wrong || times > 3,
    );
    const at = turnsOf(wrong, asked);
    const waits = at.slice(1, 4).map((turn, i) => turn - at[i]! - 1);
    assert(waits.every((wait) => wait === 1 || wait === 2), `${waits}`);
    const later = (at[4] ?? Infinity) - at[3]! - 1;
    assert(later > 2, `${wrong}: ${asked}`);
  }
});

Deno.test("what goes well waits longer than what went badly once, and never comes twice in a row", () => {
  const asked = play(
    [1, 2, 3, 4],
    80,
    (lesson, times) => lesson > 2 || times % 2 === 0,
  );
  const counts = [1, 2, 3, 4].map((lesson) => turnsOf(lesson, asked).length);
  assert(
    Math.min(counts[0]!, counts[1]!) > 2 * Math.max(counts[2]!, counts[3]!),
    `${counts}`,
  );
  assert(asked.every((one, i) => one !== asked[i + 1]), `${asked}`);
});
