/**
 * An own program beside the five strategies, for the same job: what each costs, and where that is less
 * than one's own.
 *
 * @module
 */
import { closedForm } from "../../cost/closed_form.ts";
import type { Job } from "../../machine/job.ts";
import { fallBack } from "../../strategy/fallback.ts";
import { textbook } from "../../strategy/linux.ts";
import type { Counts } from "../../trace/count.ts";
import { quantities, sayQuantity } from "../../trace/quantity.ts";

/** What is compared, from left to right. */
export const compared = [
  "cpuCopies",
  "cpuBytes",
  "dmaCopies",
  "modeSwitches",
  "peakBufferBytes",
] as const satisfies readonly (keyof Counts)[];

/** One count of a strategy. */
export interface Cell {
  readonly says: string;
  /** How it is to one's own; nothing where there is none to compare with. */
  readonly is?: "less" | "same" | "more";
}

/** A strategy with its counts. */
export interface ComparedRow {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** The words above the columns. */
export const comparedHeads: readonly string[] = compared
  .map((name) => quantities[name].head);

/** Counts the five strategies, as the kernel carries them out on the NIC of the job. */
export function compareWith(
  own: Counts | undefined,
  job: Job,
): ComparedRow[] {
  return textbook.map((program) => {
    const counts = closedForm(fallBack(program, job), job);
    return {
      name: program.name,
      cells: compared.map((name): Cell => {
        const says = sayQuantity(name, counts);
        if (own === undefined) return { says };
        const more = counts[name] - own[name];
        return { says, is: more < 0 ? "less" : more > 0 ? "more" : "same" };
      }),
    };
  });
}

/** One's own counts, as the same row. */
export function ownRow(name: string, own: Counts): ComparedRow {
  return {
    name,
    cells: compared.map((one) => ({ says: sayQuantity(one, own) })),
  };
}
