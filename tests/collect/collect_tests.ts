import { assertEquals } from "@std/assert";
import { collect, collectOne } from "../../lib/collect/collect.ts";
import { matchStudents } from "../../lib/collect/match.ts";
import { readRoster } from "../../lib/collect/roster.ts";
import type { Collected } from "../../lib/collect/submission.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { temporaryTest } from "../command.ts";
import { makeDice } from "../dice.ts";
import { manifest } from "../homework/made_up.ts";
import {
  canvasZip,
  canvasZipOf,
  type Delivered,
  folders,
  madeUpClass,
  type MadeUpStudent,
  moodleName,
  moodleZip,
  packs,
  packText,
  rosterCsv,
  studentZip,
  writeDelivery,
} from "./deliveries.ts";

/** Asks for lessons 5 and 6. */
const asked: Manifest = {
  ...manifest,
  items: [
    ...manifest.items,
    { id: "6.1", lesson: 6, name: "mapAndWrite", points: 2 },
  ],
};

/** Collects what lies in a folder, and removes it. */
async function collectFrom(
  folder: string,
  files: Delivered,
): Promise<Collected> {
  for (const { name } of Deno.readDirSync(folder)) {
    Deno.removeSync(`${folder}/${name}`, { recursive: true });
  }
  writeDelivery(folder, files);
  const exercises = await loadAllExercises();
  return await collect(folder, { manifest: asked, folders: exercises });
}

/** Answers that nobody else has given. */
function answersOf(index: number): Record<string, string> {
  return {
    "05_read_write/answer.ts":
      `export const readAndWrite = ${index};\nexport function countSwitches() {}\n`,
    "06_mmap_write/answer.ts": `export const savedByMapping = ${index};\n`,
  };
}

/** What each form of delivery makes of a class. */
const forms: Readonly<
  Record<string, (students: MadeUpStudent[]) => Promise<Delivered> | Delivered>
> = {
  folders,
  packs: (students) => packs(students, asked),
  "a Canvas zip": (students) => new Map([["w.zip", canvasZip(students)]]),
  "a Moodle zip": (students) => new Map([["w.zip", moodleZip(students)]]),
  "a zip by student": (students) =>
    new Map(students.map((one) => [`${one.id}.zip`, studentZip(one)])),
  "a zip in a folder by student": (students) =>
    new Map(students.map((one) => [`${one.id}/w.zip`, studentZip(one)])),
  "zips in a Canvas zip": (students) =>
    new Map([[
      "w.zip",
      canvasZipOf(students.map((student) => ({
        student,
        name: "my work.zip",
        data: studentZip(student, "workbook/exercises"),
      }))),
    ]]),
  "packs in a Canvas zip": async (students) =>
    new Map([[
      "w.zip",
      canvasZipOf(
        await Promise.all(students.map(async (student) => ({
          student,
          name: `${student.id}.json`,
          data: await packText(student, asked),
        }))),
      ),
    ]]),
  "folders of Moodle": (students) =>
    new Map(
      students.flatMap((one) =>
        Object.entries(one.answers).map(([path, text]) =>
          [`work/${moodleName(one)}/${path}`, text] as const
        )
      ),
    ),
};

/** What came of each student, by id. */
function filesById(
  collected: Collected,
  students: readonly MadeUpStudent[],
): Record<string, unknown> {
  const matching = matchStudents(collected, readRoster(rosterCsv(students)));
  assertEquals(matching.refused, []);
  return Object.fromEntries(
    matching.students.map(({ student, submission }) => [
      student.id,
      Object.fromEntries(submission?.files ?? []),
    ]),
  );
}

for (const [name, form] of Object.entries(forms)) {
  Deno.test(
    temporaryTest(
      `collect() finds the files of each student in ${name}`,
      async (folder) => {
        for (const seed of [1, 2, 3]) {
          const dice = makeDice(seed);
          const students = madeUpClass(dice.between(1, 12), seed, answersOf);
          const delivery = await form(students);
          const wanted = Object.fromEntries(
            students.map(({ id, answers }) => [id, answers]),
          );
          const collected = await collectFrom(folder, delivery);
          assertEquals(filesById(collected, students), wanted, `seed ${seed}`);
          const turned = new Map([...delivery].reverse());
          assertEquals(await collectFrom(folder, turned), collected);
        }
      },
    ),
  );
}

Deno.test(
  temporaryTest(
    "collectOne() takes all that lies in a folder for the work of one: answers, or packs",
    async (folder) => {
      const exercises = await loadAllExercises();
      const one = async (files: Delivered): Promise<Collected> => {
        for (const { name } of Deno.readDirSync(folder)) {
          Deno.removeSync(`${folder}/${name}`, { recursive: true });
        }
        writeDelivery(folder, files);
        return await collectOne(folder, {
          manifest: asked,
          folders: exercises,
        });
      };
      const answers = answersOf(1);
      const texts = Object.entries(answers);
      const places = [
        (path: string): string => path,
        (path: string): string => `exercises/${path}`,
        (path: string): string => `my repository/exercises/${path}`,
      ];
      for (const place of places) {
        const files = new Map(texts.map(([path, text]) => [place(path), text]));
        const { submissions: [found, other], refused } = await one(files);
        assertEquals([other, refused], [undefined, []]);
        assertEquals(Object.fromEntries(found!.files), answers);
        assertEquals(found!.claim, {});
      }
      const student = { ...madeUpClass(1, 7)[0]!, answers };
      const pack = await packText(student, asked);
      const { submissions } = await one(new Map([["my pack.json", pack]]));
      assertEquals(submissions.map(({ claim }) => claim), [{ id: student.id }]);
    },
  ),
);
