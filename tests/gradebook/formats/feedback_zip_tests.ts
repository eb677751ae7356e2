import { assertEquals } from "@std/assert";
import { BlobReader, TextWriter, ZipReader } from "@zip.js/zip.js";
import {
  canvasName,
  moodleName,
  toZip,
} from "../../../lib/gradebook/formats/feedback_zip.ts";
import { collect } from "../../../lib/collect/collect.ts";
import { loadAllExercises } from "../../../lib/workbook/content.ts";
import { canvasZip, madeUpClass, moodleZip } from "../../collect/deliveries.ts";
import { temporaryTest } from "../../command.ts";
import { canvasFeedback, moodleFeedback } from "./importers.ts";

const nobody = { firstName: "", lastName: "" };

Deno.test("canvasName() keeps the prefix that Canvas looks for", () => {
  const cases = [
    ["canvas.zip/doejane_101_91_answer.ts", "doejane_101_91_feedback.html"],
    [
      "canvas.zip/doejane_LATE_101_91_answer-1.ts",
      "doejane_LATE_101_91_feedback.html",
    ],
    ["c.zip/anon_101_91_007.json", "anon_101_91_feedback.html"],
    ["doejane_101_91_a_2_b.ts", "doejane_101_91_feedback.html"],
  ];
  for (const [source, name] of cases) {
    assertEquals(canvasName(source!, {}), name, source);
    assertEquals(canvasFeedback(name!), { user: 101, attachment: 91 });
  }
});

Deno.test("canvasName() names nothing that Canvas would give to nobody, or to somebody else", () => {
  for (
    const source of [
      "007.json",
      "doejane_101_answer.ts",
      "a_b_101_91_x.ts",
      "5_101_91_x.ts",
      "doe_101_91_",
    ]
  ) {
    assertEquals(canvasName(source, {}), undefined, source);
  }
  assertEquals(canvasName("doe_101_91_a.ts", { canvas: "102" }), undefined);
});

Deno.test("moodleName() keeps the folder, or makes one from the participant's number", () => {
  const cases = [
    ["m.zip/Jane Doe_2001_assignsubmission_file_/answer.ts", {}],
    ["m.zip/Jane Doe_2001_assignsubmission_file/a/answer.ts", {
      moodle: "2001",
    }],
    ["007.json", { moodle: "2001", firstName: "../J_a", lastName: "..né" }],
    ["007.json", { moodle: "2001" }],
  ] as const;
  const names = cases.map(([source, student]) =>
    moodleName(source, { ...nobody, ...student })
  );
  assertEquals(names, [
    "Jane Doe_2001_assignsubmission_file_/feedback.html",
    "Jane Doe_2001_assignsubmission_file/feedback.html",
    "Ja né_2001_assignsubmission_file/feedback.html",
    "Participant_2001_assignsubmission_file/feedback.html",
  ]);
  for (const name of names) {
    assertEquals(moodleFeedback(name!, [2001]), {
      participant: 2001,
      file: "feedback.html",
    });
  }
  assertEquals(moodleName("007.json", nobody), undefined);
  assertEquals(
    moodleName("x_2002_assignsubmission_file/a", { ...nobody, moodle: "2001" }),
    "Participant_2001_assignsubmission_file/feedback.html",
  );
});

Deno.test("toZip() packs pages, and the same pages to the same bytes", async () => {
  const pages = [{ name: "a_1/feedback.html", text: "<p>é</p>" }, {
    name: "né",
    text: "",
  }];
  const [bytes, same] = await Promise.all([toZip(pages), toZip(pages)]);
  assertEquals(bytes, same);
  const reader = new ZipReader(new BlobReader(new Blob([bytes])));
  const entries = await reader.getEntries();
  const read = await Promise.all(entries.map(async (entry) => ({
    name: entry.filename,
    text: entry.directory
      ? ""
      : await entry.getData(new TextWriter(), { useWebWorkers: false }),
  })));
  await reader.close();
  assertEquals(read, pages);
  const years = entries.map(({ lastModDate }) => lastModDate.getFullYear());
  assertEquals(years, [2000, 2000]);
});

Deno.test(
  temporaryTest(
    "what Canvas and Moodle delivered goes back to whom it came from",
    async (folder) => {
      const answers = { "05_read_write/answer.ts": "export {};\n" };
      const students = madeUpClass(40, 3, () => answers);
      const deliveries = [
        ["c.zip", canvasZip(students)],
        ["m.zip", moodleZip(students)],
      ] as const;
      for (const [name, zip] of deliveries) {
        Deno.writeFileSync(`${folder}/${name}`, zip);
        const { submissions } = await collect(folder, {
          folders: await loadAllExercises(),
        });
        assertEquals(submissions.length, students.length, name);
        for (const { source, claim } of submissions) {
          const student = { ...nobody, ...claim };
          if (name === "c.zip") {
            const found = canvasFeedback(canvasName(source, student)!);
            assertEquals(String(found!.user), claim.canvas, source);
          } else {
            const path = moodleName(source, student)!;
            const known = students.map(({ moodle }) => Number(moodle));
            const found = moodleFeedback(path, known);
            assertEquals(String(found!.participant), claim.moodle, source);
            assertEquals(found!.file, "feedback.html");
          }
        }
        Deno.removeSync(`${folder}/${name}`);
      }
    },
  ),
);
