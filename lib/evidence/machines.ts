/**
 * Several machines side by side: what a call or a page fault takes differs more from one machine to
 * the next than strategies differ on one.
 *
 * @module
 */
import { type CostModel, measuredVm } from "../cost/cost.ts";
import type { BenchResult } from "../lab/bench.ts";
import { isolatesPageTables } from "../lab/machine_info.ts";
import { lowerQuartile } from "../lab/median.ts";
import { literal } from "../text/text_reader.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { saySize, sayTime } from "../text/say.ts";

/** A machine, and what was measured on it. What is not known is `null`. */
export interface KnownMachine {
  readonly name: string;
  /** The release of the kernel. */
  readonly kernel: string;
  readonly processor: string | null;
  /** When it was measured: a day, or a month. */
  readonly day: string;
  /** What measured it. */
  readonly by: string;
  readonly isGuest: boolean | null;
  readonly isolatesPageTables: boolean | null;
  /** Who keeps the page tables that the processor uses. */
  readonly pageTables: string | null;
  /** A system call that does nothing. [ns] */
  readonly callNs: number;
  /** A page fault that maps 16 pages: measured, or from a calibration. [ns] */
  readonly faultNs: number;
  /** The CPU time of 1 MiB, sent in pieces of 64 KiB, for each strategy. [ns] */
  readonly sendNs: Readonly<Record<string, number>>;
}

/** The pieces that machines are compared by. [bytes] */
const pieceBytes = 2 ** 16;

/** The machines that the workbook was measured on. */
export const machines: readonly KnownMachine[] = [
  {
    name: "A",
    kernel: "6.18",
    processor: null,
    day: "2026-11",
    by: "C programs, 512 MiB",
    isGuest: true,
    isolatesPageTables: null,
    pageTables: null,
    callNs: 2 * measuredVm.modeSwitchNs,
    faultNs: measuredVm.pageFaultNs,
    // The best of 15 runs: 0.222, 0.231, 0.111 and 0.093 s.
    sendNs: {
      "read + write": 434e3,
      "mmap + write": 451e3,
      "sendfile": 217e3,
      "splice": 182e3,
    },
  },
  {
    name: "B",
    kernel: "6.18.44-fc-v595",
    processor: "AMD EPYC",
    day: "2026-11-22",
    by: "the lab, 256 MiB",
    isGuest: true,
    isolatesPageTables: null,
    pageTables: null,
    callNs: 223,
    faultNs: 956,
    sendNs: {
      "read + write": 330e3,
      "mmap + write": 286e3,
      "sendfile": 179e3,
      "splice": 216e3,
    },
  },
  {
    name: "C",
    kernel: "6.18.44-fc-v782",
    processor: "AMD EPYC",
    day: "2026-11-28",
    by: "the lab, 256 MiB",
    isGuest: true,
    isolatesPageTables: true,
    // Its kernel says of the hypervisor that it is PVM, which keeps them in software.
    pageTables: "the hypervisor",
    callNs: 1540,
    faultNs: 25_000,
    sendNs: {
      "read + write": 245e3,
      "mmap + write": 612e3,
      "sendfile": 166e3,
      "splice": 186e3,
    },
  },
];

/** Makes an entry of what the lab has measured. */
export function machineFrom(
  { machine, emptyCallsNs, fileBytes, rows }: BenchResult,
  { pageFaultNs: faultNs }: Pick<CostModel, "pageFaultNs">,
): KnownMachine {
  const { kernel, processor, day, isGuest } = machine;
  const sendNs = rows.filter((row) => row.pieceBytes === pieceBytes)
    .map(({ way, runs }) => {
      const cpuNs = lowerQuartile(runs.map((run) => run.cpuNs));
      return [way, cpuNs / fileBytes * 2 ** 20];
    });
  return {
    name: "this machine",
    kernel,
    processor,
    day,
    by: `the lab, ${saySize(fileBytes)}`,
    isGuest,
    isolatesPageTables: isolatesPageTables(machine),
    pageTables: isGuest === false ? "its own" : null,
    callNs: lowerQuartile(emptyCallsNs),
    faultNs,
    sendNs: Object.fromEntries(sendNs),
  };
}

/** Says what the last rows of the table are. */
export const introduceMachines =
  "The rows of the strategies: CPU time of the sender for 1 MiB, in pieces of " +
  "64 KiB.";

/** Sets machines side by side: a column for each. */
export function machinesTable(known: readonly KnownMachine[]): string {
  const strategies = [
    ...new Set(known.flatMap(({ sendNs }) => Object.keys(sendNs))),
  ];
  const row = (
    head: string,
    cell: (machine: KnownMachine) => string | null | undefined,
  ): string[] => [head, ...known.map((one) => cell(one) ?? "not known")];
  return markdownTable(
    ["", ...known.map(({ name }) => name)],
    [
      row("Linux", ({ kernel }) => literal(kernel)),
      row("processor", ({ processor }) => processor && literal(processor)),
      row("measured", ({ day }) => day),
      row("by", ({ by }) => by),
      row("under a hypervisor", ({ isGuest }) => sayWhether(isGuest)),
      row("page tables isolated", (one) => sayWhether(one.isolatesPageTables)),
      row("page tables kept by", ({ pageTables }) => pageTables),
      row("a call that does nothing", ({ callNs }) => sayTime(callNs)),
      row("a page fault on 16 pages", ({ faultNs }) => sayTime(faultNs)),
      ...strategies.map((strategy) =>
        row(strategy, ({ sendNs }) => {
          const ns = sendNs[strategy];
          return ns === undefined ? undefined : sayTime(ns);
        })
      ),
    ],
  );
}

function sayWhether(value: boolean | null): string | null {
  return value === null ? null : value ? "yes" : "no";
}

/** Says between which ratios to another strategy one lies, machine by machine. */
export function sayRange(
  known: readonly KnownMachine[],
  strategy: string,
  other: string,
): string {
  const ratios = known.map(({ sendNs }) => sendNs[strategy]! / sendNs[other]!);
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)]
    .map((ratio) => ratio.toFixed(2));
  return `${strategy} took ${least} to ${most} of the CPU time of ${other}`;
}
