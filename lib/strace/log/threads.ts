/**
 * Which thread a line is of, in a log that does not always say it.
 *
 * What strace writes to a terminal names a thread as `[pid 123]`, and only while there are several.
 * A line without a number is of the only one that there is. The first one has the number 0 as long
 * as nothing else is known, and keeps it: its own number is taken for 0 as soon as it shows.
 *
 * @module
 */
export class Threads {
  readonly #alive = new Set<number>();
  /** The number of the thread that is 0 here. */
  #first = -1;

  /** The thread of a line that names none. */
  alone(): number {
    if (this.#alive.size === 0) this.#alive.add(0);
    for (const thread of this.#alive) return thread;
    return 0;
  }

  /**
   * The thread that is called `[pid 123]`.
   *
   * @param mayBeNew Whether one may just have begun of which nothing has been said.
   */
  named(pid: number, mayBeNew: boolean): number {
    if (pid === this.#first) return 0;
    if (this.#alive.has(pid)) return pid;
    if (this.#first < 0 && this.#alive.has(0) && !mayBeNew) {
      this.#first = pid;
      return 0;
    }
    this.#alive.add(pid);
    return pid;
  }

  /** A thread has begun, or strace has begun to look at it. */
  began(pid: number): void {
    if (pid !== this.#first) this.#alive.add(pid);
  }

  /** A thread has ended, or strace no longer looks at it. @returns How it was called here. */
  ended(pid: number): number {
    const thread = pid === this.#first ? 0 : pid;
    this.#alive.delete(thread);
    return thread;
  }
}
