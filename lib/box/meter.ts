/**
 * What a process has computed so far. Deno may not read that, so a shell does: one for the whole
 * box, which is asked by a line and answers by a line.
 *
 * It is also who cleans up: once nobody is left to ask, also if the grader was killed, it removes
 * the folder of the box.
 *
 * @module
 */
import { linesOf } from "../grade/protocol.ts";

/** What is known of a process. */
export interface Used {
  /** CPU time of all its threads. [ms] */
  readonly cpuMs: number;
  /** Whether it waits for something. */
  readonly isAsleep: boolean;
}

/**
 * What ends all in a terminal does not end it. Without a word of an end, the grader was killed: then
 * what that has started may write for a moment.
 *
 * Linux tells what is used in /proc, other systems by ps(1). Shells read by themselves: nothing
 * is started.
 */
const script = `trap "" INT TERM HUP
while read -r pid && [ "$pid" != end ]; do
  line=
  { read -r line < "/proc/$pid/stat"; } 2> /dev/null
  [ -n "$line" ] || line=$(ps -o state= -o time= -p "$pid" 2> /dev/null)
  echo "= $line"
done
rm -rf -- "$1"
[ -n "$pid" ] || { sleep 1; rm -rf -- "$1"; }`;

/** Measures processes. */
export class Meter {
  readonly #shell: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #waiting: ((line: string) => void)[] = [];
  #isOver = false;

  private constructor(shell: Deno.ChildProcess) {
    this.#shell = shell;
    this.#writer = shell.stdin.getWriter();
    void this.#read();
  }

  /**
   * Starts one, if this system has a shell.
   *
   * @param folder What is removed at the end, with all that is in it.
   */
  static start(folder: string): Meter | undefined {
    try {
      return new Meter(
        new Deno.Command("sh", {
          args: ["-c", script, "sh", folder],
          stdin: "piped",
          stdout: "piped",
          stderr: "null",
        }).spawn(),
      );
    } catch {
      return undefined;
    }
  }

  /** Asks what a process has used. @returns Nothing, if it has ended. */
  async used(pid: number): Promise<Used | undefined> {
    if (this.#isOver) return usedByClock();
    const line = new Promise<string>((resolve) => this.#waiting.push(resolve));
    await this.#writer.write(new TextEncoder().encode(`${pid}\n`))
      .catch(() => this.#end());
    const told = await line;
    // Who is gone tells nothing of others: that is not their end.
    return this.#isOver ? usedByClock() : readUsed(told);
  }

  /** Lets it remove the folder, and waits for that. */
  async close(): Promise<void> {
    await this.#writer.write(new TextEncoder().encode("end\n"))
      .catch(() => {});
    await this.#writer.close().catch(() => {});
    await this.#shell.status;
  }

  async #read(): Promise<void> {
    for await (const line of linesOf(this.#shell.stdout)) {
      this.#waiting.shift()?.(line.slice(2));
    }
    this.#end();
  }

  #end(): void {
    this.#isOver = true;
    for (const resolve of this.#waiting.splice(0)) resolve("");
  }
}

/** Where nobody can be asked, time goes by: on a busy machine a process has a part of it. */
export function usedByClock(): Used {
  return { cpuMs: performance.now() / 4, isAsleep: false };
}

/** How often a second a Linux counts for those who ask. @see proc_pid_stat(5) */
const ticksPerSecond = 100;

/**
 * Reads what a system says of a process.
 *
 * @param line A line of /proc/PID/stat, or what ps(1) says: its state, and "1:02.30".
 */
export function readUsed(line: string): Used | undefined {
  const stat = /^\d+ \(.*\) (\S)(?: -?\d+){10} (\d+) (\d+) /.exec(line);
  if (stat !== null) {
    const [, state, user, system] = stat;
    if (state === "Z" || state === "X") return undefined;
    return {
      cpuMs: (Number(user) + Number(system)) * 1000 / ticksPerSecond,
      isAsleep: state === "S",
    };
  }
  const told = /^\s*([A-Z])\S*\s+(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)\s*$/.exec(
    line,
  );
  if (told === null || told[1] === "Z") return undefined;
  const [, state, hours = "0", minutes, seconds] = told;
  return {
    cpuMs: 1000 *
      (3600 * Number(hours) + 60 * Number(minutes) + Number(seconds)),
    isAsleep: state === "S" || state === "I",
  };
}
