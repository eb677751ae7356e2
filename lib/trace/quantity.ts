/**
 * What is counted: each quantity once, with its words, its unit and the events that count.
 *
 * Lists, tables, judgements, problems and the lab take their labels from here, so that one thing
 * has one name. How much there is of it, `count()` says.
 *
 * @module
 */
import { sayIn, type Unit } from "../text/say.ts";
import type { Counts } from "./count.ts";
import type { Event } from "./event.ts";

/** Something that is counted. */
export interface Quantity {
  /** One of it, and more: "CPU copy", "CPU copies". */
  readonly noun: readonly [one: string, many: string];
  /** Its name in a list. */
  readonly label: string;
  /** Its name above a column, where each letter takes room. */
  readonly head: string;
  readonly unit: Unit;
  /** What an event adds to it; nothing if it does not. Two that give the same text do the same. */
  readonly adds: (event: Event) => string | undefined;
}

/** Fills in the names, where the plural will do. */
function quantity(
  noun: Quantity["noun"],
  adds: Quantity["adds"],
  { label = noun[1], head = label, unit = "times" }: Partial<
    Pick<Quantity, "label" | "head" | "unit">
  > = {},
): Quantity {
  return { noun, label, head, unit, adds };
}

/** All quantities, under the names that they have in `Counts`. */
export const quantities: Readonly<Record<keyof Counts, Quantity>> = {
  modeSwitches: quantity(
    ["mode switch", "mode switches"],
    (event) =>
      event.kind === "mode switch" ? `${event.to} ${event.call}` : undefined,
  ),
  systemCalls: quantity(
    ["system call", "system calls"],
    (event) =>
      event.kind === "mode switch" && event.to === "kernel"
        ? event.call
        : undefined,
    { head: "calls" },
  ),
  cpuCopies: quantity(["CPU copy", "CPU copies"], copyBy("CPU")),
  dmaCopies: quantity(["DMA copy", "DMA copies"], copyBy("DMA")),
  cpuBytes: quantity(
    ["byte by CPU", "bytes by CPU"],
    copyBy("CPU"),
    { head: "CPU bytes", unit: "bytes" },
  ),
  dmaBytes: quantity(
    ["byte by DMA", "bytes by DMA"],
    copyBy("DMA"),
    { head: "DMA bytes", unit: "bytes" },
  ),
  interrupts: quantity(
    ["interrupt", "interrupts"],
    (event) => event.kind === "interrupt" ? event.device : undefined,
  ),
  pageFaults: quantity(
    ["page fault", "page faults"],
    (event) => event.kind === "page fault" ? "fault" : undefined,
  ),
  peakBufferBytes: quantity(
    ["byte of peak memory", "bytes of peak memory"],
    (event) => event.kind === "allocate" ? event.place : undefined,
    { label: "peak memory", unit: "bytes" },
  ),
  mappings: quantity(
    ["mapping", "mappings"],
    (event) => event.kind === "map" ? `${event.from} → ${event.to}` : undefined,
  ),
  passes: quantity(
    ["pass", "passes"],
    (event) =>
      event.kind === "pass" ? `${event.from} → ${event.to}` : undefined,
  ),
};

function copyBy(by: "CPU" | "DMA"): Quantity["adds"] {
  return (event) =>
    event.kind === "copy" && event.by === by
      ? `${event.from} → ${event.to}`
      : undefined;
}

/** Tells the events that add to a quantity from all others: `trace.filter(addsTo("cpuCopies"))`. */
export function addsTo(name: keyof Counts): (event: Event) => boolean {
  return (event) => quantities[name].adds(event) !== undefined;
}

/** Says how much there is of a quantity, in its unit: "1,234", "64 KiB". */
export function sayQuantity(name: keyof Counts, counts: Counts): string {
  return sayIn(quantities[name].unit, counts[name]);
}
