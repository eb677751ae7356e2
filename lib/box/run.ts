/**
 * One process of the box: it is told all that it is asked, and watched until it has replied to all,
 * has ended, or takes too long.
 *
 * @module
 */
import { brokeDown, ended, tooMuch } from "../grade/caller.ts";
import { sayCpu } from "../grade/limits.ts";
import type { Used } from "./meter.ts";
import { mostBusy, mostReplyBytes } from "./limits.ts";

/** Why there is no reply to something: the process has ended, or takes too long. */
export interface Loss {
  /** What there is no reply to: the first that was still to come. */
  readonly id: string;
  readonly why: string;
  /** Whether more time might have helped. */
  readonly isLate: boolean;
}

/** What came of a process. */
export interface RunResult {
  /** The text of each reply, by what it is known by. */
  readonly replies: ReadonlyMap<string, string>;
  /** Nothing, if all has a reply. */
  readonly loss?: Loss;
}

/** What a process is asked, and how it is watched. */
export interface RunOptions {
  /** What replies are known by, in the order in which they are to come. */
  readonly ids: readonly string[];
  /** What it is told, in one text. */
  readonly told: string;
  /** How long each may take: computing, or waiting. [ms] */
  readonly limitMs: (id: string) => number;
  /** What a process has used; nothing, if it has ended. */
  readonly used: (pid: number) => Promise<Used | undefined>;
}

/** How often a process is looked at that says nothing. [ms] */
const tickMs = 20;

/** So much at the end of its time, and it is told. [characters] */
const muchNoise = mostReplyBytes / 8;

/** How long a process may take to end that has closed its output. [ms] */
const graceMs = 1000;

/** The most that a process may print besides its replies. [characters] */
const mostNoise = 2 * mostReplyBytes;

/** Starts a process and asks it all. */
export async function run(
  command: Deno.Command,
  options: RunOptions,
): Promise<RunResult> {
  const child = command.spawn();
  const watched = new Watched(child, options);
  try {
    // A pipe that broke with the process is as good as closed.
    void write(child.stdin, options.told).catch(() => {});
    return await watched.result();
  } finally {
    kill(child);
    await child.status;
  }
}

async function write(
  pipe: WritableStream<Uint8Array<ArrayBuffer>>,
  text: string,
): Promise<void> {
  const writer = pipe.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
}

function kill(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** A process that is listened to. */
class Watched {
  readonly #child: Deno.ChildProcess;
  readonly #options: RunOptions;
  readonly #replies = new Map<string, string>();
  readonly #left: Set<string>;
  /** What is known to have gone wrong, before the process has ended. */
  #trouble: { readonly why: string; readonly isLate: boolean } | undefined;
  #noise = 0;
  #isOver = false;
  #heardAt = performance.now();

  constructor(child: Deno.ChildProcess, options: RunOptions) {
    this.#child = child;
    this.#options = options;
    this.#left = new Set(options.ids);
  }

  /** Listens until all has a reply, or nothing more will come. */
  async result(): Promise<RunResult> {
    const watch = this.#watch();
    await this.#listen();
    const [id] = this.#left;
    const replies = this.#replies;
    if (id === undefined) return { replies };
    const { signal } = await this.#status();
    this.#isOver = true;
    await watch;
    const { why, isLate } = this.#trouble ??
      { why: signal === null ? ended : brokeDown, isLate: false };
    return { replies, loss: { id, why, isLate } };
  }

  /** Reads lines; all that is none of a reply that is waited for is noise. */
  async #listen(): Promise<void> {
    const reader = this.#child.stdout.getReader();
    const decoder = new TextDecoder();
    let rest = "";
    while (this.#left.size > 0 && this.#trouble === undefined) {
      const { value, done } = await reader.read().catch(() => nothing);
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true }))
        .split("\n");
      rest = lines.pop()!;
      for (const line of lines) this.#hear(line);
      if (rest.length > 2 * mostReplyBytes) {
        this.#noise += rest.length;
        rest = "";
      }
      if (this.#noise > mostNoise) this.#end(flooding);
    }
    await reader.cancel().catch(() => {});
  }

  /** How it has ended: who has closed its output may still be at work. */
  async #status(): Promise<Deno.CommandStatus> {
    const timer = setTimeout(() => kill(this.#child), graceMs);
    const status = await this.#child.status;
    clearTimeout(timer);
    return status;
  }

  #hear(line: string): void {
    const end = line.indexOf(" ");
    const id = line.slice(0, end);
    // The first reply counts; one to what was not asked is noise.
    if (end === -1 || !this.#left.delete(id)) {
      this.#noise += line.length;
      return;
    }
    this.#replies.set(id, line.slice(end + 1));
    this.#noise = 0;
    this.#heardAt = performance.now();
  }

  #end(why: string, isLate = false): void {
    this.#trouble ??= { why, isLate };
    kill(this.#child);
  }

  /** Looks at the process as long as it says nothing. What it used before that is not counted. */
  async #watch(): Promise<void> {
    let since = new Silence();
    while (this.#left.size > 0 && !this.#isOver) {
      await new Promise((resolve) => setTimeout(resolve, tickMs));
      const [id] = this.#left;
      const heardAt = this.#heardAt;
      if (id === undefined || performance.now() - heardAt < tickMs) continue;
      const used = await this.#options.used(this.#child.pid);
      // It has ended, and the listener knows.
      if (used === undefined) return;
      if (heardAt !== this.#heardAt) continue;
      if (since.heardAt !== heardAt) since = new Silence(heardAt);
      const why = since.limitReached(used, this.#options.limitMs(id));
      if (why === undefined) continue;
      // Whoever prints without end is late, too, where nobody has the time to read it.
      return this.#noise > muchNoise
        ? this.#end(flooding)
        : this.#end(why, true);
    }
  }
}

/** A time in which a process says nothing. */
class Silence {
  readonly heardAt: number | undefined;
  #first: Used | undefined;
  #last: Used | undefined;
  #lastAt = 0;
  /** How long it has waited without computing. [ms] */
  #asleepMs = 0;

  constructor(heardAt?: number) {
    this.heardAt = heardAt;
  }

  /** Says which limit is reached, if one is. */
  limitReached(used: Used, limitMs: number): string | undefined {
    const now = performance.now();
    this.#first ??= used;
    if (used.isAsleep && used.cpuMs === this.#last?.cpuMs) {
      // Who looks seldom does not know what was in between.
      this.#asleepMs += Math.min(now - this.#lastAt, 2 * tickMs);
    }
    this.#last = used;
    this.#lastAt = now;
    if (used.cpuMs - this.#first.cpuMs >= limitMs) {
      return sayCpu(limitMs);
    }
    if (this.#asleepMs >= limitMs) {
      return `It waited for ${limitMs / 1000} s. ` +
        "Does it wait for what never comes?";
    }
    return now - this.heardAt! < mostBusy * limitMs
      ? undefined
      : `It did not end within ${mostBusy * limitMs / 1000} s.`;
  }
}

const nothing = { value: undefined, done: true } as const;
const flooding = `It printed ${tooMuch}`;
