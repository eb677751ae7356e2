/**
 * `deno task solution`: our answer, after the learner's has passed.
 *
 * @module
 */
import { placeOf } from "../grade/exercise_choice.ts";
import { gradeChoices } from "../grade/grade_answers.ts";
import { exportOf } from "../workbook/answer_source.ts";
import { readText } from "../workbook/file.ts";
import { chooseExercises, exerciseExpected } from "./exercises.ts";
import { printMarkdown } from "./markdown_output.ts";
import { isGiven, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** Carries out the command. */
export async function solutionCommand(args: readonly string[]): Promise<void> {
  const typed = readOrHelp("solution", args);
  if (typed === undefined) return;
  const [wanted] = typed.words;
  if (wanted === undefined) {
    throw exerciseExpected("solution");
  }
  const [choice] = await chooseExercises(wanted, "solution");
  const { folder, chosen } = choice!;
  const [graded] = await gradeChoices([choice!]);
  const closed = graded!.grades.filter(({ status }) => status !== "passed");
  if (closed.length > 0 && !isGiven(typed, "anyway")) {
    throw new UsageError(
      `These have not passed yet: ${
        closed.map(({ place }) => place).join(", ")
      }`,
      `deno task hint ${closed[0]!.place}, or add --anyway`,
    );
  }
  const source = readText(folder.solutionUrl);
  const blocks = await Promise.all(chosen.map(async (at) => {
    const { name, why } = folder.tasks[at]!;
    const place = placeOf(folder.lesson, at);
    const code = await narrowed(exportOf(source, name));
    return `## ${place} ${name}\n\n\`\`\`ts\n${code}\n\`\`\`\n\n${why}`;
  }));
  await printMarkdown(blocks.join("\n\n"), { showsAnswers: true });
}

/** How wide code is shown, as on the pages. [columns] */
const codeColumns = 60;

/** Lets Deno lay out code in narrower lines; as it is, if Deno cannot. */
async function narrowed(code: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "fmt",
      "--no-config",
      `--line-width=${codeColumns}`,
      "--ext=ts",
      "-",
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const [{ success, stdout }] = await Promise.all([
    child.output(),
    new Blob([code]).stream().pipeTo(child.stdin),
  ]);
  return success ? new TextDecoder().decode(stdout).trimEnd() : code;
}
