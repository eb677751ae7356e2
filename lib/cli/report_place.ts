/**
 * Where a report in JUnit XML goes: into a new file, or over an older report, and over nothing else.
 *
 * @module
 */
import { isJUnit } from "../grade/junit.ts";
import {
  readIfThere,
  replaceFile,
  requirePlace,
  UnfitFile,
} from "../workbook/file.ts";
import { reasonOf } from "./failure.ts";
import { typedPath } from "./path.ts";
import { UsageError } from "./usage_error.ts";

/** The largest older report: one of a class is large. [bytes] */
const mostReportBytes = 64 * 2 ** 20;

/**
 * Looks whether a report may be written there, over nothing or over an older one, and whether it can.
 *
 * @throws {UsageError} If it may not, or cannot.
 */
export function requireReportPlace(path: string): void {
  let found: Uint8Array | undefined;
  try {
    found = readIfThere(typedPath(path), mostReportBytes);
  } catch (error) {
    throw noReport(
      path,
      error instanceof UnfitFile ? "that is no file" : sayBarred(error),
    );
  }
  if (found !== undefined && !isJUnit(new TextDecoder().decode(found))) {
    throw noReport(path, "that is there, and no report");
  }
  atReportPlace(path, () => requirePlace(typedPath(path)));
}

/** Writes a report. @throws {UsageError} If it cannot be written after all. */
export function writeReport(path: string, report: string): void {
  atReportPlace(path, () => replaceFile(typedPath(path), report));
}

/** Does something with the place of a report, or refuses the place. */
function atReportPlace(path: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    throw noReport(path, sayBarred(error));
  }
}

function sayBarred(error: unknown): string {
  return `that cannot be written (${reasonOf(error)})`;
}

function noReport(path: string, state: string): UsageError {
  return new UsageError(
    `--junit takes a new file, or an older report: "${path}" is one ${state}`,
    "--junit report.xml",
  );
}
