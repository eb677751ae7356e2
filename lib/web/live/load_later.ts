/**
 * Loads what a lesson's page needs besides its text, when it is needed.
 *
 * Its films come when its player is near, when the address asks for a moment of one, or else after a
 * while. What computes it comes when somebody wants that: its controls are touched, a file is dragged
 * over the page, its claims or its questions come near, or the address asks for something.
 *
 * @module
 */
import { asksModel, asksPlayer, openAddress } from "../address_store.ts";
import { buttonOf } from "./buttons.ts";
import { wantFilms } from "./wanted_films.ts";

/** What is watched for what computes the page. */
const watched = "#live, #predict, [data-fact=claims]";

/** How near something must come. */
const near = { rootMargin: "400px" };

/** After which time films are loaded, wherever the player is. [ms] */
const idleMs = 1500;

/** Loads the scripts that `main` names, each at the right time. */
export function loadLater(): void {
  const main = document.querySelector("main")!;
  const { script, films } = main.dataset;
  if (films !== undefined) loadFilms(main, films);
  if (script !== undefined) loadModel(main, script);
}

function load(src: string): HTMLScriptElement {
  const script = document.createElement("script");
  script.src = src;
  document.head.append(script);
  return script;
}

/** Loads films. */
function loadFilms(main: HTMLElement, src: string): void {
  const place = main.querySelector("#player")!;
  place.classList.add("awaited");
  const until = new AbortController();
  const { signal } = until;
  const go = (): void => {
    if (signal.aborted) return;
    until.abort();
    // Without a player, the page is as it was without a script.
    load(src).onerror = () => place.classList.remove("awaited");
  };
  whenNear([place], go, signal);
  if (asksPlayer(openAddress().get())) go();
  else setTimeout(go, idleMs);
}

/** Loads what computes a page. */
function loadModel(main: HTMLElement, src: string): void {
  const until = new AbortController();
  const { signal } = until;
  let clicked: HTMLElement | undefined;
  const press = (event: Event): void => {
    clicked = buttonOf(event) ?? clicked;
  };
  const go = (): void => {
    if (signal.aborted) return;
    until.abort();
    const script = load(src);
    script.onload = () => {
      main.removeEventListener("click", press);
      // A button that was pressed before anybody heard it is pressed again.
      clicked?.click();
    };
    script.onerror = () => wantFilms(undefined);
  };
  main.addEventListener("click", press);
  document.addEventListener("dragenter", go, { signal });
  const places = [...main.querySelectorAll<HTMLElement>(watched)];
  for (const place of places) {
    for (const kind of ["pointerenter", "pointerdown", "focusin", "input"]) {
      place.addEventListener(kind, go, { signal });
    }
  }
  // The controls stand at the top: to see them is not to need them.
  whenNear(places.filter(({ id }) => id !== "live"), go, signal);
  const store = openAddress();
  const look = (): void => {
    if (asksModel(store.get())) go();
  };
  signal.addEventListener("abort", store.subscribe(look));
  look();
}

/** Does something when one of some places comes near. */
function whenNear(
  places: readonly Element[],
  act: () => void,
  signal: AbortSignal,
): void {
  const seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) act();
  }, near);
  signal.addEventListener("abort", () => seen.disconnect());
  for (const place of places) seen.observe(place);
}
