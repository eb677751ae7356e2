/**
 * Where the bytes of a file are, after what has happened so far: a fold over a trace, and its rows.
 *
 * A place has bytes, or addresses of pages that lie elsewhere. Nothing is run again for it: two who
 * fold the same events see the same.
 *
 * @module
 */
import { type Job, pagesOf, pieceOf, wholeFile } from "../machine/job.ts";
import { hangText } from "../text/hanging_text.ts";
import { sayMany, saySize } from "../text/say.ts";
import type { Event, Place } from "../trace/event.ts";

/** What a place has. */
export interface Held {
  /** Bytes that lie in it. [bytes] */
  readonly bytes: number;
  /** Pages elsewhere whose addresses it has; nothing if it has no addresses. [pages] */
  readonly pages?: number;
}

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

/** What each place has. The NIC keeps nothing: what it has sent, the client has. */
export type BytesByPlace = Readonly<
  Record<typeof placesOfBytes[number], Held>
>;

const nothing: Held = { bytes: 0 };

/** Follows the bytes, one event at a time. */
export class BytesFold {
  readonly #job: Job;
  readonly #held: Record<typeof placesOfBytes[number], Held>;
  /** Pages of the file that are seen in the user buffer. */
  readonly #mapped = new Set<number>();
  #faultedPages = 0;

  constructor(job: Job) {
    this.#job = job;
    const all = placesOfBytes.map((place) => [place, nothing]);
    this.#held = Object.fromEntries(all);
    this.#held.disk = { bytes: job.fileBytes };
  }

  /** What each place has now. */
  get bytes(): BytesByPlace {
    return { ...this.#held };
  }

  /** Adds one event. */
  add(event: Event): void {
    switch (event.kind) {
      case "copy":
        return this.#copy(event);
      case "allocate":
        // The last page of the file is seldom full.
        if (event.place === "page cache") {
          this.#put("page cache", event.bytes, this.#job.fileBytes);
        }
        return;
      case "pass":
        if (event.from === "pipe") this.#held.pipe = nothing;
        return this.#point(event.to, event.descriptors);
      case "map":
        if (event.isPresent) this.#seeAll(event);
        return this.#see();
      case "page fault":
        this.#faultedPages += event.pages;
        return this.#see();
      case "unmap":
        this.#mapped.clear();
        this.#faultedPages = 0;
        this.#held["user buffer"] = nothing;
    }
  }

  #copy({ to, bytes, through }: Event & { kind: "copy" }): void {
    if (through === "pipe") this.#held.pipe = nothing;
    if (to === "nic") {
      this.#held["socket buffer"] = nothing;
      this.#put("client", bytes);
    } else if (to === "user buffer") {
      // The next piece is written over the one before.
      this.#held[to] = { bytes };
    } else if (to === "socket buffer") {
      const { bytes: own, pages } = this.#held[to];
      const isReplaced = through === to || pages === undefined;
      this.#held[to] = { bytes: own, ...(isReplaced ? {} : { pages }) };
      this.#put(to, bytes);
    }
  }

  #put(place: keyof BytesByPlace, more: number, most = Infinity): void {
    const held = this.#held[place];
    const bytes = Math.min(held.bytes + more, most);
    this.#held[place] = { ...held, bytes };
  }

  #point(place: keyof BytesByPlace, more: number): void {
    const { bytes, pages = 0 } = this.#held[place];
    this.#held[place] = { bytes, pages: pages + more };
  }

  #seeAll({ round }: Event): void {
    const range = round === 0
      ? wholeFile(this.#job)
      : pieceOf(this.#job, round);
    for (const page of pagesOf(range, this.#job.pageBytes)) {
      this.#mapped.add(page);
    }
  }

  #see(): void {
    const pages = this.#mapped.size + this.#faultedPages;
    this.#held["user buffer"] = { bytes: 0, pages };
  }
}

/**
 * Finds where the bytes are.
 *
 * @param trace What has happened so far: the first part of a trace, or all of it.
 * @param job What it was done for.
 */
export function bytesAt(trace: Iterable<Event>, job: Job): BytesByPlace {
  const fold = new BytesFold(job);
  for (const event of trace) fold.add(event);
  return fold.bytes;
}

/**
 * Draws a row for each place: "socket buffer  addresses of 16 pages".
 *
 * @param before What the same fold had before: the rows of what came or went since are marked.
 */
export function drawPlaces(
  bytes: BytesByPlace,
  columns: number,
  before: BytesByPlace = bytes,
): string[] {
  const labelColumns = Math.max(...placesOfBytes.map(({ length }) => length));
  const sentBytes = bytes.client.bytes - before.client.bytes;
  return placesOfBytes.flatMap((place) => {
    const isNic = place === "nic";
    const hasChanged = isNic ? sentBytes > 0 : bytes[place] !== before[place];
    const name = (isNic ? "NIC" : place).padEnd(labelColumns);
    const says = isNic && hasChanged
      ? `${saySize(sentBytes)} go through`
      : sayHeld(bytes[place]);
    return hangText(`${hasChanged ? "*" : " "} ${name}  `, says, columns);
  });
}

/** Says what a place has: "64 KiB", "addresses of 16 pages", "-". */
export function sayHeld({ bytes, pages }: Held): string {
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
