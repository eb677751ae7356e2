/**
 * What device transfers took: counts, a comparison of sizes, and the steps with their cycles.
 *
 * Text in columns rather than tables: the library that draws tables takes longer to load than this
 * lesson has.
 *
 * @module
 */
import type { Transfer } from "./device_transfer.ts";
import { isDelivered } from "zero-copy/machine/run.ts";
import { count } from "zero-copy/trace/count.ts";
import type { Event } from "zero-copy/trace/event.ts";
import { alignRows } from "zero-copy/text/columns.ts";
import { hangText } from "zero-copy/text/hanging_text.ts";
import { sayCount, sayMany, saySize } from "zero-copy/text/say.ts";

/** Lays out what transfers took, one row for each thing that was counted. */
export function drawAccount(transfers: readonly Transfer[]): string[] {
  const rows: [string, (transfer: Transfer) => number][] = [
    ["bytes moved", ({ delivered }) => delivered.length],
    ["words moved", ({ memoryWrites }) => memoryWrites],
    ["interrupts", ({ trace }) => count(trace).interrupts],
    ["cycles", ({ cycles }) => cycles],
    ["CPU free", ({ workUnits }) => workUnits],
    ["CPU taken", ({ cpuCycles }) => cpuCycles],
    ["  set up", ({ cpu }) => cpu["set up"]],
    ["  poll", ({ cpu }) => cpu.poll],
    ["  move", ({ cpu }) => cpu.load + cpu.store],
    ["  wait", ({ cpu }) => cpu.wait],
    ["  handle", ({ cpu }) => cpu.interrupt],
  ];
  return alignRows([
    ["", ...transfers.map(({ way }) => way)],
    ...rows.map(([name, valueOf]) => [
      name,
      ...transfers.map((transfer) => sayCount(valueOf(transfer))),
    ]),
  ]);
}

/**
 * Lays out what transfers of several sizes take of the CPU, and marks the smaller one.
 *
 * @param pairs For each size, the transfers to compare.
 */
export function drawComparison(
  pairs: readonly (readonly Transfer[])[],
): string[] {
  const rows = pairs.map((pair) => {
    const least = Math.min(...pair.map(({ cpuCycles }) => cpuCycles));
    const bytes = pair[0]!.delivered.length;
    return [
      sayCount(bytes),
      ...pair.map(({ cpuCycles }) =>
        sayCount(cpuCycles) + (cpuCycles === least ? " *" : "  ")
      ),
    ];
  });
  const ways = (pairs[0] ?? []).map(({ way }) => way + "  ");
  return [
    ...alignRows([["bytes", ...ways], ...rows]),
    "* takes less of the CPU",
  ];
}

/**
 * Tells a transfer step by step, each with its cycle.
 *
 * @param columns The most that a line takes. [columns]
 */
export function drawTransferSteps(
  { trace }: Transfer,
  columns: number,
): string[] {
  if (trace.length === 0) return ["No byte, no step."];
  return trace.flatMap((event, i) => {
    const text = `cycle ${sayCount(event.cycle)}: ${sayStep(event)}`;
    return hangText(`${i + 1}  `, text, columns);
  });
}

/** Says how much of a file was moved. */
export function sayScope(movedBytes: number, fileBytes: number): string {
  return movedBytes === fileBytes
    ? saySize(movedBytes)
    : `the first ${saySize(movedBytes)} of ${saySize(fileBytes)}`;
}

/** Says whether every transfer delivered the contents of the disk. */
export function sayDelivery(
  transfers: readonly Transfer[],
  contents: Uint8Array,
): string {
  return transfers.every(({ delivered }) => isDelivered(contents, delivered))
    ? "All bytes in memory are those of the disk, whoever moved them."
    : "The bytes in memory are NOT those of the disk.";
}

/** What `--json` says of a transfer. */
export function toData(
  { delivered, trace, phases, opening: _, ...rest }: Transfer,
  contents: Uint8Array,
): Record<string, unknown> {
  return {
    ...rest,
    isDelivered: isDelivered(contents, delivered),
    interrupts: count(trace).interrupts,
    phases,
    trace,
  };
}

function sayStep(event: Event): string {
  switch (event.kind) {
    case "dma request":
      return "the CPU writes the last register, and is free";
    case "device request":
      return `the ${event.device} is asked for ${sayMany(event.bytes, "byte")}`;
    case "device ready":
      return `the ${event.device} has the first word, ${
        sayMany(event.bytes, "byte")
      }, in its data register`;
    case "copy":
      return `the last word is in the ${event.to}: ${
        sayMany(event.bytes, "byte")
      } were copied by ${event.by}`;
    case "interrupt":
      return `the ${event.device} interrupts the CPU`;
    default:
      return event.kind;
  }
}
