import { assert, assertEquals } from "@std/assert";
import {
  type Judging,
  serverData,
  type ServerReport,
  Verdicts,
} from "../../../lib/evidence/server/report.ts";
import { costOf, measuredVm } from "../../../lib/cost/cost.ts";
import type { LogSummary, Transfer } from "../../../lib/strace/transfer.ts";
import { makeDice } from "../../dice.ts";
import { makeTransfer } from "../made_up_transfers.ts";

const summary: LogSummary = {
  lines: 500,
  unread: { lines: 1, first: "what is this" },
  keptBytes: 123,
  hidden: [{ what: "io_uring", times: 3 }],
};

function reportOn(
  transfers: Iterable<Transfer>,
  judging: Partial<Judging> = {},
): ServerReport {
  const verdicts = new Verdicts({
    nic: "gather",
    prices: measuredVm,
    most: 10,
    addsAlike: false,
    ...judging,
  });
  for (const transfer of transfers) verdicts.add(transfer);
  return verdicts.report(summary);
}

const big = makeTransfer("read + write", {
  portion: { bytes: 3_000_000 },
  confidence: "likely",
  end: "TCP:[…]",
});

Deno.test("serverData() has the fields of --json, and no others", () => {
  const { transfers: [first], total, ...rest } = serverData(reportOn([big]));
  const { cheapest, findings, ...transfer } = first!;
  assertEquals(transfer, {
    path: "/srv/big.bin",
    to: "socket",
    end: "TCP:[…]",
    strategy: "read + write",
    bytes: 3_000_000,
    calls: { read: 47, write: 46 },
    refused: 0,
    short: 0,
    modeSwitches: 186,
    cpuCopies: 92,
    cpuBytes: 6_000_000,
    costNs: 186 * 50 + 6_000_000 / 8,
    confidence: "likely",
    signs: [],
    portions: big.portions,
  });
  const { costNs, ...counted } = cheapest;
  assertEquals(counted, {
    strategy: "sendfile",
    calls: { sendfile: 1 },
    modeSwitches: 2,
    cpuCopies: 0,
    cpuBytes: 0,
  });
  assert(costNs < transfer.costNs);
  assert(findings.every((one) => one.endsWith(".")) && findings.length > 0);
  assertEquals(total, {
    transfers: 1,
    bytes: 3_000_000,
    calls: { read: 47, write: 46 },
    refused: 0,
    short: 0,
    modeSwitches: 186,
    cpuCopies: 92,
    cpuBytes: 6_000_000,
    costNs: transfer.costNs,
    cheapest: { modeSwitches: 2, cpuCopies: 0, cpuBytes: 0, costNs },
    keptBytes: 123,
  });
  assertEquals(rest, {
    nic: "gather",
    cost: "vm",
    lines: 500,
    leftOut: 0,
    unread: { lines: 1, first: "what is this" },
    hidden: [{ what: "io_uring", times: 3 }],
  });
});

Deno.test("Verdicts keeps those with the most bytes by the CPU; the sums are over all", () => {
  const { between } = makeDice(7);
  const sizes = Array.from({ length: 2000 }, () => between(1, 10 ** 6));
  const transfers = sizes.map((bytes) =>
    makeTransfer("read + write", { portion: { bytes }, end: String(bytes) })
  );
  const { verdicts, leftOut, total } = reportOn(transfers);
  const largest = sizes.toSorted((a, b) => b - a).slice(0, 10);
  assertEquals(verdicts.map(({ bytes }) => bytes), largest, "seed 7");
  assertEquals([leftOut, total.transfers], [1990, 2000]);
  const sum = sizes.reduce((a, b) => a + b);
  assertEquals([total.bytes, total.counts.cpuBytes], [sum, 2 * sum]);
});

Deno.test("Verdicts adds up what is alike, if it is told so, and loses nothing", () => {
  const other = makeTransfer("sendfile", { refused: 2, short: 1 });
  const transfers = [big, other, big, { ...big, end: "UNIX:[…]" }, other];
  const { verdicts, total, leftOut } = reportOn(transfers, { addsAlike: true });
  assertEquals(verdicts.map(({ times }) => times), [3, 2]);
  assertEquals([total.refused, total.short, leftOut], [4, 2, 0]);
  const single = reportOn(transfers);
  assertEquals(total, single.total);
  const time = ({ verdicts }: ServerReport): number =>
    verdicts.reduce(
      (sum, { counts }) => sum + costOf(counts, measuredVm).totalNs,
      0,
    );
  assertEquals(time(single), time(reportOn(transfers, { addsAlike: true })));
});

Deno.test("Verdicts counts what is left out in transfers, not in rows", () => {
  const others = ["a", "b"].flatMap((path) => {
    const one = makeTransfer("sendfile", { path });
    return [one, one, one];
  });
  const judging = { addsAlike: true, most: 1 };
  const { verdicts, leftOut } = reportOn([big, ...others], judging);
  assertEquals([verdicts.length, leftOut], [1, 6]);
});

Deno.test("Verdicts keeps no more kinds than there is room for, and the sums are over all", () => {
  const number = 50_000;
  function* transfers(): Generator<Transfer> {
    for (let i = 1; i <= number; i++) {
      yield makeTransfer("read + write", {
        path: `/srv/${i}`,
        portion: { bytes: i },
      });
    }
    // The first of all was let go long ago.
    yield makeTransfer("read + write", {
      path: "/srv/1",
      portion: { bytes: 2 * number },
    });
  }
  const { verdicts, leftOut, total } = reportOn(transfers(), {
    addsAlike: true,
    most: 10 ** 4,
  });
  const least = Math.min(...verdicts.map(({ bytes }) => bytes));
  assertEquals([verdicts.length, least], [10_000, number - 10_000 + 2]);
  assertEquals([verdicts[0]?.times, verdicts[0]?.bytes], [1, 2 * number]);
  assertEquals([leftOut, total.transfers], [number - 9_999, number + 1]);
  assertEquals(total.bytes, number * (number + 1) / 2 + 2 * number);
});
