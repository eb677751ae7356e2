/**
 * The box in which strangers' answers are graded. All that it asks is the instructor's; what a
 * submission does stays in a process of its own.
 *
 * @module
 */
import { besideText, isBegun, openGrade } from "../grade/answer_text.ts";
import { type ExerciseChoice, placeOf } from "../grade/exercise_choice.ts";
import type { Grade } from "../grade/grade.ts";
import { readable } from "../grade/readable.ts";
import type { LessonGrades } from "../grade/report.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import { answerIn } from "./answer_files.ts";
import { askSubmission, type Came, type Patience } from "./asking.ts";
import { type AskedCases, rollCases } from "./cases.ts";
import { commandIn } from "./command.ts";
import { findGuard, type Guard } from "./guard.ts";
import { Judge } from "./judging.ts";
import { type BoxLimits, boxLimits } from "./limits.ts";
import { Meter, type Used, usedByClock } from "./meter.ts";
import { BoxPlace, type Slot } from "./place.ts";
import { run, type RunOptions, type RunResult } from "./run.ts";

/** What is graded. */
export interface BoxWork {
  /** All that was handed in, by paths in exercises/: "05_read_write/answer.ts". */
  readonly files: ReadonlyMap<string, string>;
  readonly choices: readonly ExerciseChoice[];
}

/** What came of it. */
export interface Boxed {
  /** In the order of the choices. */
  readonly lessons: readonly LessonGrades[];
  /** The places of those that ran out of time, or were not asked as others did: "5.2". */
  readonly late: readonly string[];
}

/** A choice, and what was handed in for it. */
interface Looked extends ExerciseChoice {
  readonly text: string | undefined;
  /** What is run; nothing, if it is not worth it, or may not be. */
  readonly files?: ReadonlyMap<string, string>;
  readonly isPure?: boolean;
  /** Why it may not be run. */
  readonly refusal?: string;
}

/**
 * Opens a box for the exercises of some lessons.
 *
 * @param seeds The cases of each are asked.
 * @param limits Other ones than for all, for a test.
 */
export async function openBox(
  folders: readonly ExerciseFolder[],
  seeds: readonly number[],
  limits: BoxLimits = boxLimits,
): Promise<Box> {
  const place = await BoxPlace.make(folders);
  const asked = rollCases(folders, seeds);
  return new Box(place, await findGuard(), { asked, limits });
}

/** A box. */
export class Box implements AsyncDisposable {
  /** What is not limited on this machine, in one sentence each. */
  readonly unlimited: readonly string[];
  readonly #place: BoxPlace;
  readonly #guard: Guard;
  readonly #asked: AskedCases;
  readonly #limits: BoxLimits;
  readonly #meter: Meter | undefined;
  readonly #judge = new Judge();

  /** Use `openBox`. */
  constructor(
    place: BoxPlace,
    guard: Guard,
    { asked, limits }: {
      readonly asked: AskedCases;
      readonly limits: BoxLimits;
    },
  ) {
    this.#place = place;
    this.#asked = asked;
    this.#guard = guard;
    this.#limits = limits;
    this.#meter = Meter.start(place.path);
    this.unlimited = this.#meter === undefined
      ? [...guard.unlimited, "time is measured by the clock, as there is no sh"]
      : guard.unlimited;
  }

  /** Grades a submission. What is late is to be graded again, alone: only that counts. */
  async grade(work: BoxWork): Promise<Boxed> {
    const { firstMs, mostLate } = this.#limits;
    return await this.#grade(work, { limitMs: () => firstMs, mostLate });
  }

  /**
   * Grades what ran out of time once more. Call it while the box does nothing else.
   *
   * @param work With those choices only.
   */
  async gradeAlone(work: BoxWork): Promise<readonly LessonGrades[]> {
    const { aloneMs, thenMs } = this.#limits;
    const limitMs = (late: number): number => aloneMs[late] ?? thenMs;
    const { lessons } = await this.#grade(work, {
      limitMs,
      mostLate: Infinity,
    });
    return lessons;
  }

  /** Removes all that it has put anywhere. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#meter?.close();
    this.#place.remove();
  }

  async #grade(
    { files, choices }: BoxWork,
    patience: Patience,
  ): Promise<Boxed> {
    const looked = choices.map((choice) => this.#look(choice, files));
    const came = await this.#ask(looked, patience);
    const lessons = looked.map((one): LessonGrades => {
      const { number, title } = one.folder.lesson;
      const grades = one.chosen.map((at) => ({
        place: placeOf(one.folder.lesson, at),
        ...this.#gradeAt(one, at, came),
      }));
      return { lesson: number, title, grades };
    });
    const late = [...came].flatMap(([place, what]) =>
      "isLate" in what && what.isLate ? [place] : []
    );
    return { lessons, late };
  }

  /** Looks at what was handed in for a lesson, before any of it runs. */
  #look(choice: ExerciseChoice, files: BoxWork["files"]): Looked {
    const { exercises, lesson } = choice.folder;
    const text = files.get(`${lesson.slug}/answer.ts`);
    if (text === undefined || !isBegun(text, exercises)) {
      return { ...choice, text };
    }
    const allowed = this.#place.allowed(lesson.slug);
    return { ...choice, text, ...answerIn(files, lesson.slug, allowed) };
  }

  async #ask(
    looked: readonly Looked[],
    patience: Patience,
  ): Promise<ReadonlyMap<string, Came>> {
    const run = looked.filter(({ files, refusal }) =>
      files !== undefined && refusal === undefined
    );
    if (run.length === 0) return new Map();
    const slot = this.#place.take();
    const files = run.flatMap(({ files }) => [...files!]);
    // A place that cannot be filled is given to nobody else.
    this.#place.fill(slot, new Map(files));
    try {
      return await askSubmission(
        run.map(({ folder, chosen, isPure = false }) => ({
          folder,
          left: chosen,
          isPure,
        })),
        {
          asked: this.#asked,
          slot,
          patience,
          run: (options) => this.#run(slot, options),
        },
      );
    } finally {
      this.#place.give(slot);
    }
  }

  async #run(
    slot: Slot,
    options: Omit<RunOptions, "used">,
  ): Promise<RunResult> {
    const command = commandIn(this.#place, slot, this.#guard);
    const used = (pid: number): Promise<Used | undefined> =>
      this.#meter?.used(pid) ?? Promise.resolve(usedByClock());
    const { replies, loss } = await run(command, { ...options, used });
    return {
      replies: new Map(
        [...replies].map(([id, text]) => [id, this.#place.withoutPaths(text)]),
      ),
      ...(loss && { loss }),
    };
  }

  #gradeAt(
    { folder, text, files, refusal }: Looked,
    at: number,
    came: ReadonlyMap<string, Came>,
  ): Grade {
    const exercise = folder.exercises[at]!;
    const { name } = exercise;
    if (text === undefined) {
      return failed(name, "nothing", "It was not handed in.");
    }
    const first = this.#place.stub(folder.lesson.slug);
    if (files === undefined) return openGrade(folder, name, text, first);
    if (refusal !== undefined) {
      return failed(name, "", `It cannot be loaded: ${readable(refusal)}`);
    }
    const what = came.get(placeOf(folder.lesson, at))!;
    const cases = this.#asked.get(exercise)!;
    const grade = this.#judge.grade(what, folder, at, cases);
    return besideText(grade, folder, text, first);
  }
}

/** The grade of an exercise that was not asked. */
function failed(exercise: string, gave: string, why: string): Grade {
  return { exercise, status: "failed", complaint: { asked: "", gave, why } };
}
