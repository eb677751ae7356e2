/**
 * `deno task start`: makes a learner's folder, or brings one up to date without touching answers.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { sayMany } from "../text/say.ts";
import { readLessons } from "../workbook/content.ts";
import {
  carryOut,
  type CopyPlan,
  planCopy,
} from "../workbook/copy_workbook.ts";
import {
  folderFor,
  folderTyped,
  requireClear,
  type Takes,
} from "./free_folder.ts";
import { quote } from "./option_values.ts";
import { print } from "./output.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** What the command takes. */
const takes: Takes = {
  says: "start takes a new or an empty folder, or a learner's",
  tryThis: "deno task start ../another-workbook",
  also: ["workbook", "kit"],
};

/** Carries out the command. */
export function startCommand(args: readonly string[]): void {
  const typed = readOrHelp("start", args);
  if (typed === undefined) return;
  const dir = folderTyped(typed, "deno task start ../my-workbook");
  const { from, to, isFilled: isUpdate } = folderFor(dir, takes);
  if (isUpdate && !isGiven(typed, "yes") && !isConfirmed(dir)) {
    return print("Nothing was changed.\n");
  }
  // Answers may have been saved while the question waited.
  const plan = planCopy(from, to);
  requireClear(plan, dir, takes);
  carryOut(plan);
  tell(plan, dir, isUpdate);
}

function tell(plan: CopyPlan, dir: string, isUpdate: boolean): void {
  const { writes, kept, outdated, notes } = plan;
  const next = isUpdate ? "progress" : `lesson ${readLessons()[0]?.number}`;
  const lines = [
    `${sayMany(writes.length, "file")} written to ${dir}, ` +
    `${sayMany(kept.length, "answer")} kept.`,
    ...outdated.map((path) =>
      `The exercise has changed, your answer has not: ${path}`
    ),
    ...(outdated.length === 0 ? [] : [
      "Where grade misses an export, as of a new exercise: deno task reset N.k " +
      "puts it in, and leaves the others",
    ]),
    ...notes,
    `Next: cd ${quote(dir)}, then deno task ${next}`,
  ];
  print(lines.map((line) => `${oneLine(line)}\n`).join(""));
}

function isConfirmed(dir: string): boolean {
  if (!Deno.stdin.isTerminal()) {
    throw new UsageError(
      "Without a terminal, start cannot ask before an update",
      `deno task start ${quote(dir)} --yes`,
    );
  }
  return confirm(
    `Update ${oneLine(dir)}? Your answers are kept; all else is written again.`,
  );
}
