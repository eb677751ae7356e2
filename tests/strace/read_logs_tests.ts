import { assertEquals } from "@std/assert";
import { readLogs } from "../../lib/strace/read_logs.ts";
import type { LogSummary, Transfer } from "../../lib/strace/transfer.ts";
import { readingTest } from "../source_tree.ts";

/** What logs hold, by their paths under `tests`. */
function read(
  ...paths: readonly string[]
): { summary: LogSummary; transfers: Transfer[]; length: number } {
  const transfers: Transfer[] = [];
  let length = 0;
  const summary = readLogs(
    paths.map((path) => new URL(`../${path}.strace`, import.meta.url).pathname),
    {
      onTransfer: (transfer) => transfers.push(transfer),
      onRead: (read) => length += read,
    },
  );
  return { summary, transfers, length };
}

Deno.test(
  readingTest("readLogs() adds up logs, and takes none for another", () => {
    const nginx = read("strace/traces/nginx_sendfile");
    const cp = read("strace/traces/cp");
    const both = read("strace/traces/nginx_sendfile", "strace/traces/cp");
    assertEquals(both.transfers, [...nginx.transfers, ...cp.transfers]);
    assertEquals(both.length, nginx.length + cp.length);
    assertEquals(both.summary.lines, nginx.summary.lines + cp.summary.lines);
    const rotated = read(
      "fixture/strace/rotated.1",
      "fixture/strace/rotated.2",
    );
    assertEquals(rotated.summary, {
      lines: 6,
      unread: { lines: 2, first: "is no call" },
      keptBytes: 30,
      hidden: [],
    });
    // The same log twice has the same threads and descriptors, and they are others.
    const twice = read("strace/traces/cp", "strace/traces/cp");
    assertEquals(twice.transfers, [...cp.transfers, ...cp.transfers]);
  }),
);

Deno.test(
  readingTest(
    "readLogs() reads the logs of threads as one, and says where their order is not known",
    () => {
      const threads = read(
        "fixture/strace/untimed.8",
        "fixture/strace/untimed.7",
      );
      assertEquals(threads.transfers.map(({ path }) => path), ["/srv/a.bin"]);
      assertEquals(threads.summary.hidden, [{ what: "no times", times: 1 }]);
      assertEquals(threads.summary.lines, 8);
      const alone = read("fixture/strace/untimed.7");
      assertEquals(alone.summary.hidden, []);
    },
  ),
);
