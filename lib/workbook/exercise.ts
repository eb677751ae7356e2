/**
 * Exercises: questions that a function of the learner's answers.
 *
 * Cases and answers are plain data, so that the answer may live in another process; whoever judges
 * never runs a learner's code.
 *
 * @module
 */
import type { Job } from "../machine/job.ts";
import type { Program } from "../machine/program.ts";
import type { Dice } from "./dice.ts";
import { judgeValue } from "./judge.ts";
import type { Plain } from "./plain.ts";
import {
  answerBy,
  ideaBehind,
  type Question,
  remembering,
  resultOf,
} from "./question.ts";
import { sayUnknownWord, type Words } from "./slips.ts";

/** One call of the learner's function. */
export interface Case {
  readonly args: readonly Plain[];
}

/** What programs for an exercise can be tried with, before they are graded. */
export interface Tried {
  /** One of the jobs by which they are judged. */
  readonly job: Job;
  /** The program that the stub gives, to be mended. */
  readonly given?: Program;
}

/** One hole of an answer, and how it is graded. Its name is that of the export in `answer.ts`. */
export interface Exercise extends Question<readonly Plain[]> {
  /**
   * Rolls the cases: all of them are asked, in any order. Another seed gives others; each set can
   * tell every wrong idea.
   */
  readonly cases: (dice: Dice) => readonly Case[];
  /** Says what is wrong with an answer, perhaps in no words; nothing if it is right. */
  readonly judge: (gave: unknown, asked: Case) => string | undefined;
  /** Says something of an answer that passed: how well it does, or what was asked about. */
  readonly remark: (gave: unknown, asked: Case) => string | undefined;
  /** Where the answer is a program. */
  readonly tried: Tried | undefined;
}

/** The parts of an exercise, typed by the arguments of its calls. */
interface Parts<Args extends readonly unknown[]> {
  /** Rolls the arguments of each call: at least one. */
  readonly cases: (dice: Dice) => readonly Args[];
  /** What is right. */
  readonly right: (...args: Args) => unknown;
  /** Wrong ideas, at least three: what somebody gives who has one. Their reasons stand on the page. */
  readonly wrong: Question<Args>["wrong"];
  readonly evidence?: readonly string[];
  readonly mistake?: Question<Args>["mistake"];
  /** All words that an answer may have, or its fields: of another, the nearest is told. */
  readonly words?: Words;
  /** Judges where more than one answer is right, or the machine has words of its own. */
  readonly judge?: (gave: unknown, ...args: Args) => string | undefined;
  readonly remark?: (gave: unknown, ...args: Args) => string | undefined;
  readonly tried?: Tried;
}

/**
 * Makes an exercise. Name the arguments of the call as its type:
 * `exercise<[fileBytes: number]>(…)`.
 *
 * @param name The name of the export.
 */
export function exercise<Args extends readonly unknown[]>(
  name: string,
  parts: Parts<Args>,
): Exercise {
  const { cases, right, wrong, evidence = [], mistake, words = {}, remark } =
    parts;
  const { judge = (gave, ...args) => judgeValue(gave, resultOf(right, args)) } =
    parts;
  const verdicts = remembering<unknown, string | undefined>();
  const made: Exercise = {
    ...{ name, evidence, mistake },
    // The arguments come back as `cases` rolled them, so they have its types.
    right: right as unknown as Exercise["right"],
    wrong: Object.freeze({ ...wrong }) as unknown as Exercise["wrong"],
    cases: (dice) => {
      let lost: string[] = [];
      return dice.until(
        () => cases(dice).map((args) => ({ args: args as readonly Plain[] })),
        // What cannot vary is not looked at each time: a test does.
        (rolled) =>
          rolled.every(({ args }) => args.length === 0) ||
          (lost = untold(made, rolled)).length === 0,
        () => `its cases must tell "${lost.join('", "')}", for ${name}`,
      );
    },
    judge: (gave, { args }) => {
      const typed = args as unknown as Args;
      return verdicts(
        args,
        gave,
        () => sayUnknownWord(gave, words) ?? judge(gave, ...typed),
      );
    },
    remark: (gave, { args }) => remark?.(gave, ...(args as unknown as Args)),
    tried: parts.tried,
  };
  // An answer may import the questions: it cannot change them.
  return Object.freeze(made);
}

/** Names the wrong ideas that cases cannot tell: with them all pass, or are told of another. */
function untold(
  exercise: Pick<Exercise, "name" | "right" | "wrong" | "mistake" | "judge">,
  cases: readonly Case[],
): string[] {
  const isRight = (gave: unknown, args: Case["args"]): boolean =>
    exercise.judge(gave, { args }) === undefined;
  return Object.keys(exercise.wrong).filter((idea) => {
    const answered = cases.map(({ args }) => {
      const gave = answerBy(exercise, idea, args);
      return { args, gave, isRight: isRight(gave, args) };
    });
    return answered.every(({ isRight }) => isRight) ||
      ideaBehind(exercise, answered, isRight) !== idea;
  });
}
