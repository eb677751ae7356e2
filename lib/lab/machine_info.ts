/**
 * The machine that was measured: figures without it are worth nothing.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";
import { readText } from "./meter.ts";
import type { ScratchFile } from "./scratch_file.ts";
import { SyscallError } from "./syscall_error.ts";

/** What a result depends on. What the kernel does not tell is `null`. */
export interface MachineInfo {
  /** The release of the kernel: "6.18.44". */
  readonly kernel: string;
  readonly processor: string;
  /** "x86_64" or "aarch64". */
  readonly architecture: string;
  readonly cpus: number;
  /** What the kernel does about faults of the processor that make its calls dearer, by their names. */
  readonly mitigations: Readonly<Record<string, string>>;
  /** Whether it runs under a hypervisor, as far as the processor says. */
  readonly isGuest: boolean | null;
  /** Whether the processor keeps the kernel from user memory. @see SMAP in lesson 1 */
  readonly hasSmap: boolean | null;
  /** When memory comes in huge pages: "always", "madvise" or "never". */
  readonly hugePages: string | null;
  /** How far the kernel reads ahead where the files were. [KiB] */
  readonly readAheadKiB: number | null;
  readonly deno: string;
  /** Where the files were: the name of the file system. */
  readonly fileSystem: string;
  /** The day of the run, in UTC: "2026-11-21". */
  readonly day: string;
}

/** The faults that a call or a page fault may pay for. @see Linux Documentation/admin-guide/hw-vuln */
const dearFaults = [
  "meltdown",
  "spectre_v1",
  "spectre_v2",
  "retbleed",
  "spec_rstack_overflow",
  "mds",
];

/** Asks the kernel about the machine. */
export function describeMachine(
  kernel: Kernel,
  file: ScratchFile,
): MachineInfo {
  const cpuInfo = read(kernel, "/proc/cpuinfo");
  const flags = /^flags\s*: (.*)$/m.exec(cpuInfo)?.[1]?.split(" ");
  const huge = read(kernel, "/sys/kernel/mm/transparent_hugepage/enabled");
  return {
    kernel: read(kernel, "/proc/sys/kernel/osrelease").trim() || "unknown",
    processor: processorIn(cpuInfo) ?? "unknown",
    architecture: Deno.build.arch,
    cpus: navigator.hardwareConcurrency,
    mitigations: mitigationsOf(kernel),
    isGuest: flags?.includes("hypervisor") ?? null,
    hasSmap: flags?.includes("smap") ?? null,
    hugePages: /\[(\w+)\]/.exec(huge)?.[1] ?? null,
    readAheadKiB: readAheadOf(kernel, file),
    deno: Deno.version.deno,
    fileSystem: file.fileSystem,
    day: new Date().toISOString().slice(0, 10),
  };
}

/** Whether the kernel takes its own page tables away while a program runs. @see Linux Documentation/arch/x86/pti.rst */
export function isolatesPageTables(
  { mitigations }: Pick<MachineInfo, "mitigations">,
): boolean | null {
  const { meltdown } = mitigations;
  return meltdown === undefined ? null : meltdown.includes("PTI");
}

/** Finds the processor, or the board that it is on: aarch64 names no processor. @see proc_cpuinfo(5) */
function processorIn(cpuInfo: string): string | undefined {
  return /^(?:model name|Model)\s*: (.*)$/m.exec(cpuInfo)?.[1];
}

function mitigationsOf(kernel: Kernel): Record<string, string> {
  const place = "/sys/devices/system/cpu/vulnerabilities";
  return Object.fromEntries(dearFaults.flatMap((name) => {
    const says = read(kernel, `${place}/${name}`).trim();
    return says === "" ? [] : [[name, says]];
  }));
}

/** Finds the device that a file is on by its mount. @see proc_pid_fdinfo(5), proc_pid_mountinfo(5) */
function readAheadOf(kernel: Kernel, { fd }: ScratchFile): number | null {
  const mount = /^mnt_id:\s*(\d+)$/m
    .exec(read(kernel, `/proc/thread-self/fdinfo/${fd}`))?.[1];
  const device = new RegExp(`^${mount} \\d+ (\\d+:\\d+) `, "m")
    .exec(read(kernel, "/proc/thread-self/mountinfo"))?.[1];
  const text = read(kernel, `/sys/class/bdi/${device}/read_ahead_kb`).trim();
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Reads a file that a container may hide: then it is empty. */
function read(kernel: Kernel, path: string): string {
  try {
    return readText(kernel, path);
  } catch (error) {
    if (error instanceof SyscallError) return "";
    throw error;
  }
}
