/**
 * Where a player stands, as the address says it: which films, and at which time.
 *
 * `#a=read-write&b=sendfile&t=4200`. What an address says and a player does not have is ignored.
 *
 * @module
 */
import type { Address } from "../address.ts";

/** Where a player stands. */
export interface Place {
  /** The film that is shown. */
  readonly a: string;
  /** The film that is shown beside it, if there is one. */
  readonly b: string | undefined;
  /** [ms] */
  readonly timeMs: number;
}

/** What an address says where there is no second film. */
const none = "none";

/** Writes a film's name so that it can stand in an address: "read + write" is "read-write". */
export function inAddress(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** The films that are shown if an address says nothing, of those that there are. */
function firstPlace(names: readonly string[], shown: readonly string[]): Place {
  const [a = names[0] ?? "", b] = shown.filter((name) => names.includes(name));
  return { a, b, timeMs: 0 };
}

/** Reads where to stand. @param shown What is shown at first: one film or two. */
export function readPlace(
  address: Address,
  names: readonly string[],
  shown: readonly string[],
): Place {
  const first = firstPlace(names, shown);
  const named = (text = ""): string | undefined =>
    names.find((name) => inAddress(name) === text);
  const { a, b, t = "" } = address;
  return {
    a: named(a) ?? first.a,
    b: b === none ? undefined : named(b) ?? first.b,
    timeMs: /^\d{1,9}$/.test(t) ? Number(t) : 0,
  };
}

/** Says what an address must say: what is so at first is left out. */
export function writePlace(
  { a, b, timeMs }: Place,
  names: readonly string[],
  shown: readonly string[],
): Record<"a" | "b" | "t", string | undefined> {
  const first = firstPlace(names, shown);
  const ms = Math.round(timeMs);
  return {
    a: a === first.a ? undefined : inAddress(a),
    b: b === first.b ? undefined : b === undefined ? none : inAddress(b),
    t: ms === 0 ? undefined : String(ms),
  };
}
