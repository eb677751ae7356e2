/**
 * An answer in a process of its own: whatever it does, the one who grades goes on.
 *
 * A call that reaches a limit ends with the process. It is tried once more in another one, while
 * nothing else of ours runs: only then it counts.
 *
 * @module
 */
import {
  AnswerError,
  brokeDown,
  type Caller,
  ended,
  tooMuch,
} from "./caller.ts";
import { offlineEnv, offlineFlags } from "./closed_off.ts";
import {
  type Limits,
  limitsOf,
  mostBusy,
  mostOutputBytes,
  sayBusy,
} from "./limits.ts";
import {
  linesOf,
  loadId,
  type Order,
  readReply,
  type Reply,
} from "./protocol.ts";
import { sayUnreadable } from "./unreadable.ts";

/** The top of the workbook. */
const top = new URL("../../", import.meta.url);

/** One answer, loaded when it is first called. */
export class AnswerProcess implements AsyncDisposable {
  readonly #answer: URL;
  readonly #files: readonly string[];
  readonly #limits: Limits;
  readonly #log: (text: string) => void;
  #child: Deno.ChildProcess | undefined;
  #isLoaded = false;
  #failedLoad: unknown;
  #errors: Promise<string> | undefined;
  #replies: AsyncGenerator<string> | undefined;
  #orders: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>> | undefined;

  /**
   * @param answer The file with the answer.
   * @param files What its process may read besides the library: paths from the top of the workbook,
   *   since no flag takes a path with a comma in it.
   * @param log Takes what the answer logs.
   */
  constructor(answer: URL, { files, limits = limitsOf(), log }: {
    files: readonly string[];
    limits?: Limits;
    log: (text: string) => void;
  }) {
    this.#answer = answer;
    this.#files = files;
    this.#limits = limits;
    this.#log = log;
  }

  /** Calls an export. Rejects with `AnswerError` if it throws, ends its process or hangs. */
  readonly call: Caller = async (name, { args }) => {
    try {
      return await this.#callOnce(name, args);
    } catch (error) {
      const isLate = error instanceof AnswerError && error.lacks === "time";
      if (!isLate || error === this.#failedLoad) throw error;
      return await this.#callOnce(name, args);
    }
  };

  /** Begins to load the answer, if that has not begun. Who calls it waits less. */
  begin(): void {
    if (this.#child !== undefined || this.#failedLoad !== undefined) return;
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-check",
        "--no-prompt",
        "--v8-flags=--max-old-space-size=512",
        ...offlineFlags,
        `--allow-read=${["lib", "lessons", ...this.#files].join()}`,
        new URL("child.ts", import.meta.url).href,
        this.#answer.href,
        String(this.#limits.loadMs),
      ],
      cwd: top,
      env: offlineEnv,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#errors = beginningOf(this.#child.stderr);
    this.#replies = linesOf(this.#child.stdout, 2 * mostOutputBytes);
    this.#orders = this.#child.stdin.getWriter();
  }

  /** Ends the process, if there is one, and closes its pipes: a watcher makes many. */
  async end(): Promise<void> {
    await this.#endSaying();
  }

  /** Ends the process. @returns How it has ended, if it had by itself. */
  async #endSaying(): Promise<string> {
    const child = this.#child;
    if (child === undefined) return ended;
    const wasLoaded = this.#isLoaded;
    this.#kill();
    this.#child = undefined;
    this.#isLoaded = false;
    // A pipe that broke with the process is as good as closed.
    await this.#orders?.abort().catch(() => {});
    await this.#replies?.return(undefined).catch(() => {});
    const { signal } = await child.status;
    const errors = await this.#errors!;
    if (breakdowns.includes(signal ?? "")) return brokeDown;
    return wasLoaded || errors === "" ? ended : `${cannotLoad}: ${errors}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
  }

  #kill(): void {
    try {
      this.#child?.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }

  async #callOnce(name: string, args: readonly unknown[]): Promise<unknown> {
    await this.#load();
    const { callMs: limitMs } = this.#limits;
    const order: Order = { id: crypto.randomUUID(), name, args, limitMs };
    try {
      await this.#orders!.write(
        new TextEncoder().encode(JSON.stringify(order) + "\n"),
      );
    } catch {
      throw new AnswerError(await this.#endSaying());
    }
    return await this.#reply(order.id, limitMs);
  }

  /** An answer that cannot be loaded is not tried again for the next exercise. */
  async #load(): Promise<void> {
    if (this.#failedLoad !== undefined) throw this.#failedLoad;
    if (this.#isLoaded) return;
    for (const isLast of [false, true]) {
      this.begin();
      try {
        await this.#reply(loadId, this.#limits.loadMs);
        this.#isLoaded = true;
        return;
      } catch (error) {
        await this.end();
        const isLate = error instanceof AnswerError && error.lacks === "time";
        if (isLate && !isLast) continue;
        this.#failedLoad = error;
        throw error;
      }
    }
  }

  /** Waits for the reply to an order; the rest is what the answer printed. */
  async #reply(id: string, limitMs: number): Promise<unknown> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#kill();
    }, 1.1 * mostBusy * limitMs);
    try {
      for (let printed = 0; printed <= mostOutputBytes;) {
        const { value: line, done } = await this.#replies!.next();
        if (done) {
          const says = await this.#endSaying();
          throw isLate
            ? new AnswerError(sayBusy(limitMs), "time")
            : new AnswerError(says, id === loadId ? "module" : undefined);
        }
        const reply = readReply(line);
        if (reply?.kind === "log") this.#log(reply.text);
        else if (reply?.id === id) return await this.#read(reply);
        else printed += line.length + 1;
      }
    } finally {
      clearTimeout(timer);
    }
    await this.end();
    throw new AnswerError(`It printed ${tooMuch}`);
  }

  async #read(reply: Exclude<Reply, { kind: "log" }>): Promise<unknown> {
    if (reply.kind === "gave") return reply.value;
    const { why, lacks } = reply;
    // It is still at work.
    if (lacks === "time") await this.end();
    throw new AnswerError(sayUnreadable(why), lacks);
  }
}

/** What ends a process that took too much memory. */
const breakdowns = ["SIGABRT", "SIGBUS", "SIGILL", "SIGSEGV", "SIGTRAP"];

const cannotLoad = "It cannot be loaded";

/** Reads a stream to its end, and keeps the first line that says something. */
async function beginningOf(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<string> {
  let first = "";
  for await (const line of linesOf(stream, 2000)) {
    if (first === "") first = line.replace(/^error: /, "");
  }
  return first;
}
