import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  listedUses,
  readKnobs,
  useMemory,
} from "../../../lessons/04_virtual_memory/access_pattern.ts";
import { films } from "../../../lessons/04_virtual_memory/film.ts";
import { lesson } from "../../../lessons/04_virtual_memory/lesson.ts";
import { accountOf } from "../../../lessons/04_virtual_memory/pictures.ts";
import type { Eviction } from "../../../lessons/04_virtual_memory/virtual_memory.ts";
import { lengthOf } from "../../../lib/picture/film.ts";
import { sayCount } from "../../../lib/text/say.ts";
import { makeDice } from "../../dice.ts";
import {
  checkFilm,
  checkIsApart,
  lastTiles,
  rollKnobs,
  settingOf,
} from "../film_checks.ts";

const dice = makeDice(41);

Deno.test("lesson 4: both films end with what the model counted, for any knobs", () => {
  for (let i = 0; i < 12; i++) {
    const knobs = rollKnobs(lesson, dice);
    const pageBytes = 2 ** dice.between(9, 21);
    const setting = settingOf(lesson, knobs, { pageBytes });
    const { size, plan } = readKnobs(setting);
    const made = films(setting);
    assertEquals(made[0]!.name, size.eviction.toUpperCase());
    for (const { name, film: make } of made) {
      const film = make();
      const says = `${name}, ${JSON.stringify(knobs)}`;
      if (i < 2) checkFilm(film, says);
      const eviction = name.toLowerCase() as Eviction;
      const usage = useMemory({ ...size, eviction }, plan);
      const account = accountOf(usage);
      assertEquals(lastTiles(film), {
        "accesses": sayCount(account.accesses),
        "page faults": sayCount(account.pageFaults),
        "pages that left": sayCount(account.swapOuts),
        "back from swap": sayCount(account.swapIns),
      }, says);
    }
  }
});

Deno.test("lesson 4: at the end the frames hold the pages that the model says", () => {
  for (let i = 0; i < 20; i++) {
    const setting = settingOf(lesson, rollKnobs(lesson, dice));
    const { size, plan } = readKnobs(setting);
    const { places } = useMemory(size, plan);
    const film = films(setting)[0]!.film();
    const { says } = film.still(lengthOf(film), "wide").picture;
    const held = Array.from({ length: size.frames }, (_, frame) => {
      const page = places.indexOf(frame);
      return page < 0 ? "nothing" : `page ${page}`;
    });
    assertStringIncludes(says, `In the frames: ${held.join(", ")}.`);
    const swapped = places.flatMap((place, page) =>
      place === "swap" ? [`page ${page}`] : []
    );
    const inSwap = swapped.join(", ") || "nothing";
    assertStringIncludes(says, `In the swap area: ${inSwap}.`);
  }
});

Deno.test("lesson 4: who leaves is the page whose number under its frame is the smallest", () => {
  for (const eviction of ["lru", "fifo"]) {
    const setting = settingOf(lesson, { eviction, pattern: "random" });
    const { size, plan } = readKnobs(setting);
    const film = films(setting)[0]!.film();
    const { uses } = useMemory(size, plan);
    const outs = film.beats.filter(({ endMs, tone }, i) =>
      tone === "DMA" && film.beats[i - 1]?.tone === "interrupt" && endMs > 0
    );
    let seen = 0;
    for (const { startMs, line } of outs) {
      const use = uses[line - 1]!;
      if (use.evicted === undefined) continue;
      const texts = JSON.stringify(film.still(startMs, "wide").picture.shapes);
      const cells = [
        ...texts.matchAll(/\["f\d+"\][^[]*\["(\d+)"\][^[]*\["(\d+)"\]/g),
      ];
      const least = cells.map(([, page, at]) => [Number(at), Number(page)])
        .sort(([a], [b]) => a! - b!)[0]!;
      assertEquals(least[1], use.evicted, `${eviction}, access ${line}`);
      seen += 1;
    }
    assert(seen > 1, `${seen} pages left`);
  }
});

Deno.test("lesson 4: an address is found in its frame, at the offset that it has", () => {
  const setting = settingOf(lesson);
  const { size, plan } = readKnobs(setting);
  const { uses } = useMemory(size, plan);
  const film = films(setting)[0]!.film();
  for (const [i, { page, offset, frame }] of uses.entries()) {
    if (i === listedUses) break;
    const { endMs } = film.beats.findLast(({ line }) => line === i + 1)!;
    const drawn = JSON.stringify(film.still(endMs, "wide").picture.shapes);
    const at = offset.toString(16);
    for (const part of [`page ${page}`, `offset ${at}`]) {
      assertStringIncludes(drawn, `["${part}"]`);
    }
    assertStringIncludes(drawn, `in frame ${frame} at offset ${at}`);
  }
});

Deno.test("lesson 4: the accesses of the page are told one by one, the others together", () => {
  const film = films(settingOf(lesson))[0]!.film();
  assertEquals(film.lines.length, listedUses + 1);
  assertStringIncludes(film.lines[7]!.says, "out: page 1");
  const { plan } = readKnobs(settingOf(lesson));
  const left = sayCount(plan.accesses - listedUses);
  assertStringIncludes(film.lines.at(-1)!.says, `${left} more`);
  assertEquals(film.beats.at(-1)!.label, `× ${left}`);
  const all = films(settingOf(lesson, { accesses: listedUses + 1 }))[0]!.film();
  assertEquals(all.lines.length, listedUses + 1);
  assertEquals(all.beats.every(({ label }) => label === undefined), true);
});

checkIsApart("04_virtual_memory");
