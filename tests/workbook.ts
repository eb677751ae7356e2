/**
 * Copies of the workbook, as a learner has one: the tests of commands write there, and never into
 * the workbook itself.
 *
 * Most copies have the exercises of lesson 5 only, whatever others there are: that is quick, and
 * the commands treat all alike.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { pathOf, root } from "../lib/workbook/path.ts";
import { copyAt } from "../lib/workbook/pristine.ts";
import { copyWorkbook } from "../lib/cli/start.ts";
import { type Ran, runTask } from "./command.ts";

/** The workbook that is copied. */
const original = pathOf(root).replace(/\/$/, "");

/** The lesson whose exercises a copy has. */
export const slug = "05_read_write";

/** One learner's copy. */
export class Workbook {
  /** Its folder. */
  readonly top: string;

  /**
   * @param folder Where it is made.
   * @param name What it is called.
   * @param holdsAll Whether it has the exercises of all lessons.
   */
  constructor(folder: string, name = "workbook", holdsAll = false) {
    this.top = `${folder}/${name}`;
    copyWorkbook(original, this.top);
    if (holdsAll) return;
    for (const kind of ["exercises", "solutions"]) {
      for (const { name } of Deno.readDirSync(`${this.top}/${kind}`)) {
        if (name === slug) continue;
        Deno.removeSync(`${this.top}/${kind}/${name}`, { recursive: true });
      }
    }
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

  /** Puts our answers in the place of all that the copy has. */
  solveAll(): void {
    for (const { name } of Deno.readDirSync(`${this.top}/solutions`)) {
      Deno.copyFileSync(
        `${this.top}/solutions/${name}/answer.ts`,
        `${this.top}/exercises/${name}/answer.ts`,
      );
    }
  }

  /** Gives the copy the same exercises once more, as those of lesson 6. */
  repeatAsLesson6(): void {
    for (const kind of ["exercises", "solutions"]) {
      const folder = `${this.top}/${kind}/06_mmap_write`;
      Deno.mkdirSync(folder);
      for (const { name } of Deno.readDirSync(`${this.top}/${kind}/${slug}`)) {
        Deno.copyFileSync(
          `${this.top}/${kind}/${slug}/${name}`,
          `${folder}/${name}`,
        );
      }
    }
  }

  /** Runs a task, typed at the top of the copy. */
  async task(
    name: keyof typeof config.tasks,
    ...args: string[]
  ): Promise<Ran> {
    return await runTask(name, args, { top: this.top });
  }
}
