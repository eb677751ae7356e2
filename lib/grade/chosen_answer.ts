/**
 * An answer of which some exercises are to be graded.
 *
 * Which cases are asked depends on the text of the answer, and on nothing else: so all commands ask
 * the same, and what passes in one passes in all.
 *
 * @module
 */
import { seedOf } from "../workbook/dice.ts";
import { filesBeside, readAnswer, readBeside } from "./answer_file.ts";
import { besideText, isBegun, openGrade } from "./answer_text.ts";
import { type ExerciseChoice, placeOf } from "./exercise_choice.ts";
import { type Grade, gradeExercise } from "./grade.ts";
import { limitsOf } from "./limits.ts";
import { Logs } from "./logs.ts";
import { allowedImports, sayForeign } from "./own_imports.ts";
import { AnswerProcess } from "./process.ts";
import type { LessonGrades } from "./report.ts";

/** How to grade. */
export interface Grading {
  /** A seed whose cases are asked before those that the answer itself gives. */
  readonly seed?: number | undefined;
  /** The limit of a call; the usual one, if not given. [s] */
  readonly limit?: number | undefined;
  /** Takes what answers log. */
  readonly log?: (text: string) => void;
}

/** One answer, and the exercises of it that are to be graded. */
export class ChosenAnswer implements AsyncDisposable {
  readonly #choice: ExerciseChoice;
  readonly #seed: number | undefined;
  readonly #text: string | undefined;
  /** Why there is no text. */
  readonly #why: string;
  readonly #logs: Logs;
  #lookedAt: { readonly foreign: string | undefined } | undefined;
  readonly #process: AnswerProcess;

  constructor(
    choice: ExerciseChoice,
    { seed, limit, log = () => {} }: Grading = {},
  ) {
    const { answerUrl } = choice.folder;
    const { text, why = "" } = readAnswer(choice.folder);
    this.#choice = choice;
    this.#seed = seed;
    this.#text = text;
    this.#why = why;
    this.#logs = new Logs(log);
    this.#process = new AnswerProcess(answerUrl, {
      files: filesBeside(answerUrl),
      limits: limitsOf(limit),
      log: (said) => this.#logs.add(said),
    });
  }

  /** Begins to load what will be asked. */
  begin(): void {
    if (this.#isBegun() && this.#foreign() === undefined) this.#process.begin();
  }

  /** Grades the exercises by their questions. */
  async grade(): Promise<LessonGrades> {
    const { folder, chosen } = this.#choice;
    const { lesson } = folder;
    const grades = [];
    for (const at of chosen) {
      const grade = await this.#gradeAt(at);
      grades.push({ place: placeOf(lesson, at), ...grade });
    }
    return { lesson: lesson.number, title: lesson.title, grades };
  }

  /** Ends its process. */
  async end(): Promise<void> {
    await this.#process.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  async #gradeAt(at: number): Promise<Grade> {
    const { folder } = this.#choice;
    const exercise = folder.exercises[at]!;
    const { name } = exercise;
    if (this.#text === undefined) {
      const asked = `exercises/${folder.lesson.slug}/answer.ts`;
      const complaint = { asked, gave: "nothing", why: this.#why };
      return { exercise: name, status: "failed", complaint };
    }
    if (!this.#isBegun()) return openGrade(folder, name, this.#text);
    const why = this.#foreign();
    if (why !== undefined) {
      const complaint = { asked: "", gave: "", why };
      return { exercise: name, status: "failed", complaint };
    }
    const seeds = [this.#seed ?? [], seedOf(this.#text)].flat();
    const { reasons } = folder.tasks[at]!;
    this.#logs.ask(name);
    const grade = await gradeExercise(exercise, this.#process.call, {
      seeds,
      reasons,
    });
    return besideText(grade, folder, this.#text);
  }

  /** Says what the answer imports that is not for it: such an answer is not run. */
  #foreign(): string | undefined {
    this.#lookedAt ??= {
      foreign: sayForeign((name) => {
        const url = new URL(name, this.#choice.folder.answerUrl);
        return name === "answer.ts" ? this.#text : readBeside(url);
      }, allowedImports(this.#choice.folder)),
    };
    return this.#lookedAt.foreign;
  }

  #isBegun(): boolean {
    return this.#text !== undefined &&
      isBegun(this.#text, this.#choice.folder.exercises);
  }
}
