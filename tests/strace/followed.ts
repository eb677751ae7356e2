/**
 * What is found in a log: recorded, or written in a test.
 *
 * @module
 */
import { followLog } from "../../lib/strace/follower.ts";
import type {
  Hidden,
  LogSummary,
  Portion,
  Transfer,
} from "../../lib/strace/transfer.ts";

/** What a log says. */
export interface Followed {
  readonly transfers: readonly Transfer[];
  readonly summary: LogSummary;
  readonly hidden: readonly Hidden["what"][];
}

/** Follows a small log, and says what was found in words: "/big.bin → socket: 100 sendfile". */
export function followed(
  log: string,
): Followed & { readonly said: readonly string[] } {
  const found = followText(log.trim().replaceAll(/^ +/gm, "") + "\n");
  return { ...found, said: found.transfers.map(say) };
}

/** Follows a log that comes in pieces. */
export function followText(...pieces: readonly string[]): Followed {
  const transfers: Transfer[] = [];
  const summary = followLog(pieces, {
    onTransfer: (transfer) => transfers.push(transfer),
  });
  const hidden = summary.hidden.map(({ what }) => what);
  return { transfers, summary, hidden };
}

/** Says where a file went, and by which ways. */
function say({ path, to, portions }: Transfer): string {
  const ways = portions.map(({ bytes, way }) => `${bytes} ${way}`);
  return `${path} → ${to}: ${ways.join(", ")}`;
}

/** Adds up the calls of all ways: "2 read, 1 write". */
export function sayCalls(portions: readonly Portion[]): string {
  const all = new Map<string, number>();
  for (const { calls } of portions) {
    for (const [name, times] of Object.entries(calls)) {
      all.set(name, (all.get(name) ?? 0) + times);
    }
  }
  return [...all].sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, times]) => `${times} ${name}`).join(", ");
}
