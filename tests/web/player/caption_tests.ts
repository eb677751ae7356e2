import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Film } from "../../../lib/picture/film.ts";
import {
  captionOf,
  longestCaptions,
  sayCaption,
  toneClass,
} from "../../../lib/web/player/caption.ts";
import { makeFilm } from "./made_up_film.ts";

const film = makeFilm("read + write", [1000, 2000], "fault");

Deno.test("a caption is the line that happens, and at the end how it ended", () => {
  assertStringIncludes(captionOf(film, 0, 0).says, "Nothing");
  assertEquals(captionOf(film, 2, 1500), {
    mark: "2",
    actor: "CPU",
    says: "does thing 2",
    tone: "DMA",
  });
  assertEquals(captionOf(film, 2, 3000).says, "read + write is fault.");
  assertEquals(captionOf(film, 2, 3000).mark, "!");
});

Deno.test("whoever hears a caption hears the film and the step", () => {
  assertEquals(
    sayCaption(film, captionOf(film, 0, 0)),
    "read + write, Nothing has happened yet: play, or go step by step.",
  );
  assertEquals(
    sayCaption(film, captionOf(film, 2, 1500)),
    "read + write, step 2 of 2: CPU does thing 2",
  );
  assertEquals(
    sayCaption(film, captionOf(film, 2, 3000)),
    "read + write, read + write is fault.",
  );
});

Deno.test("a line that stands for many has no number, and counts as none", () => {
  const many: Film = {
    ...film,
    lines: [
      { actor: "", says: "go the same way", counted: [], tone: "request" },
      { number: 9, actor: "CPU", says: "ends", counted: [], tone: "CPU" },
    ],
  };
  assertEquals(captionOf(many, 1, 500).mark, "⋯");
  assertEquals(
    sayCaption(many, captionOf(many, 1, 500)),
    "read + write, go the same way",
  );
  assertEquals(
    sayCaption(many, captionOf(many, 2, 1500)),
    "read + write, step 9 of 9: CPU ends",
  );
});

Deno.test("room is kept for the longest captions", () => {
  // What is said before anything happens may be the longest.
  assertEquals(longestCaptions(film).slice(0, 2), [
    captionOf(film, 0, 0),
    captionOf(film, 2, 3000),
  ]);
  assertEquals(longestCaptions(makeFilm("", Array(9).fill(1))).length, 3);
});

Deno.test("a tone has a name for the styles", () => {
  assertEquals(toneClass("mode switch"), "tone-mode-switch");
  assertEquals(toneClass(undefined), "");
});
