import { assertEquals, assertThrows } from "@std/assert";
import { loadLesson, readLessons } from "../../lib/workbook/content.ts";
import { generateFile, makeJob } from "../../lib/machine/job.ts";
import { svgFile } from "../../lib/picture/file.ts";
import { usualSetting } from "../../lib/workbook/transfer_lesson.ts";
import { palette } from "../../lib/picture/palette.ts";
import {
  readWoven,
  usualKnobs,
  usualOutcome,
} from "../../lib/workbook/woven.ts";
import { pageFactsOf } from "../../lib/workbook/page.ts";
import { assertWellFormed } from "../well_formed.ts";
import { assertLegible, writtenIn } from "../picture/written.ts";
import { filesIn, readingTest, readText } from "../source_tree.ts";

/** The most that the file of a picture may have. [bytes] */
const mostBytes = 15 * 1024;

Deno.test(
  readingTest("every picture on disk is what its model draws", async () => {
    const { pictures } = await readWoven();
    const found = filesIn("lessons").filter((path) => path.endsWith(".svg"));
    const names = pictures.map(({ path }) => path);
    assertEquals(found.toSorted(), names.toSorted(), "Try: deno task weave");
    for (const { path, svg } of pictures) {
      assertEquals(readText(path), svg, `${path}: stale. Try: deno task weave`);
    }
  }),
);

Deno.test(
  readingTest(
    "every picture can be read, is small and has only colours of the palette",
    async () => {
      for (const { path, svg } of (await readWoven()).pictures) {
        assertEquals(faultOf(svg), undefined, path);
      }
    },
  ),
);

Deno.test("a picture that cannot be read, is too large or has a colour of its own is found", () => {
  const svg = (inside: string): string =>
    `<svg><title>a</title><desc>b</desc><style>.c{--d:#000}</style>${inside}</svg>\n`;
  assertEquals(faultOf(svg('<rect fill="var(--cpu)"/>')), undefined);
  const long = svg(`<path d="${"M1 1".repeat(4000)}"/>`);
  assertEquals(faultOf(long), `it has ${long.length} bytes`);
  const own = 'fill="red"';
  assertEquals(faultOf(svg(`<rect ${own}/>`)), `it has ${own}`);
  const none = 'stroke="var(--none)"';
  assertEquals(faultOf(svg(`<rect ${none}/>`)), `it has ${none}`);
  assertThrows(() => faultOf(svg("<rect>")));
  assertThrows(() => faultOf(svg("<text>a & b</text>")));
});

Deno.test(
  readingTest("every number in a picture is a fact of its lesson", async () => {
    for (const folder of readLessons()) {
      const lesson = await loadLesson(folder);
      const outcome = await usualOutcome(lesson);
      const facts = Object.values(pageFactsOf(outcome, lesson.claims))
        // A picture is no witness for itself.
        .map((fact) => fact.replaceAll(/^!\[.*\)$/gm, ""));
      const known = new Set(numbersIn(facts.join("\n")));
      const { pictures = {}, data } = outcome;
      for (const [name, draw] of Object.entries(pictures)) {
        const { title, says, shapes } = draw();
        const written = writtenIn(shapes).map((text) => text.says);
        const unknown = numbersIn([title, says, ...written].join("\n"))
          .filter((number) => !known.has(number))
          .filter((number) => !(Number(number) <= mostOf(name, data)));
        assertEquals(unknown, [], `${folder.slug}: ${name}`);
      }
    }
  }),
);

Deno.test(
  readingTest(
    "whatever a lesson's values, its pictures have their words in sight, each for itself",
    async () => {
      for (const folder of readLessons()) {
        const { knobs, sends, model } = await loadLesson(folder);
        const usual = { ...usualSetting(), knobs: usualKnobs(knobs) };
        const settings = [
          ...knobs.flatMap(({ name, choices, range = [] }) =>
            [...choices ?? range].filter((value) => value !== "measured")
              .map((value) => ({ ...usual.knobs, [name]: value }))
          ).map((knobs) => ({ ...usual, knobs })),
          ...(sends ? oddJobs : []).map((job) => ({
            ...usual,
            job,
            file: () => generateFile(job.fileBytes),
          })),
        ];
        for (const setting of settings) {
          const { pictures = {} } = await model(setting);
          for (const [name, draw] of Object.entries(pictures)) {
            const { job: { fileBytes, nic, cache }, knobs } = setting;
            const says = JSON.stringify({ fileBytes, nic, cache, ...knobs });
            assertLegible(draw(), `${folder.slug}: ${name}: ${says}`);
            assertWellFormed(svgFile(draw(), name));
          }
        }
      }
    },
  ),
);

/** Jobs that make other pictures than the usual one. */
const oddJobs = [
  makeJob({ nic: "no-gather", cache: "warm" }),
  makeJob({ fileBytes: 2 ** 24, bufferBytes: 2 ** 16 }),
  makeJob({ fileBytes: 0 }),
  makeJob({ fileBytes: 5000, nic: "no-checksum" }),
];

/** What pictures number, though the text leaves some of it out: the list in the data. */
const numbered: Readonly<Record<string, string>> = { timeline: "switches" };

function mostOf(name: string, data: Readonly<Record<string, unknown>>): number {
  const list = data[numbered[name] ?? ""];
  return Array.isArray(list) ? list.length : 0;
}

/** What is wrong with the file of a picture. Throws if it is no XML. */
function faultOf(svg: string): string | undefined {
  assertWellFormed(svg);
  const bytes = new TextEncoder().encode(svg).length;
  if (bytes > mostBytes) return `it has ${bytes} bytes`;
  const shapes = svg.replace(/<style>[^]*?<\/style>/, "");
  const colours = shapes.match(/(?:fill|stroke|stop-color|style)="[^"]*"/g);
  const other = colours?.find((colour) => {
    const [, name] = /"var\(--([a-z-]+)\)"/.exec(colour) ?? [];
    return !colour.endsWith('"none"') &&
      (name === undefined || !Object.hasOwn(palette, name));
  });
  return other && `it has ${other}`;
}

/** The numbers in a text, without what sets their thousands apart. */
function numbersIn(text: string): string[] {
  return text.replaceAll(/(?<=\d),(?=\d{3})/g, "").match(/\d+(?:\.\d+)?/g) ??
    [];
}
