/**
 * The state in the address, for what preact shows.
 *
 * @module
 */
import { useEffect, useState } from "preact/hooks";
import type { Address } from "./address.ts";
import type { AddressStore } from "./address_store.ts";

/** Gives the state in the address, and shows anew when it changes. */
export function useAddress(store: AddressStore): Address {
  const [address, setAddress] = useState(store.get);
  useEffect(() => {
    setAddress(store.get());
    return store.subscribe(() => setAddress(store.get()));
  }, [store]);
  return address;
}
