/**
 * What the lab is asked to do, from the values of its options.
 *
 * @module
 */
import { temporaryFolder, typedPath } from "./path.ts";
import { parseSize } from "./size.ts";
import { UsageError } from "./usage_error.ts";
import { type Given, quote, readWhole, sayFound } from "./values.ts";

/** What was asked for. */
export interface Plan {
  readonly parts: ReadonlySet<Part>;
  readonly folder: string;
  readonly runs: number;
  readonly rounds: number;
  /** The file of the bench. [bytes] */
  readonly fileBytes: number;
}

/** What the lab does. */
export type Part = "observation" | "veth" | "bench" | "calibration";

/** The numbers of the bench. A larger file may not stay in memory. */
const benchOptions = {
  rounds: {
    usual: 5,
    range: [1, 100],
    takes: "a whole number from 1 to 100",
    example: "5",
  },
  size: {
    usual: 2 ** 28,
    range: [2 ** 20, 2 ** 34],
    takes: "a size from 1 MiB to 16 GiB",
    example: "256MiB",
  },
} as const;

/**
 * Reads what was asked for.
 *
 * @throws {UsageError} If a value is not one that its option takes, or would change nothing.
 */
export function readPlan(given: Given): Plan {
  const all = given.all === true;
  const wanted: [Part, boolean][] = [
    ["veth", given.veth === true],
    ["bench", given.bench === true || given.calibrate === true],
    ["calibration", given.calibrate === true],
  ];
  const chosen = wanted.filter(([, isWanted]) => all || isWanted)
    .map(([part]) => part);
  const parts = all || chosen.length === 0
    ? ["observation" as const, ...chosen]
    : chosen;
  const plan = {
    parts: new Set(parts),
    folder: given.folder === undefined
      ? temporaryFolder()
      : typedPath(String(given.folder)),
    runs: readWhole("runs", String(given.runs ?? 100), [1, 10_000]),
    rounds: readOfBench(given, "rounds"),
    fileBytes: readOfBench(given, "size"),
  };
  requireUsed(given, plan);
  return plan;
}

function readOfBench(given: Given, name: keyof typeof benchOptions): number {
  const { usual, range: [least, most], takes, example } = benchOptions[name];
  const text = given[name];
  const value = text === undefined ? usual : parseSize(String(text));
  if (value !== undefined && value >= least && value <= most) return value;
  throw new UsageError(
    `--${name} takes ${takes}: ${sayFound(text)}`,
    `--bench --${name} ${example}`,
  );
}

/** Refuses options of a part that was not asked for: they would change nothing. */
function requireUsed(given: Given, { parts }: Plan): void {
  const benches = parts.has("bench");
  for (const name of Object.keys(benchOptions)) {
    if (given[name] === undefined || benches) continue;
    throw new UsageError(
      `--${name} is for the bench, and that was not asked for`,
      `--bench --${name} ${quote(String(given[name]))}`,
    );
  }
  if (given.runs === undefined || !benches) return;
  if (parts.has("observation") || parts.has("veth")) return;
  throw new UsageError(
    "--runs is for what the lab changes, and that was not asked for",
    `--runs ${given.runs}`,
  );
}

/** The time after which something must be wrong. [s] */
export function secondsFor({ parts, runs, rounds, fileBytes }: Plan): number {
  const slowBytesPerSecond = 50e6;
  const transfers = parts.has("bench") ? 16 * (rounds + 1) : 0;
  return Math.ceil(
    120 + runs + transfers * fileBytes / slowBytesPerSecond,
  );
}
