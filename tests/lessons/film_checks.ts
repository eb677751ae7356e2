/**
 * What must hold of every film of a lesson, whatever it shows.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { generateFile, type Job, makeJob } from "../../lib/machine/job.ts";
import type { Element, Markup } from "../../lib/text/markup.ts";
import { palette } from "../../lib/picture/palette.ts";
import { type Film, lengthOf, type Still } from "../../lib/picture/film.ts";
import type { Lesson, Setting } from "../../lib/workbook/lesson.ts";
import { makeDice, type TestDice } from "../dice.ts";
import { mayTakeLong, readingTest, readText } from "../source_tree.ts";

/** What a lesson is run with: its own values, but for those given. */
export function settingOf(
  lesson: Lesson,
  given: Setting["knobs"] = {},
  parts: Partial<Job> = {},
): Setting {
  const own = lesson.knobs.map(({ name, value }) => [name, value] as const);
  const job = makeJob(parts);
  return {
    job,
    file: () => generateFile(job.fileBytes),
    keepsTrace: true,
    knobs: { ...Object.fromEntries(own), ...given },
    measuredPrices: () => {
      throw new Error("nothing was measured");
    },
  };
}

/** Rolls a value for each knob; now and then one of its ends. */
export function rollKnobs(lesson: Lesson, dice: TestDice): Setting["knobs"] {
  return Object.fromEntries(lesson.knobs.map(({ name, choices, range }) => {
    if (choices !== undefined) return [name, dice.oneOf(choices)];
    const [least, most] = range!;
    const end = dice.below(6);
    return [
      name,
      end === 0 ? least : end === 1 ? most : dice.between(least, most),
    ];
  }));
}

/** The tiles of the end of a film, by their names. */
export function lastTiles(film: Film): Record<string, string> {
  const { tiles } = film.still(lengthOf(film), "wide");
  return Object.fromEntries(tiles.map(({ name, says }) => [name, says]));
}

/** Checks all that must hold of a film; `says` names it if something does not. */
export function checkFilm(film: Film, says: string): void {
  checkBeats(film, says);
  const dice = makeDice(7);
  const most = mayTakeLong ? 25 : 8;
  const times = [0, ...film.beats.slice(0, most).map(({ endMs }) => endMs)];
  times.push(lengthOf(film), ...times.map((time) => time + dice.below(400)));
  const before = new Map<number, string>();
  const names = film.still(0, "wide").tiles.map(({ name }) => name);
  for (const layout of ["wide", "narrow"] as const) {
    before.clear();
    for (const time of [...times, ...times.toReversed()]) {
      const still = film.still(time, layout);
      const seen = JSON.stringify(still);
      assertEquals(before.get(time) ?? seen, seen, `${says}, ${time} ms`);
      if (before.has(time)) continue;
      before.set(time, seen);
      assertEquals(still.tiles.map(({ name }) => name), names);
      assert(still.line >= 0 && still.line <= film.lines.length, says);
      checkDrawn(still, layout === "narrow", `${says}, ${layout}, ${time} ms`);
    }
  }
}

/** The test that what a terminal loads does not load the film. */
export function checkIsApart(folder: string): void {
  Deno.test(readingTest(`${folder}: the lesson does not load its film`, () => {
    const path = `lessons/${folder}/lesson.ts`;
    assert(!readText(path).includes("film.ts"), path);
  }));
}

function checkBeats({ beats, lines, name }: Film, says: string): void {
  assert(beats.length > 0 && name !== "", says);
  let end = 0;
  for (const { startMs, endMs, line } of beats) {
    assertEquals(startMs, end, `${says}: a gap`);
    assert(endMs > startMs, `${says}: a beat of ${endMs - startMs} ms`);
    assert(line >= 0 && line <= lines.length, `${says}: line ${line}`);
    end = endMs;
  }
  const told = new Set(beats.map(({ line }) => line));
  lines.forEach((line, i) => assert(told.has(i + 1), `${says}: ${line.says}`));
  assertEquals(lines.map(({ number }) => number), lines.map((_, i) => i + 1));
}

function checkDrawn({ picture }: Still, isNarrow: boolean, says: string): void {
  const { width, height, shapes } = picture;
  assertEquals(width, isNarrow ? 360 : 480, says);
  assert(isNarrow || height <= 386, `${says}: ${height} high`);
  assert(picture.title !== "" && picture.says !== "", says);
  const odd = /NaN|Infinity|undefined|"(?:width|height|r)":-/;
  assert(!odd.test(JSON.stringify(shapes)), `${says}: a shape without a size`);
  for (const { x, y, what, size } of pointsOf(shapes)) {
    assert(
      x >= 0 && x <= width && y >= 0 && y <= height,
      `${says}: ${what} at ${x} ${y}, outside of ${width} × ${height}`,
    );
    assert(size >= (isNarrow ? 12 : 11), `${says}: ${what} of size ${size}`);
  }
}

/** A point of a shape; for texts, the size of their letters. */
interface Found {
  readonly x: number;
  readonly y: number;
  readonly what: string;
  readonly size: number;
}

function pointsOf(shapes: readonly Markup[], dx = 0, dy = 0): Found[] {
  return shapes.flatMap((shape) => {
    if (typeof shape === "string") return [];
    const { tag, attributes, children } = shape;
    for (const name of ["fill", "stroke"]) checkColour(attributes[name]);
    if (tag === "g") {
      const [x = 0, y = 0] = numbersOf(attributes.transform ?? "");
      return pointsOf(children, dx + x, dy + y);
    }
    const what = tag === "text" ? `"${children[0]}"` : tag;
    const size = tag === "text" ? Number(attributes["font-size"]) : 99;
    return cornersOf(shape).map(([x, y]) => ({
      x: x + dx,
      y: y + dy,
      what,
      size,
    }));
  });
}

function checkColour(value: unknown): void {
  if (value === undefined || value === "none") return;
  const name = /^var\(--(.+)\)$/.exec(String(value))?.[1] ?? "";
  assert(name in palette, `a colour that is not of the palette: ${value}`);
}

function cornersOf(shape: Element): (readonly [number, number])[] {
  const { tag, attributes, children } = shape;
  const get = (name: string): number => Number(attributes[name] ?? 0);
  const [x, y] = [get("x"), get("y")];
  switch (tag) {
    case "rect":
      return [[x, y], [x + get("width"), y + get("height")]];
    case "circle": {
      const r = get("r");
      return [[get("cx") - r, get("cy") - r], [get("cx") + r, get("cy") + r]];
    }
    case "text": {
      const width = String(children[0]).length * get("font-size") *
        (attributes["font-family"] === undefined ? 0.54 : 0.602);
      const anchor = attributes["text-anchor"] ?? "start";
      const left = x - width * { start: 0, middle: 0.5, end: 1 }[`${anchor}`]!;
      return [[left, y - get("font-size") * 0.8], [left + width, y]];
    }
    case "path":
      return pathPoints(String(attributes.d));
    default:
      throw new Error(`Expected a shape that is known: found <${tag}>`);
  }
}

/** The points of a path of straight lines. */
function pathPoints(d: string): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of d.matchAll(/([MLHVZmlhv])([^A-Za-z]*)/g)) {
    const numbers = numbersOf(rest!);
    const isRelative = command === command!.toLowerCase();
    const [fromX, fromY] = isRelative ? [x, y] : [0, 0];
    if ("hH".includes(command!)) x = fromX + numbers[0]!;
    else if ("vV".includes(command!)) y = fromY + numbers[0]!;
    else if (command !== "Z") {
      for (let i = 0; i < numbers.length; i += 2) {
        const [baseX, baseY] = isRelative ? [x, y] : [0, 0];
        [x, y] = [baseX + numbers[i]!, baseY + numbers[i + 1]!];
        points.push([x, y]);
      }
    }
    points.push([x, y]);
  }
  return points;
}

function numbersOf(text: unknown): number[] {
  return [...String(text).matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
}
