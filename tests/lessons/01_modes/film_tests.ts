import { assertEquals } from "@std/assert";
import { attempt, reach } from "../../../lessons/01_modes/attempt.ts";
import { films } from "../../../lessons/01_modes/film.ts";
import { Hardware } from "../../../lessons/01_modes/hardware.ts";
import { lesson } from "../../../lessons/01_modes/lesson.ts";
import { operations } from "../../../lessons/01_modes/operation.ts";
import { drawReach, sayAttempt } from "../../../lessons/01_modes/pictures.ts";
import { lengthOf } from "../../../lib/picture/film.ts";
import {
  checkFilm,
  checkIsApart,
  lastTiles,
  settingOf,
} from "../film_checks.ts";

const choices = operations.filter(({ name }) => name !== "trap");

Deno.test("lesson 1: each operation has its films, with all that a film must have", () => {
  for (const { name, isPrivileged } of choices) {
    const made = films(settingOf(lesson, { operation: name }));
    assertEquals(made.length, isPrivileged ? 2 : 1, name);
    for (const choice of made) {
      const film = choice.film();
      assertEquals(film.name, choice.name);
      checkFilm(film, `${name}, ${choice.name}`);
    }
  }
});

Deno.test("lesson 1: a film ends as the attempt in user mode did", () => {
  for (const operation of choices) {
    const film = films(settingOf(lesson, { operation: operation.name })).at(-1)!
      .film();
    const tried = attempt(new Hardware(), operation);
    assertEquals(film.ending, {
      kind: tried.fault === undefined ? "over" : "fault",
      says: sayAttempt(tried),
    });
    assertEquals(lastTiles(film), {
      "mode switches": "0",
      "system calls": "0",
      "mode now": "user",
    });
  }
});

Deno.test("lesson 1: a system call is told as on the page, and counted as by the model", () => {
  for (const operation of choices.filter(({ isPrivileged }) => isPrivileged)) {
    const { name } = operation;
    const film = films(settingOf(lesson, { operation: name }))[0]!.film();
    const reached = reach(operation);
    const page = drawReach(reached, 999).join("\n");
    for (const { number, says } of film.lines) {
      const told = `${number}  ${says.split("; ")[0]}`;
      assertEquals(page.includes(told), true, `${told}\n${page}`);
    }
    const { modeSwitches, systemCalls } = reached.counts;
    assertEquals(lastTiles(film), {
      "mode switches": String(modeSwitches),
      "system calls": String(systemCalls),
      "mode now": "user",
    });
    const { says } = film.still(lengthOf(film), "wide").picture;
    assertEquals(says.includes(reached.steps[1]!.after), name !== "halt", says);
  }
});

checkIsApart("01_modes");
