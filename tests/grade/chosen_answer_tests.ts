import { assertEquals, assertMatch } from "@std/assert";
import { ChosenAnswer } from "../../lib/grade/chosen_answer.ts";
import { gradeChoices } from "../../lib/grade/grade_answers.ts";
import { drawGrades } from "../../lib/grade/report.ts";
import { loadExercises, readLessons } from "../../lib/workbook/content.ts";
import { runningTest, temporaryTest } from "../command.ts";

Deno.test(
  runningTest(
    "an answer that is loaded beforehand is graded as any other, and twice the same",
    async () => {
      const lesson = readLessons().find(({ number }) => number === 5)!;
      const folder = await loadExercises(lesson);
      const answerUrl = folder.solutionUrl;
      const choice = { folder: { ...folder, answerUrl }, chosen: [1] };
      await using early = new ChosenAnswer(choice, { seed: 3, limit: 60 });
      early.begin();
      await using late = new ChosenAnswer(choice, { seed: 3, limit: 60 });
      const grades = await late.grade();
      assertEquals(await early.grade(), grades);
      await late.end();
      assertEquals(await late.grade(), grades);
      assertEquals(grades.grades.map(({ place, status }) => [place, status]), [
        ["5.2", "passed"],
      ]);
    },
  ),
);

/** Clears a terminal, sets its title, goes back to the beginning of the line, turns text. */
const commands = "\x1b[2J\x1b]0;title\x07\x9b31m\r\u202e\u2066";

/** An answer that commands a terminal in each place that is shown of it. */
const commanding = `
  import { todo } from "zero-copy/workbook/hole.ts";
  const codes = ${JSON.stringify(commands)};
  const log = (text) => {
    console.log(text, [text], "%s", text);
    console.error(text);
    console.table([text]);
    console.group(text);
    Deno.stdout.writeSync(new TextEncoder().encode(text));
  };
export function readAndWrite() {
    log("a" + codes);
    return { name: codes, [codes]: [codes] };
  }
export function countSwitches(fileBytes: number): number {
    Promise.reject(new Error(codes));
    throw new Error("so" + codes); // ${commands.replace("\r", "")}
  }
export function mended() {
    return codes as number | "${commands.replace("\r", "")}";
  }
export function forWhom() {
    const begun = 1; log(String(begun));
    return todo("x"); // ${commands.replace("\r", "")}
  }
`;

Deno.test(
  temporaryTest(
    "nothing that an answer says, logs, throws or holds commands a terminal",
    async (folder) => {
      const lesson = readLessons().find(({ number }) => number === 5)!;
      const exercises = await loadExercises(lesson);
      const answerUrl = new URL(`file://${folder}/answer.ts`);
      Deno.writeTextFileSync(answerUrl, commanding);
      const logged: string[] = [];
      const [graded] = await gradeChoices(
        [{ folder: { ...exercises, answerUrl }, chosen: [0, 1, 2, 3] }],
        { log: (text) => logged.push(text) },
      );
      const told = [...drawGrades(graded!, 80), ...logged].join("\n");
      assertMatch(told, /5\.1.*5\.2.*so.*5\.3.*5\.4.*log: a/s);
      const codes =
        /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
      assertEquals(codes.exec(told), null, told);
    },
  ),
);
