/**
 * `deno task exam`: questions over the whole book, and what came of them at the end.
 *
 * @module
 */
import { type Paper, rollPaper } from "../exam/paper.ts";
import { drawPaper, filledIn, paperToJson } from "../exam/paper_text.ts";
import { gradePaper, resultPage, resultToJson } from "../exam/result.ts";
import {
  answer,
  endSitting,
  examMinutes,
  keepSitting,
  minutesLeft,
  readSitting,
  requireFor,
  sit,
  type Sitting,
  wasHandedIn,
} from "../exam/sitting.ts";
import { sayMany } from "../text/say.ts";
import { freshSeed } from "../workbook/dice.ts";
import { readIfThere } from "../workbook/file.ts";
import { drawProblemText } from "../workbook/problem_text.ts";
import { askLine, canAsk } from "./ask.ts";
import { askBlanks, firstOpen } from "./ask_blanks.ts";
import { printMarkdown } from "./markdown_output.ts";
import { print, printText, terminalColumns } from "./output.ts";
import { typedPath } from "./path.ts";
import { checkTyped } from "./practice.ts";
import { isGiven, numberOf, readOrHelp, textOf } from "./typed.ts";
import { refusing, UsageError } from "./usage_error.ts";

/** Where a sitting stops: the learner goes on later, or hands in. */
type End = "later" | "hand in";

/** Carries out the command. */
export async function examCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("exam", args);
  if (typed === undefined) return;
  const isJson = isGiven(typed, "json");
  const wanted = numberOf(typed, "seed");
  const answers = textOf(typed, "answers");
  if (answers !== undefined) return await gradeFile(answers, wanted, isJson);
  const isNew = isGiven(typed, "new");
  const kept = isNew && !canAsk() ? undefined : readSitting();
  if (!canAsk() || isJson) {
    const paper = await rollPaper(wanted ?? kept?.seed ?? freshSeed());
    return print(
      isJson
        ? paperToJson(paper)
        : drawPaper(paper, terminalColumns()).join("\n"),
    );
  }
  const isOther = wanted !== undefined && wanted !== kept?.seed;
  if (kept !== undefined && !isNew && !isOther) return await goOn(kept);
  if (kept !== undefined && !isLetGo(kept)) return;
  const paper = await rollPaper(wanted ?? freshSeed());
  if (wasHandedIn(paper.seed)) {
    printText(
      `Seed ${paper.seed} was handed in before: that page is replaced.`,
    );
  }
  printText(
    `Exam, seed ${paper.seed}: ${paper.questions.length} questions, ` +
      `${examMinutes} minutes. Enter skips, "back" goes back, q or Ctrl-C stops. ` +
      "Each answer is stored: deno task exam goes on.",
  );
  const sitting = sit(paper, new Date());
  keepSitting(sitting);
  await finish(paper, sitting);
}

/** Asks whether an exam may be given up for another. */
function isLetGo(sitting: Sitting): boolean {
  const line = askLine(
    `The exam with seed ${sitting.seed} is not handed in: ` +
      `${sayAnswered(sitting)}. Give it up? [y/N]`,
  );
  return /^y(es)?$/i.test(line ?? "");
}

/** Goes on where the learner was. */
async function goOn(sitting: Sitting): Promise<void> {
  const paper = await paperOf(sitting, "--new");
  requireFor(paper, sitting);
  if (sitting.handedInAt === null) {
    printText(
      `The exam with seed ${sitting.seed} goes on: ${sayAnswered(sitting)}, ` +
        `${sayLeft(sitting)}.`,
    );
  }
  await finish(paper, sitting);
}

/**
 * Rolls a paper again.
 *
 * @throws {UsageError} If the workbook has changed, and asks something else now.
 */
async function paperOf(
  { seed, digest }: Pick<Paper, "seed" | "digest">,
  tryThis: string,
): Promise<Paper> {
  const paper = await rollPaper(seed);
  if (paper.digest === digest) return paper;
  throw new UsageError(
    `The workbook asks something else for seed ${seed} than when this exam began`,
    tryThis,
  );
}

/** "3 of 12 answered" */
function sayAnswered({ answers }: Sitting): string {
  const given = answers.filter((one) => one !== null).length;
  return `${given} of ${answers.length} answered`;
}

function sayLeft(sitting: Sitting): string {
  const left = minutesLeft(sitting, new Date());
  return left > 0
    ? `${sayMany(left, "minute")} left`
    : "what comes now is late";
}

/** Asks until the learner hands in, and tells what came of it. */
async function finish(paper: Paper, begun: Sitting): Promise<void> {
  const { end, sitting } = begun.handedInAt === null
    ? ask(paper, begun)
    : { end: "hand in" as End, sitting: begun };
  if (end === "later") {
    printText("\nStored. To go on: deno task exam");
    return;
  }
  const handedInAt = sitting.handedInAt ?? new Date().toISOString();
  // Once it is told what is right, nothing is asked any more.
  keepSitting({ ...sitting, handedInAt }, sitting);
  const times = { startedAt: sitting.startedAt, handedInAt };
  const result = gradePaper(paper, sitting.answers, times);
  const path = endSitting(paper.seed, {
    markdown: resultPage(result, 80),
    json: resultToJson(result),
  });
  await printMarkdown(resultPage(result, terminalColumns()));
  printText(`\nThis page: ${path}`);
}

/** Asks one question after the other. */
function ask(paper: Paper, begun: Sitting): { end: End; sitting: Sitting } {
  let sitting = begun;
  const isEnded = askBlanks({
    most: paper.questions.length,
    first: firstOpen(begun.answers),
    show: (at) => show(paper, sitting, at),
    take: (at, line) => {
      const [blank] = paper.questions[at]!.blanks;
      if (checkTyped(blank!, line, at + 1) === undefined) return false;
      const given = { typed: line, at: new Date().toISOString() };
      const before = sitting;
      sitting = answer(before, at, given);
      keepSitting(sitting, before);
      return true;
    },
    endQuestion: "Hand in? [y, or a number]",
    isEnd: (line) => /^y(es)?$/i.test(line),
  });
  return { end: isEnded ? "hand in" : "later", sitting };
}

/** Shows a question; after the last, which of them are open. */
function show({ questions }: Paper, sitting: Sitting, at: number): void {
  const question = questions[at];
  print("\n");
  if (question === undefined) {
    const open = sitting.answers.flatMap((one, i) => one === null ? i + 1 : []);
    const state = open.length === 0
      ? "All are answered"
      : `Open: ${open.join(", ")}`;
    return printText(`${state} (${sayLeft(sitting)}).`);
  }
  const before = sitting.answers[at]?.typed;
  const left = sayLeft(sitting);
  const head = `Question ${at + 1} of ${questions.length} (${left})`;
  const [columns, first] = [terminalColumns(), at + 1];
  const lines = [
    ...drawProblemText(question, { columns, filled: false, head, first }),
    ...(before === undefined ? [] : [`Yours so far: ${before}`]),
  ];
  print(lines.join("\n") + "\n");
}

/** Grades a paper that was filled in as JSON. */
async function gradeFile(
  path: string,
  wanted: number | undefined,
  isJson: boolean,
): Promise<void> {
  const bytes = readIfThere(typedPath(path));
  const filled = bytes && filledIn(new TextDecoder().decode(bytes));
  if (filled === undefined || wanted !== undefined && wanted !== filled.seed) {
    const what = bytes === undefined
      ? "there is none"
      : filled === undefined
      ? "it holds something else"
      : `its seed is ${filled.seed}`;
    throw new UsageError(
      `--answers takes what exam --json has printed, filled in: ${what}`,
      `deno task exam --seed ${wanted ?? 7} --json`,
    );
  }
  const paper = await paperOf(filled, `--seed ${filled.seed} --json`);
  const given = filled.answers.map((typed) =>
    typed === null ? null : { typed, at: "" }
  );
  const result = await refusing(
    `deno task exam --seed ${filled.seed} --json`,
    () => gradePaper(paper, given),
  );
  if (isJson) return print(resultToJson(result));
  await printMarkdown(resultPage(result, terminalColumns()));
}
