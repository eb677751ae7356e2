import { assert, assertEquals } from "@std/assert";
import { serverPage } from "../../../lib/evidence/server/page.ts";
import { Verdicts } from "../../../lib/evidence/server/report.ts";
import { measuredVm } from "../../../lib/cost/cost.ts";
import type { LogSummary, Transfer } from "../../../lib/strace/transfer.ts";
import { renderMarkdown } from "../../../lib/text/markdown.ts";
import { displayWidth } from "../../../lib/text/width.ts";
import { makeTransfer } from "../made_up_transfers.ts";

const empty: LogSummary = {
  lines: 500,
  unread: { lines: 0 },
  keptBytes: 0,
  hidden: [],
};

function pageOf(
  transfers: readonly Transfer[],
  summary: Partial<LogSummary> = {},
  most = 10,
): string {
  const verdicts = new Verdicts({
    nic: "gather",
    prices: measuredVm,
    most,
    addsAlike: true,
  });
  for (const transfer of transfers) verdicts.add(transfer);
  return serverPage(verdicts.report({ ...empty, ...summary }), "strace …");
}

const big = makeTransfer("read + write", { portion: { bytes: 3_000_000 } });
const sent = makeTransfer("sendfile", {
  path: "/srv/[a](b)_*<script>`\u001b[31m.mp4",
  portion: { pieceBytes: 2 ** 20 },
});

Deno.test("serverPage() has a row for alike transfers, and one for all", () => {
  const rows = pageOf([big, big, sent]).split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  assertEquals(rows[2], [
    "big.bin → 2 sockets",
    "read + write → sendfile",
    "5.72 MiB",
    "372 → 4",
    "11.4 MiB → 0 B",
    "1.52 ms → 46.2 µs",
  ]);
  assertEquals(rows[4]![0], "all");
  assertEquals(rows[4]![3], "374 → 6");
});

Deno.test("serverPage() says of one transfer no sum, and of the cheapest no saving", () => {
  assert(!pageOf([big]).includes("| all"));
  assert(pageOf([sent]).includes("Nothing: all went the way with the fewest"));
  const halves = makeTransfer("sendfile", { portion: { pieceBytes: 2 ** 19 } });
  const page = pageOf([halves]);
  assert(page.includes("No copy, as all went the way with the fewest copies"));
  assert(page.includes("that fits; 2 of 4 mode switches."));
});

Deno.test("serverPage() says of TLS that no other way fits, and not that there is none with fewer calls", () => {
  const tls: Transfer = { ...big, signs: ["TLS in the program"] };
  assert(pageOf([tls]).includes("\n\nNothing: no other way fits.\n"));
  const both = pageOf([tls, sent]).replaceAll("\n", " ");
  assert(both.includes("Nothing: where another way fits, all went the one"));
});

Deno.test("serverPage() says what was received and passed on, and then not that -f is missing", () => {
  const received = { socket: 3_000_000, pipe: 0, file: 2_000_000 };
  const page = pageOf([], { received }).replaceAll(/\n */g, " ");
  assert(page.includes("1.91 MiB received from sockets, and as much written"));
  assert(page.includes("2.86 MiB received from sockets, and as much sent"));
  assert(page.includes("splice could pass them on"));
  assert(!page.includes("without `-f`"));
});

Deno.test("serverPage() tells two files of one name by their paths", () => {
  const other = { ...big, path: "/home/big.bin" };
  assert(!pageOf([big]).includes("/srv/big.bin"));
  const both = pageOf([big, other]);
  assert(both.includes("/srv/big.bin →") && both.includes("/home/big.bin →"));
});

Deno.test("serverPage() says how many are left out, and how to see them", () => {
  const page = pageOf([big, sent, sent], {}, 1);
  assert(page.includes("2 transfers with fewer bytes"));
  assert(page.includes("`--top 2`"));
});

Deno.test("serverPage() says what the log does not show", () => {
  const page = pageOf([big], {
    unread: { lines: 2, first: "a *strange* line" },
    keptBytes: 2048,
    hidden: [
      { what: "io_uring", times: 1 },
      { what: "SCM_RIGHTS", times: 2 },
      { what: "unknown descriptor", times: 3 },
      { what: "order", times: 4 },
      { what: "no times", times: 1 },
    ],
  }).replaceAll(/\n +/g, " ");
  for (
    const says of [
      "2 lines not read; the first: a \\*strange\\* line.",
      "2 KiB read from files, and not seen to be sent on",
      "strace sees only that the kernel was entered",
      "cannot be followed (2 times).",
      "before the log begins, and that no -y names (3 times).",
      "in an order that cannot be right (4 times).",
      "between threads is not known: record with -ttt.",
      "no call tells it",
    ]
  ) assert(page.includes(says), says);
  assert(!pageOf([big]).includes("not read"));
});

Deno.test("serverPage() says why there may be nothing, and how to record", () => {
  const some = { calls: { read: 1 }, unread: { lines: 1 } };
  assert(pageOf([], some).includes("without `-f`"));
  assert(pageOf([]).includes("strace …"));
  const none = pageOf([], { unread: { lines: 500, first: "# README" } });
  assert(none.includes("Most of its lines are no calls as strace"));
  const table = pageOf([], { unread: { lines: 9, first: "% time  seconds" } });
  assert(table.includes("with `-c`: it names no descriptors"));
});

Deno.test("serverPage() is a page in 40 columns and in 80, whatever a file is called", async () => {
  for (const columns of [40, 80]) {
    const lines = await renderMarkdown(
      pageOf([big, sent], { unread: { lines: 1, first: "<b>\u001b[2J" } }),
      { columns, isColored: false, showsAnswers: false },
    );
    const wide = lines.filter((line) => displayWidth(line) > columns);
    assertEquals(wide, []);
    assert(!lines.join("").includes("\u001b"));
    assert(
      lines.join("").replaceAll(/[\s│]/g, "").includes("[a](b)_*<script>`"),
    );
  }
});

Deno.test("serverPage() says how many were found where no file is asked for", () => {
  const verdicts = new Verdicts({
    nic: "gather",
    prices: measuredVm,
    most: 10,
    addsAlike: true,
  });
  verdicts.passedBy = 2;
  const page = serverPage(verdicts.report(empty), "strace …");
  assert(page.includes("2 transfers were found in 500 lines, and no"), page);
  assert(!page.includes("strace …") && !page.includes("-f"), page);
});
