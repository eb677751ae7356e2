/**
 * The list of pages on a narrow screen: it opens over the page, and closes again.
 *
 * Without a script the address does it; with one, the address is left to the state of the page.
 *
 * @module
 */

/** Lets the menu open and close. */
export function showMenu(): void {
  const root = document.documentElement;
  const open = document.querySelector<HTMLElement>(".menu");
  const close = document.querySelector<HTMLElement>(".close");
  const pages = document.getElementById("pages");
  const show = (isOpen: boolean): void => {
    root.classList.toggle("open", isOpen);
    (isOpen ? close : open)?.focus();
  };
  open?.addEventListener("click", (event) => {
    event.preventDefault();
    show(true);
  });
  pages?.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (link === null || !root.classList.contains("open")) return;
    if (link === close) event.preventDefault();
    show(false);
  });
  addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && root.classList.contains("open")) show(false);
  });
}
