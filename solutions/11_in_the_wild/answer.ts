/**
 * Solutions of the exercises of lesson 11, in the wild.
 *
 * @module
 */
import type { Job, Range } from "zero-copy/machine/job.ts";
import type {
  Call,
  Explanation,
  Seen,
  Sending,
  Strategy,
  Tls,
} from "../../exercises/11_in_the_wild/types.ts";

/** Of each strategy: calls that are made once, calls for each piece, copies of each byte. */
const strategies: Record<
  Strategy,
  [once: number, each: number, copies: number]
> = {
  "read + write": [1, 2, 2],
  "mmap + write": [2, 1, 1],
  "sendfile": [0, 1, 1],
  "sendfile + gather": [0, 1, 0],
  "splice": [1, 2, 0],
};

/** Counts the mode switches of a strategy on Linux. */
export function switchesOnLinux(strategy: Strategy, job: Job): number {
  const [once, each] = strategies[strategy];
  const most = strategy === "splice" ? 16 * job.pageBytes : 0x7ffff000;
  const pieces = Math.ceil(job.fileBytes / Math.min(job.bufferBytes, most));
  // There is nothing to unmap.
  const isRefused = strategy === "mmap + write" && pieces === 0;
  return 2 * (isRefused ? 1 : once + each * pieces);
}

/** Counts the page faults of using ranges of a mapped file, one after the other. */
export function pageFaults(
  ranges: readonly Range[],
  pageBytes: number,
): number {
  const groups = new Set<number>();
  for (const { position, bytes } of ranges) {
    const last = Math.floor((position + bytes - 1) / (16 * pageBytes));
    let group = Math.floor(position / (16 * pageBytes));
    while (group <= last) groups.add(group++);
  }
  return groups.size;
}

/** Computes the bytes that the sender's CPU copies or encrypts. [bytes] */
export function touchedBytes(call: Call, tls: Tls, job: Job): number {
  const bytes = job.fileBytes;
  if (tls === "program") return (call === "mmap + write" ? 2 : 3) * bytes;
  if (call === "read + write") return 2 * bytes;
  const once = call === "mmap + write" || tls === "kernel" || tls === "nic";
  return once || tls === "nobody" && job.nic !== "gather" ? bytes : 0;
}

/** Finds a strategy, as Linux does it, and a size of its pieces, that give exactly what was seen. */
export function diagnose(seen: Seen): Explanation {
  const { systemCalls, cpuBytes, dmaBytes, pageFaults } = seen;
  for (const strategy of Object.keys(strategies) as Strategy[]) {
    const [once, each, copies] = strategies[strategy];
    const pieces = (systemCalls - once) / each;
    const bufferBytes = Math.ceil(dmaBytes / pieces);
    const explains = copies * dmaBytes === cpuBytes &&
      (strategy === "mmap + write") === (pageFaults > 0) &&
      Math.ceil(dmaBytes / bufferBytes) === pieces;
    if (explains) return { strategy, bufferBytes };
  }
  throw new Error("No strategy gives these numbers.");
}

/** Names the system calls that Linux sees for a piece, each once, in order. */
export function callsBehind(sending: Sending): string[] {
  const { asks, on, from, to, tls } = sending;
  const isCopied = tls === "program" || from === "file in another reader" ||
    asks === "Deno.serve";
  if (isCopied) return ["read", "write"];
  if (from === "socket" || on === "io_uring") return ["splice"];
  if (on.endsWith("JDK 25")) {
    return to === "file"
      ? ["copy_file_range"]
      : ["copy_file_range", "sendfile"];
  }
  const ranges = asks === "Deno.copyFile" ||
    asks === "io.Copy" && to === "file";
  return ranges ? ["copy_file_range"] : ["sendfile"];
}
