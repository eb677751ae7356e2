import { assert, assertEquals } from "@std/assert";
import { makeJob } from "../../lib/machine/job.ts";
import { lengthOf } from "../../lib/picture/film.ts";
import { runFilms } from "../../lib/picture/run_films.ts";
import { drawScore } from "../../lib/picture/score.ts";
import { xmlText } from "../../lib/text/markup.ts";

const films = runFilms(makeJob()).map(({ film }) => film());

Deno.test("the longest film is as wide as there is room, and all have one scale", () => {
  const { left, perMs } = drawScore(films, {
    width: 700,
    namesWidth: 130,
    freeWidth: 70,
  });
  assertEquals(left, 130);
  const longestMs = Math.max(...films.map(lengthOf));
  assertEquals(Math.round(left + longestMs * perMs), 630);
});

Deno.test("a score has a row for each film, and names only where there is room", () => {
  const { rows, height, shapes } = drawScore(films, { width: 700 });
  assertEquals(rows.length, films.length);
  assertEquals(height, rows.at(-1)!.y + rows.at(-1)!.height);
  assert(!shapes.map(xmlText).join("").includes("splice"));
  const named = drawScore(films, { width: 700, namesWidth: 130 });
  for (const { name } of films) {
    assert(named.shapes.map(xmlText).join("").includes(`>${name}<`), name);
  }
});

Deno.test("a score says what every film counts at its end", () => {
  const { says } = drawScore(films, { width: 700 });
  for (const film of films) {
    const { tiles } = film.still(lengthOf(film), "wide");
    assert(says.includes(`${film.name}: ${tiles[0]!.name} ${tiles[0]!.says}`));
  }
});

Deno.test("what comes after the time is fainter, and a line is drawn at it", () => {
  const svg = (timeMs: number): string =>
    drawScore(films, { width: 700, timeMs }).shapes.map(xmlText).join("");
  const faint = (timeMs: number): number => svg(timeMs).split("0.45").length;
  assert(faint(0) > faint(4000) && faint(4000) > faint(1e6));
});
