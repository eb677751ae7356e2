/**
 * `deno task lab`: the strategies on the learner's own kernel, beside the model.
 *
 * @module
 */
import { keepObservation } from "../evidence/kept_lab.ts";
import { type Calibration, usualError } from "../evidence/prediction.ts";
import { countSteps } from "../evidence/program/report.ts";
import { methodsOf, type Report, reportPage } from "../evidence/report.ts";
import { placeOf } from "../grade/exercise_choice.ts";
import { descriptorObstacle } from "../lab/descriptors.ts";
import { Kernel } from "../lab/kernel.ts";
import { labObstacle } from "../lab/libc.ts";
import { ScratchFile } from "../lab/scratch_file.ts";
import { SyscallError } from "../lab/syscall_error.ts";
import { TimeLimit } from "../lab/time_limit.ts";
import type { Program } from "../machine/program.ts";
import { sayCount } from "../text/say.ts";
import { lessonExplaining, tasksOf } from "../workbook/content.ts";
import { toldApart } from "../workbook/own_program.ts";
import { jsonText } from "../workbook/plain.ts";
import { carryOut } from "./lab_parts.ts";
import { type OwnPlan, readPlan, secondsFor } from "./lab_plan.ts";
import { printMarkdown } from "./markdown_output.ts";
import { quote } from "./option_values.ts";
import { ownProgram } from "./own_program.ts";
import { complain, print, printText, terminalColumns } from "./output.ts";
import { ProgressLine } from "./progress_line.ts";
import { savePrices } from "./saved_prices.ts";
import { isGiven, numberOf, readOrHelp } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** The error from which on prices are not kept. */
const mostError = 1 / 5;

/** Carries out the command. @returns The exit code: 1 if a part of the lab failed. */
export async function labCommand(args: readonly string[]): Promise<number> {
  const typed = readOrHelp("lab", args);
  if (typed === undefined) return 0;
  const obstacle = labObstacle();
  if (obstacle !== undefined) {
    throw new UsageError(obstacle, await explanation(isGiven(typed, "job")));
  }
  const columns = numberOf(typed, "width") ?? terminalColumns();
  const plan = readPlan(typed);
  const program = plan.own && await loadProgram(plan.own);
  const kernel = await openKernel();
  requireRoom(kernel, plan.folder);
  const isJson = isGiven(typed, "json");
  using limit = new TimeLimit(kernel, secondsFor(plan));
  using progress = new ProgressLine();
  const report = await carryOut(kernel, plan, {
    program,
    onStep: (step) => progress.show(step),
    onPart: async (part, soFar) => {
      if (isJson) return limit.keep(toJson(soFar));
      progress.clear();
      const isFirst = Object.keys(soFar).length === Object.keys(part).length;
      const page = reportPage(part, columns - 2, { isFirst });
      if (!isFirst) print("\n");
      await printMarkdown(page, { columns });
    },
  });
  progress.clear();
  if (isJson) print(toJson(report));
  const { failures = [], calibration } = report;
  for (const { part, because } of failures) complain(`${part}: ${because}.`);
  // Last, so that what was measured is told also where nothing can be kept.
  if (calibration) keepPrices(calibration);
  if (plan.sent && report.observation) {
    keepObservation(report.observation);
    const next = await explanation(true);
    if (!isJson) printText(`\nKept in .lab/. To explain it: ${next}`);
  }
  return failures.length > 0 ? 1 : 0;
}

/** So many steps of a program take seconds, and room for each call. */
const mostSteps = 2 ** 22;

/**
 * Loads a program of the learner's own, in a process that may do nothing but read it.
 *
 * @throws {UsageError} If there is none, or it is too long for what it is to send.
 */
async function loadProgram(own: OwnPlan): Promise<Program> {
  const { path, to } = own;
  const retry = (path: string): string => `--program ${quote(path)}`;
  const program = toldApart(await ownProgram(path, { by: "--program", retry }));
  const steps = to === "pipe" ? 0 : countSteps(program, own);
  if (steps <= mostSteps) return program;
  throw new UsageError(
    `--program carries out ${
      sayCount(mostSteps)
    } steps at the most, and this ` +
      `would be ${sayCount(steps)}: send less, or in larger pieces`,
    `${retry(path)} --size 1MiB --buffer 1MiB`,
  );
}

/** Keeps prices that predict what they were made from; others would only mislead. */
function keepPrices(calibration: Calibration): void {
  const error = usualError(calibration);
  if (error <= mostError) return savePrices(calibration.model);
  complain(
    `A quarter of these predictions are off by ${Math.round(error * 100)} % ` +
      "or more, so the prices were not kept: the machine was busy, or the " +
      "runs too few. Try: deno task lab " +
      "--calibrate --rounds 9",
  );
}

function toJson(report: Report): string {
  return jsonText({ ...report, how: methodsOf(report) });
}

/** What to type then: the lesson with recorded results, or its exercise on what `--job` keeps. */
async function explanation(isJob = false): Promise<string> {
  const lesson = await lessonExplaining("lab");
  if (lesson === undefined) return "deno task lesson";
  const tasks = isJob ? tasksOf(lesson) : [];
  const at = tasks.findIndex(({ asks }) =>
    asks.includes("deno task lab --job")
  );
  return at < 0
    ? `deno task lesson ${lesson.number}`
    : `deno task exercise ${placeOf(lesson, at)}`;
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

/** @throws {UsageError} If this process may not open enough files, or none in the folder. */
function requireRoom(kernel: Kernel, folder: string): void {
  const obstacle = descriptorObstacle(kernel);
  if (obstacle !== undefined) throw new UsageError(obstacle, "ulimit -n 256");
  try {
    new ScratchFile(kernel, folder).close();
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    throw new UsageError(
      `The lab needs a folder that takes files: "${folder}" gives ${error.code}`,
      "--folder /tmp",
    );
  }
}
