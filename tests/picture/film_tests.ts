import { assertEquals } from "@std/assert";
import { type Film, lengthOf, stopsOf } from "../../lib/picture/film.ts";

const beat = { tone: "request" } as const;

const film: Film = {
  name: "two lines",
  lines: [],
  beats: [
    { ...beat, startMs: 0, endMs: 100, line: 0 },
    { ...beat, startMs: 100, endMs: 300, line: 1 },
    { ...beat, startMs: 300, endMs: 400, line: 1 },
    { ...beat, startMs: 400, endMs: 900, line: 2 },
  ],
  ending: { kind: "over", says: "It is over." },
  still: () => {
    throw new Error("nothing is drawn here");
  },
};

Deno.test("a film is as long as its last beat lasts", () => {
  assertEquals(lengthOf(film), 900);
  assertEquals(lengthOf({ ...film, beats: [] }), 0);
});

Deno.test("a film stops where a line has happened with all of its beats", () => {
  assertEquals(stopsOf(film), [0, 400, 900]);
  assertEquals(stopsOf({ ...film, beats: [] }), [0]);
});
