/**
 * An answer in a process of its own: whatever it does, the one who grades goes on.
 *
 * A call that takes too long ends with the process; the next call starts another one.
 *
 * @module
 */
import { linesOf, loadId, type Order, type Reply } from "./child.ts";
import { AnswerError, type Caller } from "./grade.ts";

/** How long an answer may take. [ms] */
export interface Limits {
  readonly loadMs: number;
  readonly callMs: number;
}

/** Limits that no honest answer reaches. */
const usualLimits: Limits = { loadMs: 5000, callMs: 2000 };

/** The most bytes that a process may say before it is ended. [bytes] */
const mostOutputBytes = 2 * 2 ** 20;

/** The top of the workbook. */
const top = new URL("../../", import.meta.url);

/** One answer, loaded when it is first called. */
export class AnswerProcess implements AsyncDisposable {
  readonly #answer: URL;
  readonly #permissions: readonly string[];
  readonly #limits: Limits;
  readonly #log: (text: string) => void;
  #child: Deno.ChildProcess | undefined;
  #failedLoad: unknown;
  #replies: AsyncGenerator<string> | undefined;
  #orders: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>> | undefined;

  /**
   * @param answer The file with the answer.
   * @param permissions What its process may do: as flags of `deno run`, with paths from the top of
   *   the workbook, since no flag takes a path with a comma in it.
   * @param log Takes what the answer logs, line by line.
   */
  constructor(answer: URL, { permissions, limits = usualLimits, log }: {
    permissions: readonly string[];
    limits?: Limits;
    log: (text: string) => void;
  }) {
    this.#answer = answer;
    this.#permissions = permissions;
    this.#limits = limits;
    this.#log = log;
  }

  /** Calls an export. Rejects with `AnswerError` if it throws, ends its process or hangs. */
  readonly call: Caller = async (name, { args }) => {
    await this.#load();
    const order = { id: crypto.randomUUID(), name, args } as Order;
    try {
      await this.#orders!.write(
        new TextEncoder().encode(JSON.stringify(order) + "\n"),
      );
    } catch {
      await this.end();
      throw new AnswerError("It ended its own process.");
    }
    return await this.#reply(order.id, this.#limits.callMs);
  };

  /** Ends the process, if there is one, and closes its pipes: a watcher makes many. */
  async end(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#kill();
    this.#child = undefined;
    // A pipe that broke with the process is as good as closed.
    await this.#orders?.abort().catch(() => {});
    await this.#replies?.return(undefined).catch(() => {});
    await child.status;
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

  async #load(): Promise<void> {
    // An answer that cannot be loaded once is not tried again for the next exercise.
    if (this.#failedLoad !== undefined) throw this.#failedLoad;
    if (this.#child !== undefined) return;
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-check",
        "--no-prompt",
        "--no-remote",
        ...this.#permissions,
        new URL("child.ts", import.meta.url).href,
        this.#answer.href,
      ],
      cwd: top,
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#replies = linesOf(this.#child.stdout, mostOutputBytes);
    this.#orders = this.#child.stdin.getWriter();
    try {
      await this.#reply(loadId, this.#limits.loadMs);
    } catch (error) {
      await this.end();
      this.#failedLoad = error;
      throw error;
    }
  }

  /** Waits for the reply to an order; the rest is what the answer printed. */
  async #reply(id: string, limitMs: number): Promise<unknown> {
    let end = "It ended its own process.";
    const timer = setTimeout(() => {
      end = `It did not end within ${limitMs / 1000} s. Is there a loop ` +
        "without end?";
      this.#kill();
    }, limitMs);
    try {
      for (let bytes = 0;;) {
        const { value: line, done } = await this.#replies!.next();
        if (done) break;
        const reply = readReply(line);
        if (reply?.kind === "log") this.#log(reply.text);
        else if (reply?.id === id) return readValue(reply);
        bytes += line.length + 1;
        if (bytes <= mostOutputBytes) continue;
        end = "It returned or printed more than anybody can read.";
        break;
      }
    } finally {
      clearTimeout(timer);
    }
    await this.end();
    throw new AnswerError(end);
  }
}

function readValue(reply: Exclude<Reply, { kind: "log" }>): unknown {
  if (reply.kind === "failed") throw new AnswerError(reply.why);
  return reply.value;
}

/** Reads a reply, or nothing if a line is none: an answer may write to standard output itself. */
function readReply(line: string): Reply | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
