import { assert, assertEquals } from "@std/assert";
import { stopsOf } from "../../../lib/picture/film.ts";
import {
  advance,
  joinStops,
  keepPlace,
  lineAt,
  onStop,
  timeOfAct,
  timeOfLine,
  withoutMotion,
} from "../../../lib/web/player/clock.ts";
import { makeDice } from "../../dice.ts";
import { makeFilm } from "./made_up_film.ts";

const stops = [0, 1000, 3000, 3500];

Deno.test("advance() plays at a speed up to the end, and skips nothing", () => {
  const film = { speed: 2, lengthMs: 1000 };
  assertEquals(advance(100, 16, film), 132);
  assertEquals(advance(990, 16, film), 1000);
  assertEquals(advance(100, 60_000, film), 300);
  assertEquals(advance(100, -5, film), 100);
});

Deno.test("timeOfAct() goes to the stops before and after, and no further", () => {
  assertEquals(timeOfAct("forward", 0, stops), 1000);
  assertEquals(timeOfAct("forward", 1000, stops), 3000);
  assertEquals(timeOfAct("forward", 3500, stops), 3500);
  assertEquals(timeOfAct("back", 3200, stops), 3000);
  assertEquals(timeOfAct("back", 3000, stops), 1000);
  assertEquals(timeOfAct("back", 0, stops), 0);
  assertEquals(timeOfAct("start", 700, stops), 0);
  assertEquals(timeOfAct("end", 700, stops), 3500);
  assertEquals(timeOfAct("play", 700, stops), undefined);
});

Deno.test("timeOfAct() leaves a stop that an address has rounded", () => {
  assertEquals(timeOfAct("forward", 999.6, [0, 1000.4, 2000]), 2000);
  assertEquals(timeOfAct("back", 1001, [0, 1000.4, 2000]), 0);
});

Deno.test("joinStops() puts the stops of two films in order, each once", () => {
  assertEquals(joinStops([[0, 10, 30], [0, 10.4, 20]]), [0, 10, 20, 30]);
});

Deno.test("onStop() stands on a stop that an address has rounded", () => {
  assertEquals(onStop(1000, [0, 1000.4, 2000]), 1000.4);
  assertEquals(onStop(1002, [0, 1000.4, 2000]), 1002);
});

Deno.test("without motion a step is shown as done for as long as it takes", () => {
  assertEquals(withoutMotion(0, stops), 0);
  assertEquals(withoutMotion(1, stops), 1000);
  assertEquals(withoutMotion(1000, stops), 1000);
  assertEquals(withoutMotion(1001, stops), 3000);
});

Deno.test("keepPlace() stays between the same stops", () => {
  assertEquals(keepPlace(500, stops, [0, 400, 500]), 200);
  assertEquals(keepPlace(1000, stops, [0, 400, 500]), 400);
  assertEquals(keepPlace(3200, stops, [0, 400, 500]), 0);
  assertEquals(keepPlace(0, stops, [0, 400, 500]), 0);
  assertEquals(keepPlace(3500, stops, [0, 400, 500]), 500);
  assertEquals(keepPlace(0, [0], [0, 400]), 0);
});

Deno.test("keepPlace() finds the same place again, wherever it was", () => {
  const dice = makeDice(7);
  for (let i = 0; i < 200; i++) {
    const timeMs = dice.between(0, 3500);
    assertEquals(keepPlace(timeMs, stops, stops), timeMs);
  }
});

Deno.test("at each stop the line before it has happened", () => {
  const film = makeFilm("read", [1000, 2000, 500]);
  assertEquals(lineAt(film, 0), 0);
  for (const [line, stop] of stopsOf(film).entries()) {
    assertEquals(lineAt(film, stop), line);
    if (line > 0) assertEquals(timeOfLine(film, line), stop);
  }
  assertEquals(lineAt(film, 1001), 2);
  assertEquals(lineAt(film, 9999), 3);
  assertEquals(timeOfLine(film, 99), 3500);
  assert(lineAt(makeFilm("nothing", []), 5) === 0);
});
