/**
 * The places on a page where facts stand: filled anew, marked where they differ, and brought back as
 * they were printed.
 *
 * @module
 */

/** What a place is, as far as this goes: an element of the page. */
export interface PlaceElement<Node> {
  readonly childNodes: Iterable<Node>;
  innerHTML: string;
  replaceChildren(...nodes: Node[]): void;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  getAttribute(name: string): string | null;
}

/** A place, with what is printed there. */
interface Place<Element, Node> {
  readonly element: Element;
  readonly name: string;
  readonly printed: readonly Node[];
}

/** The mark of a place that differs from the printed page. */
export const differs = "data-differs";

/** All places of a page. */
export class FactPlaces<Node, Element extends PlaceElement<Node>> {
  readonly #places: readonly Place<Element, Node>[];

  /** @param elements Those of the page that have a fact, in their order: `data-fact` names it. */
  constructor(elements: Iterable<Element>) {
    this.#places = [...elements].map((element) => ({
      element,
      name: element.getAttribute("data-fact") ?? "",
      printed: [...element.childNodes],
    }));
  }

  /** The places that differ from the printed page, in their order. */
  get differing(): Element[] {
    return this.#places.map(({ element }) => element)
      .filter((element) => element.getAttribute(differs) !== null);
  }

  /**
   * Shows facts: a place whose fact does not differ is as it was printed.
   *
   * @param htmlOf What is seen in a place; asked for those that differ only.
   */
  show(
    differing: ReadonlySet<string>,
    htmlOf: (name: string, element: Element) => string,
  ): void {
    for (const place of this.#places) {
      const { element, name } = place;
      if (differing.has(name)) {
        // What is measured is the place as it was printed: it is wide enough, or can be moved.
        element.innerHTML = htmlOf(name, element);
        element.setAttribute(differs, "");
      } else this.#restore(place);
    }
  }

  /** Brings the printed page back. */
  reset(): void {
    for (const place of this.#places) this.#restore(place);
  }

  #restore({ element, printed }: Place<Element, Node>): void {
    if (element.getAttribute(differs) === null) return;
    element.replaceChildren(...printed);
    element.removeAttribute(differs);
  }
}
