import { assertEquals } from "@std/assert";
import {
  onWantedFilms,
  wantFilms,
} from "../../../lib/web/live/wanted_films.ts";
import { usualSetting } from "../../../lib/workbook/transfer_lesson.ts";

Deno.test("films are wanted whoever comes first, and nothing is told before", () => {
  const page = new EventTarget();
  const heard: unknown[] = [];
  onWantedFilms((wanted) => heard.push(wanted?.shown), page);
  assertEquals(heard, []);
  wantFilms({ setting: usualSetting(), shown: "splice" }, page);
  onWantedFilms((wanted) => heard.push(`late: ${wanted?.shown}`), page);
  wantFilms(undefined, page);
  assertEquals(heard, ["splice", "late: splice", undefined, "late: undefined"]);
});
