import { assertEquals, assertStrictEquals } from "@std/assert";
import {
  type AddressStore,
  type AddressWindow,
  openAddress,
} from "../../lib/web/address_store.ts";

/** A window with nothing but an address. */
function makeWindow(hash: string): AddressWindow & { go(hash: string): void } {
  const listeners: (() => void)[] = [];
  const location = { hash, href: `file:///a/page.html${hash}` };
  const show = (href: string): void => {
    location.href = href;
    location.hash = href.includes("#") ? href.slice(href.indexOf("#")) : "";
  };
  return {
    location,
    history: { replaceState: (_data, _unused, url) => show(url) },
    addEventListener: (_type, listener) => listeners.push(listener),
    go: (hash): void => {
      show(`file:///a/page.html${hash}`);
      for (const listener of listeners) listener();
    },
  };
}

/** Counts how often a store calls back. */
function callsOf(store: AddressStore): { count: number; end: () => void } {
  const calls = { count: 0, end: store.subscribe(() => calls.count++) };
  return calls;
}

Deno.test("what is set stands in the address, and what is taken out does not", () => {
  const view = makeWindow("#size=1MiB");
  const store = openAddress(view);
  store.set({ t: "420", nic: "gather" });
  assertEquals(
    view.location.href,
    "file:///a/page.html#nic=gather&size=1MiB&t=420",
  );
  store.set({ t: undefined, nic: undefined, size: undefined });
  assertEquals(view.location.href, "file:///a/page.html");
  assertEquals(store.get(), {});
});

Deno.test("listeners hear of each change once, and of none after the end", () => {
  const view = makeWindow("");
  const store = openAddress(view);
  const calls = callsOf(store);
  store.set({ t: "1" });
  store.set({ t: "1" });
  assertEquals(calls.count, 1);
  view.go("#t=2");
  view.go("#t=2");
  assertEquals(calls.count, 2);
  assertEquals(store.get(), { t: "2" });
  calls.end();
  store.set({ t: "3" });
  assertEquals(calls.count, 2);
});

Deno.test("a jump to a place on the page leaves the state as it is", () => {
  const view = makeWindow("#t=7");
  const store = openAddress(view);
  const state = store.get();
  view.go("#step-by-step");
  assertStrictEquals(store.get(), state);
  store.set({ a: "splice" });
  assertEquals(view.location.hash, "#a=splice&t=7");
  view.go("");
  assertEquals(store.get(), {});
});

Deno.test("a browser that refuses an address loses no state", () => {
  const view: AddressWindow = {
    ...makeWindow(""),
    history: {
      replaceState: (): never => {
        throw new Error("too many");
      },
    },
  };
  const store = openAddress(view);
  store.set({ t: "1" });
  assertEquals(store.get(), { t: "1" });
});

Deno.test("all parts of a page have one store", () => {
  const view = makeWindow("#t=1");
  assertStrictEquals(openAddress(view), openAddress(view));
});
