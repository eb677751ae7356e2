/**
 * Lines typed in a terminal, as the tests of commands type them.
 *
 * @module
 */

/** What is typed at a prompt: a line, or nothing (the end). "no text" stands for bytes that are none. */
export type Typed = string | null;

/** Whether lines are being typed: then what is printed goes to the same terminal. */
export const keyboard = { isUsed: false };

/**
 * Has lines typed in a terminal; after them, nothing.
 *
 * @returns Those that were not asked for.
 */
export async function typing(
  lines: readonly Typed[] | ((asked: number) => Typed),
  act: () => Promise<void>,
): Promise<Typed[]> {
  const left = typeof lines === "function" ? [] : [...lines];
  const { isTerminal } = Deno.stdin;
  const { consoleSize } = Deno;
  const { prompt } = globalThis;
  let asked = 0;
  keyboard.isUsed = true;
  Deno.consoleSize = () => ({ columns: 80, rows: 24 });
  Deno.stdin.isTerminal = () => true;
  globalThis.prompt = () => {
    const line = typeof lines === "function" ? lines(asked) : left.shift();
    asked += 1;
    if (line === "no text") throw new Deno.errors.InvalidData("invalid data");
    return line ?? null;
  };
  try {
    await act();
  } finally {
    keyboard.isUsed = false;
    Deno.consoleSize = consoleSize;
    Deno.stdin.isTerminal = isTerminal;
    globalThis.prompt = prompt;
  }
  return left;
}

/** Whether a terminal can be made for a command here, by script(1). */
export function hasTerminals(): boolean {
  const run = { name: "run", command: "script" } as const;
  if (Deno.build.os !== "linux") return false;
  if (Deno.permissions.querySync(run).state !== "granted") return false;
  try {
    const { success } = new Deno.Command("script", {
      args: ["--version"],
    }).outputSync();
    return success;
  } catch {
    return false;
  }
}
