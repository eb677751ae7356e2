/**
 * Grading: asks an answer all questions of an exercise, wherever the answer lives.
 *
 * No exercise passes without every one of its questions having been asked and judged.
 *
 * @module
 */
import type { Case, Exercise } from "../workbook/exercise.ts";
import { anythingElse, type Reasons } from "../workbook/exercise_page.ts";
import { type Plain, toPlain } from "../workbook/plain.ts";
import { type Answered, ideaBehind, resultOf } from "../workbook/question.ts";
import { hasFieldsOf, sayTurnedSign } from "../workbook/slips.ts";
import { sayCall, sayValue } from "../workbook/say_value.ts";
import { askAll, casesOf, type Given } from "./ask.ts";
import { type AnswerError, type Caller, sayThrown } from "./caller.ts";
import { listingOf } from "./listing.ts";
import { readable } from "./readable.ts";
import { withinLimits } from "./too_large.ts";

/** What is wrong with an answer. */
export interface Complaint {
  /** The call, as the learner would type it; nothing, if the answer cannot be loaded. */
  readonly asked: string;
  /** What it gave, shortened. */
  readonly gave: string;
  /** The program that was given, or the trace that was asked about, with the step marked. */
  readonly listing?: readonly string[];
  /** Why that cannot be: the step, the place, the rule, the idea. Never the answer itself. */
  readonly why: string;
  /** The wrong idea that explains it, as the questions name it: nothing in it is the learner's. */
  readonly idea?: string;
}

/** What came of one exercise. */
export type Grade =
  & { readonly exercise: string }
  & (
    | {
      readonly status: "passed";
      readonly questions: number;
      /** What there is to say besides: a score, or what was asked about. Each text once. */
      readonly remarks: readonly string[];
    }
    | { readonly status: "failed"; readonly complaint: Complaint }
    | {
      readonly status: "open";
      /** What of a hole is left, where somebody has begun to fill it. */
      readonly why?: string;
    }
  );

/** The most that is told of an answer. [characters] */
const mostOfAnswer = 240;

/** What is asked, and what is told. */
export interface Asking {
  /** Which cases are asked: those that each seed rolls, none of them twice. */
  readonly seeds: readonly number[];
  /** What is told of wrong ideas: the exercise's page has it. */
  readonly reasons: Reasons;
}

/**
 * Grades one exercise. All cases are asked, unless a call gives nothing; told is of the first that
 * is wrong.
 *
 * @param call Calls the answer.
 */
export async function gradeExercise(
  exercise: Exercise,
  call: Caller,
  { seeds, reasons }: Asking,
): Promise<Grade> {
  const cases = casesOf(exercise, seeds);
  const given = await askAll(call, exercise.name, cases);
  return judgeAll(exercise, cases, given, reasons);
}

/**
 * Judges what an answer gave: the same at home and in the box.
 *
 * @param cases What was asked: each has a value, or a failure ends them.
 */
export function judgeAll(
  exercise: Exercise,
  cases: readonly Case[],
  given: Given,
  reasons: Reasons,
): Grade {
  const { name } = exercise;
  const { values, failure } = withinLimits(given);
  const answered = cases.slice(0, values.length)
    .map((asked, i) => judged(exercise, { ...asked, gave: values[i] }));
  const wrong = answered.find(({ isRight }) => !isRight);
  if (wrong !== undefined) {
    // Nothing explains a call that gave nothing.
    const explained = failure === undefined
      ? explain(exercise, answered, reasons)
      : undefined;
    const reason = explained?.reason ??
      generalReason(exercise, wrong, reasons);
    return failWrong(exercise, wrong, { ...explained, reason });
  }
  if (failure !== undefined) {
    return failUnanswered(name, cases[answered.length]!, failure);
  }
  if (answered.length < cases.length) {
    throw new RangeError(`${name} must give ${cases.length} values`);
  }
  const scores = answered.map(({ score }) => score)
    .filter((score) => score !== undefined);
  return {
    exercise: name,
    status: "passed",
    questions: cases.length,
    remarks: [...new Set(scores.map((score) => readable(score)))],
  };
}

/** An answer with what there is to say of it by itself. */
interface Judged extends Answered<readonly Plain[]> {
  readonly said: string;
  readonly score?: string | undefined;
}

/** Judges an answer. What cannot be judged is not right. */
function judged(
  exercise: Exercise,
  one: Omit<Answered<readonly Plain[]>, "isRight">,
): Judged {
  try {
    const said = exercise.judge(one.gave, one);
    return said === undefined
      ? {
        ...one,
        isRight: true,
        said: "",
        score: exercise.remark(one.gave, one),
      }
      : { ...one, isRight: false, said };
  } catch (error) {
    const said = `The workbook cannot judge that. ${sayThrown(error)}`;
    return { ...one, isRight: false, said };
  }
}

/** What is told of wrong answers, and the idea behind them, if there is one. */
interface Explained {
  readonly idea?: string;
  readonly reason: string | undefined;
}

/** Finds what explains all answers: an idea, or a slip. An idea that fails itself explains none. */
function explain(
  exercise: Exercise,
  answered: readonly Judged[],
  reasons: Reasons,
): Explained | undefined {
  // Not by `judged`: what there is to say besides is for those who passed, and takes time.
  const isRight = (gave: unknown, args: readonly Plain[]): boolean =>
    exercise.judge(gave, { args }) === undefined;
  try {
    const idea = ideaBehind(exercise, answered, isRight);
    if (idea !== undefined) return { idea, reason: reasons[idea] };
    const reason = sayTurnedSign(answered.map(({ args, gave }) => ({
      gave,
      right: toPlain(resultOf(exercise.right, args)),
    })));
    return reason === undefined ? undefined : { reason };
  } catch {
    return undefined;
  }
}

/** What is told of an answer that no idea explains: nothing, if it lacks what one must have. */
function generalReason(
  { right }: Exercise,
  { args, gave }: Judged,
  reasons: Reasons,
): string | undefined {
  return hasFieldsOf(resultOf(right, args), gave)
    ? reasons[anythingElse]
    : undefined;
}

/** Complains of a wrong answer. */
function failWrong(
  exercise: Exercise,
  { args, gave, said }: Judged,
  { idea, reason }: Explained,
): Grade {
  const right = toPlain(resultOf(exercise.right, args));
  return fail(exercise.name, { args }, {
    gave: sayValue(gave, mostOfAnswer, right),
    listing: listingOf({ args, gave, why: said }),
    why: sayWhy(said, reason),
    ...(idea === undefined ? {} : { idea }),
  });
}

/** Complains of a call that gave nothing. What cannot be loaded was never asked. */
function failUnanswered(
  name: string,
  asked: Case,
  { message, lacks }: Pick<AnswerError, "message" | "lacks">,
): Grade {
  if (lacks === "todo") return { exercise: name, status: "open" };
  if (lacks !== "module") return fail(name, asked, { why: message });
  const complaint = { asked: "", gave: "", why: readable(message) };
  return { exercise: name, status: "failed", complaint };
}

function fail(
  name: string,
  asked: Case,
  { gave = "nothing", listing = [], why, idea }:
    & Partial<Complaint>
    & Pick<Complaint, "why">,
): Grade {
  const complaint = {
    asked: sayCall(name, asked),
    gave,
    ...(listing.length === 0 ? {} : { listing }),
    why: readable(why),
    ...(idea === undefined ? {} : { idea }),
  };
  return { exercise: name, status: "failed", complaint };
}

/** Says what was found, and what there is to say of the idea behind it. */
function sayWhy(said: string, reason = ""): string {
  return [said, reason].filter((part) => part !== "").join(" ") ||
    "That is not right.";
}
