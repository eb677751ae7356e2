/**
 * Solutions of the exercises of lesson 7, sendfile.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  transmit,
} from "zero-copy/machine/instruction.ts";
import { type Program, program } from "zero-copy/machine/program.ts";
import {
  type Account,
  type Script,
  tryLoop,
} from "zero-copy/machine/scripted_kernel.ts";
import type { Event } from "zero-copy/trace/event.ts";
import type {
  Obstacle,
  Source,
  Target,
} from "../../lessons/07_sendfile/ends.ts";

/** Sends a file as the list on the page wants it. */
export function sendfile(): Program {
  return program("sendfile", [
    enterKernel("sendfile"),
    dmaCopy("disk", "page cache"),
    cpuCopy("page cache", "socket buffer"),
    leaveKernel("sendfile"),
    transmit(),
  ]);
}

/**
 * Counts the mode switches that sendfile saves against an older strategy, as the textbook counts.
 *
 * @param fileBytes Size of the file. [bytes]
 * @param bufferBytes The most that one call moves. [bytes]
 * @param older The program that sendfile replaces.
 */
export function switchesSaved(
  fileBytes: number,
  bufferBytes: number,
  older: "read + write" | "mmap + write",
): number {
  const pieces = Math.ceil(fileBytes / bufferBytes);
  const olderCalls = older === "read + write" ? 2 * pieces : 1 + pieces;
  return 2 * (olderCalls - pieces);
}

/**
 * Tells from a trace whether the file was in the user buffer, or could be seen at its addresses:
 * but this one overlooks some ways.
 */
export function involvesUser(trace: readonly Event[]): boolean {
  return trace.some((event) =>
    // was: only a copy, by the CPU
    (event.kind === "copy" || event.kind === "map") &&
    event.to === "user buffer"
  );
}

/** Sends a part of a file, whatever the kernel answers, and says how that ended. */
export function sendPart(script: Script): Account {
  return tryLoop(script, (kernel, { from, bytes }) => {
    const offset = { at: from };
    while (offset.at < from + bytes) {
      const moved = kernel.sendfile(offset, from + bytes - offset.at);
      if (moved === 0) return "the file was cut";
      if (moved > 0) continue;
      if (kernel.errno !== "EAGAIN") return "the client is gone";
      kernel.poll();
    }
    return "all is sent";
  });
}

/** Names what stands in the way of sendfile from a source to a target: "none", if nothing does. */
export function obstacleTo(source: Source, target: Target): Obstacle {
  if (!source.givesPages) return "the source gives no pages";
  if (!source.seeks && !target.isPipe) return "the source cannot seek";
  return target.appends ? "the target appends" : "none";
}
