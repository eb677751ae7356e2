/**
 * Grading: asks an answer all questions of an exercise, wherever the answer lives.
 *
 * No exercise passes without every one of its questions having been asked and judged.
 *
 * @module
 */
import { Dice } from "../workbook/dice.ts";
import type { Case, Exercise } from "../workbook/exercise.ts";
import { anythingElse, type Reasons } from "../workbook/exercise_page.ts";
import type { Plain } from "../workbook/plain.ts";
import { type Answered, ideasBehind } from "../workbook/question.ts";
import { sayCall, sayValue } from "../workbook/say_value.ts";
import { AnswerError, type Caller, sayThrown } from "./caller.ts";
import { readable } from "./readable.ts";

/** What is wrong with an answer. */
export interface Complaint {
  /** The call, as the learner would type it. */
  readonly asked: string;
  /** What it gave, shortened. */
  readonly gave: string;
  /** Why that cannot be: the step, the place, the rule, the idea. Never the answer itself. */
  readonly why: string;
}

/** What came of one exercise. */
export type Grade =
  & { readonly exercise: string }
  & (
    | {
      readonly status: "passed";
      readonly questions: number;
      /** How well: a score for each question that has another one. */
      readonly remarks: readonly string[];
    }
    | { readonly status: "failed"; readonly complaint: Complaint }
    | { readonly status: "open" }
  );

/** What is asked, and what is told. */
export interface Asking {
  /** Which cases are asked: those that each seed rolls, none of them twice. */
  readonly seeds: readonly number[];
  /** What is told of wrong ideas: the exercise's page has it. */
  readonly reasons: Reasons;
}

/**
 * Grades one exercise.
 *
 * @param call Calls the answer.
 */
export async function gradeExercise(
  exercise: Exercise,
  call: Caller,
  { seeds, reasons }: Asking,
): Promise<Grade> {
  const { name } = exercise;
  const cases = [
    ...new Map(
      seeds.flatMap((seed) => exercise.cases(new Dice(seed)))
        .map((one) => [JSON.stringify(one), one]),
    ).values(),
  ];
  if (cases.length === 0) throw new Error(`${name} asks nothing`);
  const remarks = new Set<string>();
  const answered: Answered<readonly Plain[]>[] = [];
  for (const asked of cases) {
    const gave = await giveOrSay(call, name, asked);
    if (gave instanceof AnswerError) {
      if (gave.lacks === "todo") return { exercise: name, status: "open" };
      return fail(name, asked, "nothing", gave.message);
    }
    answered.push({ args: asked.args, gave });
    const { why, score } = judgeOrSay(exercise, answered, reasons);
    if (why !== undefined) return fail(name, asked, sayValue(gave), why);
    if (score !== undefined) remarks.add(readable(score));
  }
  return {
    exercise: name,
    status: "passed",
    questions: cases.length,
    remarks: [...remarks],
  };
}

/** Judges the last answer. What cannot be judged is not right. */
function judgeOrSay(
  exercise: Exercise,
  answered: readonly Answered<readonly Plain[]>[],
  reasons: Reasons,
): { why?: string; score?: string | undefined } {
  const { gave, ...asked } = answered.at(-1)!;
  try {
    const said = exercise.judge(gave, asked);
    if (said === undefined) return { score: exercise.remark(gave, asked) };
    const [idea] = ideasBehind(exercise, answered);
    return { why: sayWhy(said, reasons, idea) };
  } catch (error) {
    return { why: `The workbook cannot judge that. ${sayThrown(error)}` };
  }
}

async function giveOrSay(
  call: Caller,
  name: string,
  asked: Case,
): Promise<unknown> {
  try {
    return await call(name, asked);
  } catch (error) {
    if (error instanceof AnswerError) return error;
    throw error;
  }
}

function fail(
  name: string,
  asked: Case,
  gave: string,
  why: string,
): Grade {
  const complaint = {
    asked: sayCall(name, asked),
    gave,
    why: readable(why),
  };
  return { exercise: name, status: "failed", complaint };
}

/** Says what was found, and what there is to say of the idea behind it. */
function sayWhy(
  said: string,
  reasons: Reasons,
  idea: string = anythingElse,
): string {
  return [said, reasons[idea] ?? ""].filter((part) => part !== "").join(" ") ||
    "That is not right.";
}
