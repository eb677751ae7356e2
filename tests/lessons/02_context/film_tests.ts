import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { films } from "../../../lessons/02_context/film.ts";
import { lesson } from "../../../lessons/02_context/lesson.ts";
import { drawRegisters } from "../../../lessons/02_context/pictures.ts";
import {
  planOf,
  runTasks,
  type Schedule,
} from "../../../lessons/02_context/scheduler.ts";
import { pair } from "../../../lessons/02_context/task.ts";
import { type Film, lengthOf } from "../../../lib/picture/film.ts";
import { sayCount } from "../../../lib/text/say.ts";
import type { Setting } from "../../../lib/workbook/lesson.ts";
import {
  checkFilm,
  checkIsApart,
  lastTiles,
  settingOf,
} from "../film_checks.ts";
import { mayTakeLong } from "../../source_tree.ts";

/** Both films of a slice, each with what the model says. */
function made(
  slice: number,
): { film: Film; schedule: Schedule; savesContext: boolean }[] {
  const setting: Setting = settingOf(lesson, { slice });
  return films(setting).map((choice) => {
    const savesContext = choice.name === "contexts saved";
    const plan = { ...planOf(setting), savesContext };
    const schedule = runTasks(pair, plan);
    return { film: choice.film(), schedule, savesContext };
  });
}

/** The values that a picture says the CPU holds. */
function heldIn(film: Film, timeMs: number): number[] {
  const { says } = film.still(timeMs, "wide").picture;
  return [...says.matchAll(/(?:counter|\b[a-d]) (-?\d+)/g)]
    .map(([, value]) => Number(value));
}

Deno.test("lesson 2: both films end with what the model found, for every slice", () => {
  for (let slice = 1; slice <= 40; slice += mayTakeLong ? 1 : 3) {
    for (const { film, schedule, savesContext } of made(slice)) {
      const says = `slice ${slice}, saves ${savesContext}`;
      if ([1, 4, 40].includes(slice)) checkFilm(film, says);
      const { switches, slices, results } = schedule;
      const tiles = lastTiles(film);
      assertEquals(tiles["context switches"], sayCount(switches.length), says);
      const operations = slices.reduce((sum, one) => sum + one.operations, 0);
      assertEquals(tiles["operations"], sayCount(operations), says);
      for (const { task, value, expected, left } of results) {
        const word = value === expected ? "right" : "wrong";
        assertEquals(tiles[`a of ${task}`], `${value}, ${word}`, says);
        if (task !== results.at(-1)!.task) continue;
        const { programCounter, registers } = left;
        assertEquals(heldIn(film, lengthOf(film)), [
          programCounter,
          ...Object.values(registers),
        ], says);
      }
    }
  }
});

Deno.test("lesson 2: before and after each switch the CPU holds what the model says", () => {
  for (const slice of [1, 3, 4, 7]) {
    for (const { film, schedule } of made(slice)) {
      const switches = film.lines.filter(({ counted }) => counted.length > 0);
      assertEquals(switches.length, schedule.switches.length);
      switches.forEach(({ number }, i) => {
        const beats = film.beats.filter(({ line }) => line === number);
        const { left, found } = schedule.switches[i]!;
        const times = [beats[0]!.startMs, beats.at(-1)!.endMs];
        [left, found].forEach((context, k) => {
          const values = Object.values(context.registers);
          const expected = [context.programCounter, ...values];
          assertEquals(heldIn(film, times[k]!), expected, film.name);
        });
      });
    }
  }
});

Deno.test("lesson 2: a switch is told in the words of the page", () => {
  for (const { film, schedule, savesContext } of made(4)) {
    const page = drawRegisters(schedule, { savesContext }).join("\n");
    for (const { says, counted } of film.lines) {
      if (counted.length === 0) continue;
      const [stops, goesOn] = says.split(", ");
      const number = counted[0]!.replace("context switch ", "");
      if (Number(number) > 4) continue;
      const row = new RegExp(
        `^ ?${number} ${stops!.replace(" ", " +")} .*\\n +${
          goesOn!.replace(/ (\w+)$/, " +$1")
        } `,
        "m",
      );
      assert(row.test(page), `${row}\n${page}`);
    }
  }
});

Deno.test("lesson 2: where nothing is saved, it is seen whose values are found", () => {
  const { film } = made(4).find(({ savesContext }) => !savesContext)!;
  const first = film.lines.find(({ counted }) => counted.length > 0)!;
  const { endMs } = film.beats.find(({ line }) => line === first.number)!;
  const drawn = JSON.stringify(film.still(endMs, "wide").picture.shapes);
  assertStringIncludes(drawn, "left by sum");
  const saved = made(4).find(({ savesContext }) => savesContext)!.film;
  for (const { startMs } of saved.beats) {
    const shapes = JSON.stringify(saved.still(startMs, "wide").picture.shapes);
    assert(!shapes.includes("left by"), `${startMs} ms`);
  }
});

Deno.test("lesson 2: the film that was chosen comes first", () => {
  for (
    const [save, name] of [["yes", "contexts saved"], ["no", "nothing saved"]]
  ) {
    assertEquals(films(settingOf(lesson, { save: save! }))[0]!.name, name);
  }
});

checkIsApart("02_context");
