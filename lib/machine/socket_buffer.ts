/**
 * The socket buffer: what waits to be sent, either bytes in frames of its own or descriptors of
 * pages that belong to others.
 *
 * Model, not Linux: no headers, no limit, nothing is kept for retransmission.
 *
 * @module
 */
import { type Memory, type Span, spanBytes } from "./memory.ts";
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

  /** What waits in pages that belong to others. */
  get references(): Span[] {
    return this.#queue.filter(({ ownFrames }) => ownFrames.length === 0)
      .flatMap(({ spans }) => spans);
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
   * Replaces descriptors by copies of what they describe.
   *
   * @returns The memory it took for this. [bytes]
   */
  makeOwn(): number {
    const packets = this.#queue;
    this.#queue = [];
    let frames = 0;
    for (const packet of packets) {
      if (packet.ownFrames.length > 0) {
        this.#queue.push(packet);
        continue;
      }
      this.#memory.copySpans(
        packet.spans,
        this.reserve(spanBytes(packet.spans)),
      );
      frames += this.#queue.at(-1)!.ownFrames.length;
    }
    return frames * this.#memory.pageBytes;
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
