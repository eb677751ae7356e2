/**
 * Commands, as the tests of pages and of the command line run them: most in this process, since a
 * start costs more than what is tested; those whose process matters in one of their own.
 *
 * That needs permission: where there is none, a test that asks for it is ignored, and its name
 * says why.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };
import { keyboard } from "./typing.ts";
import { temporaryFolder } from "../lib/cli/path.ts";
import { pathOf, root } from "../lib/workbook/path.ts";

/** What came of a command. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where a command is run. */
export interface CommandSetting {
  /** The folder in which the task was typed: the top of the repository, if not given. */
  readonly typedIn?: string;
  /** The whole environment, or that of the tests if not given. */
  readonly env?: Readonly<Record<string, string>>;
  /** The top of the repository, if it is a copy. */
  readonly top?: string;
  /** Whether what it prints is read by nobody: its reader goes away at once. */
  readonly readsNothing?: boolean;
  /** Whether types are checked, where it runs in this process: that takes seconds. */
  readonly checksTypes?: boolean;
}

const canRun = isGranted({ name: "run", command: Deno.execPath() });

const canWrite = isGranted({ name: "env" }) &&
  isGranted({ name: "write", path: temporaryFolder() });

/** A process that has not ended by then never will: the other tests go on. [ms] */
const hangsMs = 300_000;

/** Defines a test that starts processes. */
export function runningTest(
  name: string,
  fn: () => Promise<void>,
): Deno.TestDefinition {
  return canRun ? { name, fn, timeout: hangsMs } : {
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
    const folder = takeFolder();
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

/**
 * Makes a folder: the same one for each test of a module, since Deno remembers by path what it has
 * loaded and type-checked; another one while that is taken by the same tests in another process.
 */
function takeFolder(): string {
  const [, module] = /([^/]+)\.ts$/.exec(Deno.mainModule)!;
  const usual = `${temporaryFolder()}/zero-copy-${module}`;
  try {
    Deno.mkdirSync(usual);
    return Deno.realPathSync(usual).replaceAll("\\", "/");
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
    return Deno.realPathSync(Deno.makeTempDirSync()).replaceAll("\\", "/");
  }
}

/** Runs this Deno at the top of the repository. */
export async function runDeno(
  args: readonly string[],
  { typedIn, env, top, readsNothing = false }: CommandSetting = {},
): Promise<CommandResult> {
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

/** The tasks whose process matters: it waits, asks the system, or runs tests. */
const ownProcess: readonly string[] = ["lab", "test", "watch"];

/** Runs what a task runs: in this process, where its environment and its reader do not matter. */
export async function runTask(
  name: keyof typeof config.tasks,
  args: readonly string[],
  surroundings: CommandSetting = {},
): Promise<CommandResult> {
  const { env, readsNothing, typedIn, top = pathOf(root) } = surroundings;
  const isOwn = ownProcess.includes(name) || env !== undefined ||
    readsNothing === true ||
    !isGranted({ name: "env", variable: "INIT_CWD" });
  return isOwn
    ? await runTaskAlone(name, args, surroundings)
    : await inTurn(() =>
      withTypes(
        surroundings.checksTypes ?? false,
        () => runHere([name, ...args], top, typedIn ?? top),
      )
    );
}

/** Runs what a task runs in a process of its own, with the permissions that the task has. */
export async function runTaskAlone(
  name: keyof typeof config.tasks,
  args: readonly string[],
  surroundings?: CommandSetting,
): Promise<CommandResult> {
  const [, ...task] = config.tasks[name].command.split(" ");
  return await runDeno([...task, ...args], surroundings);
}

let turn: Promise<unknown> = Promise.resolve();

/** Does one thing after the other: there is one standard output. */
async function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
  const mine = turn.then(act);
  turn = mine.catch(() => {});
  return await mine;
}

/** The type checks so far, by what they looked at. */
const typeChecks = new Map<string, Promise<Deno.CommandOutput>>();

/**
 * Does something that may check types. Where they are not what is tested, a check is not started and
 * finds nothing; else the same text is looked at once.
 */
async function withTypes<Result>(
  checksTypes: boolean,
  act: () => Promise<Result>,
): Promise<Result> {
  const { Command } = Deno;
  class CheckingCommand extends Command {
    readonly #args: readonly string[];

    constructor(path: string | URL, options?: Deno.CommandOptions) {
      super(path, options);
      this.#args = options?.args ?? [];
    }

    override output(): Promise<Deno.CommandOutput> {
      if (this.#args[0] !== "check") return super.output();
      const texts = checksTypes
        ? this.#args.filter((one) => one.startsWith("file:"))
          .map((url) => `${url} ${Deno.readTextFileSync(new URL(url))}`)
        : [];
      const found = typeChecks.get(texts.join()) ??
        (checksTypes ? super.output() : Promise.resolve(nothingFound));
      typeChecks.set(texts.join(), found);
      return found;
    }
  }
  Object.assign(Deno, { Command: CheckingCommand });
  try {
    return await act();
  } finally {
    Object.assign(Deno, { Command });
  }
}

const nothingFound: Deno.CommandOutput = {
  success: true,
  code: 0,
  signal: null,
  stdout: new Uint8Array(),
  stderr: new Uint8Array(),
};

/** Calls the entry of the commands, and catches what it prints. */
async function runHere(
  args: readonly string[],
  top: string,
  typedIn: string,
): Promise<CommandResult> {
  const entry = new URL("lib/cli/main.ts", `file://${encodePath(top)}/`);
  const { main } = await import(entry.href);
  const [out, err] = [caught(Deno.stdout), caught(Deno.stderr)];
  const typedInBefore = Deno.env.get("INIT_CWD");
  Deno.env.set("INIT_CWD", typedIn);
  try {
    const code = await main(args);
    return { code, out: out.text(), err: err.text() };
  } finally {
    out.release();
    err.release();
    if (typedInBefore === undefined) Deno.env.delete("INIT_CWD");
    else Deno.env.set("INIT_CWD", typedInBefore);
  }
}

function encodePath(path: string): string {
  return path.replace(/\/$/, "").split("/").map(encodeURIComponent).join("/");
}

/** Catches what is written to a stream, which is then no terminal. */
function caught(
  stream: typeof Deno.stdout | typeof Deno.stderr,
): { text: () => string; release: () => void } {
  const { writeSync, isTerminal } = stream;
  const decoder = new TextDecoder();
  let text = "";
  stream.writeSync = (bytes) => {
    text += decoder.decode(bytes, { stream: true });
    return bytes.length;
  };
  stream.isTerminal = () => keyboard.isUsed;
  const release = (): void => {
    stream.writeSync = writeSync;
    stream.isTerminal = isTerminal;
  };
  return { text: () => text, release };
}

/** Runs `deno task lesson`. */
export async function runLesson(
  args: readonly string[],
  surroundings?: CommandSetting,
): Promise<CommandResult> {
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

export function isGranted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}

/** Splits a command line as a shell does, if it has only words and double quotes. */
export function splitWords(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|[^\s"]+/g)]
    .map(([word, quoted]) => quoted ?? word);
}
