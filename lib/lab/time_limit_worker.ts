/**
 * The thread that waits for the end of the time.
 *
 * @module
 */
/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
import { openLibc } from "./libc.ts";
import type { LimitOrder } from "./time_limit.ts";

const libc = openLibc();
let kept = "";

self.onmessage = ({ data }: MessageEvent<LimitOrder>): void => {
  const { seconds, found } = data;
  if (found !== undefined) kept = found;
  if (seconds !== undefined) setTimeout(() => end(seconds), seconds * 1000);
};

/** Neither the other thread nor anything of the runtime is asked: it may be what hangs. */
function end(seconds: number): void {
  write(Deno.stdout, kept);
  write(
    Deno.stderr,
    `\nThe lab was ended after ${seconds} s: a call hangs, or this machine is ` +
      "very busy. What was found until then is printed.\n",
  );
  libc._exit(1);
}

function write(
  stream: { writeSync(bytes: Uint8Array): number },
  text: string,
): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
}
