/**
 * Folders with an autograder for another system: what a hand-out has, the homework, and scripts.
 *
 * @module
 */
import { autograderParts } from "../gradebook/formats/autograder_scripts.ts";
import { loadAsked } from "../homework/asked.ts";
import { planHandOut } from "../homework/hand_out.ts";
import type { Manifest } from "../homework/manifest.ts";
import { readLessons } from "../workbook/content.ts";
import { carryOut } from "../workbook/copy_workbook.ts";
import { replaceFile } from "../workbook/file.ts";
import { keepPristine } from "../workbook/pristine.ts";
import type { CommandName } from "./commands.ts";
import { folderFor, requireClear } from "./free_folder.ts";
import { printText } from "./output.ts";
import { folderIn, manifestIn, sayUsage } from "./homework_given.ts";
import type { Typed } from "./typed.ts";
import { refusing } from "./usage_error.ts";

/** A file beside the workbook: its text, and whether it is run by its name. */
export interface Script {
  readonly text: string;
  readonly isProgram?: boolean;
}

/** The command that grades, with all that it loads. */
const commands = ["lib/cli/main.ts", "lib/cli/homework_autograde.ts"];

/**
 * Makes the folder of an autograder.
 *
 * @param command Which makes it.
 * @param scriptsFor Makes the files beside the workbook, by their names.
 */
export async function makeAutograder(
  typed: Typed,
  command: CommandName,
  scriptsFor: (manifest: Manifest) => Readonly<Record<string, Script>>,
): Promise<void> {
  const dir = folderIn(typed, command);
  const manifest = manifestIn(typed, command);
  const takes = {
    says: `${command} takes a new or an empty folder`,
    tryThis: sayUsage(command),
  };
  const { from, to } = folderFor(dir, takes);
  // Whether this workbook asks all of it is seen here, and not at the first submission.
  await loadAsked(manifest).catch((error) =>
    refusing(takes.tryThis, () => {
      throw error;
    })
  );
  const numbers = manifest.items.map(({ lesson }) => lesson);
  const lessons = readLessons().filter(({ number }) =>
    numbers.includes(number)
  );
  const plan = planHandOut(from, `${to}/${autograderParts.workbook}`, {
    ...{ manifest, lessons, commands },
    tasks: ["homework"],
  });
  requireClear(plan, dir, takes);
  carryOut(plan);
  for (const { slug } of lessons) keepPristine({ top: plan.to, slug });
  const files: Readonly<Record<string, Script>> = {
    [autograderParts.homework]: { text: toJson(manifest) },
    ...scriptsFor(manifest),
  };
  writeFiles(to, files);
  printText(
    `${Object.keys(files).length + plan.writes.length} files are in ${dir}.`,
  );
}

function writeFiles(
  to: string,
  files: Readonly<Record<string, Script>>,
): void {
  for (const [name, { text, isProgram }] of Object.entries(files)) {
    replaceFile(`${to}/${name}`, new TextEncoder().encode(text));
    if (isProgram && Deno.build.os !== "windows") {
      Deno.chmodSync(`${to}/${name}`, 0o755);
    }
  }
}

/** Writes a value as a file. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2) + "\n";
}
