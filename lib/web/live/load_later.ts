/**
 * Loads what computes a lesson when somebody needs it: its controls are touched, a file is dragged over
 * the page, its claims or its questions come near, or the address asks for something.
 *
 * @module
 */
import { openAddress } from "../address_store.ts";
import { wantFilms } from "./wanted_films.ts";

/** What is watched until then. */
const watched = "#live, #predict, [data-fact=claims]";

/** Names in an address that only the player reads. */
const ofPlayer = ["a", "b", "t"];

/** Loads the script that `main` names, at the right time. */
export function loadLater(): void {
  const main = document.querySelector<HTMLElement>("main[data-script]");
  if (main === null) return;
  const until = new AbortController();
  const { signal } = until;
  let clicked: HTMLElement | undefined;
  function press({ target }: Event): void {
    const button = target instanceof Element && target.closest("[data-do]");
    if (button instanceof HTMLElement) clicked = button;
  }
  const load = (): void => {
    if (signal.aborted) return;
    until.abort();
    const script = document.createElement("script");
    script.src = main.dataset.script!;
    // A button that was pressed before anybody heard it is pressed again.
    script.onload = () => {
      main.removeEventListener("click", press);
      clicked?.click();
    };
    script.onerror = () => wantFilms(undefined);
    document.head.append(script);
  };
  main.addEventListener("click", press);
  document.addEventListener("dragenter", load, { signal });
  watch(main, load, signal);
  const store = openAddress();
  const look = (): void => {
    const names = Object.keys(store.get());
    if (names.some((name) => !ofPlayer.includes(name))) load();
  };
  signal.addEventListener("abort", store.subscribe(look));
  look();
}

/** Loads when the controls are touched, or something else comes near. */
function watch(
  main: HTMLElement,
  load: () => void,
  signal: AbortSignal,
): void {
  const seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) load();
  }, { rootMargin: "400px" });
  signal.addEventListener("abort", () => seen.disconnect());
  for (const place of main.querySelectorAll<HTMLElement>(watched)) {
    for (const kind of ["pointerenter", "pointerdown", "focusin", "input"]) {
      place.addEventListener(kind, load, { signal });
    }
    // The controls stand at the top: to see them is not to need them.
    if (place.id !== "live") seen.observe(place);
  }
}
