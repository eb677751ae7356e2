import { assert, assertEquals } from "@std/assert";
import type { LessonFolder } from "../../lib/workbook/content.ts";
import { listLessons, sayUsage } from "../../lib/cli/lesson_help.ts";
import { flags, jobOptions } from "../../lib/cli/lesson_options.ts";
import type { Lesson } from "../../lib/workbook/lesson.ts";
import { displayWidth } from "../../lib/text/width.ts";

const lessons: LessonFolder[] = [
  folderOf(1, "Modes", "Ask the kernel."),
  folderOf(11, "页缓存", "One line that says the whole idea of a lesson."),
];

const lesson: Lesson = {
  heeds: ["size"],
  knobs: [
    { name: "interrupt-cycles", says: "cycles", value: 24, range: [1, 1000] },
    { name: "save", says: "saves", value: "yes", choices: ["yes", "no"] },
  ],
  model: () => ({ facts: {}, data: {} }),
  claims: [],
};

const sending: Lesson = { ...lesson, heeds: ["file", "buffer"], knobs: [] };

function folderOf(
  number: number,
  title: string,
  summary: string,
): LessonFolder {
  const pageUrl = new URL("file:///x");
  return { number, slug: "x", title, summary, page: "", pageUrl };
}

/** The options that a text explains. */
function optionsIn(text: string): string[] {
  return text.match(/(?<=^ {2}--)[\w-]+/gm) ?? [];
}

Deno.test("listLessons() gives each lesson a line, where there is room", () => {
  assertEquals(listLessons(lessons, 80), wide);
});

const wide = `
 1  Modes   Ask the kernel.
11  页缓存  One line that says the whole idea of a lesson.

Run one:      deno task lesson 1
All options:  deno task lesson --help
`.slice(1);

Deno.test("listLessons() puts a summary below its title, where there is no room beside it", () => {
  assertEquals(listLessons(lessons, 40), narrow);
});

const narrow = `
 1  Modes   Ask the kernel.
11  页缓存
    One line that says the whole idea of
    a lesson.

Run one:      deno task lesson 1
All options:  deno task lesson --help
`.slice(1);

Deno.test("sayUsage() explains a lesson's own options beside those that it heeds", () => {
  const folder = lessons[0]!;
  assertEquals(sayUsage(80, { folder, lesson }), usage);
});

const usage = `
deno task lesson 1 [options]

Ask the kernel.

  --size SIZE           send a made-up file of this size (64KiB)
  --interrupt-cycles N  cycles: 1 to 1000 (24)
  --save WORD           saves: yes, no (yes)
  --answers             unfold the answers to the questions
  --width N             columns of the output, 40 to 200
  --json                one JSON object instead of text
  --help                this text

Sizes: 4096, 64KiB, 1MiB, 1e6.
`.slice(1);

Deno.test("sayUsage() explains every option of the command", () => {
  const expected = [...jobOptions, "width", ...flags].sort();
  assertEquals(optionsIn(sayUsage(80)).sort(), expected);
});

Deno.test("sayUsage() explains views only where a file is sent", () => {
  const folder = lessons[0]!;
  const views = ["steps", "detail", "diagram", "no-trace"];
  const some = optionsIn(sayUsage(80, { folder, lesson: sending }));
  assertEquals(views.every((name) => some.includes(name)), true);
  const others = optionsIn(sayUsage(80, { folder, lesson }));
  assertEquals(views.some((name) => others.includes(name)), false);
});

Deno.test("what the command says of itself fits every width, and loses no word", () => {
  const about = { folder: lessons[1]!, lesson };
  const draws = [
    (columns: number) => listLessons(lessons, columns),
    (columns: number) => sayUsage(columns),
    (columns: number) => sayUsage(columns, about),
    (columns: number) => sayUsage(columns, { ...about, lesson: sending }),
  ];
  const words = (text: string): string[] => text.trim().split(/\s+/);
  for (const draw of draws) {
    for (let columns = 40; columns <= 200; columns++) {
      const text = draw(columns);
      for (const line of text.split("\n")) {
        assert(displayWidth(line) <= columns, `${columns}: "${line}"`);
      }
      assertEquals(words(text), words(draw(200)), String(columns));
    }
  }
});
