/**
 * What a server's transfers cost, one by one and in all.
 *
 * However many there are, no more are kept than are told: those with the most bytes copied by the
 * CPU. The sums are over all.
 *
 * @module
 */
import { type CostModel, costOf } from "../../cost/cost.ts";
import type { NicAbility } from "../../machine/job.ts";
import type {
  Hidden,
  LogSummary,
  Transfer,
  Way,
} from "../../strace/transfer.ts";
import { addCounts, type Counts, noCounts } from "../../trace/count.ts";
import { findingsOn } from "./findings.ts";
import {
  addCalls,
  addVerdicts,
  type Calls,
  judge,
  kindOf,
  type Verdict,
} from "./verdict.ts";

/** How transfers are judged, and how many are kept. */
export interface Judging {
  /** What the NIC can do: no log says it. */
  readonly nic: NicAbility;
  readonly prices: CostModel;
  /** The most that are kept. */
  readonly most: number;
  /** Whether transfers that are alike are added up, and count as one. */
  readonly addsAlike: boolean;
}

/** Sums over all transfers. */
export interface ServerTotal {
  readonly transfers: number;
  /** [bytes] */
  readonly bytes: number;
  readonly calls: Calls;
  readonly refused: number;
  readonly short: number;
  readonly counts: Counts;
  /** What they would cost, each by the cheapest way that fits it. */
  readonly cheapest: Counts;
}

/** All that is known of a server. */
export interface ServerReport {
  readonly judging: Judging;
  readonly verdicts: readonly Verdict[];
  /** Transfers that are in the sums only. */
  readonly leftOut: number;
  /** Transfers of files that were not asked for: they are in no sum. */
  readonly passedBy: number;
  readonly total: ServerTotal;
  readonly summary: LogSummary;
}

/** So many kinds are kept that are alike: a log may name any number of files. */
const mostKinds = 10_000;

/** Judges transfers as they come. */
export class Verdicts {
  /** Transfers of files that were not asked for. */
  passedBy = 0;
  readonly #judging: Judging;
  #kept: Verdict[] = [];
  #alike = new Map<string, Verdict>();
  #total = nothing;

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  /** Takes one more. */
  add(transfer: Transfer): void {
    const verdict = judge(transfer, this.#judging.nic);
    if (this.#judging.addsAlike) return this.#addAlike(verdict);
    this.#total = addTotal(this.#total, verdict);
    this.#kept.push(verdict);
    // Not each time: sorting takes longer than judging.
    if (this.#kept.length > 2 * this.#judging.most + 100) {
      this.#kept = costliest(this.#kept, this.#judging.most);
    }
  }

  /** Sums up. */
  report(summary: LogSummary): ServerReport {
    if (this.#judging.addsAlike) {
      this.#kept = [...this.#alike.values()];
      this.#total = this.#kept.reduce(addTotal, this.#total);
    }
    this.#kept = costliest(this.#kept, this.#judging.most);
    const told = this.#kept.reduce((sum, { times }) => sum + times, 0);
    return {
      judging: this.#judging,
      verdicts: this.#kept,
      leftOut: this.#total.transfers - told,
      passedBy: this.passedBy,
      total: this.#total,
      summary,
    };
  }

  #addAlike(verdict: Verdict): void {
    const kind = kindOf(verdict);
    const before = this.#alike.get(kind);
    this.#alike.set(
      kind,
      before === undefined ? verdict : addVerdicts(before, verdict),
    );
    const most = Math.max(mostKinds, this.#judging.most);
    if (this.#alike.size <= 2 * most) return;
    const all = costliest([...this.#alike.values()], Infinity);
    this.#total = all.slice(most).reduce(addTotal, this.#total);
    this.#alike = new Map(all.slice(0, most).map((one) => [kindOf(one), one]));
  }
}

/** Those with the most to save or to pay. */
function costliest(verdicts: readonly Verdict[], most: number): Verdict[] {
  return verdicts.toSorted((one, other) =>
    other.counts.cpuBytes - one.counts.cpuBytes ||
    other.counts.modeSwitches - one.counts.modeSwitches
  ).slice(0, most);
}

const nothing: ServerTotal = {
  transfers: 0,
  bytes: 0,
  calls: {},
  refused: 0,
  short: 0,
  counts: noCounts,
  cheapest: noCounts,
};

function addTotal(sum: ServerTotal, verdict: Verdict): ServerTotal {
  const { transfer, times, bytes, calls, counts, cheapest } = verdict;
  return {
    transfers: sum.transfers + times,
    bytes: sum.bytes + bytes,
    calls: addCalls(sum.calls, calls),
    refused: sum.refused + transfer.refused,
    short: sum.short + transfer.short,
    counts: addCounts(sum.counts, counts),
    cheapest: addCounts(sum.cheapest, cheapest.counts),
  };
}

/** What some calls cost, as `--json` prints it. */
interface CostData {
  readonly modeSwitches: number;
  readonly cpuCopies: number;
  /** [bytes] */
  readonly cpuBytes: number;
  /** CPU time by the prices. [ns] */
  readonly costNs: number;
}

/** A transfer, as `--json` prints it. */
export interface TransferData extends Transfer, CostData {
  readonly strategy: Way;
  /** [bytes] */
  readonly bytes: number;
  readonly calls: Calls;
  readonly cheapest: CostData & {
    readonly strategy: Way;
    readonly calls: Calls;
  };
  readonly findings: readonly string[];
}

/** A report, as `--json` prints it. */
export interface ServerData {
  readonly nic: NicAbility;
  readonly cost: string;
  readonly lines: number;
  readonly transfers: readonly TransferData[];
  readonly leftOut: number;
  readonly total: CostData & {
    readonly transfers: number;
    readonly bytes: number;
    readonly calls: Calls;
    readonly refused: number;
    readonly short: number;
    readonly cheapest: CostData;
    /** Bytes that were read from files and of which it is not seen that they were sent. [bytes] */
    readonly keptBytes: number;
  };
  readonly unread: LogSummary["unread"];
  readonly hidden: readonly Hidden[];
}

/** Makes plain data of a report. */
export function serverData(report: ServerReport): ServerData {
  const { judging: { nic, prices }, verdicts, leftOut, total, summary } =
    report;
  const { counts, cheapest, ...sums } = total;
  return {
    nic,
    cost: prices.name,
    lines: summary.lines,
    transfers: verdicts.map((verdict) => transferData(verdict, prices)),
    leftOut,
    total: {
      ...sums,
      ...costData(counts, prices),
      cheapest: costData(cheapest, prices),
      keptBytes: summary.keptBytes,
    },
    unread: summary.unread,
    hidden: summary.hidden,
  };
}

function transferData(verdict: Verdict, prices: CostModel): TransferData {
  const { transfer, bytes, calls, counts, cheapest } = verdict;
  const { path, to, end, portions, ...more } = transfer;
  return {
    path,
    to,
    end,
    strategy: portions[0]!.way,
    bytes,
    calls,
    ...costData(counts, prices),
    cheapest: {
      strategy: cheapest.strategy,
      calls: cheapest.calls,
      ...costData(cheapest.counts, prices),
    },
    ...more,
    findings: findingsOn(verdict, prices),
    portions,
  };
}

function costData(counts: Counts, prices: CostModel): CostData {
  const { modeSwitches, cpuCopies, cpuBytes } = counts;
  const { totalNs } = costOf(counts, prices);
  return { modeSwitches, cpuCopies, cpuBytes, costNs: totalNs };
}
