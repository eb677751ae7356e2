/**
 * `deno task progress`: how far the learner is.
 *
 * @module
 */
import { drawProgress, nextOf, sayTally, tallyOf } from "../grade/report.ts";
import { readTyped, type Usage } from "./arguments.ts";
import { chooseExercises, gradeChosen } from "./exercises.ts";
import { print, terminalColumns } from "./output.ts";

const usage: Usage = {
  command: "progress",
  words: 0,
  flags: ["json"],
  help: `deno task progress [--json]

Shows how far you are: a square for each exercise. ■ passed, ▣ tried, □ open.
Nothing is stored: it is read from your answers.
`,
};

/** Carries out the command. */
export async function progressCommand(args: readonly string[]): Promise<void> {
  const typed = readTyped(args, usage);
  if (typed === undefined) return print(usage.help);
  const choices = await chooseExercises(undefined, usage.command);
  const lessons = await gradeChosen(choices);
  const tally = tallyOf(lessons);
  const next = nextOf(lessons);
  if (typed.given.json) {
    const list = lessons.map((lesson) => ({
      lesson: lesson.lesson,
      title: lesson.title,
      ...tallyOf([lesson]),
      exercises: lesson.grades.map(({ place, exercise, status }) => ({
        place,
        name: exercise,
        status,
      })),
    }));
    const object = { ...tally, next: next ?? null, lessons: list };
    return print(JSON.stringify(object, null, 2) + "\n");
  }
  print(drawProgress(lessons, terminalColumns()).join("\n") + "\n\n");
  print(`${sayTally(tally)}   ■ passed  ▣ tried  □ open\n`);
  print(
    next === undefined
      ? "All passed.\n"
      : `Next: exercise ${next}. Its task: deno task hint ${next} 0\n`,
  );
}
