/**
 * Whether this process may open as many files as the lab needs: where it may not, a thread cannot
 * even start, and cannot say so.
 *
 * @module
 */
import { O_CLOEXEC } from "./constants.ts";
import { cString, type Kernel } from "./kernel.ts";
import { SyscallError } from "./syscall_error.ts";

/**
 * What the lab has open at the most, besides what is open when it begins: its files, pipes, sockets
 * and namespaces, and what Deno opens for a thread.
 */
export const mostDescriptors = 26;

/**
 * Says why the lab cannot open what it needs, or nothing if it can, by opening as much.
 *
 * @returns A sentence without its full stop.
 */
export function descriptorObstacle(kernel: Kernel): string | undefined {
  using stack = new DisposableStack();
  try {
    for (let i = 0; i < mostDescriptors; i++) {
      const fd = kernel.call("open", cString("/dev/null"), O_CLOEXEC, 0);
      stack.defer(() => kernel.call("close", fd));
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    return `The lab must have ${mostDescriptors} more files open, and ` +
      `may not: ${error.code} (${error.words})`;
  }
}
