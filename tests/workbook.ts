/**
 * Workbooks for the tests of commands: small ones, of the lessons and exercises in `tests/fixture`,
 * with the library of this one. So a page can change, and no test of a command breaks.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { pathOf, root } from "../lib/workbook/path.ts";
import { copyAt, pristineAt, writeCopy } from "../lib/workbook/pristine.ts";
import { carryOut, planCopy } from "../lib/workbook/copy_workbook.ts";
import { type CommandResult, runTask, runTaskAlone } from "./command.ts";

/** The workbook that is tested. */
const original = pathOf(root).replace(/\/$/, "");

/** A small workbook, without the library. */
export const fixture = `${original}/tests/fixture`;

/** The lesson of the fixture that has exercises. */
export const slug = "05_read_write";

/** One learner's workbook. */
export class Workbook {
  /** Its folder. */
  readonly top: string;
  /** Whether its tasks check types: only where these are what is tested. */
  checksTypes = false;

  /**
   * @param folder Where it is made.
   * @param name What it is called: another name where other modules lie at the same places, since
   *   Deno loads what lies at a place once.
   * @param isWhole Whether it is a copy of all that there is, in place of the fixture.
   */
  constructor(folder: string, name = "workbook", isWhole = false) {
    this.top = `${folder}/${name}`;
    if (isWhole) {
      carryOut(planCopy(original, this.top));
      return;
    }
    copyFolder(fixture, this.top);
    for (
      const file of [
        ".dvmrc",
        "deno.json",
        "deno.lock",
        "exercises/deno.json",
        "solutions/deno.json",
      ]
    ) {
      Deno.copyFileSync(`${original}/${file}`, `${this.top}/${file}`);
    }
    Deno.writeTextFileSync(`${this.top}/README.md`, "# A workbook\n");
    link(`${original}/lib`, `${this.top}/lib`);
    const place = { top: this.top, slug };
    writeCopy(copyAt(place), pristineAt(place)!);
  }

  /** Where the learner's answer lies. */
  get answerPath(): string {
    return `${this.top}/exercises/${slug}/answer.ts`;
  }

  /** What the learner has written. */
  get answer(): string {
    return Deno.readTextFileSync(this.answerPath);
  }

  set answer(text: string) {
    Deno.writeTextFileSync(this.answerPath, text);
  }

  /** What the learner began with. */
  get stub(): string {
    return Deno.readTextFileSync(copyAt({ top: this.top, slug }));
  }

  /** Our answer. */
  get solution(): string {
    return Deno.readTextFileSync(`${this.top}/solutions/${slug}/answer.ts`);
  }

  /** Our answer with one count wrong: all pass but countSwitches, which is 5.2. */
  get oneWrong(): string {
    return this.solution.replace("return 2 * calls", "return calls");
  }

  /** Puts our answers in the place of all that it has. */
  solveAll(): void {
    for (
      const { name, isDirectory } of Deno.readDirSync(`${this.top}/solutions`)
    ) {
      if (!isDirectory) continue;
      Deno.copyFileSync(
        `${this.top}/solutions/${name}/answer.ts`,
        `${this.top}/exercises/${name}/answer.ts`,
      );
    }
  }

  /** Has the same exercises once more, as those of lesson 6. */
  repeatAsLesson6(): void {
    for (const kind of ["exercises", "solutions"]) {
      const folder = `${this.top}/${kind}`;
      copyFolder(`${folder}/${slug}`, `${folder}/06_mmap_write`);
    }
  }

  /** Runs a task, typed at the top of it. */
  async task(
    name: keyof typeof config.tasks,
    ...args: string[]
  ): Promise<CommandResult> {
    const { top, checksTypes } = this;
    return await runTask(name, args, { top, checksTypes });
  }

  /** The same in a process of its own, with the permissions of the task. */
  async taskAlone(
    name: keyof typeof config.tasks,
    ...args: string[]
  ): Promise<CommandResult> {
    return await runTaskAlone(name, args, { top: this.top });
  }
}

/** Copies a folder with all that is in it. */
export function copyFolder(from: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory) copyFolder(`${from}/${name}`, `${to}/${name}`);
    else Deno.copyFileSync(`${from}/${name}`, `${to}/${name}`);
  }
}

/** Shows a folder at another place; copies it, where a system allows no links. */
function link(from: string, to: string): void {
  try {
    Deno.symlinkSync(from, to, { type: "dir" });
  } catch {
    copyFolder(from, to);
  }
}
