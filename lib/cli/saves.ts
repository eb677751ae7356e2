/**
 * When files are saved: seen by looking at them again and again.
 *
 * Not by asking the system to tell: that ends where its limit of watchers is reached, and nothing
 * tells of a network drive. To look at the answers of all lessons takes less than 1 ms.
 *
 * @module
 */

/** An editor writes a file in several steps: it is saved when two looks see the same. [ms] */
const betweenLooksMs = 60;

/** Files, looked at from the moment when this is made. */
export class Saves {
  readonly #files: readonly string[];
  /** What was told last, of each file. */
  readonly #told: string[];

  constructor(files: readonly string[]) {
    this.#files = files;
    this.#told = files.map(lookAt);
  }

  /**
   * Yields the files that have been saved or removed, each time that some are.
   *
   * @param signal Ends it.
   */
  async *until(signal: AbortSignal): AsyncGenerator<readonly string[]> {
    let last = this.#told;
    while (!signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
      const before = last;
      const now = last = this.#files.map(lookAt);
      const saved = this.#files.filter((_, i) =>
        now[i] === before[i] && now[i] !== this.#told[i]
      );
      for (const file of saved) {
        const i = this.#files.indexOf(file);
        this.#told[i] = now[i]!;
      }
      if (saved.length > 0) yield saved;
    }
  }
}

/** What changes with a file, also where an editor puts another one in its place. */
function lookAt(file: string): string {
  try {
    const { mtime, size, ino } = Deno.statSync(file);
    return [mtime?.getTime(), size, ino].join();
  } catch {
    return "none";
  }
}
