/**
 * The field of the search. What it searches in, and how, is loaded when it is first used: as a
 * script, since a page from the disk may read nothing else.
 *
 * @module
 */

/** Where this script comes from: the search lies beside it. */
const { src = "" } = (document.currentScript as HTMLScriptElement | null) ?? {};

/** Puts the field in the place that the page has for it. The key "/" leads there. */
export function offerSearch(): void {
  const place = document.getElementById("search");
  if (place === null) return;
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "Search";
  field.autocomplete = "off";
  field.spellcheck = false;
  field.setAttribute("aria-label", "Search all pages");
  field.setAttribute("aria-keyshortcuts", "/");
  place.append(field);
  field.addEventListener("focus", load, { once: true });
  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const isTyping = target instanceof Element &&
      target.closest("input, textarea, select, [contenteditable]") !== null;
    if (key !== "/" || isTyping || ctrlKey || metaKey || altKey) return;
    if (field.offsetParent === null) return;
    event.preventDefault();
    field.select();
    field.focus();
  });
}

/** Loads the search, which then finds the field. */
function load({ target }: Event): void {
  const script = document.createElement("script");
  script.src = new URL("search.js", src).href;
  script.onerror = (): void => {
    const field = target as HTMLInputElement;
    field.placeholder = "The search cannot be loaded";
    field.disabled = true;
  };
  document.head.append(script);
}
