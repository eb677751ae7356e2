/**
 * `deno task lab`: the strategies on the learner's own kernel, beside the model.
 *
 * @module
 */
import { bench, type BenchResult } from "../lab/bench.ts";
import { observe, probeBytes } from "../lab/lab.ts";
import { Kernel } from "../lab/kernel.ts";
import { labObstacle } from "../lab/libc.ts";
import { ReceiverError } from "../lab/sink.ts";
import { SyscallError } from "../lab/syscall_error.ts";
import { tryFurther } from "../lab/further/try_strategies.ts";
import { limitWholeRun } from "../lab/time_limit.ts";
import { observeVeth } from "../lab/network/veth_experiment.ts";
import { callListsOf, compare } from "../evidence/figures.ts";
import {
  calibrateFrom,
  type Calibration,
  calibrationSizes,
  worstError,
} from "../evidence/prediction.ts";
import { methodsOf, type Report, reportPage } from "../evidence/report.ts";
import { strategies } from "../strategy/linux.ts";
import { type LabPlan, readPlan, secondsFor } from "./lab_plan.ts";
import { printMarkdown } from "./markdown_output.ts";
import { complain, print, terminalColumns } from "./output.ts";
import { ProgressLine } from "./progress_line.ts";
import { savePrices } from "./saved_prices.ts";
import { isGiven, numberOf, readOrHelp } from "./typed.ts";
import { lessonExplaining } from "../workbook/content.ts";
import { UsageError } from "./usage_error.ts";

/** The error from which on prices are not kept. */
const mostError = 1 / 3;

/** The sizes of pieces that the bench compares. [bytes] */
const pieceSizes = [2 ** 12, 2 ** 16, 2 ** 20];

/** Carries out the command. @returns The exit code. */
export async function labCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("lab", args);
  if (typed === undefined) return 0;
  const obstacle = labObstacle();
  if (obstacle !== undefined) {
    throw new UsageError(obstacle, await explanation());
  }
  const columns = numberOf(typed, "width") ?? terminalColumns();
  const plan = readPlan(typed);
  try {
    const report = await carryOut(plan);
    if (isGiven(typed, "json")) print(toJson(report));
    else await printMarkdown(reportPage(report, columns - 2), { columns });
    // Last, so that what was measured is told also where nothing can be kept.
    if (report.calibration) keepPrices(report.calibration);
    return 0;
  } catch (error) {
    complain(`${sayRefusal(error, plan)}.`);
    return 1;
  }
}

/** Keeps prices that predict what they were made from; others would only mislead. */
function keepPrices(calibration: Calibration): void {
  const worst = worstError(calibration);
  if (worst <= mostError) return savePrices(calibration.model);
  complain(
    `These prices are off by ${Math.round(worst * 100)} % and were not kept: ` +
      "the machine was busy, or the runs too few. Try: deno task lab " +
      "--calibrate --rounds 9",
  );
}

/** Says what the lab met with; throws again what is none of its affairs. */
function sayRefusal(error: unknown, { folder }: LabPlan): string {
  if (error instanceof ReceiverError) return error.message;
  if (!(error instanceof SyscallError)) throw error;
  if (error.call.startsWith(`open("${folder}/`)) throw noFileIn(folder, error);
  const hint = hints[error.code];
  return `Linux refused what the lab needs: ${error.message}` +
    (hint === undefined ? "" : `: ${hint}`);
}

/** What an error most likely means here. */
const hints: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Try: deno task lab --folder with another folder",
  ENETUNREACH: "in this network namespace the loopback device is down",
  EAGAIN: "a call waited for too long",
};

function toJson(report: Report): string {
  const object = { ...report, how: methodsOf(report) };
  return JSON.stringify(object, null, 2) + "\n";
}

/** Does what was asked for, part after part. */
async function carryOut(plan: LabPlan): Promise<Report> {
  const { parts, folder, runs } = plan;
  const kernel = await openKernel();
  limitWholeRun(kernel, secondsFor(plan));
  using progress = new ProgressLine();
  const onStep = (step: string): void => progress.show(step);
  const lists = callListsOf(strategies);
  const sent = { strategies: lists, runs, bytes: probeBytes };
  const options = { folder, onStep, ...sent };
  const observation = parts.has("observation")
    ? await observe(kernel, options)
    : undefined;
  const moreWays = parts.has("observation")
    ? tryFurther(kernel, options)
    : undefined;
  const veth = parts.has("veth") ? observeVeth(kernel, options) : undefined;
  if (veth?.hindrance && parts.size === 1) throw missing(veth.hindrance);
  const benched = parts.has("bench")
    ? await runBench(kernel, plan, onStep)
    : undefined;
  const calibration = benched !== undefined && parts.has("calibration")
    ? calibrateFrom(benched)
    : undefined;
  return {
    ...(observation &&
      {
        observation,
        figures: compare(observation.costs, observation.copies),
      }),
    ...(moreWays && { moreWays }),
    ...(veth && { veth }),
    ...(benched && { bench: benched }),
    ...(calibration && { calibration }),
    calls: callsMade(kernel),
  };
}

/** What to type where the lab cannot run: the lesson with recorded results. */
async function explanation(): Promise<string> {
  const lesson = await lessonExplaining("lab");
  return lesson === undefined
    ? "deno task lesson"
    : `deno task lesson ${lesson.number}`;
}

async function openKernel(): Promise<Kernel> {
  try {
    return new Kernel();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The lab needs glibc, and it cannot be opened: ${reason}`,
      await explanation(),
    );
  }
}

/** The calls of the main thread that enter the kernel; the clock can be read without. */
function callsMade(kernel: Kernel): Record<string, number> {
  const { getpagesize: _, clock_gettime: __, ...entering } = kernel.calls;
  const made = Object.entries(entering).filter(([, calls]) => calls > 0);
  return Object.fromEntries(made);
}

async function runBench(
  kernel: Kernel,
  { parts, folder, rounds, fileBytes }: LabPlan,
  onStep: (step: string) => void,
): Promise<BenchResult> {
  const sizes = parts.has("calibration") ? calibrationSizes : pieceSizes;
  return await bench(kernel, {
    folder,
    strategies: callListsOf(strategies),
    fileBytes,
    pieceSizes: sizes,
    rounds,
    onProgress: (done, all) => onStep(`bench: ${done} of ${all} runs`),
  });
}

function missing(obstacle: string): UsageError {
  return new UsageError(
    `--veth makes a network of its own, which needs root: ${obstacle}`,
    "unshare --user --map-root-user --net deno task lab --veth",
  );
}

function noFileIn(folder: string, { code }: SyscallError): UsageError {
  return new UsageError(
    `The lab needs a folder that takes files: "${folder}" gives ${code}`,
    "--folder /tmp",
  );
}
