/**
 * How far a class is graded: a bar in a terminal, and elsewhere a line now and then.
 *
 * @module
 */
import { sayMany } from "../text/say.ts";
import { complain, terminalCanClear } from "./output.ts";
import { ProgressLine } from "./progress_line.ts";

/** How often something is said where there is no terminal. */
const mostLines = 10;

/** The longest bar. [columns] */
const longestBar = 40;

/** Tells how many submissions are graded. */
export class GradingProgress implements Disposable {
  readonly #of: number;
  readonly #line = new ProgressLine();
  readonly #isShown = terminalCanClear(Deno.stderr);
  #done = 0;
  #again = 0;

  /** @param of How many there are. */
  constructor(of: number) {
    this.#of = of;
    if (of > 0) this.#show();
  }

  /** One more is graded. */
  addDone(): void {
    this.#done += 1;
    if (this.#isShown) return this.#show();
    const each = Math.ceil(this.#of / mostLines);
    if (this.#done % each === 0 || this.#done === this.#of) {
      complain(this.#words());
    }
  }

  /** What ran out of time in one more is tried again. */
  addAgain(): void {
    this.#again += 1;
    if (this.#isShown) this.#show();
    else if (this.#again === 1) complain("what ran out of time: again, alone");
  }

  [Symbol.dispose](): void {
    this.#line.clear();
  }

  #words(): string {
    const words = `${this.#done} of ${sayMany(this.#of, "submission")} graded`;
    return this.#again === 0 ? words : `${words}, ${this.#again} again, alone`;
  }

  #show(): void {
    const words = this.#words();
    // A line that is full would make the next one begin.
    const room = errorColumns() - words.length - 5;
    const columns = Math.max(0, Math.min(longestBar, room));
    const length = Math.floor(columns * this.#done / this.#of);
    const bar = "█".repeat(length) + "░".repeat(columns - length);
    const short = room < 0 ? `${this.#done}/${this.#of}` : words;
    this.#line.show(columns < 5 ? short : `${bar}  ${words}`);
  }
}

function errorColumns(): number {
  try {
    return Deno.consoleSize().columns || 80;
  } catch {
    return 80;
  }
}
