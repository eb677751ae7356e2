/**
 * The scene: what every place holds, part by part, and who brought it; the mode of the CPU, and the
 * call that the kernel works on. A place has bytes, or addresses of pages that lie elsewhere.
 *
 * @module
 */
import type { Range } from "../machine/job.ts";
import { sayMany, saySize } from "../text/say.ts";
import type { Mode, Place } from "../trace/event.ts";

/** The places, in the order in which a file goes through them. */
export const placesOfBytes = [
  "disk",
  "page cache",
  "user buffer",
  "socket buffer",
  "pipe",
  "nic",
  "client",
] as const satisfies readonly (Place | "client")[];

/** A place in a scene. */
export type ScenePlace = typeof placesOfBytes[number];

/** A part of the file that lies in a place. */
export interface Stretch extends Range {
  /** Who brought it there; nothing if it was there at the start. */
  readonly by?: "CPU" | "DMA";
}

/** What a place has. */
export interface Held {
  /** Bytes that lie in it. [bytes] */
  readonly bytes: number;
  /** Pages elsewhere whose addresses it has; nothing if it has no addresses. [pages] */
  readonly pages?: number;
  /** The parts of the file that lie in it. */
  readonly stretches: readonly Stretch[];
  /** The parts of the file that its addresses lead to. */
  readonly references: readonly Range[];
}

/** What each place has. The NIC keeps nothing: what it has sent, the client has. */
export type BytesByPlace = Readonly<Record<ScenePlace, Held>>;

/** All there is to see of the machine. */
export interface Scene {
  readonly places: BytesByPlace;
  readonly mode: Mode;
  /** The call that the kernel works on, if it does. */
  readonly call: string | undefined;
  /** Memory that page cache, user buffer and socket buffer have taken. [bytes] */
  readonly heldBytes: number;
  /** The parts of the file that the last event moved, passed, mapped or unmapped. */
  readonly moved: readonly Range[];
}

/** Says what a place has: "64 KiB", "addresses of 16 pages", "-". */
export function sayHeld(
  { bytes, pages }: Pick<Held, "bytes" | "pages">,
): string {
  const parts = [
    ...(bytes > 0 ? [saySize(bytes)] : []),
    ...(pages === undefined
      ? []
      : pages === 0
      ? ["addresses, no page behind them"]
      : [`addresses of ${sayMany(pages, "page")}`]),
  ];
  return parts.length === 0 ? "-" : parts.join(", ");
}
