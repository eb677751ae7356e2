/**
 * What a run of `deno test` came to.
 *
 * The numbers are those that Deno prints. What cannot be read as a result is one failure: nothing
 * that went wrong looks like success.
 *
 * @module
 */
import { stripAnsiCode } from "@std/fmt/colors";

/** How many tests ended how. */
export interface SuiteTally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Reads the result that `deno test` prints last.
 *
 * @returns Undefined if there is none.
 */
function readTally(output: string): SuiteTally | undefined {
  const line = /^(?:ok|FAILED) \| (\d+) passed\b.*? \| (\d+) failed\b(.*)$/;
  for (const text of stripAnsiCode(output).split(/\r?\n/).reverse()) {
    const found = line.exec(text);
    if (found === null) continue;
    const skipped = / \| (\d+) ignored\b/.exec(found[3]!)?.[1] ?? "0";
    return {
      passed: Number(found[1]),
      failed: Number(found[2]),
      skipped: Number(skipped),
    };
  }
  return undefined;
}

/**
 * Judges one part by what it printed and by how it ended.
 *
 * @param code The exit code.
 * @returns The tally, and why it holds a failure that no test reported.
 */
export function judge(
  output: string,
  code: number,
): { readonly tally: SuiteTally; readonly because?: string } {
  const tally = readTally(output);
  if (tally === undefined) {
    return {
      tally: { passed: 0, failed: 1, skipped: 0 },
      because: `it ended with exit code ${code} and without a result`,
    };
  }
  if (tally.failed > 0) return { tally };
  const because = code !== 0
    ? `it ended with exit code ${code}, though no test failed`
    : tally.passed === 0
    ? "not one test ran"
    : undefined;
  if (because === undefined) return { tally };
  return { tally: { ...tally, failed: 1 }, because };
}

/** Adds tallies up. */
export function addUp(tallies: readonly SuiteTally[]): SuiteTally {
  const sum = (name: keyof SuiteTally): number =>
    tallies.reduce((total, tally) => total + tally[name], 0);
  return {
    passed: sum("passed"),
    failed: sum("failed"),
    skipped: sum("skipped"),
  };
}

/** Writes a tally as the last line has it. */
export function summary({ passed, failed, skipped }: SuiteTally): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
