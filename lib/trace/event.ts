/**
 * What can happen on the machine: the vocabulary of every trace.
 *
 * An event is a fact about the past: it is never changed, and it carries the step and the piece
 * of the program that caused it. Only `lib/machine` writes events; all others read them.
 *
 * @module
 */

/** Where bytes can be. The disk and the NIC are devices; the other four are memory. */
export type Place =
  | "disk"
  | "page cache"
  | "user buffer"
  | "socket buffer"
  | "pipe"
  | "nic";

/** A place that is a device: only a DMA engine moves its bytes. */
export type Device = "disk" | "nic";

/** The privilege level of the CPU. */
export type Mode = "user" | "kernel";

/** One thing that happened, without its position in the program. */
export type Happening =
  /** The CPU crosses between user and kernel mode for a system call. */
  | { readonly kind: "mode switch"; readonly to: Mode; readonly call: string }
  /** The CPU hands a transfer to the DMA engine. */
  | {
    readonly kind: "dma request";
    readonly from: Place;
    readonly to: Place;
    readonly bytes: number;
  }
  /** The DMA engine asks a device for bytes. */
  | {
    readonly kind: "device request";
    readonly device: Device;
    readonly bytes: number;
  }
  /** The device has the bytes in its own buffer and tells the DMA engine. */
  | {
    readonly kind: "device ready";
    readonly device: Device;
    readonly bytes: number;
  }
  /** Bytes move. `through` names a place whose addresses led to `from`: a mapping. */
  | {
    readonly kind: "copy";
    readonly by: "CPU" | "DMA";
    readonly from: Place;
    readonly to: Place;
    readonly bytes: number;
    readonly through?: Place;
  }
  /** A device tells the CPU that it is done. */
  | { readonly kind: "interrupt"; readonly device: Device }
  /** Pages of one place appear at addresses of another. */
  | {
    readonly kind: "map";
    readonly from: Place;
    readonly to: Place;
    readonly pages: number;
    /** Whether the pages can be used; if not, the first use of each is a page fault. */
    readonly isPresent: boolean;
  }
  /** Pages are no longer seen at their addresses. */
  | { readonly kind: "unmap"; readonly place: Place; readonly pages: number }
  /** Descriptors (page, offset, length) move; bytes stay where they are. */
  | {
    readonly kind: "pass";
    readonly from: Place;
    readonly to: Place;
    readonly descriptors: number;
    readonly bytes: number;
  }
  /** The address in `page` has no frame; `pages` get one. Major: the bytes must come from the disk. */
  | {
    readonly kind: "page fault";
    readonly mode: Mode;
    readonly page: number;
    readonly pages: number;
    readonly isMajor: boolean;
  }
  /** The CPU leaves one task and goes on with another. */
  | {
    readonly kind: "context switch";
    readonly from: string;
    readonly to: string;
  }
  /** A place takes memory for bytes in transit. */
  | { readonly kind: "allocate"; readonly place: Place; readonly bytes: number }
  /** A place gives that memory back. */
  | { readonly kind: "free"; readonly place: Place; readonly bytes: number };

/**
 * One thing that happened, with its position in the program.
 *
 * `step` is the number of the instruction [from 1; 0 is before the program], `round` the number
 * of the piece it worked on [from 1; 0 where an instruction runs once].
 */
export type Event = Happening & {
  readonly step: number;
  readonly round: number;
};
