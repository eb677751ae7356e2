/**
 * The machine that was measured: figures without it are worth nothing.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";
import { readText } from "./meter.ts";
import type { ScratchFile } from "./scratch_file.ts";
import { SyscallError } from "./syscall_error.ts";

/** What a result depends on. */
export interface MachineInfo {
  /** The release of the kernel: "6.18.44". */
  readonly kernel: string;
  readonly processor: string;
  /** "x86_64" or "aarch64". */
  readonly architecture: string;
  readonly cpus: number;
  readonly deno: string;
  /** Where the files were: the name of the file system. */
  readonly fileSystem: string;
  /** The day of the run, in UTC: "2026-11-21". */
  readonly day: string;
}

/** Asks the kernel about the machine. */
export function describeMachine(
  kernel: Kernel,
  file: ScratchFile,
): MachineInfo {
  const cpuInfo = read(kernel, "/proc/cpuinfo");
  return {
    kernel: read(kernel, "/proc/sys/kernel/osrelease").trim() || "unknown",
    processor: processorIn(cpuInfo) ?? "unknown",
    architecture: Deno.build.arch,
    cpus: navigator.hardwareConcurrency,
    deno: Deno.version.deno,
    fileSystem: file.fileSystem,
    day: new Date().toISOString().slice(0, 10),
  };
}

/** Finds the processor, or the board that it is on: aarch64 names no processor. @see proc_cpuinfo(5) */
function processorIn(cpuInfo: string): string | undefined {
  return /^(?:model name|Model)\s*: (.*)$/m.exec(cpuInfo)?.[1];
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
