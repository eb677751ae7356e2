import { assertEquals } from "@std/assert";
import { isHandedIn, scoreOf } from "../../lib/gradebook/marks.ts";
import { manifest } from "../homework/made_up.ts";
import { made, mark } from "./made_up_marks.ts";

Deno.test("isHandedIn() tells who has a submission that counts", () => {
  assertEquals(made.students.map(isHandedIn), [true, false]);
});

Deno.test("scoreOf() counts neither points nor the most of what is excused", () => {
  const { items } = manifest;
  const marks = [mark("P5", 4), mark("5.1", 2), mark("5.2", 0, "failed")];
  assertEquals(scoreOf({ marks }, items), { points: 6, of: 11 });
  const excused = [...marks.slice(0, 2), mark("5.2", 3, "excused")];
  assertEquals(scoreOf({ marks: excused }, items), { points: 6, of: 8 });
  assertEquals(scoreOf({ marks: [] }, items), { points: 0, of: 0 });
});
