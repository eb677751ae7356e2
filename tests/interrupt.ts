/**
 * Ends of a program in the middle of its work: at each of its changes of the disk.
 *
 * @module
 */
import { assertStringIncludes } from "@std/assert";

/** How something ends: it is killed, or the disk is full in the middle of a file. */
export const ends = ["killed", "full"] as const;

export type End = typeof ends[number];

const changing = [
  "mkdirSync",
  "removeSync",
  "renameSync",
  "writeFileSync",
  "writeTextFileSync",
] as const;

/**
 * Does something that ends at its k-th change of the disk. [from 1]
 *
 * @returns Whether it had so many.
 */
export async function interrupt(
  k: number,
  end: End,
  act: () => unknown,
): Promise<boolean> {
  const before = Object.fromEntries(changing.map((name) => [name, Deno[name]]));
  let count = 0;
  const failing = changing.map((name) => [name, (...args: unknown[]) => {
    count += 1;
    const isNow = end === "killed" ? count >= k : count === k;
    const change = before[name] as (...args: unknown[]) => void;
    if (!isNow) return change(...args);
    if (end === "full" && args[1] instanceof Uint8Array) {
      const [place, bytes, ...rest] = args as [unknown, Uint8Array];
      change(place, bytes.subarray(0, bytes.length / 2), ...rest);
    }
    throw new Error("No space left on device (os error 28)");
  }]);
  Object.assign(Deno, Object.fromEntries(failing));
  try {
    await act();
  } catch (error) {
    assertStringIncludes(String(error), "No space left");
  } finally {
    Object.assign(Deno, before);
  }
  return count >= k;
}
