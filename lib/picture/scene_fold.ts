/**
 * The scene after what has happened so far: a fold over a trace.
 *
 * Nothing is run again for it: two who fold the same events see the same.
 *
 * @module
 */
import {
  type Job,
  pagesFor,
  pieceOf,
  type Range,
  wholeFile,
} from "../machine/job.ts";
import { faultAroundPages } from "../machine/machine.ts";
import type { Event, Mode } from "../trace/event.ts";
import { bytesIn, endOf, overlap, placed, rangeOf, without } from "./ranges.ts";
import {
  type Held,
  placesOfBytes,
  type Scene,
  type ScenePlace,
  type Stretch,
} from "./scene.ts";

const nothing: Held = { bytes: 0, stretches: [], references: [] };

/** Follows the bytes, one event at a time. */
export class SceneFold {
  readonly #job: Job;
  readonly #held: Record<ScenePlace, Held>;
  #mode: Mode = "user";
  #call: string | undefined;
  #heldBytes = 0;
  #moved: readonly Range[] = [];
  /** What the addresses of the user buffer are kept for. */
  #mapping: Range | undefined;
  /** The pages that a fault asks the disk for. */
  #faulted: Range | undefined;

  /** @param from What there is to begin with: the file on the disk, if nothing is given. */
  constructor(job: Job, from?: Scene) {
    this.#job = job;
    if (from) {
      this.#held = { ...from.places };
      this.#mode = from.mode;
      this.#call = from.call;
      this.#heldBytes = from.heldBytes;
      return;
    }
    const all = placesOfBytes.map((place) => [place, nothing]);
    this.#held = Object.fromEntries(all);
    const { fileBytes } = job;
    if (fileBytes > 0) {
      const stretches = [wholeFile(job)];
      this.#held.disk = { ...nothing, bytes: fileBytes, stretches };
    }
  }

  /** What there is to see now. */
  get scene(): Scene {
    return {
      places: { ...this.#held },
      mode: this.#mode,
      call: this.#call,
      heldBytes: this.#heldBytes,
      moved: this.#moved,
    };
  }

  /** Adds one event. */
  add(event: Event): void {
    switch (event.kind) {
      case "mode switch":
        this.#mode = event.to;
        this.#call = event.to === "kernel" ? event.call : undefined;
        return;
      case "copy":
        return this.#copy(event);
      case "allocate":
        this.#heldBytes += event.bytes;
        if (event.place === "page cache") this.#admit(event);
        return;
      case "free":
        this.#heldBytes -= event.bytes;
        return;
      case "pass":
        return this.#pass(event);
      case "map":
        return this.#map(event);
      case "page fault":
        return this.#fault(event);
      case "unmap":
        this.#moved = this.#held["user buffer"].references;
        this.#mapping = undefined;
        this.#held["user buffer"] = nothing;
    }
  }

  /** The part of the file that an event works on. */
  #rangeOf({ round }: Event): Range {
    return round === 0 ? wholeFile(this.#job) : pieceOf(this.#job, round);
  }

  /** Whole pages around a range, as far as the file goes. */
  #inPages(range: Range): Range {
    const { pageBytes, fileBytes } = this.#job;
    const pages = Math.floor(range.position / pageBytes);
    const end = Math.ceil(endOf(range) / pageBytes) * pageBytes;
    return rangeOf(pages * pageBytes, Math.min(end, fileBytes));
  }

  /** The page cache takes pages; whoever fills them follows. */
  #admit(event: Event): void {
    const asked = event.step === 0
      ? wholeFile(this.#job)
      : this.#faulted ?? this.#rangeOf(event);
    const { stretches } = this.#held["page cache"];
    this.#moved = stretches.reduce<Range[]>(
      (missing, here) => without(missing, here),
      [this.#inPages(asked)],
    );
    this.#fill("page cache", this.#moved);
  }

  #copy(event: Event & { kind: "copy" }): void {
    const { by, to, bytes } = event;
    const isFilling = by === "DMA" && to === "page cache";
    if (!isFilling) this.#moved = this.#sourceOf(event);
    if (event.through === "pipe") this.#held.pipe = nothing;
    this.#faulted = undefined;
    if (to === "nic") {
      this.#held["socket buffer"] = nothing;
      this.#fill("client", this.#moved, by);
      const { client } = this.#held;
      this.#held.client = { ...client, bytes: client.bytes + bytes };
      return;
    }
    // The next piece is written over the one before; what was passed is replaced by its bytes.
    if (to === "user buffer") this.#held[to] = nothing;
    else if (event.through === to) this.#dropReferences(to);
    this.#fill(to, this.#moved, by);
    if (to === "page cache") return;
    const held = this.#held[to];
    this.#held[to] = { ...held, bytes: held.bytes + bytes };
  }

  /** The parts of the file that a copy moves. */
  #sourceOf(event: Event & { kind: "copy" }): readonly Range[] {
    const { from, to, bytes, through } = event;
    if (to === "nic") {
      const { stretches, references } = this.#held["socket buffer"];
      return [...stretches, ...references];
    }
    if (through === "pipe" || through === "socket buffer") {
      return this.#held[through].references;
    }
    if (from === "user buffer") return this.#held[from].stretches;
    return [{ position: this.#rangeOf(event).position, bytes }];
  }

  #pass(event: Event & { kind: "pass" }): void {
    const { from, to, bytes, descriptors } = event;
    const isFromPipe = from === "pipe";
    this.#moved = isFromPipe
      ? this.#held.pipe.references
      : [{ position: this.#rangeOf(event).position, bytes }];
    if (isFromPipe) this.#held.pipe = nothing;
    this.#refer(to, this.#moved, descriptors);
  }

  #map(event: Event & { kind: "map" }): void {
    const range = this.#rangeOf(event);
    const mapping = this.#mapping ?? range;
    const position = Math.min(mapping.position, range.position);
    this.#mapping = rangeOf(position, Math.max(endOf(mapping), endOf(range)));
    this.#see(event.isPresent ? this.#inPages(range) : rangeOf(0, 0));
  }

  #fault(event: Event & { kind: "page fault" }): void {
    const { pageBytes } = this.#job;
    const first = event.page - event.page % faultAroundPages;
    const group = {
      position: first * pageBytes,
      bytes: faultAroundPages * pageBytes,
    };
    const asked = overlap(group, this.#mapping!)[0]!;
    if (event.isMajor) {
      this.#faulted = asked;
      return this.#see(this.#inPages(asked));
    }
    const { stretches } = this.#held["page cache"];
    this.#see(
      ...stretches.flatMap((here) => overlap(this.#inPages(asked), here)),
    );
  }

  /** The addresses of the user buffer lead to parts of the page cache. */
  #see(...ranges: readonly Range[]): void {
    const { references, pages = 0 } = this.#held["user buffer"];
    this.#held["user buffer"] = { ...nothing, references, pages };
    this.#moved = references.reduce<readonly Range[]>(without, ranges);
    const more = this.#moved.reduce(
      (sum, { bytes }) => sum + pagesFor(bytes, this.#job.pageBytes),
      0,
    );
    this.#refer("user buffer", this.#moved, more);
  }

  #refer(place: ScenePlace, ranges: readonly Range[], more: number): void {
    const held = this.#held[place];
    const references = ranges.filter(({ bytes }) => bytes > 0).reduce<Range[]>(
      (all, one) => placed(all, one, () => true),
      [...held.references],
    );
    this.#held[place] = {
      ...held,
      references,
      pages: (held.pages ?? 0) + more,
    };
  }

  #dropReferences(place: ScenePlace): void {
    const { bytes, stretches } = this.#held[place];
    this.#held[place] = { ...nothing, bytes, stretches };
  }

  /** Puts parts of the file into a place; what the page cache has is counted by its pages. */
  #fill(place: ScenePlace, ranges: readonly Range[], by?: "CPU" | "DMA"): void {
    const held = this.#held[place];
    const stretches = ranges.reduce<readonly Stretch[]>(
      (all, { position, bytes }) =>
        placed(
          all,
          { position, bytes, ...(by && { by }) },
          (a, b) => a.by === b.by,
        ),
      held.stretches,
    );
    const bytes = place === "page cache" ? bytesIn(stretches) : held.bytes;
    this.#held[place] = { ...held, bytes, stretches };
  }
}
