import { assertEquals, assertStringIncludes } from "@std/assert";
import {
  contentsOf,
  timingOf,
  transferBothWays,
} from "../../../lessons/03_dma/device_transfer.ts";
import { films } from "../../../lessons/03_dma/film.ts";
import { lesson } from "../../../lessons/03_dma/lesson.ts";
import { drawTransferSteps } from "../../../lessons/03_dma/pictures.ts";
import { sayCount } from "../../../lib/text/say.ts";
import { makeDice } from "../../dice.ts";
import {
  checkFilm,
  checkIsApart,
  lastTiles,
  rollKnobs,
  settingOf,
} from "../film_checks.ts";

const dice = makeDice(31);

Deno.test("lesson 3: both films end with what the model counted, for any knobs", () => {
  for (let i = 0; i < 10; i++) {
    const fileBytes = i < 4
      ? [0, 1, 5, 13][i]!
      : dice.oneOf([20, 100, 4097, 65_536, 2 ** 21]);
    const knobs = rollKnobs(lesson, dice);
    const setting = settingOf(lesson, knobs, { fileBytes });
    const transfers = transferBothWays(contentsOf(setting), timingOf(setting));
    films(setting).forEach((choice, way) => {
      const film = choice.film();
      const says = `${choice.name}, ${fileBytes} bytes, ${
        JSON.stringify(knobs)
      }`;
      checkFilm(film, says);
      const { cpuCycles, workUnits, memoryWrites, interrupts } =
        transfers[way]!;
      assertEquals(lastTiles(film), {
        "CPU cycles taken": sayCount(cpuCycles),
        "cycles free": sayCount(workUnits),
        "words moved": sayCount(memoryWrites),
        "interrupts": sayCount(interrupts),
      }, says);
    });
  }
});

Deno.test("lesson 3: DMA is told in the words of the page, with its numbers", () => {
  const setting = settingOf(lesson);
  const [, dma] = transferBothWays(contentsOf(setting), timingOf(setting));
  const film = films(setting)[1]!.film();
  assertEquals(
    film.lines.map(({ number, actor, says }) => `${number}  ${actor}: ${says}`),
    drawTransferSteps(dma, 999),
  );
});

Deno.test("lesson 3: at any time both films are at the same cycle", () => {
  const [programmed, dma] = films(settingOf(lesson)).map((one) => one.film());
  for (const time of [500, 3000, 6000, 9000, 12_000]) {
    const [cycle] = programmed!.still(time, "wide").picture.says.split(".");
    assertStringIncludes(dma!.still(time, "wide").picture.says, cycle! + ".");
  }
});

Deno.test("lesson 3: words that are not seen one by one are said to be many", () => {
  const [programmed, dma] = films(settingOf(lesson)).map((one) => one.film());
  for (const film of [programmed!, dma!]) {
    const labels = film.beats.flatMap(({ label }) => label ?? []);
    assertEquals(labels.length, 1, film.name);
  }
  const small = films(settingOf(lesson, {}, { fileBytes: 12 }));
  assertEquals(
    small.map((one) => one.film().beats.map(({ label }) => label)).flat(2).join(
      "",
    ),
    "",
  );
});

checkIsApart("03_dma");
