/**
 * The worker in which an answer lives: it loads the answer and calls what it is told to call.
 *
 * It knows no questions beforehand and no right answers at all, so there is nothing in it that an
 * answer could steal. Whatever the answer does here, the thread beside it goes on.
 *
 * @module
 */
import { Worker as NodeWorker } from "node:worker_threads";
import {
  AnswerError,
  type Caller,
  callerOf,
  ended,
  sayThrown,
  tooMuch,
} from "./caller.ts";
import { mostOutputBytes } from "./limits.ts";
import { catchLogs } from "./console.ts";
import { Globals } from "./globals.ts";
import { importAnswer } from "./import_answer.ts";
import type { Lack } from "./protocol.ts";

/** What the worker is told. */
export type Asked =
  | { readonly kind: "load"; readonly answer: string }
  | {
    readonly kind: "call";
    readonly name: string;
    readonly args: readonly unknown[];
  }
  | { readonly kind: "ping" };

/** What it says. What was asked ends with what is `done`. */
export type Said =
  | { readonly kind: "here" }
  | { readonly kind: "ended" }
  | { readonly kind: "log"; readonly text: string; readonly isLast: boolean }
  | {
    readonly kind: "done";
    /** Plain data as JSON; nothing, if nothing was returned. */
    readonly json?: string | undefined;
    readonly why?: string;
    readonly lacks?: Lack | undefined;
  };

/** What an answer has no use for: what keeps data for others, starts threads, or talks for us. */
const removed = [
  "localStorage",
  "sessionStorage",
  "caches",
  "Cache",
  "CacheStorage",
  "BroadcastChannel",
  "Worker",
  "postMessage",
  "onmessage",
];

function main(port: MessagePort): void {
  // An answer may replace whatever it can reach.
  const { stringify } = JSON;
  const post = port.postMessage.bind(port);
  const say = (said: Said): void => post(said);
  const logs = catchLogs(
    console,
    (text, isLast) => say({ kind: "log", text, isLast }),
  );
  closeOff(say, logs.print);
  const globals = new Globals();
  let call: Caller;
  const load = async (answer: string): Promise<void> => {
    call = callerOf(await importAnswer(answer));
  };
  const done = async (value: Promise<unknown>): Promise<void> => {
    try {
      const json = stringify(await value);
      if (json !== undefined && json.length > mostOutputBytes) {
        throw new AnswerError(`It returned ${tooMuch}`);
      }
      say({ kind: "done", json });
    } catch (error) {
      const { message, lacks } = error as AnswerError;
      say({ kind: "done", why: message, lacks });
    } finally {
      // What one exercise replaced is no fault of the next.
      globals.restore();
    }
  };
  port.onmessage = ({ data }: MessageEvent<Asked>) => {
    if (data.kind === "ping") return say({ kind: "here" });
    logs.begin();
    void done(
      data.kind === "load"
        ? load(data.answer)
        : call(data.name, { args: data.args as never }),
    );
  };
}

/**
 * Takes away what starts a thread: that would have again whatever is removed here. No import of a
 * built-in module can be replaced; but a class that extends what fails cannot be made.
 */
function closeThreads(): void {
  Object.setPrototypeOf(
    NodeWorker,
    function (): never {
      throw new Error("An answer starts no threads");
    },
  );
  Object.preventExtensions(NodeWorker);
  Reflect.deleteProperty(Deno, Reflect.get(Deno, "internal"));
}

/** Takes away what is not for an answer, and gives it ends that are told. */
function closeOff(
  say: (said: Said) => void,
  print: (text: string) => void,
): void {
  const close = self.close.bind(self);
  const end = (): never => {
    say({ kind: "ended" });
    close();
    throw new Error(ended);
  };
  closeThreads();
  for (const name of removed) Reflect.deleteProperty(globalThis, name);
  const decoder = new TextDecoder();
  const writeSync = (bytes: Uint8Array): number => {
    print(decoder.decode(bytes));
    return bytes.length;
  };
  const write = (bytes: Uint8Array): Promise<number> =>
    Promise.resolve(writeSync(bytes));
  const output = { write, writeSync, isTerminal: () => false };
  const input = {
    read: () => Promise.resolve(null),
    readSync: () => null,
    isTerminal: () => false,
  };
  const replaced = { stdin: input, stdout: output, stderr: output, exit: end };
  for (const [name, value] of Object.entries(replaced)) {
    Object.defineProperty(Deno, name, { value });
  }
  Object.defineProperty(globalThis, "close", { value: end });
  // Another exercise may be asked when a promise fails for which nobody waits, or a timer.
  const tell = (event: Event, error: unknown): void => {
    event.preventDefault();
    print(`Nobody waited for what failed here. ${sayThrown(error)}`);
  };
  addEventListener("unhandledrejection", (event) => tell(event, event.reason));
  addEventListener("error", (event) => tell(event, event.error));
}

addEventListener(
  "message",
  (event) => main((event as MessageEvent<MessagePort>).data),
  { once: true },
);
