/**
 * The program of the process in which a submission lives: it is told all that it is asked in one
 * text, and says what came of each exercise on a line.
 *
 * It knows no right answers, so there is nothing in it that a submission could steal; what a
 * submission makes it say is judged elsewhere.
 *
 * @module
 */
import {
  AnswerError,
  sayThrown,
  textOfCall,
  tooMuch,
  waitFor,
} from "../grade/caller.ts";
import { Globals } from "../grade/globals.ts";
import { importAnswer } from "../grade/import_answer.ts";
import { sayTooLarge } from "../grade/too_large.ts";
import { mostReplyBytes } from "./limits.ts";

/** What a process is told: the lessons in their order, so that none sees what a later one may import. */
export interface ToldCalls {
  readonly lessons: readonly {
    /** What the reply is known by that says whether the answer is loaded. */
    readonly id: string;
    /** Its URL. */
    readonly answer: string;
    /** Whether it surely changes nothing that others share: then nothing must be put back. */
    readonly isPure: boolean;
    readonly exercises: readonly {
      readonly id: string;
      readonly name: string;
      /** The arguments of each call. */
      readonly calls: readonly (readonly unknown[])[];
    }[];
  }[];
}

type Module = Readonly<Record<string, unknown>>;

/** What an answer has no use for: what reads, fetches, keeps, starts, ends, or talks for us. */
const removed = [
  ...["fetch", "WebSocket", "EventSource", "WebTransport"],
  ...["localStorage", "sessionStorage", "caches", "Cache", "CacheStorage"],
  ...["BroadcastChannel", "Worker", "SharedWorker", "postMessage"],
  ...["onmessage", "onbeforeunload", "onunload", "onload", "onerror"],
  ...["addEventListener", "removeEventListener", "dispatchEvent"],
  ...["alert", "confirm", "prompt", "close", "reportError", "process"],
];

// An answer may replace whatever it can reach.
const { stringify, parse } = JSON;

/** Ends the wait for what will never come. */
let giveUp: ((why: AnswerError) => void) | undefined;

async function main(): Promise<void> {
  const { lessons }: ToldCalls = parse(readAll());
  const say = sayer();
  closeOff();
  const globals = lessons.every(({ isPure }) => isPure)
    ? undefined
    : new Globals();
  for (let i = 0; i < lessons.length; i++) {
    const { id, answer, isPure, exercises } = lessons[i]!;
    const tell = (id: string, reply: string): void => {
      if (!isPure) globals!.restore();
      say(id, reply);
    };
    let module: Module;
    try {
      module = await patient(importAnswer(answer));
    } catch (error) {
      tell(id, sayFailure("", error));
      continue;
    }
    tell(id, `{"gave":[]}`);
    for (let j = 0; j < exercises.length; j++) {
      const { id, name, calls } = exercises[j]!;
      tell(id, await replyTo(module, name, calls));
    }
  }
}

/** Reads standard input to its end: there is nothing left in it for an answer. */
function readAll(): string {
  const decoder = new TextDecoder();
  const bytes = new Uint8Array(64 * 2 ** 10);
  let text = "";
  while (true) {
    const read = Deno.stdin.readSync(bytes);
    if (read === null) return text;
    text += decoder.decode(bytes.subarray(0, read), { stream: true });
  }
}

/** Writes replies, each on a line of its own. */
function sayer(): (id: string, reply: string) => void {
  const encoder = new TextEncoder();
  const encode = encoder.encode.bind(encoder);
  const write = Deno.stdout.writeSync.bind(Deno.stdout);
  return (id, reply) => {
    let bytes = encode(`\n${id} ${reply}\n`);
    while (bytes.length > 0) bytes = bytes.subarray(write(bytes));
  };
}

/** Asks all cases of an exercise, up to the first that gives nothing. */
async function replyTo(
  module: Module,
  name: string,
  calls: readonly (readonly unknown[])[],
): Promise<string> {
  let gave = "";
  try {
    for (let i = 0; i < calls.length; i++) {
      // Nothing is not null.
      const text = await patient(textOfCall(module, name, calls[i]!)) ?? "";
      if (gave.length + text.length > mostReplyBytes) {
        const tooLarge = text === "" ? undefined : sayTooLarge(parse(text));
        throw new AnswerError(tooLarge ?? `It returned ${tooMuch}`);
      }
      gave += `${gave === "" ? "" : ","}[${text}]`;
    }
  } catch (error) {
    return sayFailure(gave, error);
  }
  return `{"gave":[${gave}]}`;
}

function sayFailure(gave: string, error: unknown): string {
  const isOurs = error instanceof AnswerError;
  const why = stringify(isOurs ? error.message : sayThrown(error));
  const lacks = isOurs && error.lacks ? `,"lacks":"${error.lacks}"` : "";
  return `{"gave":[${gave}],"why":${why}${lacks}}`;
}

/** Waits for something, as long as there is anything that it may come of. */
function patient<Value>(value: Promise<Value>): Promise<Value> {
  return waitFor(value, (reject) => giveUp = reject);
}

/** Takes away what is not for an answer. */
function closeOff(): void {
  // Nothing is left to be done, and somebody still waits.
  addEventListener("beforeunload", (event) => {
    if (giveUp === undefined) return;
    event.preventDefault();
    giveUp(new AnswerError("It waits for what never comes."));
  });
  // Another exercise may be asked when a promise fails for which nobody waits, or a timer.
  addEventListener("unhandledrejection", (event) => event.preventDefault());
  addEventListener("error", (event) => event.preventDefault());
  const quiet = (): void => {};
  for (const name of Object.keys(console)) {
    if (typeof Reflect.get(console, name) === "function") {
      Object.assign(console, { [name]: quiet });
    }
  }
  const { inspect } = Deno;
  Object.defineProperty(globalThis, "Deno", { value: { inspect } });
  for (const name of removed) Reflect.deleteProperty(globalThis, name);
}

if (import.meta.main) void main().then(() => giveUp = undefined);
