/**
 * `deno task watch`: grades again whenever an answer is saved.
 *
 * @module
 */
import { readAnswer } from "../grade/answer_file.ts";
import { type ExerciseChoice, placeOf } from "../grade/exercise_choice.ts";
import { checkTypes, gradeUntyped } from "../grade/grade_answers.ts";
import {
  drawGrades,
  type LessonGrades,
  nextOf,
  sayNotYet,
  toldOnce,
} from "../grade/report.ts";
import { hasSolutions } from "../workbook/content.ts";
import { pathOf } from "../workbook/path.ts";
import { chooseExercises, keepCopies, nextOpen, sayNext } from "./exercises.ts";
import { sayFailure } from "./failure.ts";
import {
  clearScreen,
  colourMarks,
  complain,
  fitText,
  isPrinted,
  terminalCanClear,
  terminalColumns,
} from "./output.ts";
import { RoomLink, roomTyped } from "./room_link.ts";
import { Saves } from "./saves.ts";
import { isGiven, numberOf, readOrHelp } from "./typed.ts";

/** How a watch grades, and shows what came of it. */
interface Showing {
  /** The limit of a call, if another one is wanted. [s] */
  readonly limit: number | undefined;
  /** Whether what was shown before is taken away. */
  readonly clears: boolean;
  /** Takes what is shown. */
  readonly say: (text: string) => void;
  /** Whether it goes on to another exercise when what is watched has passed. */
  readonly goesOn: boolean;
  /** Ends all. */
  readonly end: AbortSignal;
  /** The room that is told, if there is one. */
  readonly room: RoomLink | undefined;
}

/** Carries out the command: it ends when it is interrupted, or when nobody reads it any more. */
export async function watchCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("watch", args);
  if (typed === undefined) return;
  const [wanted] = typed.words;
  const end = new AbortController();
  const say = (text: string): void => {
    if (!isPrinted(text)) end.abort();
  };
  const joined = roomTyped(typed);
  let choices = await chooseExercises(wanted, "watch");
  const showing = {
    clears: !isGiven(typed, "no-clear") && terminalCanClear(),
    limit: numberOf(typed, "limit"),
    say,
    goesOn: wanted !== undefined,
    end: end.signal,
    room: joined && new RoomLink(joined, say),
  };
  for (let isFirst = true; choices.length > 0; isFirst = false) {
    keepCopies(choices);
    choices = await watchUntilPassed(choices, showing, isFirst);
  }
}

/**
 * Grades whatever is saved.
 *
 * @param isFirst Whether grades are shown before anything is saved, and how to end.
 * @returns What to go on with, once what was wanted has passed; nothing at the end.
 */
async function watchUntilPassed(
  choices: readonly ExerciseChoice[],
  showing: Showing,
  isFirst: boolean,
): Promise<ExerciseChoice[]> {
  const { end, goesOn, say } = showing;
  const files = choices.map(({ folder }) => pathOf(folder.answerUrl));
  const saves = new Saves(files);
  const passed = new AbortController();
  let next: ExerciseChoice[] = [];
  const goOn = async (choice: ExerciseChoice): Promise<void> => {
    if (goesOn) next = await choicesAfter(choice, showing);
    if (next.length > 0) passed.abort();
  };
  if (isFirst && goesOn) {
    // What a room is told stands above the first grades.
    const clears = showing.clears && showing.room === undefined;
    await show(choices[0]!, { ...showing, clears }, goOn);
  }
  if (passed.signal.aborted) return next;
  say(`Waiting for you to save ${sayFiles(files)}.\n`);
  // A reader who took one line has gone by now.
  if (isFirst) setTimeout(() => say("Ctrl-C ends it.\n"), 100);
  const turns = new Map<ExerciseChoice, symbol>();
  for await (
    const saved of saves.until(AbortSignal.any([end, passed.signal]))
  ) {
    const changed = choices.filter((_, i) => saved.includes(files[i]!));
    showInTurn(changed, turns, { ...showing, goOn });
  }
  return end.aborted ? [] : next;
}

/** Finds what to go on with, and says so: an exercise after an exercise, a lesson after a lesson. */
async function choicesAfter(
  { folder, chosen }: ExerciseChoice,
  { say }: Showing,
): Promise<ExerciseChoice[]> {
  const open = nextOpen(placeOf(folder.lesson, chosen.at(-1)!));
  if (open === undefined) {
    say("No exercise has a todo any more: deno task progress\n");
    return [];
  }
  say(fitText(`Going on with ${sayNext(open)}`).join("\n") + "\n");
  const [lesson] = open.place.split(".");
  return await chooseExercises(
    chosen.length === 1 ? open.place : lesson,
    "watch",
  );
}

/** Shows lessons one after the other; what is saved meanwhile is shown in the place of its old grades. */
async function showInTurn(
  choices: readonly ExerciseChoice[],
  turns: Map<ExerciseChoice, symbol>,
  showing: Showing & { goOn: (choice: ExerciseChoice) => Promise<void> },
): Promise<void> {
  try {
    for (const choice of choices) {
      const turn = Symbol();
      turns.set(choice, turn);
      const isWanted = (): boolean => turns.get(choice) === turn;
      await show(choice, showing, showing.goOn, isWanted);
    }
  } catch (error) {
    complain(sayFailure(error));
  }
}

/**
 * Shows the grades of one lesson, in the place of what was shown before.
 *
 * @param goOn What to do when all has passed.
 * @param isWanted Says at the end whether anybody still wants to know: an answer that hangs takes
 *   seconds, and may have been mended and graded meanwhile.
 */
async function show(
  choice: ExerciseChoice,
  showing: Showing,
  goOn: (choice: ExerciseChoice) => Promise<void>,
  isWanted = (): boolean => true,
): Promise<void> {
  const logged: string[] = [];
  // An editor may have it moved away.
  if (readAnswer(choice.folder).isGone) return;
  const log = (text: string): unknown => logged.push(text);
  const graded = await gradeUntyped(choice, { limit: showing.limit, log });
  if (!isWanted()) return;
  showing.room?.tell(graded);
  const isDone = nextOf([graded]) === undefined;
  const looking = isDone ? "Right. Looking at the types …" : undefined;
  showing.say(draw(graded, logged, showing, looking));
  if (!isDone) return;
  const [typed] = await checkTypes([choice], [graded]);
  if (!isWanted()) return;
  showing.say(draw(typed!, logged, showing));
  if (nextOf([typed!]) === undefined) await goOn(choice);
}

/** Draws grades, on a screen of their own where there is one. */
function draw(
  graded: LessonGrades,
  logged: readonly string[],
  { clears, room }: Showing,
  verdict = verdictOf(graded),
): string {
  const screen = [
    ...colourMarks(drawGrades(firstFailure(graded), terminalColumns())),
    "",
    ...logged.flatMap((text) => text.split("\n")).map((line) => `  ${line}`),
    ...fitText(verdict),
    ...fitText(
      `${new Date().toLocaleTimeString()}. Ctrl-C ends it.${room?.keys ?? ""}`,
    ),
    "",
  ];
  return (clears ? clearScreen : "") + screen.join("\n");
}

/** Tells the reasons of the first failure only, and who fails for the same: one thing at a time. */
function firstFailure(graded: LessonGrades): LessonGrades {
  const first = graded.grades.find((grade) => grade.status === "failed");
  if (first === undefined) return toldOnce(graded);
  return {
    ...graded,
    grades: graded.grades.map((grade) => {
      if (grade.status !== "failed" || grade === first) return grade;
      const isSame = grade.complaint.why === first.complaint.why;
      const why = isSame ? `as ${first.place}` : "see this one next";
      return { ...grade, complaint: { asked: "", gave: "", why } };
    }),
  };
}

/** Says in one line whether all is done, in words that cannot be taken for each other. */
function verdictOf(graded: LessonGrades): string {
  if (nextOf([graded]) === undefined) {
    const { lesson, grades } = graded;
    const [what, place] = grades.length === 1
      ? ["PASSED", grades[0]!.place]
      : [`ALL ${grades.length} PASSED`, lesson];
    return hasSolutions()
      ? `${what}. Why it works, and our answer: deno task solution ${place}`
      : `${what}.`;
  }
  return `Not yet: ${sayNotYet([graded])}`;
}

function sayFiles(files: readonly string[]): string {
  const [only] = files;
  return files.length === 1
    ? only!.split("/").slice(-3).join("/")
    : `an answer in one of ${files.length} lessons`;
}
