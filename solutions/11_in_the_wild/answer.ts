/**
 * Solutions of the exercises of lesson 11, in the wild.
 *
 * @module
 */
import type { Job, Range } from "zero-copy/machine/job.ts";
import type { Counts } from "zero-copy/trace/count.ts";

/** What was seen of a server that sent one file out of the page cache. */
type Seen = Pick<
  Counts,
  "systemCalls" | "cpuBytes" | "dmaBytes" | "pageFaults"
>;

/** Calls that are made once, and calls for each piece. Others make one for each piece. */
const calls: Record<string, [once: number, each: number]> = {
  "read + write": [1, 2],
  "mmap + write": [2, 1],
  "splice": [1, 2],
};

/** Counts the mode switches of a strategy on Linux: of "read + write", "splice" and so on. */
export function switchesOnLinux(strategy: string, job: Job): number {
  const [once, each] = calls[strategy] ?? [0, 1];
  const most = strategy === "splice" ? 16 * job.pageBytes : 0x7ffff000;
  const pieces = Math.ceil(job.fileBytes / Math.min(job.bufferBytes, most));
  return 2 * (once + each * pieces);
}

/** Counts the page faults of using ranges of a mapped file, one after the other. */
export function pageFaults(ranges: Range[], pageBytes: number): number {
  const groups = new Set<number>();
  for (const { position, bytes } of ranges) {
    const last = Math.floor((position + bytes - 1) / (16 * pageBytes));
    let group = Math.floor(position / (16 * pageBytes));
    while (group <= last) groups.add(group++);
  }
  return groups.size;
}

/** Computes the bytes that the sender's CPU copies or encrypts. README.md lists the words. [bytes] */
export function touchedBytes(call: string, tls: string, job: Job): number {
  const bytes = job.fileBytes;
  if (tls === "program") return (call === "mmap + write" ? 2 : 3) * bytes;
  if (call === "read + write") return 2 * bytes;
  const once = call === "mmap + write" || tls === "kernel" || tls === "nic";
  return once || tls === "nobody" && job.nic !== "gather" ? bytes : 0;
}

/** Finds a strategy, as Linux does it, and a size of its pieces, that give exactly what was seen. */
export function diagnose(
  seen: Seen,
): { strategy: string; bufferBytes: number } {
  const byCopies = ["sendfile + gather", "sendfile", "read + write"];
  const copies = seen.cpuBytes / seen.dmaBytes;
  const strategy = seen.pageFaults > 0 ? "mmap + write" : byCopies[copies]!;
  const [once, each] = calls[strategy] ?? [0, 1];
  const pieces = (seen.systemCalls - once) / each;
  return { strategy, bufferBytes: Math.ceil(seen.dmaBytes / pieces) };
}
