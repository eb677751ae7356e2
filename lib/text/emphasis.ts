/**
 * Strong and emphasized text: which of the marks around it belong together.
 *
 * It decides as CommonMark does, rule of three included. It leaves out: `~~`.
 *
 * @see CommonMark 0.31 §6.2
 * @module
 */
import type { Ink } from "./ink.ts";

/** A run of `*` or `_` that may begin strong or emphasized text. */
interface Opening {
  readonly mark: string;
  /** How many marks it had. */
  readonly size: number;
  readonly closes: boolean;
  /** Its place among the parts. */
  readonly at: number;
  /** How many marks have nothing that they begin. */
  left: number;
}

/** The parts of a text, in which marks find each other. */
export class Parts {
  readonly #ink: Ink;
  readonly #parts: string[] = [];
  readonly #openings: Opening[] = [];

  constructor(ink: Ink) {
    this.#ink = ink;
  }

  /** All parts together. */
  text(): string {
    return this.#parts.join("");
  }

  /** Adds text without marks. */
  add(text: string): void {
    this.#parts.push(text);
  }

  /** Adds a run of marks: it ends what it can end, and what is left of it may begin something. */
  addMarks(markdown: string, at: number, size: number): void {
    const mark = markdown.charAt(at);
    const { opens, closes } = flanks(markdown, at, size);
    let left = size;
    while (closes && left > 0) {
      const index = this.#openings.findLastIndex((one) =>
        one.mark === mark &&
        // CommonMark's rule of three: ***a**b* has no other reading.
        (!opens && !one.closes || (one.size + size) % 3 !== 0 || size % 3 === 0)
      );
      const opening = this.#openings[index];
      if (opening === undefined) break;
      left -= this.#close(opening, Math.min(2, opening.left, left));
      this.#openings.length = index + (opening.left > 0 ? 1 : 0);
    }
    if (left > 0 && opens) {
      const place = this.#parts.length;
      this.#openings.push({ mark, size, closes, at: place, left });
    }
    this.add(mark.repeat(left));
  }

  /** Makes strong or emphasized what stands behind an opening. @returns How many marks that took. */
  #close(opening: Opening, taken: number): number {
    const inside = this.#parts.splice(opening.at + 1).join("");
    opening.left -= taken;
    this.#parts[opening.at] = opening.mark.repeat(opening.left);
    this.add(
      taken === 2 ? this.#ink.strong(inside) : this.#ink.emphasis(inside),
    );
    return taken;
  }
}

/** Says whether a run of marks may begin and may end something. */
function flanks(
  markdown: string,
  at: number,
  size: number,
): { readonly opens: boolean; readonly closes: boolean } {
  const before = [...markdown.slice(Math.max(0, at - 2), at)].at(-1) ?? " ";
  const after = [...markdown.slice(at + size, at + size + 2)][0] ?? " ";
  const isLeft = leansOn(after, before);
  const isRight = leansOn(before, after);
  if (markdown.charAt(at) === "*") return { opens: isLeft, closes: isRight };
  return {
    opens: isLeft && (!isRight || isPunctuation(before)),
    closes: isRight && (!isLeft || isPunctuation(after)),
  };
}

/** Whether marks belong to the character on one side and not to that on the other. */
function leansOn(character: string, other: string): boolean {
  if (character.trim() === "") return false;
  return !isPunctuation(character) || other.trim() === "" ||
    isPunctuation(other);
}

function isPunctuation(character: string): boolean {
  if (character <= "\x7f") return /[!-/:-@[-`{-~]/.test(character);
  return /[\p{P}\p{S}]/u.test(character);
}
