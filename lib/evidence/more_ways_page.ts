/**
 * What was seen of the further ways, as Markdown.
 *
 * @module
 */
import type { MoreWay } from "../lab/further/try_more_ways.ts";
import { proseColumns } from "../workbook/page.ts";
import { hangText } from "../text/hanging_text.ts";
import { markdownTable } from "../text/markdown_table.ts";
import { arrivalIn } from "./observation_page.ts";

/** Lists the copies of each way, and which bytes arrived after which change. */
export function moreCopiesTable(ways: readonly MoreWay[]): string {
  return markdownTable(
    ["strategy", "copies", "arrived after a change"],
    ways.map(({ name, copies, copyCount }) => [
      name,
      copies === null ? "–" : String(copies),
      copyCount?.sightings
        .map((seen) => `${seen.call} ${arrivalIn(seen)}`).join(", ") ?? "–",
    ]),
  );
}

/** Lists what else was observed of each way, or why it is absent. */
export function listMoreWays(ways: readonly MoreWay[]): string {
  return ways.flatMap(({ name, absent, findings }) => {
    if (absent === null && findings.length === 0) return [];
    const says = absent === null
      ? `: ${findings.join(" ")}`
      : ` is absent: ${absent}.`;
    return hangText("- ", `${name}${says}`, proseColumns);
  }).join("\n");
}
