/**
 * What a pipe holds: 16 pages, but only two where a user has so many pipes that the kernel saves.
 *
 * @see pipe(7), "/proc/sys/fs/pipe-user-pages-soft"
 * @module
 */
import type { Kernel } from "./kernel.ts";
import { SyscallError } from "./syscall_error.ts";

/** @see fcntl(2) */
const F_GETPIPE_SZ = 1032;

/** Asks what a pipe holds that is made now. @returns [bytes], or nothing if none can be made. */
export function pipeBytesOf(kernel: Kernel): number | null {
  try {
    using stack = new DisposableStack();
    const { readEnd } = stack
      .adopt(kernel.pipe(), (pipe) => kernel.closePipe(pipe));
    return kernel.call("fcntl", readEnd, F_GETPIPE_SZ, 0);
  } catch (error) {
    if (error instanceof SyscallError) return null;
    throw error;
  }
}
