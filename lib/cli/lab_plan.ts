/**
 * What the lab is asked to do, from the values of its options.
 *
 * @module
 */
import { sentAmountsOf } from "../evidence/kept_lab.ts";
import { calibrationSizes } from "../evidence/prediction.ts";
import type { SentAmounts } from "../lab/transfer_cost.ts";
import { strategies } from "../strategy/linux.ts";
import { choicesOf } from "../strategy/strategy.ts";
import { quote } from "./option_values.ts";
import { temporaryFolder, typedPath } from "./path.ts";
import {
  isGiven,
  numberOf,
  numberOrUsual,
  textOf,
  type Typed,
} from "./typed.ts";
import { UsageError } from "./usage_error.ts";

/** What was asked for. */
export interface LabPlan {
  readonly parts: ReadonlySet<LabPart>;
  readonly folder: string;
  readonly runs: number;
  readonly rounds: number;
  /** The file of the bench. [bytes] */
  readonly fileBytes: number;
  /** What the whole transfers send, if a seed chose it. */
  readonly sent?: SentAmounts;
}

/** What the lab does. */
export type LabPart =
  | "observation"
  | "further"
  | "moments"
  | "veth"
  | "bench"
  | "calibration";

/**
 * Reads what was asked for.
 *
 * @throws {UsageError} If a value is not one that its option takes, or would change nothing.
 */
export function readPlan(typed: Typed): LabPlan {
  const all = isGiven(typed, "all");
  const calibrates = isGiven(typed, "calibrate");
  const wanted: [LabPart, boolean][] = [
    ["moments", isGiven(typed, "moments")],
    ["veth", isGiven(typed, "veth")],
    ["bench", isGiven(typed, "bench") || calibrates],
    ["calibration", calibrates],
  ];
  const chosen = wanted.filter(([, isWanted]) => all || isWanted)
    .map(([part]) => part);
  const job = numberOf(typed, "job");
  const usual: LabPart[] = job === undefined || all
    ? ["observation", "further", "moments"]
    : ["observation"];
  const parts = all || chosen.length === 0 || job !== undefined
    ? [...usual, ...chosen]
    : chosen;
  const folder = textOf(typed, "folder");
  const plan = {
    parts: new Set(parts),
    folder: folder === undefined ? temporaryFolder() : typedPath(folder),
    runs: numberOrUsual(typed, "runs"),
    rounds: numberOrUsual(typed, "rounds"),
    fileBytes: numberOrUsual(typed, "size"),
    ...(job !== undefined && { sent: sentAmountsOf(job) }),
  };
  requireUsed(typed, plan);
  return plan;
}

/** Refuses options of a part that was not asked for: they would change nothing. */
function requireUsed({ given, options }: Typed, { parts }: LabPlan): void {
  for (const { name, part } of options) {
    const text = given.get(`--${name}`);
    if (part === undefined || text === undefined || parts.has(part)) continue;
    throw new UsageError(
      `--${name} is for the ${part}, and that was not asked for`,
      `--${part} --${name} ${quote(text)}`,
    );
  }
  const runs = given.get("--runs");
  if (runs === undefined || parts.has("observation") || parts.has("veth")) {
    return;
  }
  throw new UsageError(
    "--runs is for what the lab changes, and that was not asked for",
    `--runs ${runs}`,
  );
}

/** The time after which something must be wrong. [s] */
export function secondsFor(
  { parts, runs, rounds, fileBytes }: LabPlan,
): number {
  const slowBytesPerSecond = 50e6;
  const mostSizes = calibrationSizes.length;
  const choices = choicesOf(strategies).length;
  const transfers = parts.has("bench") ? mostSizes * choices * (rounds + 1) : 0;
  return Math.ceil(
    120 + runs + transfers * fileBytes / slowBytesPerSecond,
  );
}
