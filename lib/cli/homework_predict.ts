/**
 * `deno task homework predict`: a student's own predictions. What is right is not told.
 *
 * @module
 */
import {
  isFor,
  keepPredicted,
  paperFor,
  type Predicted,
  predictedUrl,
  type PredictionPaper,
} from "../homework/predictions_file.ts";
import { sayMany } from "../text/say.ts";
import { keepBeside, readIfThere } from "../workbook/file.ts";
import type { Filled } from "../workbook/open_paper.ts";
import { drawBlank, drawProblemText } from "../workbook/problem_text.ts";
import { canAsk } from "./ask.ts";
import { askBlanks, firstOpen } from "./ask_blanks.ts";
import {
  readFilled,
  requireFittingFile,
  sayOpen,
  sayUnknown,
  studentAtWork,
} from "./homework_student.ts";
import { quote } from "./option_values.ts";
import { print, printText, terminalColumns } from "./output.ts";
import { checkTyped } from "./practice.ts";
import { numberOf, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export async function homeworkPredictCommand(
  args: readonly string[],
): Promise<void> {
  const typed = readOrHelp("homework predict", args);
  if (typed === undefined) return;
  const { manifest, id, isKnown } = await studentAtWork(
    typed,
    "homework predict",
  );
  const kept = readFilled(id);
  const seed = numberOf(typed, "own-seed") ?? kept?.seed;
  const paper = await paperFor(manifest, id, seed);
  if (paper.problems.length === 0) {
    throw new UsageError(
      "This homework asks for no predictions",
      `deno task homework pack --as ${id}`,
    );
  }
  if (!isKnown) printText(sayUnknown(id));
  const filled = filledFor(paper, kept);
  if (canAsk()) return ask(paper, filled);
  printPaper(paper, filled);
}

/** Takes what was filled in before; if that was something else, it is kept beside. */
function filledFor(
  paper: PredictionPaper,
  kept: Predicted | undefined,
): Predicted["filled"] {
  const open = paper.problems.map(({ blanks }) => blanks.map(() => null));
  if (kept !== undefined && isFor(kept, paper)) {
    requireFittingFile(paper, kept.filled);
    return kept.filled;
  }
  if (kept !== undefined) {
    const copy = keepBeside(predictedUrl, readIfThere(predictedUrl)!);
    printText(
      `predictions.json held those of other numbers: they are in ${copy} now.`,
    );
  }
  keepPredicted(paper, open);
  return open;
}

/** Asks one blank after the other, and keeps each. */
function ask(paper: PredictionPaper, begun: Predicted["filled"]): void {
  const blanks = paper.problems.flatMap((problem, of) =>
    problem.blanks.map((blank, i) => ({ blank, of, isFirst: i === 0 }))
  );
  let filled: readonly Filled[] = begun.flat();
  printText(
    `${sayPaper(paper)}. Enter skips, "back" goes back, q or Ctrl-C stops. ` +
      "What you type is kept in predictions.json. What is right is not told.",
  );
  let shownProblem: number | undefined;
  const show = (at: number): void => {
    if (at === blanks.length) return print(`\n${sayOpen(filled)}.\n`);
    const { blank, of } = blanks[at]!;
    const options = { columns: terminalColumns(), filled: false };
    const head = of === shownProblem
      ? []
      : drawHead(paper, of, options.columns);
    shownProblem = of;
    const before = filled[at] === null ? [] : [`Yours so far: ${filled[at]}`];
    const lines = [...head, ...drawBlank(blank, at + 1, options), ...before];
    print(lines.join("\n") + "\n");
  };
  askBlanks({
    most: blanks.length,
    first: firstOpen(filled),
    show,
    take: (at, line) => {
      if (checkTyped(blanks[at]!.blank, line, at + 1) === undefined) {
        return false;
      }
      filled = filled.with(at, line);
      keepPredicted(paper, perProblem(paper, filled));
      return true;
    },
    endQuestion: "Done? [Enter, or a number]",
    isEnd: (line) => line === "",
  });
  tellNext(paper, filled);
}

function perProblem(
  { problems }: PredictionPaper,
  filled: readonly Filled[],
): Filled[][] {
  const left = [...filled];
  return problems.map(({ blanks }) => left.splice(0, blanks.length));
}

function drawHead(
  { items, problems }: PredictionPaper,
  at: number,
  columns: number,
): string[] {
  const { lesson, ...problem } = problems[at]!;
  const head = `${items[at]}, lesson ${lesson}`;
  const options = { columns, filled: false, head };
  return ["", ...drawProblemText({ ...problem, lesson, blanks: [] }, options)];
}

/** Prints all problems with their blanks. */
function printPaper(paper: PredictionPaper, filled: Predicted["filled"]): void {
  const columns = terminalColumns();
  let first = 1;
  print(`${sayPaper(paper)}\n`);
  for (const [at, { blanks }] of paper.problems.entries()) {
    const lines = blanks.flatMap((blank, i) =>
      drawBlank(blank, first + i, { columns, filled: false })
    );
    print([...drawHead(paper, at, columns), ...lines, ""].join("\n"));
    first += blanks.length;
  }
  print("\n");
  const todo = filled.flat().includes(null)
    ? ' Type this in a terminal, or fill in each "answer" in predictions.json.'
    : "";
  printText(`${sayOpen(filled.flat())}.${todo}`);
  tellNext(paper, filled.flat());
}

function sayPaper({ student, problems }: PredictionPaper): string {
  const blanks = problems.flatMap(({ blanks }) => blanks);
  return `Predictions of ${student}: ${sayMany(blanks.length, "blank")}`;
}

function tellNext(
  { student }: PredictionPaper,
  filled: readonly Filled[],
): void {
  printText(
    filled.includes(null)
      ? `To go on: deno task homework predict --as ${quote(student)}`
      : `Next: the exercises, then deno task homework pack --as ${
        quote(student)
      }`,
  );
}
