/**
 * Folders with an autograder for another system: what a hand-out has, the homework, and scripts.
 *
 * @module
 */
import { autograderParts } from "../gradebook/formats/autograder_scripts.ts";
import { loadAsked } from "../homework/asked_exercises.ts";
import { planHandOut } from "../homework/hand_out.ts";
import type { Manifest } from "../homework/manifest.ts";
import { oneLine } from "../text/escape_code.ts";
import { readLessons } from "../workbook/content.ts";
import { carryOut, type CopyPlan } from "../workbook/copy_workbook.ts";
import { replaceFile } from "../workbook/file.ts";
import { jsonText } from "../workbook/plain.ts";
import type { CommandName } from "./commands.ts";
import { folderFor, folderTyped, requireClear } from "./free_folder.ts";
import { manifestIn, sayUsage } from "./homework_input.ts";
import { putPackages } from "./kit.ts";
import { complain, printText } from "./output.ts";
import type { Typed } from "./typed.ts";
import { refusing } from "./usage_error.ts";

/** A file beside the workbook: its text, and whether it is run by its name. */
export interface Script {
  readonly text: string;
  readonly isProgram?: boolean;
}

/** The command that grades, with all that it loads. */
const commands = ["lib/cli/main.ts", "lib/cli/homework_autograde.ts"];

/** What one system wants. */
export interface Wanted {
  /** Makes the files beside the workbook, by their names. */
  readonly scriptsFor: (
    manifest: Manifest,
  ) => Readonly<Record<string, Script>>;
  /** Whether packages are put in, so that nothing is fetched where it runs. */
  readonly hasPackages: boolean;
}

/**
 * Makes the folder of an autograder.
 *
 * @param command Which makes it.
 */
export async function makeAutograder(
  typed: Typed,
  command: CommandName,
  { scriptsFor, hasPackages }: Wanted,
): Promise<void> {
  const dir = folderTyped(typed, sayUsage(command));
  const manifest = manifestIn(typed, command);
  const takes = {
    says: `${command} takes a new or an empty folder`,
    tryThis: sayUsage(command),
  };
  const { from, to } = folderFor(dir, takes);
  const plan = await refusing(takes.tryThis, () =>
    planWorkbook(manifest, {
      from,
      to: `${to}/${autograderParts.workbook}`,
    }));
  requireClear(plan, dir, takes);
  carryOut(plan);
  const why = hasPackages ? await putPackages(plan.to) : undefined;
  if (why !== undefined) {
    complain(oneLine(`Its packages are fetched where it runs: ${why}`));
  }
  const files: Readonly<Record<string, Script>> = {
    [autograderParts.homework]: { text: jsonText(manifest) },
    ...scriptsFor(manifest),
  };
  writeFiles(to, files);
  printText(
    `${Object.keys(files).length + plan.writes.length} files are in ${dir}.`,
  );
}

/**
 * Works out what is copied of this workbook: what its hand-out has, and the command that grades.
 *
 * @throws {RangeError} If it does not ask all of the homework: that is seen here, and not at the first
 * submission.
 */
async function planWorkbook(
  manifest: Manifest,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<CopyPlan> {
  await loadAsked(manifest);
  const numbers = manifest.items.map(({ lesson }) => lesson);
  const lessons = readLessons().filter(({ number }) =>
    numbers.includes(number)
  );
  const tasks = ["homework"];
  return planHandOut(from, to, { manifest, lessons, tasks, commands });
}

function writeFiles(
  to: string,
  files: Readonly<Record<string, Script>>,
): void {
  for (const [name, { text, isProgram }] of Object.entries(files)) {
    replaceFile(`${to}/${name}`, text);
    if (isProgram && Deno.build.os !== "windows") {
      Deno.chmodSync(`${to}/${name}`, 0o755);
    }
  }
}
