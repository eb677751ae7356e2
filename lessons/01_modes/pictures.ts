/**
 * What each mode may do: as tables, and as a list of operations with their modes.
 *
 * "Done" and "refused" are what happened when it was tried; no list of rights is consulted.
 *
 * @module
 */
import { quantities, sayQuantity } from "zero-copy/trace/quantity.ts";
import { type Attempt, attemptAddress, type Reach } from "./attempt.ts";
import type { Step } from "./operation.ts";
import type { PageTable } from "zero-copy/machine/page_table.ts";
import { count } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
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
export function addressesTable(
  table: PageTable,
  addresses: Readonly<Record<string, number>>,
): string {
  return markdownTable(
    ["virtual address", "user mode", "kernel mode"],
    Object.entries(addresses).map(([owner, address]) => [
      `${sayAddress(address)} (${owner})`,
      ...(["user", "kernel"] as const).map((mode) => {
        const found = attemptAddress(table, address, mode);
        return typeof found === "number" ? sayAddress(found) : "refused";
      }),
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
  { operation: { door }, steps, trace }: Reach,
  columns: number,
): string[] {
  const why = door === undefined ? [] : [`${door.call}(): ${door.why}`, ""];
  const lines = steps.flatMap((step) => {
    const label = `${step.mode.padEnd(6)} ${String(step.step).padStart(2)}  `;
    const texts = [
      `${step.says}: ${sayChange(step)}`,
      ...interruptsAt(step, trace),
    ];
    return hangText(label, texts.join("\n"), columns);
  });
  const cost = `${quantities.modeSwitches.label}: ` +
    sayQuantity("modeSwitches", count(trace));
  return [
    ...why.flatMap((line) => wrapText(line, columns)),
    ...lines,
    "",
    cost,
  ];
}

function interruptsAt({ step }: Step, trace: readonly Event[]): string[] {
  return trace.flatMap((event) =>
    event.kind === "interrupt" && event.step === step
      ? [`interrupt from the ${event.device}`]
      : []
  );
}

/** Says what changed, the common words once: "disk idle → busy". */
export function sayChange(
  { before, after }: Pick<Step, "before" | "after">,
): string {
  if (before === after) return `${before}, as before`;
  const old = before.split(" ");
  const words = after.split(" ");
  const different = words.findIndex((word, i) => word !== old[i]);
  return `${before} → ${words.slice(different).join(" ")}`;
}
