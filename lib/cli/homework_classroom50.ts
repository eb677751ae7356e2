/**
 * `deno task homework classroom50`: makes the autograder of an assignment for Classroom 50.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";
import { classroom50Script } from "../gradebook/formats/autograder_scripts.ts";
import { makeAutograder } from "./autograder_folder.ts";
import { printText } from "./output.ts";
import { readOrHelp } from "./typed.ts";

/** What its runner must have: `npx` gets Deno. */
const runtime = { "runs-on": "ubuntu-latest", node: "20" };

/** Carries out the command. */
export async function homeworkClassroom50Command(
  args: readonly string[],
): Promise<void> {
  const typed = readOrHelp("homework classroom50", args);
  if (typed === undefined) return;
  await makeAutograder(typed, "homework classroom50", {
    // Its runner takes 10 MiB, and has a network.
    hasPackages: false,
    scriptsFor: () => ({
      "autograder.py": { text: classroom50Script(Deno.version.deno) },
      "runtime.json": { text: jsonText(runtime) },
    }),
  });
  printText(
    "Put what is in it into CLASSROOM/autograders/ASSIGNMENT/ of your classroom50 " +
      "repository, but runtime.json: gh teacher assignment add takes that by --runtime.",
  );
}
