/**
 * The verdict on a transfer: what it cost, by the model of its way, and what the cheapest way that
 * fits would cost.
 *
 * The cheapest is the one with the fewest bytes copied by the CPU, and then with the fewest mode
 * switches: what prices say, another machine may say otherwise.
 *
 * @module
 */
import type { NicAbility } from "../../machine/job.ts";
import type {
  Confidence,
  Portion,
  Sign,
  Transfer,
  Way,
} from "../../strace/transfer.ts";
import { addCounts, type Counts } from "../../trace/count.ts";
import { abilityOfEnd, bestFor, countsOf, lastCall } from "./way_costs.ts";

/** What a transfer cost, and would cost. */
export interface Verdict {
  /** One, or several alike added up: from the same file to ends of one kind, mostly by the same way. */
  readonly transfer: Transfer;
  /** How many it is. */
  readonly times: number;
  /** [bytes] */
  readonly bytes: number;
  readonly calls: Calls;
  /** How many of them have each sign. */
  readonly signed: Readonly<Record<string, number>>;
  readonly counts: Counts;
  readonly cheapest: {
    readonly strategy: Way;
    readonly calls: Calls;
    readonly counts: Counts;
  };
}

/** How often calls were made, by their names. */
export type Calls = Readonly<Record<string, number>>;

/** Without the bytes of the file in memory, its header needs a call of its own: with MSG_MORE. */
const headerCalls = { send: 1 };

/** Judges a transfer. @param nic What the NIC can do: no log says it. */
export function judge(transfer: Transfer, nic: NicAbility): Verdict {
  const { to, portions, signs } = transfer;
  const ability = abilityOfEnd(to, nic, signs.includes("kTLS"));
  const bytes = sum(portions.map((one) => one.bytes));
  const calls = portions.map((one) => one.calls).reduce(addCalls);
  const counts = portions.map((one) => countsOf(one, ability))
    .reduce(addCounts);
  const as = { strategy: portions[0]!.way, calls, counts };
  const signed: Record<string, number> = {};
  for (const sign of signs) signed[sign] = 1;
  const own = { transfer, times: 1, bytes, calls, signed };
  const judged = { ...own, counts, cheapest: as };
  const best = bestFor(to, bytes, refusedFirst(judged));
  // What encrypts in the program must have the bytes there.
  if (best === undefined || signs.includes("TLS in the program")) return judged;
  const { way: strategy } = best;
  const others = signs.includes("header in one call")
    ? addCalls(best.calls, headerCalls)
    : best.calls;
  const other = countsOf({ ...best, calls: others }, ability);
  return isCheaper(other, counts)
    ? { ...judged, cheapest: { strategy, calls: others, counts: other } }
    : judged;
}

/** Calls that can do more than others, and are tried before them. */
const tried = ["copy_file_range", "sendfile", "splice"];

/** Names the calls that were tried first and refused, since they do not fit these two ends. */
export function refusedFirst(
  { transfer: { signs, portions }, calls }: Pick<Verdict, "transfer" | "calls">,
): string[] {
  if (!signs.includes("refused first")) return [];
  const used = portions.map(({ way }) => lastCall(way));
  return tried.filter((call) =>
    calls[call] !== undefined && !used.includes(call)
  );
}

/** Whether all went the cheapest way, though fewer calls might do. */
export function isCheapest({ transfer, counts, cheapest }: Verdict): boolean {
  return cheapest.strategy === transfer.portions[0]!.way &&
    cheapest.counts.cpuBytes === counts.cpuBytes;
}

function isCheaper(one: Counts, other: Counts): boolean {
  return one.cpuBytes < other.cpuBytes ||
    one.cpuBytes === other.cpuBytes && one.modeSwitches < other.modeSwitches;
}

/** Tells transfers that are alike from others: two that have the same key are. */
export function kindOf({ transfer, cheapest }: Verdict): string {
  const { path, to, portions } = transfer;
  return `${to}, ${portions[0]!.way}, ${cheapest.strategy}, ${path}`;
}

/** Adds up two verdicts on transfers that are alike. */
export function addVerdicts(one: Verdict, other: Verdict): Verdict {
  const { strategy } = one.cheapest;
  const add = addCalls(one.cheapest.calls, other.cheapest.calls);
  return {
    transfer: addTransfers(one.transfer, other.transfer),
    times: one.times + other.times,
    bytes: one.bytes + other.bytes,
    calls: addCalls(one.calls, other.calls),
    signed: addCalls(one.signed, other.signed),
    counts: addCounts(one.counts, other.counts),
    cheapest: {
      strategy,
      calls: add,
      counts: addCounts(one.cheapest.counts, other.cheapest.counts),
    },
  };
}

/** From the surest to the least sure. */
const confidences: readonly Confidence[] = ["certain", "likely", "possible"];

function addTransfers(one: Transfer, other: Transfer): Transfer {
  const least = Math.max(
    confidences.indexOf(one.confidence),
    confidences.indexOf(other.confidence),
  );
  const isNew = (sign: Sign): boolean => !one.signs.includes(sign);
  return {
    path: one.path,
    to: one.to,
    end: one.end === other.end ? one.end : "",
    portions: addAllPortions(one.portions, other.portions),
    refused: one.refused + other.refused,
    short: one.short + other.short,
    confidence: confidences[least]!,
    signs: [...one.signs, ...other.signs.filter(isNew)],
  };
}

/** Adds up portions: those of one way are one. */
function addAllPortions(
  some: readonly Portion[],
  others: readonly Portion[],
): Portion[] {
  const sum = [...some];
  for (const portion of others) {
    const at = sum.findIndex(({ way }) => way === portion.way);
    if (at < 0) sum.push(portion);
    else sum[at] = addPortions(sum[at]!, portion);
  }
  return sum;
}

function addPortions(one: Portion, other: Portion): Portion {
  return {
    way: one.way,
    bytes: one.bytes + other.bytes,
    calls: addCalls(one.calls, other.calls),
    takes: one.takes + other.takes,
    takenBytes: one.takenBytes + other.takenBytes,
    puts: one.puts + other.puts,
    putBytes: [
      Math.min(one.putBytes[0], other.putBytes[0]),
      Math.max(one.putBytes[1], other.putBytes[1]),
    ],
  };
}

/** Adds up how often calls were made. */
export function addCalls(one: Calls, other: Calls): Calls {
  const total: Record<string, number> = { ...one };
  for (const name in other) total[name] = (total[name] ?? 0) + other[name]!;
  return total;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
