/**
 * What is found in a small log, written in a test.
 *
 * @module
 */
import { Follower } from "../../lib/strace/follower.ts";
import { LogText } from "../../lib/strace/log_text.ts";
import type {
  Hidden,
  LogSummary,
  Portion,
  Transfer,
} from "../../lib/strace/transfer.ts";

/** What a log says. */
export interface Followed {
  readonly transfers: readonly Transfer[];
  /** In words: "/big.bin → socket: 100 sendfile". */
  readonly said: readonly string[];
  readonly rest: Omit<LogSummary, "lines" | "unread">;
  readonly hidden: readonly Hidden["what"][];
}

/** Follows a log. */
export function followed(log: string): Followed {
  const transfers: Transfer[] = [];
  const follower = new Follower({
    onTransfer: (transfer) => transfers.push(transfer),
  });
  const text = new LogText(follower, follower.wanted);
  text.feed(log.trim().replaceAll(/^ +/gm, "") + "\n");
  text.end();
  const rest = follower.end();
  return {
    transfers,
    said: transfers.map(say),
    rest,
    hidden: rest.hidden.map(({ what }) => what),
  };
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
