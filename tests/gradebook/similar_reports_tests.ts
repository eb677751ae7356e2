import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "@std/csv";
import type { Submission } from "../../lib/collect/submission.ts";
import { reports } from "../../lib/gradebook/reports.ts";
import {
  dolosFiles,
  sayPairs,
  similarFiles,
} from "../../lib/gradebook/similar_reports.ts";
import {
  lessonsWithExercises,
  loadExercises,
} from "../../lib/workbook/content.ts";
import { readingTest, readText } from "../source_tree.ts";
import { made } from "./made_up_marks.ts";

const path = "05_read_write/answer.ts";

function submission(text: string): Submission {
  return {
    source: "a.json",
    claim: {},
    files: new Map([[path, text], ["06_mmap_write/answer.ts", "x"]]),
    predictions: new Map(),
    notes: [],
  };
}

/** A class in which two have the same answer. */
async function gradedClass(): Promise<Parameters<typeof dolosFiles>[0]> {
  const lesson = lessonsWithExercises().find(({ number }) => number === 5)!;
  const text = readText(`solutions/${path}`);
  const ids = made.students.map(({ student }) => student.id);
  return {
    book: made,
    folders: [await loadExercises(lesson)],
    fileNames: new Map(ids.map((id) => [id, id])),
    submissions: new Map(ids.map((id) => [id, submission(text)])),
  };
}

Deno.test(readingTest(
  "similar.csv names both students, the lesson, a figure and a number of lines",
  async () => {
    const told: string[] = [];
    const files = similarFiles(await gradedClass(), (line) => told.push(line));
    const [file] = files;
    const [head, row, ...others] = parse(String(file!.content));
    assertEquals(files.length, 1);
    assertEquals(head!.join(), "student,other_student,lesson,figure,lines");
    assertEquals(row!.slice(0, 4), ["007", "'=1+1", "5", "1.00"]);
    assert(Number(row![4]) >= 10);
    assertEquals(others, []);
    assertMatch(told.join("\n"), /Alike, 1 pair: a hint for you, and no proof/);
    assertMatch(told.join("\n"), /lesson 5: 007 and '=1\+1, 1\.00, \d+ lines/);
  },
));

Deno.test("of many pairs the first are shown, and nothing that commands a terminal", () => {
  const pair = {
    students: ["\x1b[31m" + "a".repeat(99), "\u202eb\nc"],
    lesson: 5,
    figure: 0.754,
    lines: 9,
  } as const;
  const said = sayPairs(Array.from({ length: 12 }, () => pair));
  assertEquals(said.length, 1 + 10 + 1);
  assertMatch(said.at(-1)!, /and 2 more, in similar\.csv/);
  assertEquals(
    said.at(-2),
    `lesson 5: [31m${"a".repeat(16)} and b c, 0.75, 9 lines`,
  );
  assertEquals(sayPairs([]), ["No two answers are alike."]);
});

Deno.test(readingTest(
  "the folder for Dolos names no student, and lists each of its files",
  async () => {
    const files = new Map(
      [...dolosFiles(await gradedClass())]
        .map(({ path, content }) => [path, String(content)]),
    );
    const info = files.get("dolos/info.csv")!;
    assertEquals(parse(info), [
      ["filename", "full_name", "label", "created_at", "ignored"],
      ["05_001.ts", "student 001", "lesson 5", "2026-12-05T10:00:00.000Z", ""],
      ["05_002.ts", "student 002", "lesson 5", "", ""],
      ["stub.ts", "what was given", "", "", "true"],
    ]);
    assertEquals([...files.keys()].toSorted(), [
      "dolos/05_001.ts",
      "dolos/05_002.ts",
      "dolos/info.csv",
      "dolos/stub.ts",
    ]);
    assertEquals(
      files.get("dolos/stub.ts"),
      readText(`exercises/${path}`),
    );
    assertEquals([...files.keys(), info].join().match(/007|=1\+1/), null);
  },
));

Deno.test(readingTest("--similar asks for both reports", async () => {
  const graded = await gradedClass();
  const asked = reports.filter(({ option }) => option === "similar");
  for (const { place, files } of asked) {
    let written = 0;
    for await (const file of files(graded, { given: "", tell: () => {} })) {
      written += 1;
      assert(file.path.startsWith(place), file.path);
    }
    assert(written > 0, place);
  }
  assertEquals(asked.map(({ place }) => place), ["similar.csv", "dolos/"]);
}));
