/**
 * The command that starts a process of the box: what it may read is the box, and one submission.
 *
 * @module
 */
import { offlineEnv } from "../grade/closed_off.ts";
import type { Guard } from "./guard.ts";
import { mostHeap } from "./limits.ts";
import type { BoxPlace, Slot } from "./place.ts";

/** No text becomes code: so whatever imports something stands in a file, where it was looked for. */
const engineFlags = [
  `--max-old-space-size=${mostHeap}`,
  "--disallow-code-generation-from-strings",
  // Two processes have the machine: helpers of each would be in the way of the other.
  "--single-threaded",
];

const flags = [
  "--quiet",
  "--no-config",
  "--no-lock",
  "--no-npm",
  "--no-remote",
  "--no-check",
  "--no-prompt",
  // Each submission is another: what is compiled is of no use to the next.
  "--no-code-cache",
  `--v8-flags=${engineFlags}`,
];

/** Makes the command for a place that holds a submission. */
export function commandIn(
  place: Pick<BoxPlace, "path" | "program">,
  { path, map }: Slot,
  { before }: Guard,
): Deno.Command {
  const [program, ...args] = [
    ...before,
    Deno.execPath(),
    "run",
    ...flags,
    `--import-map=${map}`,
    // From where it runs: no flag takes a path with a comma in it.
    "--allow-read=.,../lib,../lessons",
    place.program,
  ];
  return new Deno.Command(program!, {
    args,
    cwd: path,
    clearEnv: true,
    env: {
      ...offlineEnv,
      // What it keeps of compiled code goes with the box.
      DENO_DIR: `${place.path}/cache`,
      DENO_NO_UPDATE_CHECK: "1",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  });
}
