/**
 * The pager: a long text a screen at a time, where a person reads it.
 *
 * @module
 */
import { canAsk } from "./ask.ts";
import { print, terminalCanClear } from "./output.ts";

/** What is started if no other pager is wished for: it says its keys to whoever has never met it. */
const usual = 'less -R "-Psspace goes on, b back, q leaves"';

/** What a shell ends with if there is no such command. */
const notFound = 127;

/**
 * Prints a text: through a pager, if it is longer than the screen and somebody is there to turn the
 * pages. Nothing that the pager does is an error: whoever has read enough leaves.
 */
export async function printPaged(text: string): Promise<void> {
  const pager = (valueOf("PAGER") ?? usual).trim();
  const isLong = (): boolean =>
    text.split("\n").length > Deno.consoleSize().rows;
  if (["", "cat"].includes(pager) || !isRead() || !isLong()) {
    return print(text);
  }
  // Ctrl-C is a key of the pager's: it leaves the terminal as it was.
  const stay = (): void => {};
  Deno.addSignalListener("SIGINT", stay);
  try {
    const [program, ...args] = commandOf(pager);
    const child = new Deno.Command(program!, {
      args,
      // As git has it, at the end the page stays on the screen; and whoever likes it otherwise has
      // colours, too.
      env: { LESS: `-R ${valueOf("LESS") ?? "FX"}`, LESSCHARSET: "utf-8" },
      stdin: "piped",
    }).spawn();
    await write(child.stdin, withoutAddresses(text));
    const { code } = await child.status;
    if (code === notFound) print(text);
  } catch (error) {
    if (!(error instanceof Error) || !cannotStart(error)) throw error;
    print(text);
  } finally {
    Deno.removeSignalListener("SIGINT", stay);
  }
}

/** Whether somebody reads it on a screen, and can type. */
function isRead(): boolean {
  return canAsk() && terminalCanClear();
}

/** The words of a command. As for git, a shell reads what is more than words. */
function commandOf(pager: string): string[] {
  return /[^\s\w.,:/\\+@%=-]/.test(pager)
    ? ["sh", "-c", pager]
    : pager.split(/\s+/);
}

/** What the environment has, if a command may ask for it. */
function valueOf(variable: string): string | undefined {
  const asked = { name: "env", variable } as const;
  return Deno.permissions.querySync(asked).state === "granted"
    ? Deno.env.get(variable)
    : undefined;
}

async function write(
  stream: WritableStream<Uint8Array>,
  text: string,
): Promise<void> {
  try {
    await new Blob([text]).stream().pipeTo(stream);
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

/** Removes where links lead, which older pagers print: it is told at the end of the page. */
function withoutAddresses(text: string): string {
  // deno-lint-ignore no-control-regex -- escape codes start with a control code
  return text.replaceAll(/\x1b\]8;;[^\x1b]*\x1b\\/g, "");
}

function cannotStart(error: Error): boolean {
  const { NotFound, PermissionDenied, NotCapable } = Deno.errors;
  return [NotFound, PermissionDenied, NotCapable]
    .some((kind) => error instanceof kind);
}
