import { assertEquals } from "@std/assert";
import { stopsOf } from "../../lib/picture/film.ts";
import { eased, filmOf, type Moment } from "../../lib/picture/script.ts";

/** A moment after which a number has been counted. */
function moment(lastsMs: number, line: number, state: number): Moment<number> {
  return { lastsMs, line, state, tone: "request" };
}

const film = filmOf({
  name: "counting",
  lines: [],
  ending: { kind: "over", says: "It is over." },
  start: 0,
  moments: [moment(100, 1, 10), moment(50, 0, 10), moment(200, 2, 30)],
  tiles: ({ state }) => [{ name: "counted", says: String(state) }],
  draw: ({ before, now, share }) => ({
    title: "counting",
    says: [before, now.state, share].join(" "),
    width: 1,
    height: 1,
    shapes: [],
  }),
});

/** What is seen at a time: the line, the tile, and what was drawn. */
function seen(timeMs: number): string {
  const { line, tiles, picture } = film.still(timeMs, "wide");
  return `line ${line}, counted ${tiles[0]?.says}, drawn ${picture.says}`;
}

Deno.test("moments follow each other without a gap, and the film stops after lines", () => {
  const times = film.beats.map(({ startMs, endMs }) => [startMs, endMs]);
  assertEquals(times, [[0, 100], [100, 150], [150, 350]]);
  assertEquals(stopsOf(film), [0, 100, 350]);
});

Deno.test("what happens is counted once it has happened", () => {
  assertEquals(seen(0), "line 0, counted 0, drawn 0 10 0");
  assertEquals(seen(99), "line 1, counted 0, drawn 0 10 0.99");
  assertEquals(seen(100), "line 1, counted 10, drawn 0 10 1");
  assertEquals(seen(101), "line 1, counted 10, drawn 10 10 0.02");
  assertEquals(seen(250), "line 2, counted 10, drawn 10 30 0.5");
  assertEquals(seen(350), "line 2, counted 30, drawn 10 30 1");
});

Deno.test("times outside are the nearer end", () => {
  assertEquals(seen(-5), seen(0));
  assertEquals(seen(Infinity), seen(350));
});

Deno.test("eased() begins at 0 and ends at 1", () => {
  assertEquals([0, 0.5, 1].map(eased), [0, 0.5, 1]);
});
