/**
 * Several strategies for one job, side by side: what models that compare are made of.
 *
 * @module
 */
import type { Program } from "../machine/program.ts";
import { literal } from "../text/text_reader.ts";
import { sayCount } from "../text/say.ts";
import type { Outcome, Setting } from "./lesson.ts";
import { paragraph } from "./page.ts";
import { sayArrival } from "./say_job.ts";
import { type DoneJob, outcomeOf, transfer } from "./transfer_lesson.ts";

/** Does a job by several programs, one after the other. */
export async function transferAll(
  programs: readonly Program[],
  setting: Setting,
): Promise<DoneJob[]> {
  const done: DoneJob[] = [];
  for (const program of programs) done.push(await transfer(program, setting));
  return done;
}

/** Keeps the one strategy that `--strategy` names, or all. */
export function chosen<Item extends { readonly name: string }>(
  items: readonly Item[],
  { knobs }: Setting,
): Item[] {
  return items.filter(({ name }) =>
    knobs.strategy === undefined || name === knobs.strategy
  );
}

/** What is made of the only one; nothing, if there are more. */
export function theOnly<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Made,
): Made | undefined {
  return items.length === 1 ? make(items[0]!) : undefined;
}

/** The views of each transfer under its name, as one fact for each view. */
export function viewsOfAll(
  transfers: readonly DoneJob[],
  nameOf: (transfer: DoneJob) => string,
): Outcome["facts"] {
  const view = (fact: "program" | "steps" | "diagram") => (columns: number) =>
    transfers.map((one) =>
      `## ${literal(nameOf(one))}\n\n${
        outcomeOf(one, true).facts[fact]!(columns)
      }`
    ).join("\n\n");
  return {
    program: view("program"),
    steps: view("steps"),
    diagram: view("diagram"),
    arrival: () => paragraph(sayArrivals(transfers)),
  };
}

/** Says of all transfers at once whether the file arrived. */
function sayArrivals(transfers: readonly DoneJob[]): string {
  const delivered = transfers.flatMap((one) => one.delivered ?? []);
  if (delivered.length === 0) {
    return "Counted by formula: the file is too large for the model to move.";
  }
  const [first, ...others] = delivered.filter(({ isWhole }) => isWhole);
  const whole = first === undefined ? 0 : 1 + others.length;
  const very = first === undefined ? "" : `: ${sayCount(first.bytes)}, with ` +
    `SHA-256 \`${first.sha256}\``;
  return [
    `In ${whole} of ${transfers.length} runs the client has the very bytes ` +
    `of the file${very}.`,
    ...transfers.flatMap(sayFailure),
  ].join(" ");
}

/** Says of a transfer that failed what became of it. */
function sayFailure({ program, delivered, fault, failed }: DoneJob): string[] {
  if (failed === undefined) return [];
  const says = fault?.message ?? sayArrival(delivered!);
  return [literal(`${program.name}: ${says}`)];
}
