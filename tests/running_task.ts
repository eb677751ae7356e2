/**
 * Tasks that go on until they are ended, as the tests run them: what they print is read, and lines are
 * typed.
 *
 * @module
 */
import config from "../deno.json" with { type: "json" };

/** How long a verdict may take on the slowest machine. [ms] */
const patienceMs = 20_000;

/** A task that is running, and what it has printed since it was last read. */
export class RunningTask implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #output: AsyncIterator<string>;
  readonly #typed: WritableStreamDefaultWriter<Uint8Array>;
  #unread = "";

  /** @param top Where it runs, with the permissions of the task. */
  constructor(
    name: keyof typeof config.tasks,
    args: readonly string[],
    { top, env = {} }: { top: string; env?: Readonly<Record<string, string>> },
  ) {
    const [, ...task] = config.tasks[name].command.split(" ");
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [...task, ...args],
      cwd: top,
      env: { ...env },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#typed = this.#child.stdin.getWriter();
    this.#output = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .values();
  }

  /** Reads on until a text has been printed. Gives all that was printed up to its line's end. */
  async read(text: string): Promise<string> {
    const timer = setTimeout(() => this.#child.kill(), patienceMs);
    try {
      for (;;) {
        const at = this.#unread.indexOf(text);
        const end = this.#unread.indexOf("\n", at);
        if (at >= 0 && end >= 0) {
          const read = this.#unread.slice(0, end + 1);
          this.#unread = this.#unread.slice(end + 1);
          return read;
        }
        const { value, done } = await this.#output.next();
        if (done) throw new Error(`No "${text}" in "${this.#unread}"`);
        this.#unread += value;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Reads no more, as `head` does, and waits until it has ended by itself. */
  async leave(): Promise<Deno.CommandStatus> {
    const timer = setTimeout(() => this.#child.kill(), patienceMs);
    await this.#output.return?.();
    const status = await this.#child.status;
    clearTimeout(timer);
    return status;
  }

  /** Types a line. */
  async type(line: string): Promise<void> {
    await this.#typed.write(new TextEncoder().encode(`${line}\n`));
  }

  /** Ends it, so that it can do nothing more. */
  async kill(): Promise<void> {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
    await this.#typed.close().catch(() => {});
    await this.#output.return?.();
    await this.#child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
