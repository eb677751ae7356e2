/**
 * A report of the lab: what was observed, beside what the model says, as data and as a page.
 *
 * @module
 */
import type { Absence } from "../lab/absence.ts";
import type { BenchResult } from "../lab/bench.ts";
import type { Observation } from "../lab/lab.ts";
import type { MomentsResult } from "../lab/moments.ts";
import type { FurtherStrategy } from "../lab/further/try_strategies.ts";
import type { VethResult } from "../lab/network/veth_experiment.ts";
import { fence } from "../workbook/lesson.ts";
import { sayPrices } from "../cost/say_prices.ts";
import {
  benchTable,
  drawCpuTimes,
  predictionTable,
  sayBench,
  sayGoodness,
} from "./bench_page.ts";
import type { Figure } from "./figures.ts";
import { introduceMachines, machines, machinesTable } from "./machines.ts";
import {
  cableMomentsTable,
  listAbsent,
  momentsIntroduction,
  momentsTable,
  sayAcknowledged,
} from "./moments_page.ts";
import {
  copiesTable,
  figuresTable,
  furtherCopiesTable,
  listContradictions,
  listFurther,
  listMethods,
  sayMachine,
  saySent,
  sayVeth,
  vethTable,
} from "./observation_page.ts";
import type { Calibration } from "./prediction.ts";
import { programBlocks } from "./program/page.ts";
import type { ProgramReport } from "./program/report.ts";

/** The parts of a report, as `--json` prints them. Those that were not asked for are not there. */
export interface Report {
  readonly observation?: Observation;
  /** The observation's figures beside the model's. */
  readonly figures?: readonly Figure[];
  readonly moreWays?: readonly FurtherStrategy[];
  readonly moments?: MomentsResult;
  readonly veth?: VethResult;
  readonly bench?: BenchResult;
  readonly calibration?: Calibration;
  /** A program of the learner's own, judged by the kernel. */
  readonly program?: ProgramReport;
  /** The parts that failed. */
  readonly failures?: readonly Failure[];
  /**
   * How often the lab's main thread made each system call in all. strace counts as many, and those
   * that Deno makes itself: none of sendfile, splice, tee, vmsplice, copy_file_range and pipe2.
   */
  readonly calls?: Readonly<Record<string, number>>;
}

/** A part of the lab that failed. */
export interface Failure {
  readonly part: string;
  /** A sentence without its full stop. */
  readonly because: string;
}

/** How the figures of each part come about; those of `figures` say it themselves. */
const methods = {
  observation: "copies, pipeCopies: the bytes were changed after a call, in " +
    "place, and what then arrived was looked at. costs: differences of " +
    "getrusage(RUSAGE_THREAD), of the clock of the sender's CPU time and of " +
    "/proc/self/io, before and after a transfer over loopback TCP; medians.",
  moreWays: "as copies; each finding says how it was made.",
  moments: "the file and the buffer were changed, in place, while the " +
    "receiver had not read: FIONREAD, SIOCOUTQ and SIOCOUTQNSD say where the bytes " +
    "were then. What was received was looked at, position by position.",
  veth:
    "as copies and moments, through a pair of veth devices whose features were " +
    "switched with SIOCETHTOOL.",
  bench: "one transfer a run, over loopback TCP to a thread that drops the " +
    "bytes with MSG_TRUNC and never sleeps: the figures are the sender's. " +
    "Each thread keeps a CPU, and 8 MiB were sent over the connection before.",
  calibration: "non-negative least squares of the relative errors, over the " +
    "lower quartiles of the bench's CPU times; a mode switch is half a getppid().",
  program: "copies as those of an observation, after each call of the " +
    "program. Its CPU time holds what it takes to go through the list of its " +
    "calls: a part of a microsecond for each.",
} as const satisfies Partial<Record<keyof Report, string>>;

/** Says how the parts of a report were measured. */
export function methodsOf(report: Report): Record<string, string> {
  return Object.fromEntries(
    Object.entries(methods).filter(([part]) => Object.hasOwn(report, part)),
  );
}

/**
 * Writes a report, or a part of it, as Markdown.
 *
 * @param columns The columns of text in fixed columns. [columns]
 * @param isFirst Whether the title and the machine stand before it.
 */
export function reportPage(
  report: Report,
  columns: number,
  { isFirst = true } = {},
): string {
  const { observation, figures, moreWays, moments } = report;
  const { veth, bench, calibration, program } = report;
  const machine =
    (observation ?? moments ?? veth ?? bench ?? program?.observation)?.machine;
  return [
    ...(isFirst ? ["# The lab: this kernel"] : []),
    ...(isFirst && machine ? [sayMachine(machine)] : []),
    ...(observation && figures ? observed(observation, figures) : []),
    ...(moreWays
      ? [
        "## Further strategies",
        furtherCopiesTable(moreWays),
        listFurther(moreWays),
      ]
      : []),
    ...(moments ? whenCopied(moments) : []),
    ...(veth ? throughCable(veth) : []),
    ...(bench ? benched(bench, columns) : []),
    ...(calibration ? calibrated(calibration) : []),
    ...(program ? programBlocks(program) : []),
  ].filter((block) => block !== "").join("\n\n") + "\n";
}

function observed(
  { copies, pipeCopies, costs, absent, pipeBytes }: Observation,
  figures: readonly Figure[],
): string[] {
  return [
    "## Which calls copy",
    "After each call, the bytes were changed where the call took them from. " +
    "If old bytes arrive, the call had copied them.",
    copiesTable(copies),
    listAbsent(absent.copies),
    "The same into a pipe:",
    copiesTable(pipeCopies),
    listAbsent(absent.pipeCopies),
    "## Model and kernel",
    saySent(costs),
    listAbsent(absent.costs),
    ...(costs.length === 0 ? [] : [
      figuresTable(figures),
      listContradictions(figures, pipeBytes),
      "How it was measured:",
      listMethods(figures),
    ]),
  ];
}

function whenCopied(moments: MomentsResult): string[] {
  return [
    "## When the copy is made",
    momentsIntroduction,
    momentsTable(moments),
    sayAcknowledged(moments),
    listAbsent(moments.absent),
  ];
}

function throughCable(veth: VethResult): string[] {
  const tables = veth.rows.length > 0
    ? [
      vethTable(veth),
      listAbsent(absentIn(veth)),
      momentsIntroduction,
      cableMomentsTable(veth),
    ]
    : [];
  return ["## A NIC that cannot gather", sayVeth(veth), ...tables];
}

/** What was refused with the device in some state: each once. */
function absentIn({ rows }: VethResult): Absence[] {
  const all = rows.flatMap(({ absent }) => absent);
  return [...new Map(all.map((one) => [one.way, one])).values()];
}

function benched(bench: BenchResult, columns: number): string[] {
  return [
    "## CPU time by size of pieces",
    sayBench(bench),
    fence(drawCpuTimes(bench, columns)),
    benchTable(bench),
    listAbsent(bench.absent),
  ];
}

function calibrated(calibration: Calibration): string[] {
  return [
    "## Predicted and measured",
    sayPrices(calibration.model),
    predictionTable(calibration.predictions),
    sayGoodness(calibration),
    "## Beside other machines",
    introduceMachines,
    machinesTable([...machines, calibration.machine]),
  ];
}
