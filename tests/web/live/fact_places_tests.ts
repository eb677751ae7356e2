import { assertEquals } from "@std/assert";
import {
  FactPlaces,
  type PlaceElement,
} from "../../../lib/web/live/fact_places.ts";
import { makeDice } from "../../dice.ts";

/** As much of an element as a place has: its children are texts. */
class FakeElement implements PlaceElement<string> {
  childNodes: string[];
  readonly #attributes: Map<string, string>;

  constructor(name: string, text: string) {
    this.childNodes = [text];
    this.#attributes = new Map([["data-fact", name]]);
  }
  get innerHTML(): string {
    return this.childNodes.join("");
  }
  set innerHTML(html: string) {
    this.childNodes = [html];
  }
  replaceChildren(...nodes: string[]): void {
    this.childNodes = nodes;
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }
  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }
  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }
}

const names = ["steps", "counts", "calls", "counts"];

function page(): FakeElement[] {
  return names.map((name, i) => new FakeElement(name, `printed ${i}`));
}

function textOf(elements: readonly FakeElement[]): string {
  return elements.map(({ innerHTML }) => innerHTML).join("|");
}

Deno.test("what differs is shown and marked wherever it stands, and all else is as printed", () => {
  const elements = page();
  const places = new FactPlaces(elements);
  places.show(new Set(["counts"]), (name) => `now ${name}`);
  assertEquals(textOf(elements), "printed 0|now counts|printed 2|now counts");
  assertEquals(places.differing, [elements[1]!, elements[3]!]);
  places.show(new Set(["calls"]), () => "2");
  assertEquals(textOf(elements), "printed 0|printed 1|2|printed 3");
});

Deno.test("a reset brings the printed page back, whatever was shown before", () => {
  const elements = page();
  const printed = textOf(elements);
  const places = new FactPlaces(elements);
  const dice = makeDice(1);
  for (let i = 0; i < 50; i++) {
    const some = names.filter(() => dice.below(2) === 0);
    places.show(new Set(some), (name) => `${name} ${i}`);
    if (dice.below(3) > 0) continue;
    places.reset();
    assertEquals(textOf(elements), printed);
    assertEquals(places.differing, []);
  }
});
