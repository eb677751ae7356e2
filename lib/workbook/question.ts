/**
 * Questions: what is right, and what somebody answers who has a wrong idea.
 *
 * One kind for all: an exercise is answered by an export, a prediction by typing. A wrong idea is a
 * function beside the right one. So whether cases can tell it from the right one, and from other
 * ideas, is looked at before anybody is asked: no wrong idea passes by luck.
 *
 * @module
 */
import { equal } from "@std/assert/equal";
import { say } from "../machine/instruction.ts";
import { isProgram, type Program, stepsOf } from "../machine/program.ts";
import { hasParts, toPlain } from "./plain.ts";

/** A question about a case. */
export interface Question<Args extends readonly unknown[]> {
  /** Its name in data: that of the export, or of the blank. */
  readonly name: string;
  /** What is right for a case. */
  readonly right: (...args: Args) => unknown;
  /**
   * What somebody answers who has a wrong idea, under the idea in a few words. Of an answer with
   * fields, it may give only those that the idea is about: then the others are right.
   */
  readonly wrong: Readonly<Record<string, (...args: Args) => unknown>>;
  /** Fields of an answer that only show how it came about: no idea speaks of them. */
  readonly evidence?: readonly string[];
  /**
   * What is mistaken in a wrong answer, in a word, if that can be told: then whoever makes the mistake
   * of an idea has it, however the rest is written.
   */
  readonly mistake?: ((gave: unknown) => string | undefined) | undefined;
}

/** What was answered to one case, and whether that is right. */
export interface Answered<Args extends readonly unknown[]> {
  readonly args: Args;
  /** Plain data. */
  readonly gave: unknown;
  readonly isRight: boolean;
}

/** Whether an answer to a case is right: there may be more than one that is. */
export type Judge<Args extends readonly unknown[]> = (
  gave: unknown,
  args: Args,
) => boolean;

/**
 * Names the first wrong idea that explains every answer: the idea is right where the answer is, and
 * gives the same where it is wrong; and what the idea does not speak of is right. The cases may come
 * in any order.
 */
export function ideaBehind<Args extends readonly unknown[]>(
  question: Question<Args>,
  answered: readonly Answered<Args>[],
  isRight: Judge<Args>,
): string | undefined {
  return Object.keys(question.wrong).find((idea) =>
    answered.every(({ args, gave, isRight: wasRight }) =>
      wasRight
        ? isRight(answerBy(question, idea, args), args)
        : isMistake(question, idea, { args, gave }, isRight)
    )
  );
}

/** Whether a wrong answer is what an idea gives, and right in all that the idea does not speak of. */
function isMistake<Args extends readonly unknown[]>(
  { right, wrong, evidence = [], mistake }: Question<Args>,
  idea: string,
  { args, gave }: { args: Args; gave: unknown },
  isRight: Judge<Args>,
): boolean {
  const gives = comparable(resultOf(wrong[idea]!, args));
  const made = mistake?.(gave);
  if (made !== undefined) return made === mistake?.(gives);
  if (!isAs(gave, gives)) return false;
  if (!isRecord(gives) || !isRecord(gave)) return true;
  const whole = comparable(resultOf(right, args));
  const shown = evidence.filter((name) => name in gave);
  const spokenOf = { ...nothingOf(shown), ...gives };
  return isRight(corrected(gave, spokenOf, whole), args);
}

function nothingOf(names: readonly string[]): Record<string, undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** Puts what is right in the place of all that an idea speaks of. */
function corrected(gave: unknown, idea: unknown, right: unknown): unknown {
  if (!isRecord(gave) || !isRecord(idea) || !isRecord(right)) return right;
  const fields = Object.keys(idea)
    .map((name) => [name, corrected(gave[name], idea[name], right[name])]);
  return { ...gave, ...Object.fromEntries(fields) };
}

/** How many numbers and texts are remembered for a case: a class gives many. */
const mostKnown = 100;

/**
 * Makes a memory of what was worked out for a case: by what it was worked out. It keeps nothing alive
 * that has parts: the answers of a class come and go.
 */
export function remembering<Key, Value>(): (
  args: readonly unknown[],
  key: Key,
  workOut: () => Value,
) => Value {
  const whole = new WeakMap<readonly unknown[], WeakMap<WeakKey, Value>>();
  const plain = new WeakMap<readonly unknown[], Map<Key, Value>>();
  return (args, key, workOut) => {
    const isWhole = hasParts(key) || typeof key === "function";
    const values = isWhole
      ? valuesOf(whole, args, () => new WeakMap())
      : valuesOf(plain, args, () => new Map());
    const at = key as Key & WeakKey;
    if (!values.has(at)) {
      if (values instanceof Map && values.size >= mostKnown) values.clear();
      values.set(at, workOut());
    }
    return values.get(at)!;
  };
}

function valuesOf<Values>(
  known: WeakMap<readonly unknown[], Values>,
  args: readonly unknown[],
  make: () => Values,
): Values {
  const values = known.get(args) ?? make();
  known.set(args, values);
  return values;
}

const results = remembering<unknown, unknown>();

/** What is right for a case, or what an idea gives: worked out the first time that somebody asks. */
export function resultOf<Args extends readonly unknown[]>(
  give: (...args: Args) => unknown,
  args: Args,
): unknown {
  return results(args, give, () => give(...args));
}

/** Programs are compared by their words, and all else as plain data. */
function comparable(value: unknown): unknown {
  return isProgram(value) ? value : toPlain(value);
}

const answers = remembering<unknown, unknown>();

/** What somebody with a wrong idea answers, as plain data. */
export function answerBy<Args extends readonly unknown[]>(
  { right, wrong }: Question<Args>,
  idea: string,
  args: Args,
): unknown {
  return answers(args, wrong[idea], () => {
    const fields = resultOf(wrong[idea]!, args);
    if (!isRecord(fields)) return toPlain(fields);
    const whole = resultOf(right, args);
    return toPlain(isRecord(whole) ? { ...whole, ...fields } : fields);
  });
}

/** Whether an answer is what an idea gives, as far as the idea speaks of it. */
function isAs(gave: unknown, idea: unknown): boolean {
  if (isProgram(gave) && isProgram(idea)) {
    return wordsOf(gave) === wordsOf(idea);
  }
  return isRecord(gave) && isRecord(idea)
    ? Object.keys(idea).every((name) => isAs(gave[name], idea[name]))
    : equal(gave, idea);
}

/** A program's steps in words. */
function wordsOf(program: Program): string {
  return stepsOf(program).map(({ instruction, repeats }) =>
    `${repeats}: ${say(instruction)}`
  ).join("\n");
}

/** Whether a value is data with fields of which each says something by itself. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return hasParts(value) &&
    !Array.isArray(value) && !isProgram(value);
}
