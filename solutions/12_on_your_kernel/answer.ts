/**
 * Solutions of the exercises of lesson 12, on your kernel.
 *
 * @module
 */
import type {
  Calls,
  Cause,
  Column,
  Finding,
  Probe,
  Step,
} from "../../exercises/12_on_your_kernel/questions.ts";

/** Names the strategy that a column of the lab's results belongs to: "read + write" and so on. */
export function strategyOf(column: Column): string {
  const [first, second] = column.arrivals;
  if (second === undefined) return "sendfile";
  if (first === "old") return "read + write";
  if (second === "new") return "splice";
  const pieces = Math.ceil(column.fileBytes / column.pieceBytes);
  return column.systemCalls === pieces + 2 ? "mmap + write" : "splice";
}

/** Counts the mode switches of a transfer, from the counters of calls before and after it. */
export function switchesBetween(before: Calls, after: Calls): number {
  return Object.entries(after).reduce(
    (sum, [name, calls]) => sum + 2 * (calls - (before[name] ?? 0)),
    0,
  );
}

/** Says why a figure is not what was expected. */
export function causeOf(finding: Finding): Cause {
  const { figure, way, seen, change, nic } = finding;
  if (figure === "page faults") return "a fault maps the pages around as well";
  if (figure === "bytes from the disk") {
    if (seen === 0) return "the page cache had the file";
    return "the read went past the page cache";
  }
  if (figure === "CPU copies") {
    if (change !== "pwrite") return "the change went to other pages";
    if (!nic.scatterGather) return "the NIC cannot gather";
    return "the NIC adds no checksums";
  }
  if (way === "splice") return "the pipe holds only 64 KiB";
  if (way === "read + write") return "one more read finds the end";
  return "the faults came in kernel mode";
}

/** Designs probes that tell of each call of a strategy whether it copies. */
export function probesFor(strategy: readonly Step[]): Probe[] {
  let change: Probe["change"] = "file";
  return strategy.map(({ call, from }) => {
    if (from === "file" || from === "buffer") change = from;
    return { after: call, change, tellsOf: call };
  });
}
