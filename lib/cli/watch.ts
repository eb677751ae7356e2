/**
 * `deno task watch`: grades again whenever an answer is saved.
 *
 * @module
 */
import {
  checkTypes,
  type ExerciseChoice,
  gradeUntyped,
  MissingAnswer,
} from "../grade/grade_answers.ts";
import { drawGrades, type LessonGrades, nextOf } from "../grade/report.ts";
import { pathOf } from "../workbook/path.ts";
import { chooseExercises, keepCopies } from "./exercises.ts";
import { sayFailure } from "./failure.ts";
import { colourMarks, complain, print, terminalColumns } from "./output.ts";
import { readOrHelp } from "./typed.ts";

/** An editor writes a file in several steps: the time to wait for the last of them. [ms] */
const settleMs = 40;

/** Carries out the command: it ends when it is interrupted. */
export async function watchCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("watch", args);
  if (typed === undefined) return;
  const [wanted] = typed.words;
  const choices = await chooseExercises(wanted, "watch");
  keepCopies(choices);
  const files = choices.map(({ folder }) => pathOf(folder.answerUrl));
  const changes = Deno.watchFs(files.map(folderOf));
  if (wanted !== undefined) await show(choices[0]!, () => true);
  print(`Waiting for you to save ${sayFiles(files)}. Ctrl-C ends it.\n`);
  const saved = new Set<string>();
  const turns = new Map<ExerciseChoice, symbol>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const { kind, paths } of changes) {
    if (kind === "access") continue;
    for (const path of paths) saved.add(tailOf(path.replaceAll("\\", "/")));
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const changed = choices.filter((_, i) => saved.has(tailOf(files[i]!)));
      saved.clear();
      try {
        for (const choice of changed) {
          const turn = Symbol();
          turns.set(choice, turn);
          await show(choice, () => turns.get(choice) === turn);
        }
      } catch (error) {
        complain(sayFailure(error));
      }
    }, settleMs);
  }
}

/**
 * Shows the grades of one lesson, in the place of what was shown before.
 *
 * @param isWanted Says at the end whether anybody still wants to know: an answer that hangs takes
 *   seconds, and may have been mended and graded meanwhile.
 */
async function show(
  choice: ExerciseChoice,
  isWanted: () => boolean,
): Promise<void> {
  const logged: string[] = [];
  const graded = await gradeIfThere(choice, (text) => logged.push(text));
  if (graded === undefined || !isWanted()) return;
  const isDone = nextOf([graded]) === undefined;
  draw(graded, logged, isDone ? "Right. Looking at the types …" : undefined);
  if (!isDone) return;
  const [typed] = await checkTypes([choice], [graded]);
  if (isWanted()) draw(typed!, logged);
}

/** Draws grades on a screen of their own, where there is a screen. */
function draw(
  graded: LessonGrades,
  logged: readonly string[],
  verdict = verdictOf(graded),
): void {
  const screen = [
    ...colourMarks(drawGrades(firstFailure(graded), terminalColumns())),
    "",
    ...logged.map((text) => `  log: ${text}`),
    verdict,
    `${new Date().toLocaleTimeString()}. Ctrl-C ends it.`,
    "",
  ];
  if (Deno.stdout.isTerminal()) print("\x1b[H\x1b[2J\x1b[3J");
  print(screen.join("\n"));
}

/** Grades an answer; gives nothing while an editor has it moved away. */
async function gradeIfThere(
  choice: ExerciseChoice,
  log: (text: string) => void,
): Promise<LessonGrades | undefined> {
  try {
    return await gradeUntyped(choice, { log });
  } catch (error) {
    if (error instanceof MissingAnswer) return undefined;
    throw error;
  }
}

/** Tells the reasons of the first failure only: one thing at a time. */
function firstFailure(graded: LessonGrades): LessonGrades {
  const first = graded.grades.find(({ status }) => status === "failed");
  return {
    ...graded,
    grades: graded.grades.map((grade) =>
      grade.status === "failed" && grade !== first
        ? {
          ...grade,
          complaint: { asked: "", gave: "", why: "see this one next" },
        }
        : grade
    ),
  };
}

/** Says in one line whether all is done, in words that cannot be taken for each other. */
function verdictOf(graded: LessonGrades): string {
  const next = nextOf([graded]);
  if (next === undefined) {
    const { lesson, grades } = graded;
    const [what, place] = grades.length === 1
      ? ["PASSED", grades[0]!.place]
      : [`ALL ${grades.length} PASSED`, lesson];
    return `${what}. Why it works, and our answer: deno task solution ${place}`;
  }
  return `Not yet: exercise ${next}. A hint: deno task hint ${next}`;
}

function sayFiles(files: readonly string[]): string {
  const [only] = files;
  return files.length === 1
    ? tailOf(only!)
    : `an answer in one of ${files.length} lessons`;
}

/** The part of a path that is the same whichever way leads to the workbook. */
function tailOf(path: string): string {
  return path.split("/").slice(-3).join("/");
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/"));
}
