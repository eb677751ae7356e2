/**
 * The bar that says how many places differ from the printed page, and leads from one to the next.
 *
 * @module
 */
import { sayMany } from "../../text/say.ts";
import { onButton } from "./buttons.ts";

/** Says how many places differ, in two halves: a small screen has room for the first. */
export function sayDiffering(
  count: number | undefined,
): readonly [short: string, rest: string] {
  if (count === undefined) return ["", ""];
  const verb = count <= 1 ? "differs" : "differ";
  const what = count === 0 ? "Nothing" : sayMany(count, "place");
  return [`${what} ${verb}`, " from the printed page"];
}

/** The bar at the end of a form. */
export class DifferenceBar {
  readonly #form: HTMLFormElement;
  readonly #bar: HTMLElement;
  #places: readonly HTMLElement[] = [];
  /** The place that was jumped to last. [from 0; -1 before any] */
  #at = -1;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#bar = form.querySelector<HTMLElement>(".live-bar")!;
    onButton(this.#bar, (does) => this.#do(does));
  }

  /** Shows which places differ; undefined: the page is as it was printed. */
  show(places: readonly HTMLElement[] | undefined): void {
    const bar = this.#bar;
    this.#places = places ?? [];
    this.#at = -1;
    if (places === undefined && bar.contains(document.activeElement)) {
      // Whoever uses keys goes on where the button was that is hidden now.
      this.#form.tabIndex = -1;
      this.#form.focus({ preventScroll: true });
    }
    bar.hidden = places === undefined;
    bar.toggleAttribute("data-none", places?.length === 0);
    const [short, rest] = sayDiffering(places?.length);
    const end = document.createElement("span");
    end.textContent = rest;
    bar.querySelector(".live-count")!.replaceChildren(short, end);
  }

  #do(does: string): void {
    switch (does) {
      case "previous":
        return this.#jump(-1);
      case "next":
        return this.#jump(1);
      case "controls":
        this.#form.querySelector("details")!.open = true;
        return this.#form.scrollIntoView({ block: "start" });
    }
  }

  /** Goes to the place before or after the last one: from one end to the other. */
  #jump(by: number): void {
    const { length } = this.#places;
    if (length === 0) return;
    const from = this.#at === -1 && by < 0 ? 0 : this.#at;
    this.#at = (from + by + length) % length;
    const place = this.#places[this.#at]!;
    const fold = place.querySelector("details");
    if (fold !== null && place.querySelector("svg") === null) fold.open = true;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  }
}
