/**
 * `deno task reset`: gives a lesson's answer back as it was at first, and keeps a copy.
 *
 * @module
 */
import { readTyped, type Usage } from "./arguments.ts";
import { chooseExercises } from "./exercises.ts";
import { isSame, readIfThere } from "../workbook/file.ts";
import { print } from "./output.ts";
import { UsageError } from "./usage_error.ts";

const usage: Usage = {
  command: "reset",
  words: 1,
  flags: ["yes"],
  help: `deno task reset N [--yes]

Replaces exercises/N…/answer.ts by what it was at first. Your answer is kept
beside it, as answer.1.bak.ts, answer.2.bak.ts …
  --yes  do not ask
`,
};

/** Carries out the command. */
export async function resetCommand(args: readonly string[]): Promise<void> {
  const typed = readTyped(args, usage);
  if (typed === undefined) return print(usage.help);
  const [wanted] = typed.words;
  if (wanted === undefined) {
    throw new UsageError("A lesson was expected", "deno task reset 5");
  }
  const [choice] = await chooseExercises(wanted, usage.command);
  const { answerUrl, stubUrl, lesson, exercises } = choice!.folder;
  if (choice!.chosen.length < exercises.length) {
    throw new UsageError(
      `A lesson is reset as a whole: "${wanted}" is one of its exercises`,
      `deno task reset ${lesson.number}`,
    );
  }
  const answer = readIfThere(answerUrl);
  const stub = Deno.readFileSync(stubUrl);
  if (answer === undefined) {
    Deno.writeFileSync(answerUrl, stub);
    return print(`Lesson ${lesson.number} has its answer.ts again.\n`);
  }
  if (isSame(answer, stub)) {
    return print(`Lesson ${lesson.number} is as it was at first.\n`);
  }
  if (!typed.given.yes && !isConfirmed(lesson.number)) {
    return print("Nothing was changed.\n");
  }
  const copy = backUp(answerUrl, answer);
  Deno.writeFileSync(answerUrl, stub);
  print(`Lesson ${lesson.number} is reset. Your answer is kept in ${copy}\n`);
}

function isConfirmed(lesson: number): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "Without a terminal, reset cannot ask whether you are sure",
      `deno task reset ${lesson} --yes`,
    );
  }
  return confirm(`Reset your answers of lesson ${lesson}? A copy is kept.`);
}

/** Writes a copy under the first name that is free, and returns that name. */
function backUp(answerUrl: URL, answer: Uint8Array): string {
  for (let i = 1;; i++) {
    const copy = new URL(`answer.${i}.bak.ts`, answerUrl);
    try {
      Deno.writeFileSync(copy, answer, { createNew: true });
      return copy.pathname.split("/").slice(-3).join("/");
    } catch (error) {
      if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    }
  }
}
