import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { solutionsTo } from "./homework/real_homework.ts";
import {
  type CommandResult,
  runTask,
  splitWords,
  temporaryTest,
} from "./command.ts";
import { isManifest, type Manifest } from "../lib/homework/manifest.ts";
import { runDeno } from "./command.ts";
import { readText } from "./source_tree.ts";

/** A block of code on the page. */
interface Block {
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

/** The blocks of the instructor's page, in their order. */
function blocksOf(page: string): Block[] {
  return page.split(/^## /m).slice(1).flatMap((section) =>
    [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map((
      [, language, text],
    ) => ({
      heading: section.split("\n")[0]!,
      language: language!,
      text: text!,
    }))
  );
}

/** Somewhere beside the workbook, as the page has it. */
class Course {
  /** The folder in which the commands are typed. */
  readonly #workbook: string;
  readonly top: string;

  constructor(folder: string) {
    this.#workbook = `${folder}/workbook`;
    this.top = `${folder}/cs101`;
    Deno.mkdirSync(this.#workbook);
    Deno.mkdirSync(`${this.top}/submissions`, { recursive: true });
  }

  write(path: string, text: string): void {
    Deno.writeTextFileSync(`${this.top}/${path}`, text);
  }

  read(path: string): string {
    return Deno.readTextFileSync(`${this.top}/${path}`);
  }

  get manifest(): Manifest {
    const value: unknown = JSON.parse(this.read("hand-out/homework.json"));
    assert(isManifest(value));
    return value;
  }

  /** Types a line of the page, in the workbook or in the hand-out. */
  async type(line: string, isStudent: boolean): Promise<CommandResult> {
    const [deno, task, name, ...args] = splitWords(line);
    assertEquals([deno, task], ["deno", "task"], line);
    return isStudent
      ? await runDeno(["task", "--quiet", name!, ...args], {
        top: `${this.top}/hand-out`,
      })
      : await runTask(name as "homework", args, { typedIn: this.#workbook });
  }
}

Deno.test(
  temporaryTest(
    "each command on the instructor's page does what the page says, one after the other",
    async (folder) => {
      const course = new Course(folder);
      const blocks = blocksOf(readText("lessons/homework.md"));
      const [roster, overrides] = blocks
        .filter(({ language }) => language === "csv");
      course.write("roster.csv", roster!.text);
      course.write("overrides.csv", overrides!.text);
      const students = ["007", "008"];
      course.write(
        "canvas-export.csv",
        [
          "Student,ID,SIS Login ID,Section,How a file is sent (7)",
          ...students.map((id, i) => `Somebody,${100 + i},${id},A,`),
        ].join("\n"),
      );
      course.write(
        "moodle-export.csv",
        [
          "Identifier,ID number,Grade,Maximum Grade,Last modified (grade)",
          ...students.map((id, i) => `Participant ${200 + i},${id},,26.00,-`),
        ].join("\n"),
      );
      const seen: string[] = [];
      for (const { heading, language, text } of blocks) {
        if (language !== "sh") continue;
        const isStudent = heading === "What your students do";
        if (isStudent) solve(course);
        for (const line of text.trimEnd().split("\n")) {
          const { code, out, err } = await course.type(line, isStudent);
          assertEquals(code, 0, `${line}\n${out}\n${err}`);
          seen.push(line);
        }
        if (isStudent) {
          const name = "homework-007.json";
          course.write(`submissions/${name}`, course.read(`hand-out/${name}`));
        }
      }
      assert(seen.length >= 10, seen.join("\n"));
      const graded = "submissions-graded";
      const exercises = course.manifest.items
        .filter(({ id }) => !id.startsWith("P"))
        .reduce((sum, { points }) => sum + points, 0);
      const grade = `${exercises}.00`;
      const filled = [
        course.read(`${graded}/canvas.csv`),
        course.read(`${graded}/moodle.csv`),
      ];
      assertStringIncludes(filled[0]!, `Somebody,100,007,A,${grade}\n`);
      assertStringIncludes(filled[1]!, `Participant 200,007,${grade},26.00`);
      const page = course.read(`${graded}/feedback/008.md`);
      assertStringIncludes(page, "Handed in: nothing");
      assertStringIncludes(course.read("gradescope/setup.sh"), "deno@");
      assertStringIncludes(course.read("classroom50/autograder.py"), "npx");
    },
  ),
);

/** Puts our answers into the hand-out. */
function solve(course: Course): void {
  for (const [path, text] of Object.entries(solutionsTo(course.manifest))) {
    course.write(`hand-out/exercises/${path}`, text);
  }
}
