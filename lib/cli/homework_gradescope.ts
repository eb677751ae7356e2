/**
 * `deno task homework gradescope`: makes the folder of an autograder for Gradescope.
 *
 * @module
 */
import {
  autograderParts,
  runScript,
  setupScript,
} from "../gradebook/formats/autograder_scripts.ts";
import { toGradescope } from "../gradebook/formats/gradescope.ts";
import { openBook } from "../gradebook/grade_one.ts";
import { jsonText } from "../workbook/plain.ts";
import { makeAutograder } from "./autograder_folder.ts";
import { printText } from "./output.ts";
import { readOrHelp } from "./typed.ts";

/** Carries out the command. */
export async function homeworkGradescopeCommand(
  args: readonly string[],
): Promise<void> {
  const typed = readOrHelp("homework gradescope", args);
  if (typed === undefined) return;
  await makeAutograder(typed, "homework gradescope", {
    hasPackages: true,
    scriptsFor: (manifest) => ({
      [autograderParts.open]: {
        text: jsonText(toGradescope(openBook(manifest), "It was not graded.")),
      },
      "setup.sh": { text: setupScript(Deno.version.deno), isProgram: true },
      run_autograder: { text: runScript, isProgram: true },
    }),
  });
  printText(
    "Zip what is in it, not the folder, and upload that as the autograder.",
  );
}
