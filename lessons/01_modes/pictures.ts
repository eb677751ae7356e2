/**
 * What each mode may do: as tables, and as a list of operations with their modes.
 *
 * "Done" and "refused" are what happened when it was tried; no list of rights is consulted.
 *
 * @module
 */
import { quantities, sayQuantity } from "zero-copy/trace/quantity.ts";
import type { AddressAttempt, Attempt, Reach } from "./attempt.ts";
import type { OperationStep } from "./operation.ts";
import { markdownTable } from "zero-copy/text/markdown_table.ts";
import { hangText } from "zero-copy/text/hanging_text.ts";
import { sayAddress } from "zero-copy/text/say.ts";
import { wrapText } from "zero-copy/text/width.ts";

/** From here on there is room for the long form: a box of 71, as text is set in by two. [columns] */
const attemptsColumns = 69;

/**
 * Lays out what came of the same operations in both modes, as Markdown.
 *
 * @param columns What a line may take: if that is not enough, fewer words are used. [columns]
 */
export function attemptsTable(
  asUser: readonly Attempt[],
  asKernel: readonly Attempt[],
  columns: number,
): string {
  const isWide = columns >= attemptsColumns;
  return markdownTable(
    isWide
      ? ["operation", "user mode", "kernel mode", "what it changes"]
      : ["operation", "user", "kernel", "after it"],
    asUser.map((inUser, i) => {
      const inKernel = asKernel[i]!;
      const done = inKernel.done ?? inUser.done;
      return [
        inUser.operation.name,
        inUser.done === undefined ? "refused" : "done",
        inKernel.done === undefined ? "refused" : "done",
        done === undefined ? "" : isWide ? sayChange(done) : done.after,
      ];
    }),
  );
}

/** Lays out where addresses lead in both modes, as Markdown. */
export function addressesTable(attempts: readonly AddressAttempt[]): string {
  const say = (found: AddressAttempt["user"]): string =>
    typeof found === "number" ? sayAddress(found) : "refused";
  return markdownTable(
    ["address", "user mode", "kernel mode"],
    attempts.map(({ owner, address, user, kernel }) => [
      `${sayAddress(address)} (${owner})`,
      say(user),
      say(kernel),
    ]),
  );
}

/** Says what came of one operation: the fault, word for word, or what it changed. */
export function sayAttempt({ done, fault }: Attempt): string {
  if (fault !== undefined) return `${fault.name}: ${fault.message}`;
  return done === undefined ? "" : `Done: ${done.says}, ${sayChange(done)}.`;
}

/**
 * Lists how a program got an operation done, with the mode in which each step began.
 *
 * @param columns The most that a line takes. [columns, from 40]
 */
export function drawReach(
  { operation: { door }, steps, counts }: Reach,
  columns: number,
): string[] {
  const why = door === undefined ? [] : [`${door.call}(): ${door.why}`, ""];
  const lines = steps.flatMap((step) => {
    const label = `${step.mode.padEnd(6)} ${String(step.step).padStart(2)}  `;
    return hangText(label, sayReached(step).join("\n"), columns);
  });
  const cost = `${quantities.modeSwitches.label}: ` +
    sayQuantity("modeSwitches", counts);
  return [
    ...why.flatMap((line) => wrapText(line, columns)),
    ...lines,
    "",
    cost,
  ];
}

/** Says what was done, and which device interrupted the CPU meanwhile. */
export function sayReached(
  { interrupts, ...step }: Reach["steps"][number],
): string[] {
  return [
    `${step.says}: ${sayChange(step)}`,
    ...interrupts.map((device) => `interrupt from the ${device}`),
  ];
}

/** Says what changed, the common words once: "disk idle → busy". */
function sayChange(
  { before, after }: Pick<OperationStep, "before" | "after">,
): string {
  if (before === after) return `${before}, as before`;
  const old = before.split(" ");
  const words = after.split(" ");
  const different = words.findIndex((word, i) => word !== old[i]);
  return `${before} → ${words.slice(different).join(" ")}`;
}
