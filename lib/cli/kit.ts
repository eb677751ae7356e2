/**
 * `deno task kit`: makes a workbook for a room without a network, or puts its packages into a
 * hand-out.
 *
 * @module
 */
import { planKit, withOwnPackages } from "../homework/kit.ts";
import { oneLine } from "../text/escape_code.ts";
import { saySize } from "../text/say.ts";
import { carryOut } from "../workbook/copy_workbook.ts";
import { readText, replaceFile } from "../workbook/file.ts";
import {
  folderFor,
  folderTyped,
  requireClear,
  type Takes,
} from "./free_folder.ts";
import { quote } from "./option_values.ts";
import { complain, printText } from "./output.ts";
import { readOrHelp } from "./typed.ts";

/** What the command takes. */
const takes: Takes = {
  says: "kit takes a new or an empty folder, or a hand-out",
  tryThis: "deno task kit ../kit",
  also: ["hand-out", "kit"],
};

/** The tasks of a kit. */
const tasks = ["lesson", "grade", "watch", "exercise", "hint", "solution"]
  .concat("reset", "progress", "predict", "exam", "summary", "lab", "room")
  .concat("catchup");

/** Carries out the command. @returns 1 if the packages cannot be had. */
export async function kitCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("kit", args);
  if (typed === undefined) return 0;
  const dir = folderTyped(typed, takes.tryThis);
  const { from, to, isFilled } = folderFor(dir, takes);
  if (!isFilled) {
    const commands = ["main", ...tasks].map((name) => `lib/cli/${name}.ts`);
    const plan = planKit(from, to, { tasks, commands });
    requireClear(plan, dir, takes);
    carryOut(plan);
  }
  const why = await putPackages(to);
  if (why !== undefined) {
    complain(
      oneLine(
        `The packages could not be put into ${dir}: ${why} Try again where ` +
          "there is a network.",
      ),
    );
    return 1;
  }
  const size = sizeOf(to);
  printText(
    oneLine(
      `${dir} has all packages, and needs no network: ${saySize(size)}. Deno ` +
        "itself is not in it: whoever works there needs one.",
    ),
  );
  printText(`To try it: cd ${quote(dir)}, then deno task lesson`);
  return 0;
}

/** Puts packages into a folder. @returns Why it cannot be done, if it cannot. */
export async function putPackages(to: string): Promise<string | undefined> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet", "--frozen", "--node-modules-dir=manual"]
      .concat("--node-modules-linker=hoisted"),
    cwd: to,
    env: { NO_COLOR: "1" },
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) return new TextDecoder().decode(stderr).trim().split("\n")[0]!;
  const place = `${to}/deno.json`;
  replaceFile(place, withOwnPackages(readText(place)));
  return undefined;
}

/** The size of a folder. [bytes] */
function sizeOf(folder: string): number {
  return [...Deno.readDirSync(folder)].reduce((sum, { name, isDirectory }) => {
    const place = `${folder}/${name}`;
    return sum + (isDirectory ? sizeOf(place) : Deno.lstatSync(place).size);
  }, 0);
}
