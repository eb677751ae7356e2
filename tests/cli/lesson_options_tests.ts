import { assertEquals, assertThrows } from "@std/assert";
import type { LessonFolder } from "../../lib/workbook/content.ts";
import {
  flags,
  lessonOptionsIn,
  readArguments,
  requireOptions,
  views,
} from "../../lib/cli/lesson_options.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import type { Lesson } from "../../lib/workbook/lesson.ts";

const folder: LessonFolder = {
  number: 8,
  slug: "08_x",
  title: "X",
  summary: "X.",
  page: "",
  pageUrl: new URL("file:///x"),
};

/** A lesson that sends no file, and has an option of its own. */
const plain: Lesson = {
  heeds: ["page"],
  knobs: [{ name: "slice", says: "a slice", value: 4, range: [1, 9] }],
  model: () => ({ facts: {}, data: {} }),
  claims: [],
};

const sending: Lesson = { ...plain, heeds: ["size", "buffer"], knobs: [] };

Deno.test("readArguments() tells the lesson from options and their values", () => {
  const typed = readArguments(
    ["--size", "1MiB", "8", "--steps", "--slice=3", "--cache", "warm", "-h"],
    ["slice"],
  );
  const { size, slice, cache, steps, help, json } = typed.given;
  assertEquals(typed.positional, ["8"]);
  assertEquals([size, slice, cache], ["1MiB", "3", "warm"]);
  assertEquals([steps, help, json], [true, true, false]);
  assertEquals(typed.unknown, []);
});

Deno.test("readArguments() keeps values as they were typed", () => {
  const valueOf = (...args: string[]): unknown =>
    readArguments(args, []).given.size;
  assertEquals(valueOf("--size", "-5"), "-5");
  assertEquals(valueOf("--size", "007"), "007");
  assertEquals(valueOf("--size", "1e6"), "1e6");
  assertEquals(valueOf("--size=a=b"), "a=b");
  assertEquals(valueOf("--size"), "");
  assertEquals(valueOf("--size", "--json"), "");
  assertEquals(valueOf("--size", "1", "--size", "2"), "2");
  assertEquals(valueOf("--json"), undefined);
  assertEquals(readArguments(["09"], []).positional, ["09"]);
});

Deno.test("readArguments() lists options that nobody has, and flags with a value", () => {
  const unknownIn = (...args: string[]): readonly string[] =>
    readArguments(args, []).unknown;
  assertEquals(unknownIn("8", "--frob"), ["--frob"]);
  assertEquals(unknownIn("8", "--frob=3"), ["--frob"]);
  assertEquals(unknownIn("8", "--no-size"), ["--no-size"]);
  assertEquals(unknownIn("8", "-x"), ["-x"]);
  assertEquals(unknownIn("8", "--slice", "3"), ["--slice"]);
  assertEquals(readArguments(["--slice", "3"], ["slice"]).unknown, []);
  for (const flag of flags) {
    assertEquals(unknownIn(`--${flag}`), [], flag);
    assertEquals(unknownIn(`--${flag}=false`)[0], `--${flag}=false`);
  }
});

Deno.test("lessonOptionsIn() lists only what was given and belongs to a lesson", () => {
  const listed = (...args: string[]): string[] =>
    lessonOptionsIn(readArguments(args, []));
  assertEquals(listed("--json", "--width", "60", "--answers"), []);
  assertEquals(listed("--no-trace", "--size", ""), ["--size", "--no-trace"]);
  for (const view of Object.keys(views)) {
    assertEquals(listed(`--${view}`), [`--${view}`]);
  }
});

Deno.test("requireOptions() lets pass what a lesson has", () => {
  const check = (lesson: Lesson, ...args: string[]): void =>
    requireOptions(readArguments(args, ["slice"]), folder, lesson);
  check(plain, "--page", "4KiB", "--slice", "3", "--json", "--width", "60");
  check(sending, "--size", "1", "--buffer", "1", "--steps", "--no-trace");
  check(sending, "--detail", "--diagram", "--answers");
});

Deno.test("requireOptions() refuses what a lesson does not have, and lists what it has", () => {
  const refusal = (lesson: Lesson, ...args: string[]): string =>
    assertThrows(
      () => requireOptions(readArguments(args, []), folder, lesson),
      UsageError,
    ).message;
  assertEquals(
    refusal(plain, "--frob"),
    "Unknown option --frob: lesson 8 has --page, --slice, --answers, " +
      "--width, --json. Try: deno task lesson 8 --help",
  );
  for (const option of ["--size", "--steps", "--no-trace", "--strategy"]) {
    const says = refusal(plain, option);
    assertEquals(says.startsWith(`Unknown option ${option}: `), true, says);
  }
  assertEquals(
    refusal(sending, "--page", "4096"),
    "Unknown option --page: lesson 8 has --size, --buffer, --steps, " +
      "--detail, --diagram, --no-trace, --answers, --width, --json. " +
      "Try: deno task lesson 8 --help",
  );
});
