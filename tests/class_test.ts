/**
 * A class from end to end, as an instructor types it: a hand-out, submissions, a gradebook, the table
 * of a course's system, a check mended, and whose mark that changes.
 */
import { assertEquals, assertNotEquals } from "@std/assert";
import { parse } from "@std/csv";
import config from "../deno.json" with { type: "json" };
import { collect } from "../lib/collect/collect.ts";
import { matchStudents } from "../lib/collect/match.ts";
import { readRoster } from "../lib/collect/roster.ts";
import type { Gradebook } from "../lib/gradebook/marks.ts";
import { loadAsked } from "../lib/homework/asked_exercises.ts";
import type { Manifest } from "../lib/homework/manifest.ts";
import { loadAllExercises } from "../lib/workbook/content.ts";
import { canvasCsv, writeDelivery } from "./collect/deliveries.ts";
import { type CommandResult, temporaryTest } from "./command.ts";
import {
  deliver,
  handedIn,
  type MadeUpStudent,
  makeClass,
  rosterOf,
} from "./gradebook/made_up_class.ts";
import { manifest } from "./homework/made_up.ts";
import { readingTest } from "./source_tree.ts";
import { Workbook } from "./workbook.ts";

Deno.test(readingTest("the same seed makes the same class", async () => {
  const choices = await loadAsked(manifest);
  const make = async (seed: number): Promise<string> => {
    const students = await makeClass(30, { manifest, choices, seed });
    return JSON.stringify(
      students.map((one) => ({ ...one, marks: [...one.marks] })),
    );
  };
  assertEquals(await make(1), await make(1));
  assertNotEquals(await make(1), await make(2));
}));

Deno.test(temporaryTest(
  "all that a made-up class hands in is collected, each student's own",
  async (folder) => {
    const choices = await loadAsked(manifest);
    const students = await makeClass(40, { manifest, choices, seed: 1 });
    writeDelivery(folder, await deliver(students, manifest));
    const folders = await loadAllExercises();
    const { students: matched, refused } = matchStudents(
      await collect(folder, { manifest, folders }),
      readRoster(rosterOf(students)),
    );
    assertEquals(refused, []);
    for (const [i, { student, attempts, kind }] of students.entries()) {
      const { submission, student: found } = matched[i]!;
      assertEquals(found.id, student.id);
      assertEquals(
        submission && Object.fromEntries(submission.files),
        attempts.at(-1)?.files,
        `${kind} ${student.id}`,
      );
    }
    assertEquals(new Set(students.map(({ form }) => form)).size, 4);
  },
));

/** A class in a folder, with the workbook that grades it. */
class Course {
  readonly folder: string;
  readonly book: Workbook;
  manifest: Manifest | undefined;
  students: readonly MadeUpStudent[] = [];

  constructor(folder: string) {
    this.folder = folder;
    this.book = new Workbook(folder, "book", true);
  }

  read(path: string): string {
    return Deno.readTextFileSync(`${this.folder}/${path}`);
  }

  write(path: string, text: string): void {
    Deno.writeTextFileSync(`${this.folder}/${path}`, text);
  }

  /** Gives a homework out, and writes all that comes back. */
  async handOut(size: number): Promise<void> {
    const words = "new ../hand-out --lessons 5-6 --title Homework --seed 7";
    const due = ["--due", "2026-12-06T23:59+01:00"];
    succeed(
      await this.book.taskAlone("homework", ...words.split(" "), ...due),
    );
    const manifest: Manifest = JSON.parse(this.read("hand-out/homework.json"));
    this.manifest = manifest;
    const choices = await loadAsked(manifest);
    this.students = await makeClass(size, { manifest, choices, seed: 1 });
    const { students } = this;
    writeDelivery(
      `${this.folder}/submitted`,
      await deliver(students, manifest),
    );
    this.write("roster.csv", rosterOf(students));
    const people = students.flatMap((one) => handedIn(one).slice(-1));
    this.write("exported.csv", canvasCsv(people, "Homework (77)"));
  }

  arguments(...more: string[]): string[] {
    return [
      "../submitted",
      "--homework=../hand-out/homework.json",
      "--roster=../roster.csv",
      "--canvas=../exported.csv",
      "--similar",
      ...more,
    ];
  }

  async grade(...more: string[]): Promise<CommandResult> {
    const { book } = this;
    return succeed(
      await book.taskAlone("gradebook", ...this.arguments(...more)),
    );
  }

  /** Begins to grade, and is killed when some results are kept. */
  async gradeUntilKilled(to: string, results: number): Promise<void> {
    const [, ...task] = config.tasks.gradebook.command.split(" ");
    const child = new Deno.Command(Deno.execPath(), {
      args: [...task, ...this.arguments(`--to=../${to}`)],
      cwd: this.book.top,
      env: { INIT_CWD: this.book.top },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    let isOver = false;
    const over = child.status.then(() => isOver = true);
    while (!isOver && this.names(`${to}/results`).length < results) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assertEquals(isOver, false, "it ended before it was killed");
    child.kill("SIGKILL");
    await over;
  }

  names(path: string): string[] {
    try {
      return [...Deno.readDirSync(`${this.folder}/${path}`)]
        .map(({ name }) => name).sort();
    } catch {
      return [];
    }
  }

  /** What Canvas must get, by the student: who handed in nothing has no row. */
  canvasGrades(most: number): Record<string, string> {
    return Object.fromEntries(
      this.students.filter(({ attempts }) => attempts.length > 0)
        .map(({ student, marks }) => {
          const got = [...marks.values()]
            .reduce((sum, { points }) => sum + points, 0);
          const of = this.manifest!.items
            .reduce((sum, { points }) => sum + points, 0);
          return [student.id, (got * most / of).toFixed(2)];
        }),
    );
  }

  /**
   * All files of a folder, as text that shows each byte: but for the changes, and by which questions
   * a mark was made, which a regrade leaves as it was.
   */
  files(path: string): Record<string, string> {
    const latin = new TextDecoder("latin1");
    const found = [...Deno.readDirSync(`${this.folder}/${path}`)]
      .filter(({ name }) => name !== "changes.csv")
      .flatMap(({ name, isDirectory }) => {
        const below = `${path}/${name}`;
        if (isDirectory) return Object.entries(this.files(below));
        const bytes = Deno.readFileSync(`${this.folder}/${below}`);
        const text = latin.decode(bytes);
        return [[
          below.replace(/^[^/]*/, ""),
          path.endsWith("/results")
            ? text.replaceAll(/"asked": "\w+"/g, "")
            : text,
        ]];
      });
    return Object.fromEntries(found.sort(([a], [b]) => a! < b! ? -1 : 1));
  }

  /** What came of each item, by student and item. */
  marks(path: string): Record<string, string> {
    const { students }: Gradebook = JSON.parse(
      this.read(`${path}/gradebook.json`),
    );
    return Object.fromEntries(
      students.flatMap(({ student, marks }) =>
        marks.map(({ item, status, points }) => [
          `${student.id} ${item}`,
          `${status} ${points}`,
        ])
      ),
    );
  }

  /** What must come of each item. */
  get expected(): Record<string, string> {
    return Object.fromEntries(
      this.students.flatMap(({ student, marks }) =>
        [...marks].map(([item, { status, points }]) => [
          `${student.id} ${item}`,
          `${status} ${points}`,
        ])
      ),
    );
  }
}

function succeed(result: CommandResult): CommandResult {
  assertEquals(result.code, 0, result.out + result.err);
  return result;
}

Deno.test(temporaryTest(
  "a class is graded, killed, resumed and graded again, and each has the marks that are due",
  async (folder) => {
    const course = new Course(folder);
    const questions = "book/exercises/05_read_write/questions.ts";
    const right = course.read(questions);
    // The first judge of the lesson takes nothing for right.
    course.write(questions, right.replace("judge: (gave) =>", '$& "No." ||'));
    await course.handOut(16);
    await course.grade();
    const spoilt = course.marks("submitted-graded");
    const due = course.expected;
    const hit = Object.keys(due).filter((key) => due[key] !== spoilt[key]);
    assertEquals(
      hit,
      Object.keys(due).filter((key) =>
        key.endsWith(" 5.1") && due[key] === "passed 2"
      ),
    );

    course.write(questions, right);
    await course.grade("--regrade=5.1");
    assertEquals(course.marks("submitted-graded"), due);
    const changes = parse(course.read("submitted-graded/changes.csv"));
    assertEquals(
      changes.slice(1).map((row) => row.slice(0, 4).join()),
      hit.map((key) => `${key.replace(" ", ",")},0,2`),
    );

    const [, , ...rows] = parse(course.read("submitted-graded/canvas.csv"));
    assertEquals(
      Object.fromEntries(rows.map((row) => [row[2], row.at(-1)])),
      { ...course.canvasGrades(10), "": "" },
    );

    await course.gradeUntilKilled("resumed", 6);
    await course.grade("--to=../resumed", "--resume");
    assertEquals(course.files("resumed"), course.files("submitted-graded"));
  },
));
