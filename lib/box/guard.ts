/**
 * The guards that a system sets around a process: it ends with the one who grades, and takes no more
 * memory, files and CPU time than it may. Linux has programs for that; elsewhere it is told what is
 * not limited.
 *
 * @module
 */
import { systemLimits } from "./limits.ts";

/** What is put before a command, and what stays without limits. */
export interface Guard {
  /** A program and its arguments; nothing, if there is none. */
  readonly before: readonly string[];
  /** What is not limited, in one sentence each. */
  readonly unlimited: readonly string[];
}

const programs = [
  {
    args: ["prlimit", ...systemLimits],
    lack: "memory and open files are not limited, as there is no prlimit",
  },
  {
    args: ["setpriv", "--pdeathsig", "KILL"],
    lack: "what runs when the grader is killed goes on, as there is no setpriv",
  },
];

/** Finds out which guards this system has. */
export async function findGuard(): Promise<Guard> {
  let before: readonly string[] = [];
  const unlimited: string[] = [];
  for (const { args, lack } of programs) {
    if (await succeeds([...args, ...before, "true"])) {
      before = [...args, ...before];
    } else unlimited.push(lack);
  }
  return { before, unlimited };
}

async function succeeds([program, ...args]: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(program!, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}
