import { assert, assertEquals, assertRejects } from "@std/assert";
import { collect, collectOne } from "../../lib/collect/collect.ts";
import { matchStudents } from "../../lib/collect/match.ts";
import { readRoster } from "../../lib/collect/roster.ts";
import type { Collected } from "../../lib/collect/submission.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { UnfitFile } from "../../lib/workbook/file.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { temporaryTest } from "../command.ts";
import { makeDice } from "../dice.ts";
import { makeLink, makePipe, specialFilesTest } from "../special_files.ts";
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
import { writeZip } from "./zip_writer.ts";

/** Asks for lessons 5 and 6. */
const asked: Manifest = {
  ...manifest,
  items: [
    ...manifest.items,
    { id: "6.1", lesson: 6, name: "mapAndWrite", points: 2 },
  ],
};

/** Puts files into a folder, in the place of those before, and collects them. */
async function collectFrom(
  folder: string,
  files: Delivered,
  by = collect,
): Promise<Collected> {
  for (const { name } of Deno.readDirSync(folder)) {
    Deno.removeSync(`${folder}/${name}`, { recursive: true });
  }
  writeDelivery(folder, files);
  const exercises = await loadAllExercises();
  return await by(folder, { manifest: asked, folders: exercises });
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
      const one = (files: Delivered): Promise<Collected> =>
        collectFrom(folder, files, collectOne);
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

Deno.test(
  temporaryTest(
    "collect() takes all forms at once, whatever they are called and in whatever order they came",
    async (folder) => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const dice = makeDice(seed);
        const students = madeUpClass(dice.between(5, 40), seed, answersOf);
        const wanted = Object.fromEntries(
          students.map(({ id, answers }) => [id, answers]),
        );
        const names = Object.keys(forms);
        const parts = Map.groupBy(students, () => dice.oneOf(names));
        const all: [string, string | Uint8Array][] = [];
        for (const [name, some] of parts) {
          const place = `${dice.below(1e6)} ${name}`;
          for (const [path, data] of await forms[name]!(some)) {
            // What is called after a student stays so.
            const renamed = path.replace(/^w(?=\.zip$)|^work(?=\/)/, place);
            all.push([renamed, data]);
          }
        }
        const mixed = (): [string, string | Uint8Array][] =>
          all.toSorted(() => dice.below(2) - 0.5);
        const collected = await collectFrom(folder, new Map(mixed()));
        const sources = collected.submissions.map(({ source }) => source);
        assertEquals(sources, sources.toSorted());
        assertEquals(filesById(collected, students), wanted, `seed ${seed}`);
        assertEquals(await collectFrom(folder, new Map(mixed())), collected);
      }
    },
  ),
);

/** What comes of files that are handed in: the texts that are taken, and what is said of the rest. */
interface Case {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** By the source and the path. */
  readonly taken: Readonly<Record<string, string>>;
  /** In the notes of submissions, or what was refused. */
  readonly said?: readonly RegExp[];
}

const five = "export function readAndWrite() {}\n";
const answer = "05_read_write/answer.ts";

const student = madeUpClass(1, 1, () => ({ [answer]: five }))[0]!;

/** Text in UTF-16, with its mark. */
function utf16(text: string): Uint8Array {
  return new Uint8Array(
    new Uint16Array([...`\ufeff${text}`].map((sign) => sign.charCodeAt(0)))
      .buffer,
  );
}

async function cases(): Promise<Readonly<Record<string, Case>>> {
  const pack = await packText(student, asked);
  const later = await packText({
    ...student,
    made: "2026-12-06T00:00:00.000Z",
    answers: { [answer]: `${five}//2\n` },
  }, asked);
  const other = await packText(student, { ...asked, title: "Week 2" });
  const taken = { [`001: ${answer}`]: five };
  return {
    "line ends and marks of other systems": {
      files: { "001/answer.ts": `\ufeff${five.replace("\n", "\r\n")}` },
      taken,
    },
    "UTF-16": {
      files: { "001/answer.ts": utf16(five) },
      taken,
      said: [/answer.ts is UTF-16/],
    },
    "UTF-16 without its mark": {
      files: { "001/answer.ts": utf16(five).slice(2) },
      taken: {},
      said: [/holds a NUL/, /No answer was found/],
    },
    "a file that is too large": {
      files: { "001/answer.ts": " ".repeat(65_537) },
      taken: {},
      said: [/is larger than 64 KiB/],
    },
    "the whole workbook": {
      files: {
        [`001/workbook/exercises/${answer}`]: five,
        [`001/workbook/exercises/05_read_write/questions.ts`]:
          "export const a = 1;",
        [`001/workbook/solutions/${answer}`]: `${five}// ours`,
        "001/workbook/lib/grade/readAndWrite.ts": `${five}// lib`,
        "001/workbook/lessons/05_read_write/lesson.ts": `${five}// lesson`,
        "001/workbook/deno.json": "{}",
        "001/workbook/homework.json": JSON.stringify(asked),
        "001/workbook/.pristine/05_read_write.x.txt": "x",
      },
      taken,
    },
    "the whole workbook, in an archive": {
      files: {
        "001.zip": writeZip([
          { name: `exercises/${answer}`, data: five },
          { name: `solutions/${answer}`, data: `${five}// ours` },
          { name: "lib/grade/a.ts", data: `${five}// lib` },
        ]),
      },
      taken: { [`001.zip: ${answer}`]: five },
    },
    "a lesson that is not asked": {
      files: {
        [`001/${answer}`]: five,
        "001/07_sendfile/answer.ts": "x",
        "001/a.ts": "export const gather = 1;",
      },
      taken,
      said: [/answers of lessons? 7(?: and 8)? are left out/],
    },
    "endings that a system has added": {
      files: { "001/answer.ts.txt": five },
      taken,
    },
    "what is no answer": {
      files: {
        "001/answer.ts": five,
        "001/report.pdf": "x",
        "001/README.md": "x",
      },
      taken,
      said: [/report.pdf is left out/],
    },
    "an archive of another kind": {
      files: { "001/work.RAR": "x" },
      taken: {},
      said: [/^001\/work.RAR is no zip/, /No answer was found/],
    },
    "nothing of use": {
      files: { "001/report.pdf": "x" },
      taken: {},
      said: [/No answer was found/],
    },
    "a pack, and answers beside it": {
      files: { "001/my.json": pack, "001/answer.ts": `${five}//2` },
      taken: { [`001/my.json: ${answer}`]: five },
      said: [/only the pack is taken/],
    },
    "two packs of one student in Canvas": {
      files: {
        "w.zip": canvasZipOf([{ student, name: "001.json", data: pack }, {
          student,
          name: "001-1.json",
          data: later,
        }]),
      },
      taken: {
        [`w.zip/oneilada_1000_7000_001.json: ${answer}`]: five,
        [`w.zip/oneilada_1000_7001_001-1.json: ${answer}`]: `${five}//2\n`,
      },
    },
    "a pack of another homework": {
      files: { "001.json": other },
      taken: {},
      said: [
        /001.json is of the homework "Week 2".* not of "How a file is sent"/,
      ],
    },
    "half a pack": {
      files: { "001.json": pack.slice(0, 99) },
      taken: {},
      said: [/001.json is no JSON/],
    },
    "half a pack in Canvas": {
      files: {
        "w.zip": canvasZipOf([
          { student, name: "001.json", data: pack.slice(0, 99) },
        ]),
      },
      taken: {},
      said: [/001.json is no JSON/, /No answer was found/],
    },
    "JSON of something else": {
      files: { "x.json": "{}" },
      taken: {},
      said: [/x.json is no pack/],
    },
    "an instructor's own files": {
      files: {
        "homework.json": JSON.stringify(asked),
        "roster.csv": "id\n001",
        "001/answer.ts": five,
      },
      taken,
    },
    "an answer of nobody": {
      files: { "answer.ts": five },
      taken: {},
      said: [/must lie in the folder of a student/],
    },
    "the folder of nobody": {
      files: { [`exercises/${answer}`]: five, [answer]: five },
      taken: {},
      said: [
        /exercises is a folder of answers/,
        /05_read_write is a folder of answers/,
      ],
    },
    "names that turn text, or go over lines": {
      files: { "0\u202e01/answer.ts": five, "0\n02/answer.ts": five },
      taken: {},
      said: [/^001 is named by no id/, /^0 02 is named by no id/],
    },
    "a name of 250 letters": {
      files: { [`001/${"x".repeat(247)}.ts`]: five },
      taken,
    },
    "names with backslashes, as Windows packs and Linux unpacks them": {
      files: { [`001\\exercises\\05_read_write\\answer.ts`]: five },
      taken,
    },
    "a name with backslashes that leads out": {
      files: { "001\\..\\..\\x.ts": five },
      taken: {},
      said: [/leads out of its folder/],
    },
  };
}

Deno.test(
  temporaryTest(
    "collect() says of each file that is handed in what came of it",
    async (folder) => {
      for (
        const [name, { files, taken, said = [] }] of Object.entries(
          await cases(),
        )
      ) {
        const { submissions, refused } = await collectFrom(
          folder,
          new Map(Object.entries(files)),
        );
        const found = submissions.flatMap(({ source, files }) =>
          [...files].map(([path, text]) => [`${source}: ${path}`, text])
        );
        assertEquals(Object.fromEntries(found), taken, name);
        const all = [
          ...submissions.flatMap(({ notes }) => notes),
          ...refused.map(({ why }) => why),
        ];
        for (const one of said) {
          assert(
            all.some((text) => one.test(text)),
            `${name}: ${one}: ${all.join("\n")}`,
          );
        }
        if (said.length === 0) {
          assertEquals(
            all.filter((text) => !/^Known by/.test(text)),
            [],
            name,
          );
        }
        assert(all.every((text) => !text.includes(folder)), all.join("\n"));
      }
    },
  ),
);

Deno.test(
  specialFilesTest(
    "collect() follows no link, and reads no device",
    async (folder) => {
      const place = `${folder}/class/001/05_read_write`;
      Deno.mkdirSync(place, { recursive: true });
      Deno.writeTextFileSync(`${folder}/outside.txt`, five);
      await makeLink(`${folder}/outside.txt`, `${place}/answer.ts`);
      const deep = `${folder}/class/004${"/a".repeat(30)}`;
      Deno.mkdirSync(deep, { recursive: true });
      const bytes = `${folder}/class/005/$'\\xd6\\xd0'`;
      await new Deno.Command("bash", { args: ["-c", `mkdir -p ${bytes}`] })
        .output();
      await makeLink(folder, `${folder}/class/002`);
      await makePipe(`${folder}/class/003.zip`);
      const exercises = await loadAllExercises();
      const { submissions, refused } = await collect(`${folder}/class`, {
        folders: exercises,
      });
      assertEquals(submissions, []);
      assertEquals(refused.map(({ why }) => why), [
        "001/05_read_write/answer.ts is a link, and no file.",
        "002 is a link, and no file.",
        "003.zip is a device or a pipe, and no file.",
        `004${"/a".repeat(20)} lies too deep in folders.`,
        // Elsewhere there are no such names.
        ...(Deno.build.os === "linux"
          ? [
            "005/\ufffd\ufffd has a name that is not UTF-8: give it another one.",
          ]
          : []),
      ]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "collect() tells a folder that is not there",
    async (folder) => {
      const gone = `${folder}/gone`;
      await assertRejects(
        () => collect(gone, { folders: [] }),
        UnfitFile,
        "gone cannot be read (NotFound)",
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "collect() says of Canvas what it says: late, and which attempt",
    async (folder) => {
      const late = { ...student, isLate: true };
      const zip = canvasZipOf([
        { student: late, name: "answer-2.ts", data: `${five}//2` },
        { student: late, name: "answer.ts", data: five },
      ]);
      const { submissions: [one] } = await collectFrom(
        folder,
        new Map([["w.zip", zip]]),
      );
      assertEquals([one!.isLate, one!.attempt, one!.at], [true, 2, undefined]);
      assertEquals(one!.claim, { canvas: "1000", name: "oneilada" });
      assertEquals(one!.files.get(answer), `${five}//2`);
    },
  ),
);

Deno.test(
  temporaryTest(
    "a pack says itself when it was made, whatever number is in its name",
    async (folder) => {
      const one = {
        ...student,
        id: "2024-9",
        made: "2026-12-05T10:00:00.000Z",
      };
      const two = { ...one, made: "2026-12-05T11:00:00.000Z" };
      const zip = canvasZipOf([
        { student, name: "2024-9.json", data: await packText(one, asked) },
        { student, name: "2024-9-1.json", data: await packText(two, asked) },
      ]);
      const collected = await collectFrom(folder, new Map([["w.zip", zip]]));
      const { students } = matchStudents(collected);
      assertEquals(students.map(({ submission }) => submission?.at), [
        two.made,
      ]);
    },
  ),
);
