/**
 * Instructions: one for each step of a textbook, as data.
 *
 * An instruction says what to do, never what it costs. `say` puts it into words, the same words in
 * the numbered list, in a diagram and in the message of a fault.
 * Model, not Linux: each names one whole movement; Linux needs thousands of machine instructions.
 *
 * @module
 */
import type { Place } from "../trace/event.ts";

/** One step of a program. */
export type Instruction =
  | { readonly op: "enter kernel"; readonly call: string }
  | { readonly op: "leave kernel"; readonly call: string }
  | { readonly op: "copy by DMA"; readonly from: Place; readonly to: Place }
  | { readonly op: "copy by CPU"; readonly from: Place; readonly to: Place }
  | { readonly op: "map pages"; readonly from: Place; readonly to: Place }
  | { readonly op: "pass pages"; readonly from: Place; readonly to: Place }
  | { readonly op: "copy references" }
  | { readonly op: "reserve addresses" }
  | { readonly op: "touch pages" }
  | { readonly op: "unmap pages" }
  | { readonly op: "open pipe"; readonly slots: number }
  | { readonly op: "transmit" };

/** Enters the kernel for a system call: one mode switch. */
export function enterKernel(call: string): Instruction {
  return { op: "enter kernel", call };
}

/** Returns from a system call: one mode switch. */
export function leaveKernel(call: string): Instruction {
  return { op: "leave kernel", call };
}

/**
 * Lets a DMA engine move bytes between a device and memory; the CPU only asks and is told.
 * From the disk, only those pages move that the page cache does not hold yet.
 */
export function dmaCopy(from: Place, to: Place): Instruction {
  return { op: "copy by DMA", from, to };
}

/** Moves bytes from memory to memory, through the registers of the CPU. */
export function cpuCopy(from: Place, to: Place): Instruction {
  return { op: "copy by CPU", from, to };
}

/** Lets the user buffer's addresses mean the pages of the page cache. @see mmap(2) */
export function mapPages(from: Place, to: Place): Instruction {
  return { op: "map pages", from, to };
}

/** Hands on descriptors (page, offset, length) in place of bytes. */
export function passPages(from: Place, to: Place): Instruction {
  return { op: "pass pages", from, to };
}

/**
 * Copies into the socket buffer the pages that it only refers to, by CPU. The kernel does so before
 * a NIC sends that cannot gather or adds no checksums.
 */
export function copyReferences(): Instruction {
  return { op: "copy references" };
}

/** Sets addresses aside for the file, with no page behind them: what mmap(2) does on Linux. */
export function reserveAddresses(): Instruction {
  return { op: "reserve addresses" };
}

/** Uses the mapped addresses of the next piece, so that each absent page faults. */
export function touchPages(): Instruction {
  return { op: "touch pages" };
}

/** Ends the mapping. @see munmap(2) */
export function unmapPages(): Instruction {
  return { op: "unmap pages" };
}

/** Makes a pipe with room for some pages. @see pipe(2) */
export function openPipe(slots: number): Instruction {
  return { op: "open pipe", slots };
}

/** Lets the NIC send what waits, by DMA, while the program goes on. */
export function transmit(): Instruction {
  return { op: "transmit" };
}

/** What an instruction names beside what it does. */
export type Operand = "call" | "from" | "to" | "slots";

/** What each instruction names, in the order in which it is said. */
export const operands: Readonly<
  Record<Instruction["op"], readonly Operand[]>
> = {
  "enter kernel": ["call"],
  "leave kernel": ["call"],
  "copy by DMA": ["from", "to"],
  "copy by CPU": ["from", "to"],
  "map pages": ["from", "to"],
  "pass pages": ["from", "to"],
  "copy references": [],
  "reserve addresses": [],
  "touch pages": [],
  "unmap pages": [],
  "open pipe": ["slots"],
  "transmit": [],
};

/** Whether a value has the shape of an instruction. Whether there are such places, the machine says. */
export function isInstruction(value: unknown): value is Instruction {
  if (typeof value !== "object" || value === null) return false;
  const { op, ...given } = value as Readonly<Record<string, unknown>>;
  return typeof op === "string" && Object.hasOwn(operands, op) &&
    operands[op as Instruction["op"]].every((name) =>
      name === "slots"
        ? typeof given[name] === "number"
        : typeof given[name] === "string"
    );
}

/** Puts an instruction into words: "copy disk → page cache by DMA". */
export function say(instruction: Instruction): string {
  switch (instruction.op) {
    case "enter kernel":
      return `enter the kernel for ${instruction.call}()`;
    case "leave kernel":
      return `return from ${instruction.call}()`;
    case "copy by DMA":
      return `copy ${instruction.from} → ${instruction.to} by DMA`;
    case "copy by CPU":
      return `copy ${instruction.from} → ${instruction.to} by CPU`;
    case "map pages":
      return `map pages of the ${instruction.from} into the ${instruction.to}`;
    case "pass pages":
      return `pass pages ${instruction.from} → ${instruction.to}`;
    case "copy references":
      return "copy referenced pages → socket buffer by CPU";
    case "reserve addresses":
      return "reserve addresses for the file";
    case "touch pages":
      return "touch the mapped pages";
    case "unmap pages":
      return "unmap the pages";
    case "open pipe":
      return `open a pipe of ${instruction.slots} pages`;
    case "transmit":
      return "transmit the socket buffer";
  }
}
