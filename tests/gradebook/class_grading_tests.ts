import { assertEquals } from "@std/assert";
import type { Matched } from "../../lib/collect/match.ts";
import {
  type ClassWork,
  type GradedBook,
  type Outlook,
  prepareClass,
} from "../../lib/gradebook/class_grading.ts";
import { itemDigests } from "../../lib/gradebook/item_digests.ts";
import type { Override } from "../../lib/gradebook/overrides.ts";
import { Results } from "../../lib/gradebook/results.ts";
import { loadAsked } from "../../lib/homework/asked_exercises.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { predictionsFor } from "../../lib/homework/predictions.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { urlOf } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";

const lesson = 5;

async function homework(): Promise<Manifest> {
  const { exercises } = (await loadAllExercises())
    .find((one) => one.lesson.number === lesson)!;
  const predictions = { id: `P${lesson}`, name: "predictions", lesson };
  return {
    ...{ homework: 1, title: "Sending", seed: 7, workbook: "" },
    due: "2026-12-06T23:59:00Z",
    items: [
      { ...predictions, points: 4 },
      ...exercises.map(({ name }, i) => ({
        ...{ id: `${lesson}.${i + 1}`, name, lesson, points: 2 },
      })),
    ],
  };
}

/** Makes students: each answers with a text of their own. */
async function students(
  ids: readonly string[],
  manifest: Manifest,
): Promise<Matched[]> {
  return await Promise.all(ids.map(async (id) => {
    const [problem] = await predictionsFor(manifest, id);
    const typed = problem!.blanks.map(({ answer }) => String(answer));
    const submission = {
      ...{ source: `${id}.json`, claim: { id }, notes: [] },
      at: "2026-12-05T10:00:00.000Z",
      files: new Map([["05_read_write/answer.ts", id]]),
      predictions: new Map([[`P${lesson}`, typed]]),
    };
    const student = { id, lastName: "", firstName: "", email: "" };
    return { student, submission, notes: [] };
  }));
}

/** A run of a class over a folder of results, and what was asked. */
async function run(
  folder: string,
  more: Partial<ClassWork>,
  fails: readonly string[] = [],
): Promise<GradedBook & { outlook: Outlook; asked: string[] }> {
  const manifest = more.manifest ?? await homework();
  const class_ = more.students ?? await students(["a", "b"], manifest);
  const names = class_.map(({ student: { id } }) => [id, id] as const);
  const asked: string[] = [];
  const ready = await prepareClass({
    manifest,
    students: class_,
    overrides: [],
    results: new Results(urlOf(`${folder}/results/`), new Map(names)),
    asked: {
      items: manifest.items,
      choices: await loadAsked(manifest),
      seed: 9,
      digests: await itemDigests(manifest.items),
    },
    ...more,
  });
  const graded = await ready.grade({
    grader: {
      grade: ({ files, choices }) => {
        const id = files.get("05_read_write/answer.ts")!;
        const lessons = choices.map(({ folder, chosen }) => ({
          ...{ lesson, title: "" },
          grades: chosen.map((at) => {
            const place = `5.${at + 1}`;
            asked.push(`${id} ${place}`);
            const exercise = folder.exercises[at]!.name;
            const complaint = { asked: "f()", gave: "1", why: "No." };
            return fails.includes(place)
              ? { place, exercise, status: "failed" as const, complaint }
              : {
                ...{ place, exercise, questions: 1, remarks: [] },
                status: "passed" as const,
              };
          }),
        }));
        return Promise.resolve({ lessons, late: [] });
      },
      gradeAlone: () => Promise.reject(new Error("nothing was late")),
    },
    atOnce: 2,
    onDone: () => {},
    onAgain: () => {},
  });
  return { ...graded, outlook: ready.outlook, asked };
}

Deno.test(
  temporaryTest(
    "prepareClass() asks nothing again of what is known, and says the same",
    async (folder) => {
      const first = await run(folder, {}, ["5.2"]);
      assertEquals(first.outlook, { toGrade: 2, known: 0, outdated: [] });
      assertEquals(
        first.book.students.map(({ marks }) =>
          marks.map(({ status }) => status)
        ),
        Array(2).fill(
          first.book.items.map(({ id }) => id === "5.2" ? "failed" : "passed"),
        ),
      );
      const second = await run(folder, {});
      assertEquals(second.outlook, { toGrade: 0, known: 2, outdated: [] });
      assertEquals(second.asked, []);
      assertEquals(second.book, first.book);
    },
  ),
);

Deno.test(
  temporaryTest(
    "prepareClass() grades another submission of a student in whole, and nobody else's",
    async (folder) => {
      const manifest = await homework();
      const [a, b] = await students(["a", "b"], manifest);
      await run(folder, { manifest, students: [a!, b!] });
      const files = new Map([["05_read_write/answer.ts", "b, again"]]);
      const again = { ...b!, submission: { ...b!.submission!, files } };
      const { asked, outlook } = await run(folder, {
        manifest,
        students: [a!, again],
      });
      assertEquals([outlook.toGrade, outlook.known], [1, 1]);
      assertEquals([...new Set(asked.map((one) => one.slice(0, -4)))], [
        "b, again",
      ]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "prepareClass() asks one item again, and every other mark stays",
    async (folder) => {
      const first = await run(folder, {}, ["5.1", "5.2"]);
      const { asked, book } = await run(folder, { regrade: new Set(["5.2"]) });
      assertEquals(asked.sort(), ["a 5.2", "b 5.2"]);
      for (const [i, { marks, at }] of book.students.entries()) {
        const before = first.book.students[i]!;
        assertEquals(at, before.at);
        const others = ({ item }: { item: string }): boolean => item !== "5.2";
        assertEquals(marks.filter(others), before.marks.filter(others));
        assertEquals(marks.find((one) => !others(one))!.status, "passed");
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "prepareClass() asks again what was another question, and tells of it",
    async (folder) => {
      const manifest = await homework();
      await run(folder, { manifest }, ["5.1"]);
      const digests = new Map(await itemDigests(manifest.items));
      digests.set("5.1", "mended");
      const asked = {
        items: manifest.items,
        choices: await loadAsked(manifest),
        seed: 9,
        digests,
      };
      const kept = await run(folder, {
        manifest,
        asked,
        regrade: new Set(["5.2"]),
      });
      assertEquals(kept.outlook.outdated, ["5.1"]);
      assertEquals(kept.asked.sort(), ["a 5.2", "b 5.2"]);
      const mended = await run(folder, { manifest, asked });
      assertEquals(mended.outlook.outdated, ["5.1"]);
      assertEquals(mended.asked.sort(), ["a 5.1", "b 5.1"]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "prepareClass() predicts by the student's own seed, or by the one that was given",
    async (folder) => {
      const manifest = await homework();
      const first = await run(folder, { manifest });
      const seed = (first.book.students[1]!.marks[0]!.seed + 1) % 2 ** 32;
      const given: Override = {
        ...{ line: 2, student: "b", isExcused: false, why: "" },
        seed,
      };
      const { book, asked } = await run(folder, {
        manifest,
        overrides: [given],
      });
      assertEquals(asked, []);
      const [a, b] = book.students.map(({ marks }) => marks[0]!);
      assertEquals(a, first.book.students[0]!.marks[0]);
      assertEquals(b!.seed, seed);
      assertEquals(first.book.students[1]!.marks[0]!.status, "passed");
    },
  ),
);
