/**
 * Since which Linux: what changed for those who send files, and where that is written.
 *
 * What brought a strategy stands in the strategy's record; here is the rest.
 *
 * @module
 */
import type { Change, Strategy } from "zero-copy/strategy/strategy.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";

const man = (page: string, section = 2): Change["source"] => [
  `${page}(${section})`,
  `https://man7.org/linux/man-pages/man${section}/${page}.${section}.html`,
];

const commit = (hash: string): Change["source"] => [
  "commit",
  `https://git.kernel.org/torvalds/c/${hash}`,
];

const mail = (list: string, id: string): Change["source"] => [
  "mail",
  `https://lore.kernel.org/${list}/${id}/`,
];

/** The changes that brought no strategy of ours. */
const others: readonly Change[] = [
  {
    since: "2.6.23",
    says: "sendfile is splice, through a pipe of the task",
    source: ["changes", "https://kernelnewbies.org/Linux_2_6_23"],
  },
  {
    since: "2.6.33",
    says: "sendfile to any file, not only to a socket",
    source: man("sendfile"),
  },
  {
    since: "4.5",
    says: "copy_file_range",
    source: man("copy_file_range"),
  },
  {
    since: "4.13",
    says: "kTLS: the kernel encrypts what is sent",
    source: [
      "OpenSSL",
      "https://github.com/openssl/openssl/blob/master/include/internal/ktls.h",
    ],
  },
  {
    since: "4.14",
    says: "MSG_ZEROCOPY for TCP",
    source: ["LWN", "https://lwn.net/Articles/752188/"],
  },
  {
    since: "4.17",
    says: "TCP takes every NIC for one that gathers (GSO is always on)",
    source: mail(
      "netdev",
      "72898d5b-9424-0bcd-3d8a-fc2e2dd0dbf1@intra2net.com",
    ),
  },
  {
    since: "4.18",
    says: "TCP_ZEROCOPY_RECEIVE",
    source: ["LWN", "https://lwn.net/Articles/752188/"],
  },
  {
    since: "5.12",
    says: "sendfile into a pipe is splice; on 5.10 it copied once",
    source: man("sendfile"),
  },
  {
    since: "5.19",
    says: "TLS_TX_ZEROCOPY_RO: no copy for a NIC that encrypts",
    source: [
      "OpenSSL",
      "https://github.com/openssl/openssl/commit/cd715b7e7fdd2aeb0fd80220d2df5187b291f87a",
    ],
  },
  {
    since: "6.0",
    says: "io_uring: SEND_ZC",
    source: man("io_uring_enter"),
  },
  {
    since: "6.5",
    says: "splice hands a socket many pages at once (MSG_SPLICE_PAGES)",
    source: commit("3a8a670eeeaa"),
  },
  {
    since: "6.15",
    says: "io_uring: zero-copy receive",
    source: mail("io-uring", "1849db19-119a-4b1f-8ed6-df861d7d9c8f@kernel.dk"),
  },
  {
    since: "6.18",
    says: "a page fault can map a whole folio",
    source: commit("357b92761d94"),
  },
];

/** Lists the changes of Linux, those that brought a strategy among them, from the oldest on. */
export function changesOf(strategies: readonly Strategy[]): Change[] {
  const brought = strategies.flatMap(({ broughtBy }) => broughtBy ?? []);
  return [...brought, ...others].toSorted((one, other) =>
    compareVersions(one.since, other.since)
  );
}

/** Each change in a row, with a link to where it is written. */
export function versionsTable(strategies: readonly Strategy[]): string {
  return markdownTable(
    ["since Linux", "what", "source"],
    changesOf(strategies).map(({ since, says, source: [name, url] }) => [
      since,
      says,
      `[${name}](${url})`,
    ]),
  );
}

function compareVersions(one: string, other: string): number {
  const [ones, others] = [one, other].map((text) => text.split("."));
  for (const [i, part] of ones!.entries()) {
    const difference = Number(part) - Number(others![i] ?? 0);
    if (difference !== 0) return difference;
  }
  return ones!.length - others!.length;
}
