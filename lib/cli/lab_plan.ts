/**
 * What the lab is asked to do, from the values of its options.
 *
 * @module
 */
import { sentAmountsOf } from "../evidence/kept_lab.ts";
import { calibrationSizes } from "../evidence/prediction.ts";
import type { EndKind } from "../lab/program/planned_call.ts";
import type { SentAmounts } from "../lab/transfer_cost.ts";
import { strategies } from "../strategy/linux.ts";
import { choicesOf } from "../strategy/strategy.ts";
import { saySize } from "../text/say.ts";
import { askedBy } from "./option.ts";
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
  /** A program of the learner's own, if one is to be tried. */
  readonly own?: OwnPlan;
}

/** How a program of the learner's own is tried. */
export interface OwnPlan extends SentAmounts {
  /** As it was typed: a file, and perhaps which of its exports. */
  readonly path: string;
  readonly to: EndKind;
}

/** What the lab does. */
export type LabPart =
  | "observation"
  | "further"
  | "moments"
  | "veth"
  | "bench"
  | "calibration"
  | "program";

/** What a program sends that says nothing else, and the most that the model moves for it. [bytes] */
const usualProgramBytes = 2 ** 23;
const mostProgramBytes = 2 ** 28;

/**
 * Reads what was asked for.
 *
 * @throws {UsageError} If a value is not one that its option takes, or would change nothing.
 */
export function readPlan(typed: Typed): LabPlan {
  const all = isGiven(typed, "all");
  const calibrates = isGiven(typed, "calibrate");
  const own = ownPlan(typed);
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
  const isUsual = all || job !== undefined ||
    chosen.length === 0 && own === undefined;
  const parts: LabPart[] = [
    ...(isUsual ? usual : []),
    ...chosen,
    ...(own ? ["program" as const] : []),
  ];
  const folder = textOf(typed, "folder");
  const plan = {
    parts: new Set(parts),
    folder: folder === undefined ? temporaryFolder() : typedPath(folder),
    runs: numberOrUsual(typed, "runs"),
    rounds: numberOrUsual(typed, "rounds"),
    fileBytes: numberOrUsual(typed, "size"),
    ...(job !== undefined && { sent: sentAmountsOf(job) }),
    ...(own && { own }),
  };
  requireUsed(typed, plan);
  return plan;
}

/** Reads how a program of the learner's own is to be tried: nothing, if none is. */
function ownPlan(typed: Typed): OwnPlan | undefined {
  const path = textOf(typed, "program");
  if (path === undefined) return undefined;
  const fileBytes = numberOf(typed, "size") ?? usualProgramBytes;
  if (fileBytes > mostProgramBytes && !isGiven(typed, "bench")) {
    throw new UsageError(
      `--program sends a file of up to ${saySize(mostProgramBytes)}`,
      `--program ${quote(path)} --size 8MiB`,
    );
  }
  return {
    path,
    to: (textOf(typed, "to") ?? "socket") as EndKind,
    fileBytes: Math.min(fileBytes, mostProgramBytes),
    pieceBytes: numberOrUsual(typed, "buffer"),
  };
}

/** Refuses options of a part that was not asked for: they would change nothing. */
function requireUsed({ given, options }: Typed, { parts }: LabPlan): void {
  for (const { name, parts: [part, ...others] = [] } of options) {
    const text = given.get(`--${name}`);
    if (part === undefined || text === undefined) continue;
    if ([part, ...others].some((one) => parts.has(one))) continue;
    throw new UsageError(
      `--${name} is for the ${part}, and that was not asked for`,
      `${askedBy[part]} --${name} ${quote(text)}`,
    );
  }
  const runs = given.get("--runs");
  const changing: LabPart[] = ["observation", "veth", "program"];
  if (runs === undefined || changing.some((one) => parts.has(one))) return;
  throw new UsageError(
    "--runs is for what the lab changes, and that was not asked for",
    `--runs ${runs}`,
  );
}

/** How often a program's file is sent, on the kernel and on the model. */
const programTransfers = 20;

/** The time after which something must be wrong. [s] */
export function secondsFor(
  { parts, runs, rounds, fileBytes, own }: LabPlan,
): number {
  const slowBytesPerSecond = 50e6;
  const mostSizes = calibrationSizes.length;
  const choices = choicesOf(strategies).length;
  const transfers = parts.has("bench") ? mostSizes * choices * (rounds + 1) : 0;
  const benched = transfers * fileBytes;
  const tried = own ? programTransfers * own.fileBytes : 0;
  return Math.ceil(120 + runs + (benched + tried) / slowBytesPerSecond);
}
