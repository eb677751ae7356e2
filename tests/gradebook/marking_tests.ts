import { assertEquals } from "@std/assert";
import {
  foundIn,
  foundInPredictions,
  markOf,
} from "../../lib/gradebook/marking.ts";
import { made } from "./made_up_marks.ts";

const [predictions, exercise] = made.items;
const grade = { place: "5.1", exercise: "readAndWrite" };
const complaint = { asked: "f(1)", gave: "2", why: "One more." };

Deno.test("markOf() gives all the points of an exercise that passed, and none else", () => {
  const passed = foundIn({
    ...grade,
    status: "passed",
    questions: 3,
    remarks: [],
  }, 9);
  const failed = foundIn({ ...grade, status: "failed", complaint }, 9);
  const open = foundIn({ ...grade, status: "open", why: "A todo." }, 9);
  assertEquals([passed, failed, open].map((one) => markOf(exercise!, one)), [
    { item: "5.1", points: 2, status: "passed", seed: 9 },
    { item: "5.1", points: 0, status: "failed", complaint, seed: 9 },
    {
      item: "5.1",
      points: 0,
      status: "open",
      complaint: { asked: "", gave: "", why: "A todo." },
      seed: 9,
    },
  ]);
});

Deno.test("markOf() gives for predictions a share of the points, rounded down", () => {
  const blank = { asks: "", explains: "", wrong: {} };
  const problem = {
    ...{ lesson: 5, seed: 3, title: "", given: [] },
    blanks: [1, 2, 3, 4].map((answer) => ({
      ...blank,
      name: `b${answer}`,
      answer,
    })),
  };
  const marks = [
    ["1", "2", "3", "4"],
    ["1", "2", "9", "x", "5"],
    ["", " "],
    [],
  ].map((typed) =>
    markOf(
      { ...predictions!, points: 5 },
      foundInPredictions(problem, { typed, seed: 4 }),
    )
  );
  assertEquals(
    marks.map(({ points, status, right }) => [points, status, right]),
    [
      [5, "passed", [4, 4]],
      [2, "failed", [2, 4]],
      [0, "open", [0, 4]],
      [0, "open", [0, 4]],
    ],
  );
});
