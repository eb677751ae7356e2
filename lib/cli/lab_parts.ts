/**
 * The parts of the lab: what each does, and what it adds to the report.
 *
 * A part that fails keeps no other one back, and loses nothing of what was measured.
 *
 * @module
 */
import { firstOf, reasonOf } from "../lab/absence.ts";
import { bench } from "../lab/bench.ts";
import type { Kernel } from "../lab/kernel.ts";
import { type LabOptions, observe, probeBytesFor } from "../lab/lab.ts";
import { observeMoments } from "../lab/moments.ts";
import { tryFurther } from "../lab/further/try_strategies.ts";
import { observeVeth } from "../lab/network/veth_experiment.ts";
import { SyscallError } from "../lab/syscall_error.ts";
import { missingCapabilities } from "../lab/network/veth.ts";
import { readText } from "../lab/meter.ts";
import { callListsOf, compare } from "../evidence/figures.ts";
import { calibrateFrom, calibrationSizes } from "../evidence/prediction.ts";
import { putToKernel } from "../evidence/program/report.ts";
import type { Failure, Report } from "../evidence/report.ts";
import type { Program } from "../machine/program.ts";
import { strategies } from "../strategy/linux.ts";
import type { LabPart, LabPlan } from "./lab_plan.ts";
import { UsageError } from "./usage_error.ts";

/** What a part is carried out with. */
interface Setting {
  readonly kernel: Kernel;
  readonly plan: LabPlan;
  readonly program: Program | undefined;
  readonly options: LabOptions;
  /** What other parts have found. */
  readonly report: Report;
}

/** The sizes of pieces that the bench compares. [bytes] */
const pieceSizes = [2 ** 12, 2 ** 16, 2 ** 20];

const acts: Readonly<
  Record<LabPart, (setting: Setting) => Report | Promise<Report>>
> = {
  observation: async ({ kernel, options }) => {
    const observation = await observe(kernel, options);
    const { costs, copies } = observation;
    return { observation, figures: compare(costs, copies) };
  },
  further: ({ kernel, options }) => ({ moreWays: tryFurther(kernel, options) }),
  moments: ({ kernel, options }) => ({
    moments: observeMoments(kernel, options),
  }),
  veth: ({ kernel, plan, options }) => {
    const veth = observeVeth(kernel, options);
    if (veth.hindrance === null || plan.parts.size > 1) return { veth };
    throw noCable(kernel, veth.hindrance);
  },
  bench: async ({ kernel, plan, options }) => {
    const { parts, rounds, fileBytes } = plan;
    const sizes = parts.has("calibration") ? calibrationSizes : pieceSizes;
    const began = performance.now();
    const onProgress = (done: number, all: number): void => {
      const leftMs = (performance.now() - began) / done * (all - done);
      const left = `about ${Math.ceil(leftMs / 1000)} s left`;
      options.onStep(`bench: ${done} of ${all} runs, ${left}`);
    };
    const asked = { fileBytes, pieceSizes: sizes, rounds, onProgress };
    return { bench: await bench(kernel, { ...options, ...asked }) };
  },
  calibration: ({ report }) =>
    report.bench ? { calibration: calibrateFrom(report.bench) } : {},
  program: async ({ kernel, plan: { own }, program, options }) =>
    own && program
      ? { program: await putToKernel(kernel, program, { ...options, ...own }) }
      : {},
};

/** Told what a part has found, and all that was found so far. */
type PartListener = (found: Report, soFar: Report) => void | Promise<void>;

/**
 * Carries out what was asked for, part after part.
 *
 * @param onStep Told what is being done.
 * @returns All that was found, and which parts failed.
 */
export async function carryOut(
  kernel: Kernel,
  plan: LabPlan,
  { program, onStep, onPart }: {
    /** The program that is to be tried, if the plan has one. */
    program: Program | undefined;
    onStep: (step: string) => void;
    onPart: PartListener;
  },
): Promise<Report> {
  const { folder, runs, sent } = plan;
  const lists = callListsOf(strategies);
  const bytes = probeBytesFor(kernel);
  const options = {
    ...{ folder, runs, bytes, strategies: lists, onStep },
    ...(sent !== undefined && { sent }),
  };
  const report = await collect(
    plan.parts,
    (part, report) => acts[part]({ kernel, plan, program, options, report }),
    onPart,
  );
  return { ...report, calls: callsMade(kernel) };
}

/** Does one part after the other, and puts together what they find. */
export async function collect(
  parts: Iterable<LabPart>,
  act: (part: LabPart, soFar: Report) => Report | Promise<Report>,
  onPart: PartListener,
): Promise<Report> {
  const failures: Failure[] = [];
  let report: Report = {};
  for (const part of parts) {
    try {
      const found = await act(part, report);
      report = { ...report, ...found };
      await onPart(found, report);
    } catch (error) {
      failures.push({ part, because: sayFailure(error) });
    }
  }
  return { ...report, ...(failures.length > 0 && { failures }) };
}

/** Says what the lab met with; throws again what is none of its affairs. */
export function sayFailure(error: unknown): string {
  const first = firstOf(error);
  if (!(first instanceof SyscallError)) return reasonOf(first);
  const hint = hints[first.code];
  return "Linux refused what the lab needs: " +
    (hint === undefined ? reasonOf(first) : `${first.message}: ${hint}`);
}

/** What an error most likely means here. */
const hints: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Try: deno task lab --folder with another folder",
};

/** Where a network is all that was asked for, there is nothing to show without it. */
function noCable(kernel: Kernel, hindrance: string): UsageError {
  const status = readText(kernel, "/proc/thread-self/status");
  return missingCapabilities(status).length > 0
    ? new UsageError(
      `--veth makes a network of its own, which needs root: ${hindrance}`,
      "unshare --user --map-root-user --net deno task lab --veth",
    )
    : new UsageError(
      `--veth makes a network of its own, and here it cannot: ${hindrance}`,
      "deno task lab",
    );
}

/** The calls of the main thread that enter the kernel; the clock can be read without. */
function callsMade(kernel: Kernel): Record<string, number> {
  const { getpagesize: _, clock_gettime: __, ...entering } = kernel.calls;
  const made = Object.entries(entering).filter(([, calls]) => calls > 0);
  return Object.fromEntries(made);
}
