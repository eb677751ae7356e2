import { assertEquals } from "@std/assert";
import {
  answer,
  examMinutes,
  isLate,
  minutesLeft,
  sit,
} from "../../lib/exam/sitting.ts";

const begin = new Date("2026-01-02T03:00:00.000Z");
const sitting = sit({ seed: 7, digest: 1, questions: [] }, begin);

/** Some time after the beginning. */
function after(seconds: number): Date {
  return new Date(begin.getTime() + 1000 * seconds);
}

Deno.test("minutesLeft() counts down, and takes a clock that was set back for one that stands", () => {
  const left = [-3600, 0, 59, 60, 61, 44 * 60, 45 * 60, 45 * 60 + 1, 50 * 60]
    .map((seconds) => minutesLeft(sitting, after(seconds)));
  assertEquals(left, [45, 45, 45, 44, 44, 1, 0, 0, -5]);
});

Deno.test("isLate() tells what comes after the time", () => {
  const at = (seconds: number): boolean =>
    isLate(sitting.startedAt, { typed: "1", at: after(seconds).toISOString() });
  assertEquals([-1, 0, 2700, 2701].map(at), [false, false, false, true]);
  assertEquals(examMinutes, 45);
});

Deno.test("answer() puts an answer in its place, and another one in the place of the first", () => {
  const open = { ...sitting, answers: [null, null, null] };
  const [first, second] = ["1", "2"].map((typed) => ({ typed, at: "now" }));
  const once = answer(open, 1, first!);
  assertEquals(once.answers, [null, first!, null]);
  assertEquals(answer(once, 1, second!).answers, [null, second!, null]);
  assertEquals(open.answers, [null, null, null]);
});
