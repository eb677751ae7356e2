/**
 * `deno task grade`: grades the learner's answers.
 *
 * @module
 */
import type { Choice } from "../grade/grade_answers.ts";
import {
  drawGrades,
  type LessonGrades,
  nextOf,
  sayTally,
  tallyOf,
  toJUnit,
} from "../grade/report.ts";
import { readTyped, type Usage } from "./arguments.ts";
import { chooseExercises, gradeChosen, keepCopies } from "./exercises.ts";
import { printMarkdown } from "./markdown_output.ts";
import { colourMarks, complain, print, terminalColumns } from "./output.ts";
import { typedPath } from "./path.ts";
import { UsageError } from "./usage_error.ts";
import { readSeed } from "./values.ts";

const usage: Usage = {
  command: "grade",
  words: 1,
  values: ["seed", "junit"],
  flags: ["json"],
  help: `deno task grade [N, N.k or name] [options]

Grades your answers in exercises/: all, those of lesson N, or one.
  --seed S      ask the cases of this seed first
  --json        one JSON object
  --junit FILE  write JUnit XML as well
Exit code 0 only if all that was asked for passes.
`,
};

/**
 * Carries out the command.
 *
 * @returns 0 if everything passed, 1 if not.
 */
export async function gradeCommand(args: readonly string[]): Promise<number> {
  const typed = readTyped(args, usage);
  if (typed === undefined) return print(usage.help), 0;
  const { given } = typed;
  const seed = given.seed === undefined ? undefined : readSeed(given, 2 ** 31);
  const choices = await chooseExercises(typed.words[0], usage.command);
  keepCopies(choices);
  const isAsked = typed.words.length > 0;
  const lessons = await gradeChosen(choices, { seed, log: complain });
  for (const [i, graded] of lessons.entries()) {
    const isQuiet = !isAsked && graded.grades.every(isOpen);
    if (!given.json && !isQuiet) await tell(choices[i]!, graded);
  }
  if (given.junit !== undefined) {
    writeReport(String(given.junit), toJUnit(lessons));
  }
  const tally = tallyOf(lessons);
  if (given.json) {
    const object = { seed: seed ?? null, ...tally, lessons };
    print(JSON.stringify(object, null, 2) + "\n");
  } else {
    print(
      sayTally(tally) + (seed === undefined ? "" : ` (seed ${seed})`) + "\n",
    );
    tellNext(lessons);
  }
  return tally.failed + tally.open === 0 ? 0 : 1;
}

function writeReport(path: string, report: string): void {
  try {
    Deno.writeTextFileSync(typedPath(path), report);
  } catch (error) {
    const reason = error instanceof Error ? error.name : String(error);
    throw new UsageError(
      `--junit takes a file that can be written: "${path}" cannot (${reason})`,
      "--junit report.xml",
    );
  }
}

/** Shows the grades of one lesson and, for what passed, why it works. */
async function tell(
  { folder }: Choice,
  graded: LessonGrades,
): Promise<void> {
  const columns = terminalColumns();
  print(colourMarks(drawGrades(graded, columns)).join("\n") + "\n\n");
  for (const grade of graded.grades) {
    if (grade.status !== "passed" || graded.grades.length > 1) continue;
    const task = folder.tasks.find(({ name }) => name === grade.exercise);
    await printMarkdown(`Why it works: ${task?.why}`, { showsAnswers: true });
    print("\n");
  }
}

/** Says what to type next. */
function tellNext(lessons: readonly LessonGrades[]): void {
  const next = nextOf(lessons);
  if (next === undefined) {
    const [only, other] = lessons;
    const place = only!.grades.length === 1
      ? only!.grades[0]!.place
      : only!.lesson;
    const solution = other === undefined
      ? `Our answer: deno task solution ${place}. `
      : "";
    print(`All passed. ${solution}How far you are: deno task progress\n`);
    return;
  }
  print(`Next: exercise ${next}. A hint: deno task hint ${next}\n`);
}

function isOpen({ status }: { status: string }): boolean {
  return status === "open";
}
