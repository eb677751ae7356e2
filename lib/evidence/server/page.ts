/**
 * What a server's transfers cost, as Markdown.
 *
 * @module
 */
import { costOf } from "../../cost/cost.ts";
import { sayPrices } from "../../cost/say_prices.ts";
import { nicWords } from "../../machine/job.ts";
import type { Hidden } from "../../strace/transfer.ts";
import { oneLine } from "../../text/escape_code.ts";
import { listItem } from "../../text/hanging_text.ts";
import { markdownTable } from "../../text/markdown_table.ts";
import { sayCount, sayMany, saySize, sayTime } from "../../text/say.ts";
import { literal } from "../../text/text_reader.ts";
import type { Counts } from "../../trace/count.ts";
import { proseColumns } from "../../workbook/page.ts";
import { findingsOn, nameOf } from "./findings.ts";
import type { ServerReport } from "./report.ts";
import type { Verdict } from "./verdict.ts";

/**
 * Makes a page of a report.
 *
 * @param recording The line for a shell that records what a server does.
 */
export function serverPage(report: ServerReport, recording: string): string {
  const { verdicts, judging: { prices } } = report;
  const parts = verdicts.length === 0 ? [sayNothing(report, recording)] : [
    sayWhat(report),
    verdictsTable(report),
    sayLeftOut(report),
    "## Findings",
    listFindings(report),
    "## What would be saved",
    saySaved(report),
    sayPrices(prices),
  ];
  return [
    "# Which way the files went",
    ...parts,
    "## What the log does not show",
    listUnseen(report),
  ].filter((part) => part !== "").join("\n\n") + "\n";
}

/** Says what was found in how many lines, and what the numbers are. */
function sayWhat({ total, summary, judging: { nic } }: ServerReport): string {
  return `${sayMany(total.transfers, "transfer")}, ${saySize(total.bytes)}, ` +
    `in ${sayMany(summary.lines, "line")}. Mode switches are those of the ` +
    `calls that move a file, and not of one that moves a header alone; what ` +
    `the CPU copies is what the model of each way has, for a NIC that ` +
    `${nicWords[nic].inJob}. An arrow leads to the cheapest way that fits.`;
}

/** A row for all transfers that are alike, and one for all. */
export function verdictsTable(report: ServerReport): string {
  const { verdicts, total, judging: { prices } } = report;
  const time = (counts: Counts): string =>
    sayTime(costOf(counts, prices).totalNs);
  const cells = (bytes: number, now: Counts, then: Counts): string[] => [
    saySize(bytes),
    arrow(sayCount(now.modeSwitches), sayCount(then.modeSwitches)),
    arrow(saySize(now.cpuBytes), saySize(then.cpuBytes)),
    arrow(time(now), time(then)),
  ];
  const rows = verdicts.map((one) => [
    `${literal(oneLine(shortName(one, verdicts)))} → ` +
    sayMany(one.times, one.transfer.to),
    arrow(one.transfer.portions[0]!.way, one.cheapest.strategy),
    ...cells(one.bytes, one.counts, one.cheapest.counts),
  ]);
  return markdownTable(
    ["file → to", "by", "bytes", "mode switches", "CPU bytes", "CPU time"],
    rows.length === 1 && report.leftOut === 0 ? rows : [
      ...rows,
      ["all", "", ...cells(total.bytes, total.counts, total.cheapest)],
    ],
  );
}

function arrow(now: string, then: string): string {
  return now === then ? now : `${now} → ${then}`;
}

/** The name of a file; its path, where another one has the same name. */
function shortName(
  { transfer }: Verdict,
  verdicts: readonly Verdict[],
): string {
  const name = nameOf(transfer);
  return verdicts.some((other) =>
      other.transfer.path !== transfer.path && nameOf(other.transfer) === name
    )
    ? transfer.path
    : name;
}

function sayLeftOut({ leftOut, judging: { most } }: ServerReport): string {
  return leftOut === 0
    ? ""
    : `${
      sayMany(leftOut, "transfer")
    } with fewer bytes copied by the CPU are ` +
      `in the sums only: \`--top ${2 * most}\` shows more.`;
}

/** Lists what is to be said of each row. */
export function listFindings(
  { verdicts, judging: { prices } }: ServerReport,
): string {
  return verdicts.map((verdict) => item(findingsOn(verdict, prices).join(" ")))
    .join("\n");
}

/** Says what the cheapest ways would take in all. */
export function saySaved({ total, judging, verdicts }: ServerReport): string {
  const { counts, cheapest } = total;
  const switches = `${
    sayCount(counts.modeSwitches - cheapest.modeSwitches)
  } of ${sayCount(counts.modeSwitches)} mode switches`;
  const saved = counts.cpuBytes - cheapest.cpuBytes;
  if (saved === 0) {
    const isTied = ({ transfer: { signs } }: Verdict): boolean =>
      signs.includes("TLS in the program");
    if (verdicts.every(isTied)) return "Nothing: no other way fits.";
    const few = verdicts.some(isTied)
      ? "where another way fits, all went the one with the fewest copies"
      : "all went the way with the fewest copies that fits";
    return counts.modeSwitches === cheapest.modeSwitches
      ? `Nothing: ${few}, and in as few calls as can be.`
      : `No copy, as ${few}; ${switches}.`;
  }
  const [now, then] = [counts, cheapest]
    .map((one) => costOf(one, judging.prices).totalNs);
  return `${switches}, and ` +
    (cheapest.cpuBytes === 0 ? "all of " : `${saySize(saved)} of `) +
    `${saySize(counts.cpuBytes)} that the CPU copies: by these prices ` +
    `${sayTime(then!)} of CPU time in the place of ${sayTime(now!)}, without ` +
    `what all ways pay alike.`;
}

/** Says why nothing may have been found, and how to record what there is. */
function sayNothing(
  { summary, passedBy }: ServerReport,
  recording: string,
): string {
  const { lines, unread, received = noneReceived } = summary;
  if (passedBy > 0) {
    return `${sayMany(passedBy, "transfer")} ${
      passedBy === 1 ? "was" : "were"
    } found in ${sayMany(lines, "line")}, and no file of ` +
      `${passedBy === 1 ? "it" : "them"} is named by \`--path\`: \`*\` and ` +
      "`?` stand for anything within a name, `**` for folders as well.";
  }
  const why = unread.first?.startsWith("% time ")
    ? "This is the summary that strace writes with `-c`: it names no " +
      "descriptors, so leave `-c` out."
    : received.file + received.socket > 0
    ? "It received bytes from sockets and passed on as many: see below."
    : 2 * unread.lines > lines
    ? "Most of its lines are no calls as strace writes them."
    : "It may have been recorded without `-f`, so that other threads are " +
      "missing; without the calls that open files and sockets; or the program " +
      "sends what it makes itself.";
  return `No file was seen to be sent in ${
    sayMany(lines, "line")
  }. ${why} To record a server, here nginx, until Ctrl-C:\n\n` +
    "```sh\n" + recording + "\n```";
}

/** What each thing means that could not be followed. */
const hiddenWords: Readonly<Record<Hidden["what"], string>> = {
  "io_uring":
    "io_uring: strace sees only that the kernel was entered, and not what was " +
    "read or sent",
  "sendmmsg": "sendmmsg sends several messages in a call, and is not followed",
  "SCM_RIGHTS":
    "SCM_RIGHTS: a descriptor came from another process, and cannot be followed",
  "unknown descriptor":
    "Descriptors that were opened before the log begins, and that no -y names",
  "order": "Calls that stand in the log in an order that cannot be right",
  "no times":
    "No times in these files, so the order of calls between threads is not " +
    "known: record with -ttt",
};

const noneReceived = { file: 0, socket: 0 };

/** Lists what could not be read, followed or known. */
function listUnseen({ summary, total }: ServerReport): string {
  const { unread, hidden, keptBytes, received = noneReceived } = summary;
  const items = [
    unread.lines === 0 ? "" : `${sayMany(unread.lines, "line")} not read` +
      (unread.first === undefined ? "" : `; the first: ${unread.first}`),
    ...hidden.map(({ what, times }) =>
      hiddenWords[what] +
      (what === "no times" ? "" : ` (${sayMany(times, "time")})`)
    ),
    keptBytes === 0
      ? ""
      : `${saySize(keptBytes)} read from files, and not seen to be sent on: ` +
        "perhaps kept, perhaps changed on the way, as by compression",
    received.file === 0
      ? ""
      : `${
        saySize(received.file)
      } received from sockets, and as much written ` +
        "to files: an upload or a download, that no file is sent in",
    received.socket === 0
      ? ""
      : `${saySize(received.socket)} received from sockets, and as much sent ` +
        "to sockets: a file is not among them; where they are not changed in " +
        "between, splice could pass them on",
    total.transfers === 0 ? "" : "Whether files came from the disk or from " +
      "the page cache, and what page faults there were: no call tells it",
  ];
  return items.filter((says) => says !== "").map((says) => item(`${says}.`))
    .join("\n");
}

function item(text: string): string {
  return listItem(literal(oneLine(text)), proseColumns);
}
