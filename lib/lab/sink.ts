/**
 * A receiver on a thread of its own: for amounts that nobody's buffer holds.
 *
 * The sender's calls keep its thread busy until the bytes are taken away, so the one who takes them
 * must be elsewhere. File descriptors are of the process: a number is all that is handed over.
 *
 * @module
 */

/**
 * How the sink takes bytes. `keep`: they are wanted back. `read`: into its memory, as any receiver
 * does, and no further. `discard`: they are dropped in the kernel, and the sink never sleeps, so that
 * a sender never waits for it nor spends time on waking it: what is measured is the sender.
 */
export type Taking = "keep" | "read" | "discard";

/** What the sink is asked to do: take bytes until there are enough, or no more come. */
export interface SinkOrder {
  /** [file descriptor] */
  readonly socket: number;
  readonly bytes: number;
  readonly taking: Taking;
  /** The one CPU that the sink runs on from now on, if it is to be one. */
  readonly cpu?: number;
}

/** What the sink says first, as soon as its thread runs. */
export const isReady = "ready";

/** What came of it. */
export interface SinkReply {
  readonly bytes: number;
  readonly kept: Uint8Array<ArrayBuffer> | null;
  /** What went wrong, if something did. */
  readonly error: string | null;
}

/** The receiver failed: what it says is a sentence without its full stop. */
export class ReceiverError extends Error {
  override readonly name = "ReceiverError";
}

/** The main thread's side. */
export class Sink implements Disposable {
  readonly #worker = new Worker(
    new URL("./sink_worker.ts", import.meta.url),
    { type: "module" },
  );
  readonly #ready = Promise.withResolvers<void>();
  #order = Promise.withResolvers<SinkReply>();

  constructor() {
    this.#worker.onmessage = (
      { data }: MessageEvent<SinkReply | typeof isReady>,
    ) => {
      if (data === isReady) this.#ready.resolve();
      else if (data.error === null) this.#order.resolve(data);
      else this.#order.reject(failureFor(data.error));
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      const failure = failureFor(event.message);
      this.#ready.reject(failure);
      this.#order.reject(failure);
    };
    // Both are told to whoever asks.
    this.#ready.promise.catch(() => {});
    this.#order.promise.catch(() => {});
  }

  /** Settles when the thread runs: before, nobody takes anything. Rejects if it cannot run. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /**
   * Begins to take bytes; the sender may begin at once. One order at a time.
   *
   * @returns What came. Rejects with `ReceiverError` if the sink failed.
   */
  take(order: SinkOrder): Promise<SinkReply> {
    this.#order = Promise.withResolvers<SinkReply>();
    this.#worker.postMessage(order);
    return this.#order.promise;
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}

/** Says what failed: where a thread could not be made, only the last of several lines says why. */
function failureFor(message: string): ReceiverError {
  const why = message.trim().split(/\n\s*(?:\d+: )?/).at(-1);
  return new ReceiverError(`The receiver failed: ${why}`);
}
