/**
 * The DMA engine: moves bytes between devices and memory while the CPU does something else.
 *
 * It knows physical memory only. The CPU tells it where; the device tells it when; it tells the
 * CPU that it is done, by an interrupt.
 * Model, not Linux: one engine for disk and NIC; a transfer is over before the next instruction.
 *
 * @module
 */
import type { Place } from "../trace/event.ts";
import type { Range } from "./job.ts";
import { type Span, spanBytes } from "./memory.ts";
import type { Nic } from "./nic.ts";
import type { Emit, Places } from "./places.ts";

/** The engine of one machine, between its disk, its memory and its NIC. */
export class DmaEngine {
  readonly #file: Uint8Array;
  readonly #places: Places;
  readonly #nic: Nic;
  readonly #emit: Emit;

  /** @param file The bytes on the disk. */
  constructor(file: Uint8Array, places: Places, { nic, emit }: {
    nic: Nic;
    emit: Emit;
  }) {
    this.#file = file;
    this.#places = places;
    this.#nic = nic;
    this.#emit = emit;
  }

  /** Reads a range of the file: for the page cache, only the pages that it does not hold. */
  read(to: "page cache" | "user buffer", range: Range): void {
    const { pageCache } = this.#places;
    const pieces = to === "user buffer"
      ? [range]
      : pageCache.rangesOf(pageCache.missing(range));
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    if (bytes === 0) return;
    this.#emit({ kind: "dma request", from: "disk", to, bytes });
    this.#emit({ kind: "device request", device: "disk", bytes });
    this.#emit({ kind: "device ready", device: "disk", bytes });
    for (const piece of pieces) this.fill(to, piece);
    this.#emit({ kind: "copy", by: "DMA", from: "disk", to, bytes });
    this.#emit({ kind: "interrupt", device: "disk" });
  }

  /** Writes a piece of the file into memory: the device does this. */
  fill(to: Place, piece: Range): void {
    let position = piece.position;
    for (const span of this.#places.room(to, piece)) {
      const bytes = this.#file.subarray(position, position + span.bytes);
      this.#places.memory.view(span).set(bytes);
      position += span.bytes;
    }
  }

  /**
   * Sends what waits in the socket buffer, and empties it.
   *
   * @throws {Fault} If it would have to read pages elsewhere for a NIC that lacks an ability.
   */
  send(): void {
    const { socketBuffer, memory } = this.#places;
    if (socketBuffer.references.length > 0) this.#nic.requireAbilities();
    const source = socketBuffer.spans;
    const bytes = spanBytes(source);
    if (bytes === 0) return;
    this.#emit({
      kind: "dma request",
      from: "socket buffer",
      to: "nic",
      bytes,
    });
    for (const span of source) this.#nic.send(memory.view(span));
    emitCopy(this.#emit, "DMA", { named: "socket buffer", source, to: "nic" });
    this.#emit({ kind: "interrupt", device: "nic" });
    this.#places.hold("free", "socket buffer", socketBuffer.release());
  }
}

/** Writes down a copy: where the bytes really were, and through which place they were found. */
export function emitCopy(
  emit: Emit,
  by: "CPU" | "DMA",
  { named, source, to }: { named: Place; source: readonly Span[]; to: Place },
): void {
  const from = source[0]!.place;
  const bytes = spanBytes(source);
  const through = from === named ? {} : { through: named };
  emit({ kind: "copy", by, from, to, bytes, ...through });
}
