/**
 * Parts of files that a process has mapped, and what of them was seen to be written.
 *
 * A log shows what a write takes from a mapping only where it is written with addresses (-e raw);
 * else lengths must fit: the whole of a mapping, its rest, or large parts of it in order.
 *
 * @module
 */
import type { OpenFile } from "../open_file.ts";
import type { Target } from "../target.ts";

/** A part of a file that is mapped. */
export interface Mapping {
  readonly file: OpenFile;
  /** The thread that has mapped it. */
  readonly thread: number;
  readonly address: number | undefined;
  /** [bytes] */
  readonly length: number;
  /** What of it was written, from its begin on. [bytes] */
  written: number;
  /** Where it was last written to. */
  target: Target | undefined;
}

/** A write of less is not taken for a part of a mapping. [bytes] */
const leastPart = 4096;

/** The most mappings that are known of a process. */
const mostMappings = 1024;

/** What a process has mapped, the latest last. */
export class Mappings {
  readonly #mappings: Mapping[] = [];

  get size(): number {
    return this.#mappings.length;
  }

  /** A part of a file was mapped. */
  map(mapped: Pick<Mapping, "file" | "thread" | "address" | "length">): void {
    if (this.#mappings.length === mostMappings) this.#mappings.shift();
    this.#mappings.push({ ...mapped, written: 0, target: undefined });
  }

  /** It is mapped no more. */
  unmap(address: number): Mapping | undefined {
    const at = this.#mappings.findIndex((mapping) =>
      mapping.address === address
    );
    return at < 0 ? undefined : this.#mappings.splice(at, 1)[0];
  }

  /** Forgets all of a file: it is a library, of which nothing is sent. */
  forget(file: OpenFile): void {
    for (let at = this.#mappings.length - 1; at >= 0; at--) {
      if (this.#mappings[at]!.file === file) this.#mappings.splice(at, 1);
    }
  }

  /** Finds the mapping that holds an address. */
  at(address: number, length: number): Mapping | undefined {
    return this.#mappings.findLast((mapping) =>
      mapping.address !== undefined && address >= mapping.address &&
      address + length <= mapping.address + mapping.length
    );
  }

  /** Finds the mapping that a write may be of: rather of one that goes nowhere else. */
  fitting(
    asked: number,
    { target, thread, isWhole }: {
      target: Target;
      thread: number;
      /** All of it, or its rest. */
      isWhole: boolean;
    },
  ): Mapping | undefined {
    let found: Mapping | undefined;
    let most = -1;
    for (const mapping of this.#mappings) {
      if (!mayBeOf(asked, mapping, isWhole)) continue;
      const isFree = mapping.target === undefined || mapping.target === target;
      const likely = (isFree ? 2 : 0) + (mapping.thread === thread ? 1 : 0);
      if (likely < most) continue;
      found = mapping;
      most = likely;
    }
    return found;
  }
}

function mayBeOf(
  asked: number,
  { length, written }: Mapping,
  isWhole: boolean,
): boolean {
  const rest = length - written;
  return isWhole
    ? asked === rest || asked === length
    : asked >= leastPart && asked < rest;
}
