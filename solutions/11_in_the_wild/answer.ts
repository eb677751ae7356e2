/**
 * Solutions of the exercises of lesson 11, in the wild.
 *
 * @module
 */
import type { Job, Range } from "zero-copy/machine/job.ts";
import { callsIn } from "../../lessons/11_in_the_wild/strace_calls.ts";
import type {
  Account,
  Call,
  Explanation,
  Saving,
  Seen,
  Sending,
  Strategy,
  Tls,
  Way,
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

/** Names the way by which a file went to a socket. */
export function wayOf(path: string, lines: readonly string[]): Way {
  const calls = callsIn(lines);
  const begin = calls.findIndex(({ args }) => args[1] === `"${path}"`);
  const file = `${calls[begin]!.result}`;
  const end = calls.findIndex(({ name, args }, i) =>
    i > begin && name === "close" && args[0] === file
  );
  const open = calls.slice(begin, end);
  const sockets = calls.filter(({ name }) => name === "accept4")
    .map(({ result }) => `${result}`);
  const puts = calls.slice(begin)
    .filter(({ args }) => sockets.includes(args[0]!))
    .filter(({ name }) => name === "write" || name === "sendto")
    .map(({ result }) => result);
  const sent = puts.reduce((sum, bytes) => sum + bytes, 0);
  for (const { name, args, result } of open) {
    const [first, second, , , fifth] = args;
    if (name === "sendfile" && second === file && result > 0) return "sendfile";
    if (name === "splice" && first === file) {
      const isOut = open.some(({ args: [, , to] }) => sockets.includes(to!));
      return isOut ? "splice" : "not sent";
    }
    if (first === file && puts.includes(result)) return "read + write";
    const isMapped = name === "mmap" && fifth === file;
    if (isMapped && sent >= Number(second)) return "mmap + write";
  }
  return "not sent";
}

/** Counts what sendfile would save. */
export function saved({ way, bytes, calls, tls }: Account): Saving {
  if (tls === "program") return { modeSwitches: 0, cpuBytes: 0 };
  const made = Object.values(calls).reduce((sum, times) => sum + times, 0);
  const [, , copies] =
    strategies[way === "sendfile" ? "sendfile + gather" : way];
  const needed = tls === "kernel" ? 1 : 0;
  return {
    modeSwitches: 2 * (made - Math.ceil(bytes / 0x7ffff000)),
    cpuBytes: Math.max(0, copies - needed) * bytes,
  };
}
