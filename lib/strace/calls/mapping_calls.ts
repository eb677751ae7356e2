/**
 * Calls that map files into a process's memory.
 *
 * @module
 */
import { nextArgument, numberAt } from "../log/hot_arguments.ts";
import type { Handler, Handlers } from "./scene.ts";
import { openFileAt } from "./scene.ts";

const mmap: Handler = ({ args, result, errno }, task, scene) => {
  if (errno !== undefined || args.includes("MAP_ANON")) return;
  const length = nextArgument(args, 0);
  let at = length;
  for (let skipped = 0; skipped < 3; skipped++) at = nextArgument(args, at);
  const file = openFileAt({ task, scene }, args, at);
  if (file?.kind !== "file") return;
  const { held, mappings } = task.memory;
  if (/PROT_EXEC|MAP_DENYWRITE/.test(args) || isLibrary(file.name)) {
    held.forget(held.of(file));
    mappings.forget(file);
  } else if (!args.includes("PROT_WRITE") || args.includes("MAP_PRIVATE")) {
    mappings.map({
      file,
      thread: task.thread,
      address: result,
      length: numberAt(args, length),
    });
  }
};

/** What every program maps as it starts, and sends nothing of. */
function isLibrary(path: string): boolean {
  return path.startsWith("/etc/ld.so") || /^\/(?:usr\/)?lib\d*\//.test(path);
}

const munmap: Handler = ({ args, name }, task) => {
  const { mappings } = task.memory;
  const mapping = mappings.size === 0
    ? undefined
    : mappings.unmap(numberAt(args, 0));
  const account = mapping?.file.feeds;
  if (mapping?.target === undefined || account?.isOver !== false) return;
  account.count(name);
  account.note("mapped for it");
};

/** The handlers of this family. */
export const mappingCalls: Handlers = {
  mmap,
  mmap2: mmap,
  munmap,
};
