/**
 * The text of recorded logs.
 *
 * @module
 */
import { readText } from "../source_tree.ts";
import type { Truth } from "./truths.ts";

/** Where recorded logs are. */
export const folder = "tests/strace/traces";

/** Reads a log; one in several files line by line, in the order of their times. */
export function textOf(log: Truth["log"]): string {
  if (typeof log === "string") return readText(`${folder}/${log}.strace`);
  const lines = log.flatMap((name) => {
    const thread = name.match(/\d+$/)![0];
    return readText(`${folder}/${name}.strace`).trimEnd().split("\n")
      .map((line) => ({ time: line.split(" ")[0]!, line, thread }));
  });
  return lines.toSorted((a, b) => a.time < b.time ? -1 : 1)
    .map(({ line, thread }) => `${thread} ${line}\n`).join("");
}
