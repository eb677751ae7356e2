import { assert, assertEquals, assertMatch } from "@std/assert";
import { BlobReader, ZipReader } from "@zip.js/zip.js";
import {
  courseReports,
  suitesOfClass,
} from "../../../lib/gradebook/formats/course_reports.ts";
import { toJUnit } from "../../../lib/grade/junit.ts";
import type { Gradebook } from "../../../lib/gradebook/marks.ts";
import type { ReportFile } from "../../../lib/gradebook/reports.ts";
import { assertWellFormed } from "../../well_formed.ts";
import { made } from "../made_up_marks.ts";
import { classOfFive } from "./class.ts";
import { commanding, hostile, hostileClass } from "./hostile.ts";

/** Writes the report of a place, and what it tells. */
async function write(
  place: string,
  book: Gradebook,
  given = "",
): Promise<{ files: ReportFile[]; told: string[] }> {
  const { files } = courseReports.find((one) => one.place === place)!;
  const ids = book.students.map(({ student }) => student.id);
  const fileNames = new Map(ids.map((id, i) => [id, `name-${i}`]));
  const graded = { book, folders: [], fileNames, submissions: new Map() };
  const told: string[] = [];
  const tell = (line: string): void => void told.push(line);
  const all = await Array.fromAsync(files(graded, { given, tell }));
  return { files: all, told };
}

const canvas = "Student,ID,SIS Login ID,Section,How a file is sent (7)\n" +
  "A,101,,1,\nB,102,,1,\nC,104,,1,\n";
const moodle = "Identifier,Full name,Grade,Maximum\n" +
  "Participant 2001,A,,11.00\nParticipant 2002,B,,11.00\n";

Deno.test("feedback/ has two pages a student, by the names that were given", async () => {
  const { files } = await write("feedback/", classOfFive);
  assertEquals(files.length, 10);
  assertEquals(files[0]!.path, "feedback/name-0.md");
  assertEquals(files[1]!.path, "feedback/name-0.html");
});

Deno.test("canvas.csv and moodle.csv are filled, and tell what is left", async () => {
  const a = await write("canvas.csv", classOfFive, canvas);
  assertEquals(
    a.files[0]!.content,
    canvas.replace("1,\nB", "1,11.00\nB").replace("1,\nC", "1,6.00\nC")
      .replace(/,\n$/, ",EX\n"),
  );
  assertEquals(a.told, ["canvas.csv: Students without a row: 003, 005"]);
  const b = await write("moodle.csv", classOfFive, moodle);
  assertMatch(String(b.files[0]!.content), /2001,A,11\.00,.*\n.*2002,B,6\.00,/);
});

Deno.test("what cannot be filled is refused before anything is graded", () => {
  for (
    const [place, good] of [["canvas.csv", canvas], ["moodle.csv", moodle]]
  ) {
    const { refuses } = courseReports.find((one) => one.place === place)!;
    assertEquals(refuses!(good!, made), undefined);
    assertMatch(refuses!("a,b\n", made)!, /^That is no grad/);
  }
});

Deno.test("the archives have the pages of what came from there, each time the same", async () => {
  const [first, ...others] = classOfFive.students;
  const other = { ...first!, source: "001.json" };
  const { moodle: _, ...student } = first!.student;
  const book = { ...classOfFive, students: [{ ...other, student }, ...others] };
  for (const option of ["canvas", "moodle"]) {
    const { files, told } = await write(`${option}-feedback.zip`, book);
    assertEquals(await write(`${option}-feedback.zip`, book), { files, told });
    const bytes = files[0]!.content as Uint8Array<ArrayBuffer>;
    const reader = new ZipReader(new BlobReader(new Blob([bytes])));
    const names = (await reader.getEntries()).map(({ filename }) => filename);
    await reader.close();
    assertEquals(
      names,
      option === "canvas"
        ? [
          "doejane_102_92_feedback.html",
          "doejane_LATE_104_94_feedback.html",
          "doejane_105_95_feedback.html",
        ]
        : [2, 4, 5].map((i) =>
          `Jane Doe${i}_200${i}_assignsubmission_file/feedback.html`
        ),
    );
    assertEquals(told.length, 1);
    assert(told[0]!.includes("without 1 page"), told[0]);
  }
});

Deno.test("report.xml has a suite a student; a solution has no failure in it", async () => {
  const { files } = await write("report.xml", made);
  const xml = String(files[0]!.content);
  assertWellFormed(xml);
  assert(
    xml.includes(
      '<testsuite name="007" tests="3" failures="2" errors="0" skipped="0">',
    ),
    xml,
  );
  assert(
    xml.includes(
      'name="5.2 countSwitches"><failure message="One more.">countSwitches(1) gave 3</failure>',
    ),
    xml,
  );
  assert(
    xml.includes(
      'message="Some blanks are wrong.">predictions gave 4 of 6 right<',
    ),
    xml,
  );
  const students = classOfFive.students.slice(0, 1);
  const clean = toJUnit(suitesOfClass({ ...classOfFive, students }));
  assert(
    clean.includes(
      '<testsuites tests="3" failures="0" errors="0" skipped="0">',
    ),
  );
});

Deno.test("no hostile text breaks a report, or commands who reads it", async () => {
  const given: Record<string, string> = { canvas, moodle };
  for (const text of hostile) {
    const book = { ...hostileClass(text), title: made.title };
    for (const { place, option } of courseReports) {
      if (place.endsWith(".zip")) continue;
      const { files, told } = await write(place, book, given[option ?? ""]);
      for (
        const one of [
          ...told,
          ...files.map(({ content }) => String(content)),
        ]
      ) {
        assertEquals(
          commanding.exec(one.replaceAll("\n", "")),
          null,
          `${place}: ${text}`,
        );
      }
      if (option === "junit") assertWellFormed(String(files[0]!.content));
      for (const line of told) assert(!line.includes("\n"), line);
    }
  }
});
