/**
 * Which CPU a thread runs on: a sender that shares one with its receiver waits for it, and a thread
 * that is moved begins with a cold cache.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";
import { readText } from "./meter.ts";
import { SyscallError } from "./syscall_error.ts";

/** CPUs as the kernel names them: a bit for each, the lowest first. */
export type CpuMask = Uint8Array<ArrayBuffer>;

/** The size of a mask: for more CPUs than Linux can be built for. [bytes] */
const maskBytes = 2 ** 10;

/** The CPUs that this thread may run on. @see sched_setaffinity(2) */
export function usableCpus(kernel: Kernel): CpuMask {
  const mask = new Uint8Array(maskBytes);
  kernel.call("sched_getaffinity", 0, BigInt(maskBytes), mask);
  return mask;
}

/** Lets this thread run on these CPUs only. @see sched_setaffinity(2) */
export function runOn(kernel: Kernel, cpus: CpuMask): void {
  kernel.call("sched_setaffinity", 0, BigInt(cpus.length), cpus);
}

/** A mask of one CPU. */
export function maskOf(cpu: number): CpuMask {
  const mask = new Uint8Array(maskBytes);
  mask[cpu >> 3] = 1 << (cpu & 7);
  return mask;
}

/** The CPUs in a mask, by number. */
export function cpusIn(mask: CpuMask): number[] {
  return [...mask].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & 1 << bit)
      .map((bit) => 8 * at + bit)
  );
}

/**
 * Keeps this thread on one CPU until the stack ends, and chooses one of another core for the thread
 * at the other end, if there are two.
 *
 * @returns The other's CPU; nothing if there is only one, or the kernel refuses.
 */
export function keepApart(
  kernel: Kernel,
  stack: DisposableStack,
): number | undefined {
  try {
    const before = usableCpus(kernel);
    const [own, ...others] = cpusIn(before);
    if (own === undefined || others[0] === undefined) return undefined;
    runOn(kernel, maskOf(own));
    stack.defer(() => runOn(kernel, before));
    const siblings = siblingsOf(kernel, own);
    return others.find((cpu) => !siblings.includes(cpu)) ?? others[0];
  } catch (error) {
    if (error instanceof SyscallError) return undefined;
    throw error;
  }
}

/** The CPUs of the same core: "0-1" or "0,4". @see Linux Documentation/admin-guide/cputopology.rst */
function siblingsOf(kernel: Kernel, cpu: number): number[] {
  try {
    const place = `/sys/devices/system/cpu/cpu${cpu}/topology`;
    return readText(kernel, `${place}/thread_siblings_list`).trim().split(",")
      .flatMap((range) => {
        const [first, last = first] = range.split("-").map(Number);
        const count = last! - first! + 1;
        return Array.from({ length: count }, (_, i) => first! + i);
      });
  } catch (error) {
    if (error instanceof SyscallError) return [];
    throw error;
  }
}
