/**
 * Whose turn it is: which of several lessons is asked next.
 *
 * What had a mistake comes back after one or two others; what had none waits, twice as long each
 * time. Nothing is kept when the session ends.
 *
 * @module
 */

/** The turns from one problem of a lesson with a mistake to the next, at the most. */
const soon = 3;

/** When a lesson is due. */
interface Due {
  readonly lesson: number;
  /** [turns] */
  at: number;
  /** How long it waits. [turns] */
  wait: number;
  /** Whether its last problem had one. */
  hadMistake: boolean;
}

/** The turns of a session. */
export class Turns {
  readonly #dues: readonly Due[];
  #now = 0;
  #last: number | undefined;

  /** @param lessons In the order in which they are asked first. */
  constructor(lessons: readonly number[]) {
    this.#dues = lessons.map((lesson, i) => ({
      lesson,
      at: i,
      wait: lessons.length,
      hadMistake: false,
    }));
  }

  /** The lesson that had a mistake and is due, or else the one due first; no lesson twice in a row. */
  next(): number {
    const others = this.#dues.filter(({ lesson }) => lesson !== this.#last);
    const free = others.length > 0 ? others : this.#dues;
    const again = free.find(({ at, hadMistake }) =>
      hadMistake && at <= this.#now
    );
    const first = free.reduce((a, b) => b.at < a.at ? b : a);
    return (again ?? first).lesson;
  }

  /** Takes down how a problem of a lesson went: that turn is over. */
  end(lesson: number, isRight: boolean): void {
    const due = this.#dues.find((one) => one.lesson === lesson)!;
    due.wait = isRight ? 2 * Math.max(due.wait, this.#dues.length) : soon;
    due.hadMistake = !isRight;
    due.at = this.#now + due.wait;
    this.#last = lesson;
    this.#now += 1;
  }
}
