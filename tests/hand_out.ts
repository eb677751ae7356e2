/**
 * Hand-outs for tests, made as an instructor makes them, and what is typed there.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { isManifest, type Manifest } from "../lib/homework/manifest.ts";
import { pathOf, root } from "../lib/workbook/path.ts";
import { type CommandResult, runDeno, runTask } from "./command.ts";

/** The workbook that it is made from. */
const original = pathOf(root).replace(/\/$/, "");

/** What every hand-out is given here. */
export const usual: readonly string[] = [
  "--lessons",
  "5",
  "--title",
  "How a file is sent",
  "--due",
  "2099-12-06T18:00+01:00",
];

/** Types `deno task homework new` in a folder. */
export async function newHandOut(
  folder: string,
  ...args: string[]
): Promise<CommandResult> {
  return await runTask("homework", ["new", ...args], { typedIn: folder });
}

/** A hand-out, with a student in it. */
export class HandOut {
  readonly top: string;

  private constructor(top: string) {
    this.top = top;
  }

  /** Makes one. @param args What is not usual. */
  static async make(folder: string, ...args: string[]): Promise<HandOut> {
    const { code, err } = await newHandOut(
      folder,
      "hand-out",
      ...usual,
      ...args,
    );
    assertEquals([code, err], [0, ""]);
    return new HandOut(`${folder}/hand-out`);
  }

  get manifest(): Manifest {
    const value = this.json("homework.json");
    if (isManifest(value)) return value;
    throw new TypeError("homework.json must be a manifest");
  }

  /** Reads a file of JSON at its top. */
  json(name: string): unknown {
    return JSON.parse(Deno.readTextFileSync(`${this.top}/${name}`));
  }

  /** Types a command in it, without a terminal. */
  async deno(...args: string[]): Promise<CommandResult> {
    const env = { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
    const own = [
      "HOME",
      "DENO_DIR",
      "PATH",
      "TMPDIR",
      "TMP",
      "USERPROFILE",
      "LOCALAPPDATA",
    ];
    const kept = own.flatMap((name) => {
      const value = Deno.env.get(name);
      return value === undefined ? [] : [[name, value] as const];
    });
    const { top } = this;
    return await runDeno(args, {
      top,
      env: { ...Object.fromEntries(kept), ...env },
    });
  }

  /** Types a task in it. */
  async task(...args: string[]): Promise<CommandResult> {
    return await this.deno("task", "--quiet", ...args);
  }

  /** Puts our answers into it, or another text. */
  solve(slug = "05_read_write", change = (text: string): string => text): void {
    const path = `${slug}/answer.ts`;
    const text = Deno.readTextFileSync(`${original}/solutions/${path}`);
    Deno.writeTextFileSync(`${this.top}/exercises/${path}`, change(text));
  }
}
