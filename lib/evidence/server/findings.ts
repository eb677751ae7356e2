/**
 * What is to be said of a transfer, in sentences. Each is a rule, and says nothing where it does not
 * hold; what system calls cannot show is said to be unknown.
 *
 * @module
 */
import { type CostModel, costOf } from "../../cost/cost.ts";
import type { Sign, Transfer } from "../../strace/transfer.ts";
import { sayCount, sayMany, saySize, sayTime } from "../../text/say.ts";
import { sayDone } from "./calls_made.ts";
import { isCheapest, refusedFirst, type Verdict } from "./verdict.ts";

/** Says something of a verdict, by some prices: a sentence without its full stop, or nothing. */
type Rule = (verdict: Verdict, prices: CostModel) => string | undefined;

/** Lists what is to be said: first what was done and what would be saved. */
export function findingsOn(verdict: Verdict, prices: CostModel): string[] {
  return rules.flatMap((rule) => {
    const says = rule(verdict, prices);
    return says === undefined ? [] : [`${says}.`];
  });
}

/** The rules, in the order in which they are told. */
const rules: readonly Rule[] = [
  (verdict) =>
    `${nameOf(verdict.transfer)}: ${sayDone(verdict)}; ${saySaving(verdict)}`,
  (verdict, prices) =>
    isCheapest(verdict) ||
      timeOf(verdict.counts, prices) > timeOf(verdict.cheapest.counts, prices)
      ? undefined
      : `By these prices ${
        sayInstead(verdict)
      } takes no less time for so few ` +
        `bytes`,
  ({ transfer: { portions }, counts, times }, prices) => {
    const { switchesNs, copiesNs } = costOf(counts, prices);
    const { puts, bytes } = portions[0]!;
    const isCopied = counts.cpuBytes >= bytes;
    return isCopied && puts > times && switchesNs > copiesNs
      ? `Pieces of about ${saySize(Math.round(bytes / puts))}: by these ` +
        `prices calls cost more than copies (${sayTime(switchesNs)} and ` +
        `${sayTime(copiesNs)})`
      : undefined;
  },
  ({ transfer: { signs } }) =>
    signs.includes("TLS in the program")
      ? "TLS in user space, by the lengths (more is written than read, as " +
        "records need it): sendfile only with kTLS. What encrypting costs is " +
        "not counted"
      : undefined,
  ({ transfer: { signs } }) =>
    signs.includes("perhaps TLS in the program")
      ? "A header in the same call, or TLS in user space: lengths do not tell. " +
        "With TLS, sendfile fits only with kTLS"
      : undefined,
  ({ transfer: { signs } }) =>
    signs.includes("kTLS")
      ? "kTLS: the kernel encrypts, or the NIC, and no call shows which. Each " +
        "byte is counted as copied once by the CPU"
      : undefined,
  (verdict) =>
    saySigned(
      verdict,
      "header apart",
      "Header and file in two calls, and likely in two packets: MSG_MORE or " +
        "TCP_CORK would join them",
    ),
  sayMapping,
  ({ transfer: { portions } }) =>
    portions.some(({ way }) => way === "read(O_DIRECT) + write")
      ? "O_DIRECT: the page cache is passed by, so the disk reads the file " +
        "each time that it is sent"
      : undefined,
  // SO_EE_CODE_ZEROCOPY_COPIED is 1. @see Linux Documentation/networking/msg_zerocopy.rst
  ({ transfer: { portions } }) =>
    portions.some(({ way }) => way.endsWith("(MSG_ZEROCOPY)"))
      ? "MSG_ZEROCOPY: where a notification in the log has ee_code=1, the " +
        "kernel copied all the same"
      : undefined,
  ({ transfer: { refused, signs }, counts }) =>
    refused > 0 && signs.includes("does not block")
      ? `${sayMany(refused, "call")} ${
        refused === 1 ? "was" : "were"
      } refused ` +
        `(EAGAIN): the other end was slower. That is ${
          sayCount(2 * refused)
        } of ` +
        `${sayCount(counts.modeSwitches)} mode switches`
      : undefined,
  ({ transfer: { short } }) =>
    short > 0
      ? `${
        sayMany(short, "call")
      } moved less than asked for, though more was ` +
        "to come"
      : undefined,
  sayRefusedFirst,
  ({ transfer: { to }, cheapest: { strategy } }) =>
    to === "file" && strategy === "copy_file_range"
      ? "copy_file_range copies once, in the kernel, and not at all where the " +
        "file system lets both files share blocks"
      : undefined,
  (verdict) =>
    saySigned(verdict, "other thread", "One thread read, another wrote"),
  sayDoubt,
];

/** Says what a sign means, and of how many where not all have it. */
function saySigned(
  { signed, times }: Verdict,
  sign: Sign,
  says: string,
): string | undefined {
  const some = signed[sign];
  if (some === undefined) return undefined;
  return some === times
    ? says
    : `${says} (${sayCount(some)} of ${sayCount(times)})`;
}

/** The name of a file, without its folders. */
export function nameOf({ path }: Pick<Transfer, "path">): string {
  return path.slice(path.lastIndexOf("/", path.length - 2) + 1) || path;
}

/** Says what the cheapest way would take, or why nothing is to be saved. */
function saySaving(verdict: Verdict): string {
  const { transfer: { signs, portions }, counts, cheapest, times } = verdict;
  const headers = isCheapest(verdict)
    ? 0
    : verdict.signed["header in one call"] ?? 0;
  const few = sayMany(cheapest.counts.systemCalls, "call") +
    (headers === 0
      ? ""
      : ` (${sayCount(headers)} for the header, with MSG_MORE)`);
  const more = signs.includes("does not block")
    ? ", more where the other end is slow"
    : "";
  if (signs.includes("TLS in the program")) return "no other way fits";
  if (!isCheapest(verdict)) {
    const alone = cheapest.strategy === portions[0]!.way ? " alone" : "";
    const then = `${cheapest.strategy}${alone} would take ${few}${more}`;
    if (counts.cpuBytes === 0) return `already zero-copy, and ${then}`;
    const { cpuCopies } = cheapest.counts;
    const copies = cpuCopies === 0
      ? "no CPU copy"
      : cpuCopies === 1
      ? "1 CPU copy"
      : `${sayCount(cpuCopies)} CPU copies`;
    return `${then}${more === "" ? "" : ","} and ${copies}`;
  }
  const done = counts.cpuBytes === 0
    ? "already zero-copy"
    : "already the way with the fewest copies";
  const puts = portions.reduce((sum, one) => sum + one.puts, 0);
  if (cheapest.counts.systemCalls >= puts) return done;
  return `${done}, and ${few}${times > 1 ? " in all" : ""} would do` +
    (more === "" ? "" : " for an end that takes all at once");
}

/** Names the cheapest way, where a part went by it as well. */
function sayInstead({ transfer: { portions }, cheapest }: Verdict): string {
  const isMain = cheapest.strategy === portions[0]!.way;
  return isMain ? `${cheapest.strategy} alone` : cheapest.strategy;
}

/** Says what a mapping for one transfer costs, and what it saves: a copy. */
function sayMapping(
  { transfer: { signs, portions }, counts }: Verdict,
  prices: CostModel,
): string | undefined {
  if (!signs.includes("mapped for it")) return undefined;
  const { mappingsNs, faultsNs } = costOf(counts, prices);
  const bytes = portions.filter(({ way }) => way.startsWith("mmap"))
    .reduce((sum, one) => sum + one.bytes, 0);
  return "mmap per request: mapping and page faults take " +
    `${sayTime(mappingsNs + faultsNs)}, the copy that they avoid ` +
    sayTime(bytes * prices.cpuByteNs);
}

/** Says which call was tried first, and in vain. */
function sayRefusedFirst(verdict: Verdict): string | undefined {
  if (!verdict.transfer.signs.includes("refused first")) return undefined;
  return `${refusedFirst(verdict).join(" and ") || "Another call"} was tried ` +
    "first, and refused: it does not fit these two ends";
}

/** Says what would have to be known before another way can be advised. */
function sayDoubt(verdict: Verdict): string | undefined {
  const { confidence, signs } = verdict.transfer;
  if (signs.includes("TLS in the program")) return undefined;
  const doubt = confidence === "possible" &&
      !signs.includes("perhaps TLS in the program")
    ? "Only the sum of the lengths fits: this file may not have gone there. "
    : "";
  const changed = confidence === "certain" || isCheapest(verdict)
    ? ""
    : "Were the bytes changed in between? No call shows it; if so, read + " +
      "write is needed";
  return doubt + changed === ""
    ? undefined
    : (doubt + changed).replace(/\. $/, "");
}

function timeOf(counts: Verdict["counts"], prices: CostModel): number {
  return costOf(counts, prices).totalNs;
}
