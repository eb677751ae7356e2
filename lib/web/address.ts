/**
 * The state of a page in its address, behind `#`: what was set, where a film stands, which program.
 *
 * `#size=1MiB&nic=no-gather&t=4200` is state; `#step-by-step`, without "=", is a place on the page.
 * Whoever reads a value checks it: an address can be typed, or come from an older workbook.
 *
 * @module
 */

/** Values by their names. */
export type Address = Readonly<Record<string, string>>;

/** Reads the part of an address behind "#". What cannot be read is left out. */
export function readAddress(hash: string): Address {
  const text = hash.replace(/^#/, "");
  if (!text.includes("=")) return {};
  return Object.fromEntries(new URLSearchParams(text));
}

/** Changes values; undefined takes one out. */
export function changeAddress(
  address: Address,
  changes: Readonly<Record<string, string | undefined>>,
): Address {
  const entries = Object.entries({ ...address, ...changes });
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] =>
      entry[1] !== undefined
    ),
  );
}

/** Writes values; nothing, if there are none. Names stand in order, so the same state has one address. */
export function writeAddress(address: Address): string {
  const entries = Object.entries(address).sort(([a], [b]) => a < b ? -1 : 1);
  return entries.length === 0 ? "" : `#${new URLSearchParams(entries)}`;
}
