/**
 * One frame at three addresses: the kernel's, and two of a process.
 *
 * Nothing is copied here. A write at one address is read at another because both lead to the same
 * byte of physical memory.
 * Model, not Linux: the frame is shared by writing into the page table; no call such as mmap(2).
 *
 * @module
 */
import type { Mode } from "zero-copy/trace/event.ts";
import { Fault } from "zero-copy/machine/fault.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import { PageTable } from "zero-copy/machine/page_table.ts";

/** One use of the shared byte. */
export interface SharedUse {
  readonly mode: Mode;
  readonly operation: "write" | "read";
  /** The virtual address that was used. [bytes] */
  readonly address: number;
  /** Where it led. [bytes] */
  readonly physical: number;
  /** What was written or found there. */
  readonly value: number;
}

/** What came of it. */
export interface FrameSharing {
  readonly uses: readonly SharedUse[];
  /** What the machine said when user mode used the kernel's address. */
  readonly refusal: string;
}

/** The two pages of the process that mean the shared frame. */
const userPages = [3, 6] as const;

/** Where the shared byte lies in its page: so that it fits into the smallest page. [bytes] */
const offset = 0xa8;

/**
 * Writes at one address of a shared frame and reads at another, all ways round.
 *
 * @param pageBytes Size of a page. [bytes]
 */
export function shareFrame(pageBytes: number): FrameSharing {
  const memory = new Memory(2, pageBytes);
  const pageTable = new PageTable(memory);
  const [, frame] = memory.allocate(2);
  for (const page of userPages) {
    pageTable.map(page, { frame: frame!, place: "page cache" });
  }
  const [first, second] = userPages.map((page) => page * pageBytes + offset);
  const kernel = pageTable.kernelAddress(frame! * pageBytes + offset);
  const uses: SharedUse[] = [];
  const use = (mode: Mode, address: number, written?: number): void => {
    const physical = pageTable.translate(address, mode);
    const span = { address: physical, bytes: 1, place: "page cache" } as const;
    const byte = memory.view(span);
    if (written !== undefined) byte[0] = written;
    const operation = written === undefined ? "read" : "write";
    uses.push({ mode, operation, address, physical, value: byte[0]! });
  };
  use("kernel", kernel, 65);
  use("user", first!);
  use("user", first!, 66);
  use("kernel", kernel);
  use("user", second!, 67);
  use("user", first!);
  return { uses, refusal: refusalOf(() => use("user", kernel)) };
}

function refusalOf(action: () => void): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
  return "It was not refused.";
}
