/**
 * What two real servers did with one file: `deno task trace python.strace nginx.strace --json` wrote
 * `recorded.json`, out of what strace recorded. What it costs, for whatever NIC, is computed here.
 *
 * @module
 */
import { measuredVm } from "zero-copy/cost/cost.ts";
import {
  listFindings,
  saySaved,
  verdictsTable,
} from "zero-copy/evidence/server/page.ts";
import {
  type ServerData,
  type ServerReport,
  Verdicts,
} from "zero-copy/evidence/server/report.ts";
import type { NicAbility } from "zero-copy/machine/job.ts";
import type { Claim, Outcome } from "zero-copy/workbook/lesson.ts";
import { paragraph } from "zero-copy/workbook/page.ts";
import recorded from "./recorded.json" with { type: "json" };

// In JSON every word is any word to the type checker; the command wrote it.
const { transfers, total, lines, unread, hidden } =
  recorded as unknown as ServerData;

/** Where the logs lie, from here. */
export const logs = ["./python.strace", "./nginx.strace"] as const;

/** Judges what was recorded. */
export function reportFor(nic: NicAbility): ServerReport {
  const verdicts = new Verdicts({
    nic,
    prices: measuredVm,
    most: transfers.length,
    addsAlike: true,
  });
  for (const transfer of transfers) verdicts.add(transfer);
  const { keptBytes } = total;
  return verdicts.report({ lines, unread, hidden, keptBytes });
}

/** The facts of part 2. */
export function serverFacts(nic: NicAbility): Outcome["facts"] {
  const report = reportFor(nic);
  return {
    verdicts: () => verdictsTable(report),
    findings: () => listFindings(report),
    saved: () => paragraph(saySaved(report)),
  };
}

/** What the page says of them. */
export const serverClaims: readonly Claim[] = [
  {
    part: 2,
    says: "Both servers sent all of the file, and one of them made more than " +
      "ten times as many mode switches.",
    holds: () => {
      const { verdicts } = reportFor("gather");
      const switches = verdicts.map(({ counts }) => counts.modeSwitches);
      return new Set(verdicts.map(({ bytes }) => bytes)).size === 1 &&
        Math.max(...switches) > 10 * Math.min(...switches);
    },
  },
  {
    part: 2,
    says: "To a NIC that cannot gather, sendfile copies each byte once, and " +
      "read + write still twice.",
    holds: () =>
      reportFor("no-gather").verdicts.every(({ transfer, bytes, counts }) => {
        const copies = transfer.portions[0]!.way === "sendfile" ? 1 : 2;
        return counts.cpuBytes === copies * bytes;
      }),
  },
];
