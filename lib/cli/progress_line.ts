/**
 * What is being done, in one line of a terminal that is written over and over, and gone at the end.
 *
 * Where standard error is no terminal, or a dumb one, nothing is written.
 *
 * @module
 */
import { terminalCanClear } from "./output.ts";

/** The line. */
export class ProgressLine implements Disposable {
  readonly #isShown = terminalCanClear(Deno.stderr);

  /** Shows a few words in the place of those before. */
  show(words: string): void {
    this.#write(`\r\x1b[K${words} …`);
  }

  /** Clears the line. */
  clear(): void {
    this.#write("\r\x1b[K");
  }

  [Symbol.dispose](): void {
    this.clear();
  }

  #write(text: string): void {
    if (this.#isShown) Deno.stderr.writeSync(new TextEncoder().encode(text));
  }
}
