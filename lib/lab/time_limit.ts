/**
 * The last resort against waiting for ever.
 *
 * Every call on a socket has a limit of its own (`connection.ts`). Should another call hang all the
 * same, no code of its thread runs any more. So another thread waits for the end of the time: it
 * prints what was found until then, says what happened, and ends the process. What the lab makes has
 * no name, so it ends with the process. Should even that thread not run, the kernel ends it.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";

/** What the thread is told: when to end the process, or what to print then. */
export interface LimitOrder {
  /** From now on. [s] */
  readonly seconds?: number;
  /** In the place of what it was told before. */
  readonly found?: string;
}

/** How much later the kernel ends the process. [s] */
const graceSeconds = 10;

/** A limit, until it is disposed of. */
export class TimeLimit implements Disposable {
  readonly #kernel: Kernel;
  readonly #worker = new Worker(
    new URL("./time_limit_worker.ts", import.meta.url),
    { type: "module" },
  );

  /** @param seconds From now on. [s] @see alarm(2) */
  constructor(kernel: Kernel, seconds: number) {
    this.#kernel = kernel;
    kernel.call("alarm", Math.ceil(seconds) + graceSeconds);
    this.#tell({ seconds });
  }

  /** What is printed at the end of the time: what was found so far. */
  keep(found: string): void {
    this.#tell({ found });
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
    this.#kernel.call("alarm", 0);
  }

  #tell(order: LimitOrder): void {
    this.#worker.postMessage(order);
  }
}
