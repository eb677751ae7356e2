/**
 * The memory of a process, as far as a log shows it: the bytes of files that it holds or has mapped.
 *
 * @module
 */
import { HeldBytes } from "./held_bytes.ts";
import { Mappings } from "./mapping.ts";
import type { Target } from "./target.ts";

/** What threads share that share memory. */
export class Memory {
  /** How many threads have it. */
  threads = 0;
  /**
   * The memories of threads that nobody was seen to make, this one among them: what seems to be
   * several may be one.
   */
  readonly attached: Set<Memory> | undefined;
  readonly held = new HeldBytes();
  readonly mappings = new Mappings();
  /** How much was last read from what is no file: a write of as much passes it on. [bytes] */
  foreignBytes = 0;

  /** Ends that were listened to and not answered with a file, in the order in which they were. */
  readonly waiting = new Set<Target>();

  constructor(attached?: Set<Memory>) {
    this.attached = attached;
    attached?.add(this);
  }

  /** Takes over what another has: the two are one. */
  adopt(other: Memory): void {
    this.held.adopt(other.held);
    this.mappings.adopt(other.mappings);
    for (const target of other.waiting) target.listened(this.waiting);
  }
}
