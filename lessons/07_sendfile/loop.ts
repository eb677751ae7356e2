/**
 * The loop around sendfile(2) that a real sender needs, and what it meets.
 *
 * @module
 */
import {
  type Account,
  type Call,
  type Ending,
  type Script,
  type ScriptedKernel,
  tryLoop,
} from "zero-copy/machine/scripted_kernel.ts";
import { mostBytesPerCall } from "zero-copy/strategy/linux.ts";
import { sayCount } from "zero-copy/text/say.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";

/** What a loop meets. */
interface Meeting {
  readonly says: string;
  /** What the socket takes at a time. [of the file, up to 1] */
  readonly socket?: number;
  /** What is left of the file. [of the file, up to 1] */
  readonly file?: number;
  /** What the client takes before it hangs up. [of the file, up to 1] */
  readonly client?: number;
}

const meetings = {
  nothing: { says: "nothing happens meanwhile" },
  slow: { says: "the client reads slowly", socket: 0.4 },
  cut: { says: "the file has been cut", socket: 0.4, file: 0.6 },
  gone: { says: "the client hangs up", socket: 0.4, client: 0.7 },
} satisfies Record<string, Meeting>;

/** What may happen while a loop sends. */
export type Meanwhile = keyof typeof meetings;

/** All that may happen. */
export const meanwhiles = Object.keys(meetings) as Meanwhile[];

/** Says what happens. */
export function sayMeeting(meanwhile: Meanwhile): string {
  return meetings[meanwhile].says;
}

/** Makes the script of a whole file and of what happens while it is sent. */
export function scriptOf(meanwhile: Meanwhile, fileBytes: number): Script {
  const { socket = 1, file = 1, client }: Meeting = meetings[meanwhile];
  const part = (share: number): number => Math.ceil(share * fileBytes);
  return {
    from: 0,
    bytes: fileBytes,
    fileBytes: part(file),
    socketBytes: Math.max(1, part(socket)),
    mostBytes: mostBytesPerCall,
    ...(client === undefined ? {} : { goneAfter: part(client) }),
  };
}

/** Sends a part of a file, whatever the kernel answers. */
export function sendPart(
  kernel: ScriptedKernel,
  { from, bytes }: Script,
): Ending {
  const offset = { at: from };
  while (offset.at < from + bytes) {
    const moved = kernel.sendfile(offset, from + bytes - offset.at);
    if (moved === 0) return "the file was cut";
    if (moved > 0) continue;
    if (kernel.errno !== "EAGAIN") return "the client is gone";
    kernel.poll();
  }
  return "all is sent";
}

/** Sends a whole file by the loop. */
export function sendWhole(meanwhile: Meanwhile, fileBytes: number): Account {
  return tryLoop(scriptOf(meanwhile, fileBytes), sendPart);
}

/** The calls of a loop as a table. */
export function callsTable({ calls }: Account): string {
  return markdownTable(
    ["call", "offset", "count", "answer"],
    calls.map(cellsOf),
  );
}

function cellsOf([name, at, count, gave]: Call): string[] {
  if (name === "poll") return [name, "", "", "there is room"];
  return [
    name,
    sayCount(at),
    sayCount(count),
    typeof gave === "number" ? sayCount(gave) : gave,
  ];
}
