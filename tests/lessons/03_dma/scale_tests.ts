import { assert, assertEquals } from "@std/assert";
import { Course } from "../../../lessons/03_dma/course.ts";
import { transferBothWays } from "../../../lessons/03_dma/device_transfer.ts";
import { Scale } from "../../../lessons/03_dma/scale.ts";
import { generateFile } from "../../../lib/machine/job.ts";
import { makeDice } from "../../dice.ts";

const dice = makeDice(5);

/** Courses of both ways, of random sizes with random times. */
function rollCourses(): Course[] {
  const timing = {
    deviceCycles: dice.oneOf([1, 2, 8, 300]),
    setupCycles: dice.oneOf([4, 16, 1000]),
    interruptCycles: dice.oneOf([1, 24, 1000]),
  };
  const file = generateFile(dice.oneOf([1, 4, 9, 40, 5000, 65_536]));
  return transferBothWays(file, timing).map((each) => new Course(each));
}

Deno.test("a scale is the same there and back, and never goes backward", () => {
  for (let i = 0; i < 40; i++) {
    const courses = rollCourses();
    const scale = new Scale(courses, [3]);
    const most = Math.max(...courses.map(({ cycles }) => cycles));
    let before = -1;
    for (let cycle = 0; cycle <= most; cycle += Math.ceil(most / 300)) {
      const ms = scale.msAt(cycle);
      assert(ms > before);
      before = ms;
      assert(Math.abs(scale.cycleAt(ms) - cycle) < 1e-6, `${cycle}`);
    }
    assertEquals(scale.cycleAt(Infinity), most);
  }
});

Deno.test("what is cut has no gap and holds every word", () => {
  for (let i = 0; i < 40; i++) {
    const courses = rollCourses();
    const scale = new Scale(courses, []);
    for (const course of courses) {
      const pieces = scale.cut(course);
      let at = 0, words = 0;
      for (const piece of pieces) {
        assertEquals(piece.from, at);
        at += piece.cycles;
        if ("words" in piece) words += piece.words;
      }
      assertEquals(at, course.cycles);
      assert(pieces.length <= 100, `${pieces.length} pieces`);
      assert(words <= course.progressAt(course.cycles).words);
    }
  }
});

Deno.test("a million words take not much longer than a thousand", () => {
  const timing = { deviceCycles: 8, setupCycles: 16, interruptCycles: 24 };
  const [few, many] = [4000, 2 ** 20].map((bytes) => {
    const transfers = transferBothWays(generateFile(bytes), timing);
    const courses = transfers.map((each) => new Course(each));
    return new Scale(courses, []).msAt(Infinity);
  });
  assert(many! > few! && many! < 1.5 * few!, `${few} ms, ${many} ms`);
});
