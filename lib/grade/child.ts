/**
 * The program of the process in which an answer lives: it loads the answer and calls what it is
 * told to call.
 *
 * It speaks in lines of JSON. It knows no questions beforehand and no right answers at all, so
 * there is nothing in it that an answer could steal.
 *
 * @module
 */
import { callerOf, sayThrown } from "./grade.ts";

/** What the child is told. */
export interface Order {
  /** What its reply is known by among whatever an answer prints. */
  readonly id: string;
  readonly name: string;
  readonly args: readonly never[];
}

/** What the child says: what a call gave, why it gave nothing, what was logged. */
export type Reply =
  | { readonly kind: "gave"; readonly id: string; readonly value?: unknown }
  | { readonly kind: "failed"; readonly id: string; readonly why: string }
  | { readonly kind: "log"; readonly text: string };

/** What the reply is known by that says whether the answer is loaded. */
export const loadId = "load";

/** The most lines that an answer may log. */
const mostLogged = 50;

async function main([answer]: readonly string[]): Promise<void> {
  const stdout = Deno.stdout;
  const say = (reply: Reply): void => {
    // The answer may have printed half a line of its own.
    let bytes = new TextEncoder().encode(`\n${JSON.stringify(reply)}\n`);
    while (bytes.length > 0) bytes = bytes.subarray(stdout.writeSync(bytes));
  };
  const log = (text: string): void => say({ kind: "log", text });
  catchLogs(log);
  catchLateErrors(log);
  let call: ReturnType<typeof callerOf>;
  try {
    call = callerOf(await import(answer!));
  } catch (error) {
    return say({ kind: "failed", id: loadId, why: sayLoading(error) });
  }
  say({ kind: "gave", id: loadId });
  for await (const line of linesOf(Deno.stdin.readable)) {
    const { id, name, args }: Order = JSON.parse(line);
    try {
      say({ kind: "gave", id, value: await call(name, { args }) });
    } catch (error) {
      say({ kind: "failed", id, why: (error as Error).message });
    }
  }
}

/** Sends what the answer logs to its author, and keeps it out of the replies. */
function catchLogs(log: (text: string) => void): void {
  let logged = 0;
  const quiet = (...parts: unknown[]): void => {
    logged += 1;
    if (logged > mostLogged) return;
    log(parts.map((part) => sayLogged(part)).join(" ").slice(0, 2000));
  };
  for (const name of ["log", "info", "debug", "warn", "error"] as const) {
    // deno-lint-ignore no-console -- it is replaced, not used
    console[name] = quiet;
  }
}

/**
 * Keeps the process alive when an answer leaves a promise behind that fails, or a timer: by then,
 * another exercise may be asked.
 */
function catchLateErrors(log: (text: string) => void): void {
  const tell = (event: Event, error: unknown): void => {
    event.preventDefault();
    log(`Nobody waited for what failed here. ${sayThrown(error)}`);
  };
  addEventListener("unhandledrejection", (event) => tell(event, event.reason));
  addEventListener("error", (event) => tell(event, event.error));
}

function sayLogged(part: unknown): string {
  return typeof part === "string" ? part : Deno.inspect(part);
}

/** Says why an answer cannot be loaded, and where. */
function sayLoading(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = "", ...rest] = text.split("\n");
  const place = / at file:\S*?(\/[^/\s]+\.ts:\d+:\d+)/.exec(rest.join(" "))
    ?.[1];
  return `It cannot be loaded: ${first}${place ? ` (${place.slice(1)})` : ""}`;
}

/**
 * Splits a stream of bytes into lines. Empty lines are left out.
 *
 * @param most A line that is longer comes in pieces. [characters]
 */
export async function* linesOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  most = Infinity,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const [first = "", ...others] = text.split("\n");
    rest += first;
    if (others.length > 0) {
      const last = others.pop()!;
      yield* [rest, ...others].filter((line) => line !== "");
      rest = last;
    }
    if (rest.length < most) continue;
    yield rest;
    rest = "";
  }
  if (rest !== "") yield rest;
}

if (import.meta.main) {
  await main(Deno.args);
  Deno.exit(0);
}
