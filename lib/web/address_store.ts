/**
 * The state in the address of a page, for all its parts: one store, which all read and write.
 *
 * Writing replaces the address and makes no entry in the history: a knob that is turned back and
 * forth is no journey. A jump to a place on the page (`#step-by-step`) leaves the state as it is.
 *
 * @module
 */
import {
  type Address,
  changeAddress,
  readAddress,
  writeAddress,
} from "./address.ts";

/** What a store needs of a browser's window. */
export interface AddressWindow {
  readonly location: { readonly hash: string; readonly href: string };
  readonly history: {
    replaceState(data: unknown, unused: string, url: string): void;
  };
  addEventListener(type: string, listener: () => void): void;
}

/** The state in an address. */
export interface AddressStore {
  /** Reads the state. The same object as long as nothing changed. */
  readonly get: () => Address;
  /** Changes values; undefined takes one out. Listeners hear of it, if it changes anything. */
  readonly set: (changes: Readonly<Record<string, string | undefined>>) => void;
  /** Calls back after each change, whoever made it. @returns What ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Under what a window keeps its store: all scripts of a page find it there. */
const kept = Symbol.for("zero-copy address");

/** Opens the state of a window. One store for a page: its parts share it, whichever script they are in. */
export function openAddress(
  view: AddressWindow & { [kept]?: AddressStore } = globalThis.window,
): AddressStore {
  return view[kept] ??= makeStore(view);
}

function makeStore(view: AddressWindow): AddressStore {
  const listeners = new Set<() => void>();
  let state = readAddress(view.location.hash);

  function change(next: Address): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }
  function look(): void {
    const { hash } = view.location;
    const isPlace = hash.length > 1 && !hash.includes("=");
    const next = readAddress(hash);
    if (!isPlace && !isSame(next, state)) change(next);
  }
  view.addEventListener("hashchange", look);
  view.addEventListener("popstate", look);

  return {
    get: () => state,
    set: (changes): void => {
      const next = changeAddress(state, changes);
      if (isSame(next, state)) return;
      show(view, next);
      change(next);
    },
    subscribe: (listener): () => void => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Names in an address that only the player reads. */
const ofPlayer = ["a", "b", "t"];

/** Whether an address asks for a moment of a film. */
export function asksPlayer(address: Address): boolean {
  return ofPlayer.some((name) => name in address);
}

/** Whether an address asks for something that must be computed. */
export function asksModel(address: Address): boolean {
  return Object.keys(address).some((name) => !ofPlayer.includes(name));
}

function isSame(one: Address, other: Address): boolean {
  return writeAddress(one) === writeAddress(other);
}

function show(view: AddressWindow, state: Address): void {
  const page = view.location.href.split("#")[0] ?? "";
  try {
    view.history.replaceState(null, "", page + writeAddress(state));
  } catch {
    // A browser may refuse too many changes in a short time: the next one brings all.
  }
}
