/**
 * What something takes, by the accounts that the kernel keeps of this thread.
 *
 * @module
 */
import { O_CLOEXEC } from "./constants.ts";
import { type CallCounts, cString, type Kernel } from "./kernel.ts";
import type { CallName } from "./libc.ts";
import { median } from "./median.ts";
import { addressOf } from "./struct.ts";
import { SyscallError } from "./syscall_error.ts";

/** What something took: differences of two readings. */
export interface ThreadUsage {
  /** CPU time of this thread, in user and kernel mode. [ns] @see clock_gettime(2) */
  readonly cpuNs: number;
  /** Time by the clock on the wall. [ns] */
  readonly elapsedNs: number;
  /** System calls of a strategy, by name. `close` is left out: it is no part of sending. */
  readonly calls: Readonly<Partial<Record<CallName, number>>>;
  /** Page faults that found the page in memory. @see getrusage(2), ru_minflt */
  readonly minorFaults: number;
  /** Page faults that waited for the disk. @see getrusage(2), ru_majflt */
  readonly majorFaults: number;
  /** Context switches because the thread had to wait. @see getrusage(2), ru_nvcsw */
  readonly voluntarySwitches: number;
  /** Context switches because another thread had its turn. @see getrusage(2), ru_nivcsw */
  readonly involuntarySwitches: number;
  /** Read from disks for this thread. [bytes] @see getrusage(2), ru_inblock */
  readonly diskBytes: number;
  /** Read from disks for this process, if that can be known. [bytes] @see proc(5), read_bytes */
  readonly processDiskBytes: number | null;
}

/** Calls that a strategy can make. */
const countedCalls = [
  "read",
  "pread",
  "write",
  "writev",
  "mmap",
  "munmap",
  "sendfile",
  "splice",
  "vmsplice",
  "tee",
  "pipe2",
  "copy_file_range",
  "send",
  "recvmsg",
] as const satisfies readonly CallName[];

/** @see getrusage(2), clock_gettime(2) */
const RUSAGE_THREAD = 1;
const CLOCK_MONOTONIC = 1;
const CLOCK_THREAD_CPUTIME_ID = 3;

/** The size of what ru_inblock counts, on every disk. [bytes] */
const blockBytes = 512;

/** The counts of `struct rusage` that are used. */
type Accounts = Pick<
  ThreadUsage,
  | "minorFaults"
  | "majorFaults"
  | "voluntarySwitches"
  | "involuntarySwitches"
  | "diskBytes"
>;

/** Measures one thread: the one that makes the kernel's calls. */
export class Meter {
  readonly #kernel: Kernel;
  /** Made once: what is made between two readings could be a page fault of our own. */
  readonly #rusage = new BigInt64Array(18);
  readonly #timespec = new BigInt64Array(2);

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Does something, and says what it took. */
  measure(act: () => void): ThreadUsage {
    const processBefore = this.#processDiskBytes();
    const callsBefore = this.#kernel.calls;
    const accountsBefore = this.#accounts();
    const elapsedBefore = this.#clock(CLOCK_MONOTONIC);
    const cpuBefore = this.#clock(CLOCK_THREAD_CPUTIME_ID);
    act();
    const cpuNs = this.#clock(CLOCK_THREAD_CPUTIME_ID) - cpuBefore;
    const elapsedNs = this.#clock(CLOCK_MONOTONIC) - elapsedBefore;
    const accounts = this.#accounts();
    const calls = callsSince(callsBefore, this.#kernel.calls);
    const processAfter = this.#processDiskBytes();
    return {
      cpuNs,
      elapsedNs,
      calls,
      minorFaults: accounts.minorFaults - accountsBefore.minorFaults,
      majorFaults: accounts.majorFaults - accountsBefore.majorFaults,
      voluntarySwitches: accounts.voluntarySwitches -
        accountsBefore.voluntarySwitches,
      involuntarySwitches: accounts.involuntarySwitches -
        accountsBefore.involuntarySwitches,
      diskBytes: accounts.diskBytes - accountsBefore.diskBytes,
      processDiskBytes: processBefore === null || processAfter === null
        ? null
        : processAfter - processBefore,
    };
  }

  /** @returns [ns] */
  #clock(clock: number): number {
    const timespec = this.#timespec;
    this.#kernel
      .call("clock_gettime", clock, new Uint8Array(timespec.buffer));
    return Number(timespec[0]! * 1_000_000_000n + timespec[1]!);
  }

  #accounts(): Accounts {
    const rusage = this.#rusage;
    this.#kernel
      .call("getrusage", RUSAGE_THREAD, new Uint8Array(rusage.buffer));
    return {
      minorFaults: Number(rusage[8]),
      majorFaults: Number(rusage[9]),
      diskBytes: Number(rusage[11]) * blockBytes,
      voluntarySwitches: Number(rusage[16]),
      involuntarySwitches: Number(rusage[17]),
    };
  }

  /** Not every system lets a process read its own account. */
  #processDiskBytes(): number | null {
    try {
      const text = readText(this.#kernel, "/proc/self/io");
      const bytes = /^read_bytes: (\d+)$/m.exec(text)?.[1];
      return bytes === undefined ? null : Number(bytes);
    } catch (error) {
      if (error instanceof SyscallError) return null;
      throw error;
    }
  }
}

/**
 * The median of each figure; of page faults the least, as the runtime has faults of its own in some
 * runs, where it takes memory for what each call makes. The calls of all runs are the same, or
 * nearly: those of the first.
 */
export function medianUsage(usages: readonly ThreadUsage[]): ThreadUsage {
  const all = (figure: Exclude<keyof ThreadUsage, "calls">): number[] =>
    usages.map((usage) => usage[figure] ?? 0);
  const of = (figure: Exclude<keyof ThreadUsage, "calls">): number =>
    median(all(figure));
  return {
    cpuNs: of("cpuNs"),
    elapsedNs: of("elapsedNs"),
    calls: usages[0]?.calls ?? {},
    minorFaults: Math.min(...all("minorFaults")),
    majorFaults: Math.min(...all("majorFaults")),
    voluntarySwitches: of("voluntarySwitches"),
    involuntarySwitches: of("involuntarySwitches"),
    diskBytes: of("diskBytes"),
    processDiskBytes: usages[0]?.processDiskBytes === null
      ? null
      : of("processDiskBytes"),
  };
}

/** Reads the beginning of a small file: its first 4 KiB. */
export function readText(kernel: Kernel, path: string): string {
  const bytes = new Uint8Array(4096);
  const fd = kernel.call("open", cString(path), O_CLOEXEC, 0);
  try {
    const length = kernel.read(fd, addressOf(bytes), bytes.length);
    return new TextDecoder().decode(bytes.subarray(0, length));
  } finally {
    kernel.call("close", fd);
  }
}

function callsSince(
  before: CallCounts,
  after: CallCounts,
): ThreadUsage["calls"] {
  return Object.fromEntries(
    countedCalls.flatMap((name) => {
      const calls = after[name] - before[name];
      return calls === 0 ? [] : [[name, calls]];
    }),
  );
}
