/**
 * Commands in processes of their own, as the tests of pages and of the command line run them.
 *
 * That needs permission: where there is none, a test that asks for it is ignored, and its name
 * says why.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { temporaryFolder } from "../lib/cli/path.ts";
import { pathOf, root } from "../lib/workbook/path.ts";

/** What came of a command. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where a command is run. */
export interface Surroundings {
  /** The folder in which the task was typed: the top of the repository, if not given. */
  readonly typedIn?: string;
  /** The whole environment, or that of the tests if not given. */
  readonly env?: Readonly<Record<string, string>>;
  /** The top of the repository, if it is a copy. */
  readonly top?: string;
  /** Whether what it prints is read by nobody: its reader goes away at once. */
  readonly readsNothing?: boolean;
}

const canRun = isGranted({ name: "run", command: Deno.execPath() });

const canWrite = isGranted({ name: "env" }) &&
  isGranted({ name: "write", path: temporaryFolder() });

/** Defines a test that starts processes. */
export function runningTest(
  name: string,
  fn: () => Promise<void>,
): Deno.TestDefinition {
  return canRun ? { name, fn } : {
    name: `${name} (needs run permission: deno task test)`,
    ignore: true,
    fn,
  };
}

/** Defines a test that writes into a folder of its own, which is removed at its end. */
export function temporaryTest(
  name: string,
  fn: (folder: string) => void | Promise<void>,
): Deno.TestDefinition {
  const inFolder = async (): Promise<void> => {
    const folder = Deno.makeTempDirSync();
    try {
      await fn(folder);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  };
  return canRun && canWrite ? { name, fn: inFolder } : {
    name: `${name} (needs write permission: deno task test)`,
    ignore: true,
    fn: inFolder,
  };
}

/** Runs this Deno at the top of the repository. */
export async function runDeno(
  args: readonly string[],
  { typedIn, env, top, readsNothing = false }: Surroundings = {},
): Promise<Ran> {
  const cwd = top ?? pathOf(root);
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    clearEnv: env !== undefined,
    env: { ...env, INIT_CWD: typedIn ?? cwd },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  if (readsNothing) await child.stdout.cancel();
  const [out, err] = await Promise.all([
    readsNothing ? "" : new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  const { code } = await child.status;
  return { code, out, err };
}

/** Runs what a task runs, with the permissions that it has, without the line that it prints first. */
export async function runTask(
  name: keyof typeof config.tasks,
  args: readonly string[],
  surroundings?: Surroundings,
): Promise<Ran> {
  const [, ...task] = config.tasks[name].command.split(" ");
  return await runDeno([...task, ...args], surroundings);
}

/** Runs `deno task lesson`. */
export async function runLesson(
  args: readonly string[],
  surroundings?: Surroundings,
): Promise<Ran> {
  return await runTask("lesson", args, surroundings);
}

/** Does something with each item, several at a time. @returns What came of each, in order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const rest = items.entries();
  const work = async (): Promise<void> => {
    for (const [i, item] of rest) results[i] = await act(item);
  };
  await Promise.all(Array.from({ length: 3 }, work));
  return results;
}

function isGranted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}

/** Splits a command line as a shell does, if it has only words and double quotes. */
export function splitWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|[^\s"]+/g)]
    .map(([word, quoted]) => quoted ?? word);
}
