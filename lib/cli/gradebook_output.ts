/**
 * What is told when a class is graded: how it did, whose marks have changed, where all lies, and what
 * to type next.
 *
 * @module
 */
import { sayList, saySummary, type Summarised } from "../gradebook/summary.ts";
import { sayMany } from "../text/say.ts";
import type { Folders } from "./gradebook_input.ts";
import type { AskedReport } from "./gradebook_reports.ts";
import { complain, print, printText, terminalColumns } from "./output.ts";

/** What is told of. */
export interface Told extends Summarised {
  readonly folders: Folders;
  readonly reports: readonly AskedReport[];
  /** How many students have marks that are not final. */
  readonly broken: number;
  /** What is not limited on this machine. */
  readonly unlimited: readonly string[];
  /** What the reports have to say. */
  readonly notes: readonly string[];
  /** Whose marks have changed. */
  readonly changes: readonly string[];
  readonly isRegraded: boolean;
}

/** The most of what is listed one by one. [lines] */
const most = 12;

/** Tells it, in a terminal. */
export function tellClass(told: Told): void {
  const columns = terminalColumns();
  const { folders, broken, changes } = told;
  const changed = `${sayMany(changes.length, "mark")} changed`;
  const sections = [
    saySummary(told, { columns, most }),
    told.isRegraded && changes.length === 0
      ? ["No mark changed."]
      : sayList(`${changed}:`, changes, {
        columns,
        most,
        where: "changes.csv",
      }),
    sayList("Besides:", told.notes, { columns }),
    sayList("Not limited on this machine:", told.unlimited, { columns }),
    sayPlaces(told),
  ];
  for (const lines of sections) {
    if (lines.length > 0) print(`${lines.join("\n")}\n\n`);
  }
  const { command } = folders;
  if (broken > 0) {
    complain(
      `The marks of ${sayMany(broken, "student")} are not final. Try: ` +
        `${command} --resume`,
    );
  }
  printText(
    `Next: when more is handed in, ${command} --resume. When a check is ` +
      `mended, with --regrade ${told.book.items.at(-1)!.id} in its place.`,
  );
}

/** Says what was written, and where. */
function sayPlaces({ folders, reports, changes, isRegraded }: Told): string[] {
  const places = [
    ...(isRegraded || changes.length > 0
      ? [["changes.csv", "whose mark changed, and why"]]
      : []),
    ["summary.txt", "this summary, with all that is listed"],
    ...reports.map(({ report, elsewhere }) => [
      elsewhere ?? report.place,
      report.says,
    ]),
  ] as const;
  return [
    `In ${folders.shown}:`,
    ...places.map(([place, says]) => `  ${place!.padEnd(20)} ${says}`),
  ];
}
