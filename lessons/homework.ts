/**
 * What is woven into the instructor's page: what a gradebook writes, and what its box limits.
 *
 * @module
 */
import { reports } from "zero-copy/gradebook/reports.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";

/** The facts of the page. */
export function facts(): Record<string, string> {
  return {
    reports: markdownTable(
      ["file", "what it is", "asked for by"],
      reports.map(({ place, says, option }) => [
        `\`${place}\``,
        says,
        option === undefined ? "" : `\`--${option}\``,
      ]),
    ),
  };
}
