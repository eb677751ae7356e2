/**
 * What the search has found, below its field: arrows go through it, Enter opens, Escape closes.
 *
 * @module
 */
import { type Found, search, type SearchIndex } from "./search.ts";

/** Shows results below the field of this page. @param top Where the site begins. */
export function showResults(index: SearchIndex, top: URL): void {
  const place = document.getElementById("search");
  const field = place?.querySelector("input");
  if (!place || !field) return;
  new Results(index, top, place, field).show();
}

class Results {
  readonly #list = document.createElement("ul");
  readonly #said = document.createElement("p");
  #found: readonly Found[] = [];
  #at = 0;

  constructor(
    readonly index: SearchIndex,
    readonly top: URL,
    readonly place: HTMLElement,
    readonly field: HTMLInputElement,
  ) {
    const list = this.#list;
    Object.assign(list, { id: "found", role: "listbox", hidden: true });
    list.setAttribute("aria-label", "Found");
    this.#said.setAttribute("role", "status");
    field.role = "combobox";
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-autocomplete", "list");
    place.append(list, this.#said);
    field.addEventListener("input", () => this.show());
    field.addEventListener("focus", () => this.show());
    field.addEventListener("keydown", (event) => this.#key(event));
    place.addEventListener("focusout", ({ relatedTarget }) => {
      if (!place.contains(relatedTarget as Node | null)) this.#close();
    });
  }

  /** Shows what there is for what the field says. */
  show(): void {
    const query = this.field.value.trim();
    this.#found = query === "" ? [] : search(this.index, query);
    this.#at = 0;
    this.#list.replaceChildren(
      ...this.#found.map((one, i) => this.#item(one, i)),
    );
    this.#said.textContent = query === "" || this.#found.length > 0
      ? ""
      : `Nothing has “${query}”.`;
    const isOpen = this.#found.length > 0;
    this.#list.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
    const { bottom, left } = this.field.getBoundingClientRect();
    this.#list.style.setProperty("--top", `${bottom + 6}px`);
    this.#list.style.setProperty("--left", `${left}px`);
    this.#mark();
  }

  #close(): void {
    this.#list.hidden = true;
    this.#said.textContent = "";
    this.field.setAttribute("aria-expanded", "false");
  }

  #item({ address, title, heading, excerpt }: Found, i: number): HTMLElement {
    const item = document.createElement("li");
    Object.assign(item, { id: `found-${i}`, role: "option" });
    const link = document.createElement("a");
    link.href = new URL(address, this.top).href;
    link.tabIndex = -1;
    const name = document.createElement("b");
    name.textContent = heading === "" ? title : heading;
    const where = document.createElement("small");
    where.textContent = heading === "" ? "" : title;
    const text = document.createElement("span");
    text.append(...excerpt.map(({ text, isFound }) => {
      if (!isFound) return text;
      const mark = document.createElement("mark");
      mark.textContent = text;
      return mark;
    }));
    link.append(name, " ", where, text);
    item.append(link);
    link.addEventListener("click", () => this.#close());
    return item;
  }

  #mark(): void {
    for (const [i, item] of [...this.#list.children].entries()) {
      item.setAttribute("aria-selected", String(i === this.#at));
      if (i === this.#at) item.scrollIntoView({ block: "nearest" });
    }
    const id = this.#found.length > 0 ? `found-${this.#at}` : "";
    this.field.setAttribute("aria-activedescendant", id);
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const { length } = this.#found;
    if (step !== undefined && length > 0) {
      if (this.#list.hidden) this.show();
      else this.#at = (this.#at + step + length) % length;
      this.#mark();
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#list.children[this.#at]?.querySelector("a")?.click();
    } else if (event.key === "Escape" && !this.#list.hidden) {
      this.#close();
      event.stopPropagation();
      event.preventDefault();
    }
  }
}
