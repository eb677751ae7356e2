/**
 * The proxy of the lesson: from socket to socket through a pipe, and by tee to a second one.
 *
 * @module
 */
import { sayCount } from "zero-copy/text/say.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import type {
  PipeName,
  RelayAccount,
  RelayKernel,
  RelayScript,
  Target,
} from "./relay_kernel.ts";

/** What the proxy of the page meets: more than its second pipe holds. */
export const usualScript: RelayScript = {
  packets: [4000, 4000, 4000, 4000, 4000],
  slots: 16,
  secondSlots: 2,
  roomBytes: 65_536,
};

/** What is asked for: as much as a pipe of the usual size holds. [bytes] */
const askedBytes = 65_536;

/** Hands what the client sends on to the server and to the mirror: the CPU copies no byte. */
export function relay(kernel: RelayKernel): void {
  const empty = (from: PipeName, to: Target, bytes: number): void => {
    for (let left = bytes; left > 0;) left -= kernel.splice(from, to, left);
  };
  let left = kernel.splice("client", "pipe", askedBytes);
  while (left > 0) {
    const doubled = kernel.tee("pipe", "second pipe", left);
    empty("second pipe", "mirror", doubled);
    empty("pipe", "server", doubled);
    left -= doubled;
    if (left === 0) left = kernel.splice("client", "pipe", askedBytes);
  }
}

/** The calls of a proxy as a table. */
export function relayTable({ calls }: RelayAccount): string {
  return markdownTable(
    ["call", "from", "to", "count", "answer"],
    calls.map(({ call, from, to, count, gave }) => [
      call,
      from,
      to,
      sayCount(count),
      typeof gave === "number" ? sayCount(gave) : gave,
    ]),
  );
}
