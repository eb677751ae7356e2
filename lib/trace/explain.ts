/**
 * A trace in words: the numbered steps that textbooks print, told from what happened.
 *
 * One line is one thing that somebody does; a few events are told in one breath with the event
 * before, as the textbooks tell them, so the default jobs give the textbooks' own numbering.
 *
 * @module
 */
import type { Event, Place } from "./event.ts";

/** Who does something. */
export type Actor = "program" | "CPU" | "DMA engine" | "disk";

/** One numbered line. */
export interface Line {
  /** [from 1] */
  readonly number: number;
  /** Who acts. */
  readonly actor: Actor;
  /** What it does: a sentence without its subject and its full stop. */
  readonly says: string;
  /** What it adds to the counts: "mode switch 1", "CPU copy 2". */
  readonly counted: readonly string[];
  /** The instruction that caused it. [from 1] */
  readonly step: number;
  /** The piece of the file it belongs to. [from 1; 0 where an instruction runs once] */
  readonly round: number;
  /** The first event that it tells, and the one after the last that it tells. [from 0] */
  readonly events: readonly [begin: number, end: number];
}

/** An event with the numbers that it has among its like. */
interface Numbered {
  readonly event: Event;
  /** Its place in the trace. [from 0] */
  readonly at: number;
  readonly counted: readonly string[];
}

/**
 * Tells a trace line by line.
 *
 * @param trace What happened, in order.
 * @param partsSteps Whether what two instructions did is never told in one breath.
 * @returns The long form of a run.
 */
export function explain(trace: Iterable<Event>, partsSteps = false): Line[] {
  const lines: Line[] = [];
  let before: Event | undefined;
  for (const { event, at, counted } of number(trace)) {
    const last = lines.at(-1);
    const isParted = partsSteps && event.step !== last?.step;
    if (last !== undefined && !isParted && isToldWith(event, before)) {
      lines[lines.length - 1] = {
        ...last,
        says: `${last.says}; ${sayNext(event)}`,
        counted: [...last.counted, ...counted],
        events: [last.events[0], at + 1],
      };
    } else {
      lines.push({
        number: lines.length + 1,
        actor: actorOf(event),
        says: sayEvent(event),
        counted,
        step: event.step,
        round: event.round,
        events: [at, at + 1],
      });
    }
    before = event;
  }
  return lines;
}

/** Gives each event its numbers and leaves out those that only keep account of memory. */
function* number(trace: Iterable<Event>): Generator<Numbered> {
  const seen = new Map<string, number>();
  let at = -1;
  for (const event of trace) {
    at += 1;
    if (event.kind === "allocate" || event.kind === "free") continue;
    const name = countedName(event);
    if (name === undefined) {
      yield { event, at, counted: [] };
      continue;
    }
    const next = (seen.get(name) ?? 0) + 1;
    seen.set(name, next);
    yield { event, at, counted: [`${name} ${next}`] };
  }
}

/** The word under which an event is counted, if it is. */
export function countedName(event: Event): string | undefined {
  switch (event.kind) {
    case "mode switch":
    case "page fault":
    case "context switch":
      return event.kind;
    case "copy":
      return `${event.by} copy`;
    default:
      return undefined;
  }
}

/**
 * Whether an event is told in one breath with the one before: the NIC's interrupt with the sending
 * it ends, and what the CPU hands to the process as soon as the disk's interrupt has told it.
 */
function isToldWith(event: Event, before: Event | undefined): boolean {
  if (event.kind === "interrupt") return event.device === "nic";
  if (before?.kind !== "interrupt" || before.device !== "disk") return false;
  return event.kind === "map" || event.kind === "pass" ||
    event.kind === "copy" && event.to === "user buffer";
}

/** Who does what an event tells. */
export function actorOf(event: Event): Actor {
  switch (event.kind) {
    case "mode switch":
      return event.to === "kernel" ? "program" : "CPU";
    case "device request":
      return "DMA engine";
    case "device ready":
      return "disk";
    case "copy":
      return event.by === "DMA" ? "DMA engine" : "CPU";
    case "interrupt":
      return "DMA engine";
    default:
      return "CPU";
  }
}

/** Says an event that is told after another: the actor has changed to the CPU. */
function sayNext(event: Event): string {
  return event.kind === "interrupt"
    ? "an interrupt tells the CPU"
    : `the CPU ${sayEvent(event)}`;
}

/** Says one event, without its subject. */
export function sayEvent(event: Event): string {
  switch (event.kind) {
    case "mode switch":
      return event.to === "kernel"
        ? `calls ${event.call}() and so enters the kernel`
        : `returns from ${event.call}() to user mode`;
    case "dma request":
      return event.to === "nic"
        ? "asks the DMA engine to send the socket buffer"
        : `asks the DMA engine to fill the ${event.to}: the process is blocked`;
    case "device request":
      return `asks the ${event.device} for the bytes`;
    case "device ready":
      return "has the bytes in its own buffer and says so";
    case "copy":
      return `copies ${sayRoute(event)}`;
    case "interrupt":
      return "interrupts the CPU: the bytes are there, the process is unblocked";
    case "map":
      return event.isPresent
        ? `maps ${sayPages(event.pages)} of the ${event.from}: no copy`
        : `sets addresses for ${sayPages(event.pages)} aside: no page yet`;
    case "unmap":
      return `unmaps ${sayPages(event.pages)}`;
    case "pass":
      return `passes ${sayPages(event.descriptors)} to the ${event.to}` +
        " by descriptor: no copy";
    case "page fault":
      return `finds no frame for page ${event.page} and maps ` +
        sayPages(event.pages);
    case "context switch":
      return `leaves ${event.from} and goes on with ${event.to}`;
    case "allocate":
      return `takes memory for the ${event.place}`;
    case "free":
      return `gives memory of the ${event.place} back`;
  }
}

/**
 * "page cache → nic" and, where a mapping or descriptors led there, through what. Bytes found
 * through the place that they go to are those whose pages were passed to it.
 */
function sayRoute(
  event: { from: Place; to: Place; through?: Place },
): string {
  const route = `${event.from} → ${event.to}`;
  if (event.through === event.to) return `what was passed, ${route}`;
  return event.through === undefined
    ? route
    : `${route}, found through the ${event.through}`;
}

function sayPages(pages: number): string {
  return pages === 1 ? "1 page" : `${pages} pages`;
}
