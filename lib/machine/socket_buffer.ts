/**
 * The socket buffer: what waits to be sent, either bytes in frames of its own or descriptors of
 * pages that belong to others.
 *
 * Model, not Linux: no headers, no limit, nothing is kept for retransmission.
 *
 * @module
 */
import { Fault } from "./fault.ts";
import type { Memory, Span } from "./memory.ts";
import { pagesFor } from "./job.ts";

/** Something in the queue. */
interface Packet {
  readonly spans: readonly Span[];
  /** The frames to give back once it is sent: none where the pages are somebody else's. */
  readonly ownFrames: readonly number[];
}

/** The send queue of one socket. */
export class SocketBuffer {
  readonly #memory: Memory;
  #queue: Packet[] = [];

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Whether some of what waits lies in pages that belong to others. */
  get holdsReferences(): boolean {
    return this.#queue.some((packet) => packet.ownFrames.length === 0);
  }

  /** All that waits, in order. */
  get spans(): Span[] {
    return this.#queue.flatMap((packet) => packet.spans);
  }

  /** Makes room for bytes that will be copied in, and returns that room. */
  reserve(bytes: number): Span[] {
    const frames = this.#memory.allocate(
      pagesFor(bytes, this.#memory.pageBytes),
    );
    const spans = this.#memory.spans(frames, {
      offset: 0,
      bytes,
      place: "socket buffer",
    });
    this.#queue.push({ spans, ownFrames: frames });
    return spans;
  }

  /** Adds descriptors: no byte moves. */
  refer(spans: readonly Span[]): void {
    this.#queue.push({ spans, ownFrames: [] });
  }

  /**
   * Gives out all descriptors, so that the bytes behind them can be copied.
   *
   * @throws {Fault} If it holds bytes of its own.
   */
  drain(): Span[] {
    const spans = this.spans;
    if (this.#queue.some((packet) => packet.ownFrames.length > 0)) {
      throw new Fault(
        "the socket buffer must hold descriptors only",
        "it holds bytes of its own, which only the nic takes out",
      );
    }
    this.#queue = [];
    return spans;
  }

  /**
   * Empties the queue and gives its own frames back.
   *
   * @returns The memory that became free. [bytes]
   */
  release(): number {
    let frames = 0;
    for (const packet of this.#queue) {
      this.#memory.free(packet.ownFrames);
      frames += packet.ownFrames.length;
    }
    this.#queue = [];
    return frames * this.#memory.pageBytes;
  }
}
