/**
 * The last resort against waiting for ever.
 *
 * Every call on a socket has a limit of its own (`connection.ts`). Should another call hang all the
 * same, no code of ours runs any more; so the kernel is asked to end the process.
 *
 * @module
 */
import type { Kernel } from "./kernel.ts";

/**
 * Has the kernel end this process after a time, as Ctrl-C would. What the lab makes has no name, so
 * it ends with the process.
 *
 * @param seconds From now on; a limit that was set before is forgotten. With 0 there is none. [s]
 * @see alarm(2)
 */
export function limitWholeRun(kernel: Kernel, seconds: number): void {
  kernel.call("alarm", seconds);
}
