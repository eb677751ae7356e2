/**
 * Failures that no command foresees: one line in the place of a stack trace.
 *
 * What the system refused is told in its own words. All else is a mistake of the workbook, and is
 * told with the place where it happened, for whoever mends it.
 *
 * @module
 */
import { oneLine } from "../text/escape_code.ts";
import { UnfitFile } from "../workbook/file.ts";

/** Says what went wrong, in one line. */
export function sayFailure(error: unknown): string {
  if (!(error instanceof Error)) {
    return oneLine(`${mistake}: ${Deno.inspect(error)}`);
  }
  if (Object.values(Deno.errors).some((kind) => error instanceof kind)) {
    return oneLine(`The system refused: ${error.message}`);
  }
  if (error instanceof UnfitFile) return oneLine(error.message);
  const place = /\b(?:lib|lessons|exercises)\/[^\s():]+:\d+:\d+/
    .exec(error.stack ?? "")?.[0];
  return oneLine(
    `${mistake}: ${error.name}: ${error.message}` +
      (place === undefined ? "" : ` (${place})`),
  );
}

const mistake = "A mistake of the workbook, not in what you typed";
