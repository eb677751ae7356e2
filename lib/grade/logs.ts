/**
 * What answers log, as far as somebody reads it.
 *
 * @module
 */
import { longestMessage, mostMessages } from "./limits.ts";
import { readableLines } from "./readable.ts";

/** The most of all messages of an exercise. [characters] */
const mostCharacters = 10_000;

/** What one answer logs, exercise by exercise. */
export class Logs {
  readonly #tell: (text: string) => void;
  #asked = "";
  #messages = 0;
  #characters = 0;

  /** @param tell Takes what a reader may see. */
  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  /** Begins with another exercise. */
  ask(name: string): void {
    this.#asked = name;
    this.#messages = this.#characters = 0;
  }

  /** Takes what is logged, and says once where it is cut. */
  add(said: string): void {
    if (this.#messages > mostMessages) return;
    const left = mostCharacters - this.#characters;
    const text = readableLines(said, Math.min(longestMessage, left));
    this.#messages += 1;
    this.#characters += text.length;
    if (this.#messages <= mostMessages && left > 0) {
      return this.#tell(marked(text));
    }
    this.#messages = mostMessages + 1;
    this.#tell(`The log is cut: ${this.#asked} logs more than is shown.`);
  }
}

/** Marks each line, so that nobody takes it for ours. */
function marked(text: string): string {
  return text.trimEnd().split("\n").map((line) => `log: ${line}`).join("\n");
}
