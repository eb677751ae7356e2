import { assert, assertEquals, assertThrows } from "@std/assert";
import { findLesson, findLessons } from "../../lib/cli/lesson_name.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { type LessonFolder, readLessons } from "../../lib/workbook/content.ts";
import { readingTest } from "../source_tree.ts";

const lessons = [
  folderOf(1, "01_modes", "User mode and kernel mode"),
  folderOf(7, "07_sendfile", "sendfile"),
  folderOf(8, "08_sendfile_gather", "sendfile + gather"),
  folderOf(12, "12_on_your_kernel", "On your kernel"),
];

function folderOf(number: number, slug: string, title: string): LessonFolder {
  const pageUrl = new URL(`file:///lessons/${slug}/README.md`);
  return { number, slug, title, summary: "", page: "", pageUrl };
}

function found(wanted: string): number {
  return findLesson(wanted, lessons).number;
}

function refusal(wanted: string): string {
  return assertThrows(() => findLesson(wanted, lessons), UsageError).message;
}

Deno.test("findLesson() finds a lesson by its number, with or without zeros", () => {
  assertEquals(["1", "01", "7", "0012"].map(found), [1, 1, 7, 12]);
});

Deno.test("findLesson() finds a lesson by its folder and by its title, however they are written", () => {
  const names = ["08_sendfile_gather", "sendfile + gather", "Sendfile-Gather"];
  assertEquals(names.map(found), [8, 8, 8]);
});

Deno.test("findLesson() prefers a whole name to a part of another", () => {
  assertEquals(found("sendfile"), 7);
});

Deno.test("findLesson() finds a lesson by a part that no other name has", () => {
  assertEquals(["gather", "modes", "your kern"].map(found), [8, 1, 12]);
});

Deno.test("findLesson() refuses a part that several names have, and lists them", () => {
  assertEquals(
    refusal("kernel"),
    'The name "kernel" fits lessons 1, 12: one was expected. ' +
      "Try: deno task lesson 1",
  );
});

Deno.test("findLesson() takes for reset only a number or a whole name, as it is written", () => {
  const reset = (wanted: string): number | undefined => {
    try {
      return findLesson(wanted, lessons, "reset").number;
    } catch (error) {
      assert(error instanceof UsageError);
      return undefined;
    }
  };
  const names = ["8", "08_sendfile_gather", "sendfile_gather"];
  assertEquals([...names, "sendfile + gather"].map(reset), [8, 8, 8, 8]);
  const others = [
    "gather",
    "***modes",
    "../modes",
    "Sendfile",
    "send file",
    "",
  ];
  assertEquals(others.map(reset), others.map(() => undefined));
});

Deno.test("findLesson() refuses what is no lesson, and says which there are", () => {
  assertEquals(
    refusal("8x"),
    'Unknown lesson "8x": there are 1, 7 to 8, 12. Try: deno task lesson 8',
  );
  for (const wanted of ["0", "2", "99", "x9", "", "+", "-1", "1.5"]) {
    const says = refusal(wanted);
    const known = `Unknown lesson "${wanted}": there are 1, 7 to 8, 12. Try: `;
    assertEquals(says.startsWith(`${known}deno task lesson`), true, says);
  }
});

Deno.test(
  readingTest("every lesson is found by its number, folder and title", () => {
    const read = readLessons();
    for (const lesson of read) {
      const { number, slug, title } = lesson;
      for (const name of [String(number), slug, slug.slice(3), title]) {
        assertEquals(findLesson(name, read), lesson, name);
      }
    }
  }),
);

Deno.test("findLessons() finds each of a list once, in the order of the lessons", () => {
  const numbers = (list: string): number[] =>
    findLessons(list, lessons).map(({ number }) => number);
  assertEquals(numbers("7"), [7]);
  assertEquals(numbers("7-8"), [7, 8]);
  assertEquals(numbers("12, 7 - 8,1,07-7"), [1, 7, 8, 12]);
});

Deno.test("findLessons() refuses what is no list of lessons, and says which there are", () => {
  const others = [
    "",
    "5",
    "1-7",
    "8-7",
    "7,",
    "7-",
    "-7",
    "7-8-12",
    "seven",
    "7.1",
    "1-999",
  ];
  for (const list of others) {
    const { message } = assertThrows(
      () => findLessons(list, lessons),
      UsageError,
    );
    assertEquals(
      message,
      "--lessons takes lessons of 1, 7 to 8, 12, as in 5-9 or 1,3,5-9: it is " +
        `"${list}". Try: --lessons 1,7-8,12`,
    );
  }
});
