/**
 * The sequence diagram: who tells whom, in order, with the numbers that the list of steps has.
 *
 * It is drawn from the trace, in five lanes. Double lines move bytes, single lines carry requests
 * and returns, broken lines carry addresses only.
 *
 * @module
 */
import type { Event, Place } from "../trace/event.ts";
import { countedName, explain } from "../trace/explain.ts";
import { hangText } from "../text/hanging_text.ts";
import { wrapText } from "../text/width.ts";

/** The lanes, from left to right. */
const lanes = ["client", "user", "kernel", "DMA", "device"] as const;

/** One lane of the diagram: user and kernel are the two modes of the one CPU. */
export type Lane = (typeof lanes)[number];

/** One arrow, or a mark where a lane does something by itself. */
export interface Message {
  /** The step that tells of it, if one does: several messages may belong to the same. [from 1] */
  readonly number?: number;
  readonly from: Lane;
  readonly to: Lane;
  readonly says: string;
  /** What travels along it; "?" where nobody has seen it. */
  readonly carries: "control" | "bytes" | "addresses" | "?";
}

/** What is drawn, without number and words. */
type Arrow = Omit<Message, "says"> & { readonly says?: string };

/**
 * Turns a trace into messages, from the client's request to the arrival of the last byte.
 *
 * @param trace What happened: the first piece of it is drawn.
 * @param pieces How many there were. If the trace does not hold them all, nobody has
 * counted what comes after them, and it gets no numbers.
 */
export function sequenceOf(trace: readonly Event[], pieces = 1): Message[] {
  const messages = [control("client", "user", "asks for the file")];
  let last = 0;
  for (const { number, round, counted, events } of explain(trace)) {
    last = Math.max(last, round);
    if (round > 1) continue;
    const isCounted = round > 0 || last === 0 || last >= pieces;
    for (const event of trace.slice(...events)) {
      const name = countedName(event);
      const count = counted.find((text) => name && text.startsWith(name));
      const told = messagesFor(event, isCounted && count ? count : "");
      messages.push(
        ...told.map((one) => isCounted ? { number, ...one } : one),
      );
    }
  }
  return messages;
}

/** Hides messages by their words: a drawing of them has holes to be filled. */
export function withHoles(
  messages: readonly Message[],
  lost: RegExp,
): Message[] {
  return messages.map((message) =>
    lost.test(message.says) ? { ...message, says: "?", carries: "?" } : message
  );
}

function messagesFor(event: Event, number: string): Message[] {
  switch (event.kind) {
    case "mode switch":
      return event.to === "kernel"
        ? [control("user", "kernel", join(`${event.call}()`, number))]
        : [control("kernel", "user", join("return", number))];
    case "dma request":
      return [control(
        "kernel",
        "DMA",
        event.to === "nic" ? `send the ${event.from}` : `fill the ${event.to}`,
      )];
    case "device request":
      return [control("DMA", "device", "asks for the bytes")];
    case "device ready":
      return [control("device", "DMA", "has the bytes")];
    case "copy":
      return copyMessages(event, join(number, `${event.from} → ${event.to}`));
    case "interrupt":
      return [control("DMA", "kernel", "interrupt: done")];
    case "map":
      return [addresses(
        "user",
        event.isPresent
          ? "maps pages, no copy"
          : "sets addresses aside, no copy",
      )];
    case "pass":
      return [addresses("kernel", `descriptors → ${event.to}, no copy`)];
    case "page fault":
      return [control("kernel", "kernel", join(number, `page ${event.page}`))];
    default:
      return [];
  }
}

function copyMessages(
  event: { by: "CPU" | "DMA"; from: Place; to: Place },
  says: string,
): Message[] {
  const arrow: Arrow = { from: "kernel", to: "kernel", carries: "bytes" };
  if (event.to === "nic") {
    return [
      { ...arrow, to: "device", says },
      { ...arrow, from: "device", to: "client", says: "the bytes arrive" },
    ];
  }
  if (event.by === "DMA") return [{ ...arrow, from: "device", says }];
  if (event.to === "user buffer") return [{ ...arrow, to: "user", says }];
  if (event.from === "user buffer") return [{ ...arrow, from: "user", says }];
  return [{ ...arrow, says }];
}

function addresses(to: Lane, says: string): Message {
  return { from: "kernel", to, says, carries: "addresses" };
}

function control(from: Lane, to: Lane, says: string): Message {
  return { from, to, says, carries: "control" };
}

/** Puts a colon between two texts, where there are two. */
function join(...texts: readonly string[]): string {
  return texts.filter((text) => text !== "").join(": ");
}

/**
 * Draws the diagram: words beside the arrows, or above them where there is no room. What belongs to
 * the same step shows its number once.
 *
 * @param columns From 40 upward.
 */
export function drawSequence(
  messages: readonly Message[],
  columns: number,
): string[] {
  const isWide = columns >= 60;
  const laneColumns = columns >= 76 ? 9 : 7;
  const most = Math.max(10, ...messages.map(({ number = 0 }) => number));
  const numberColumns = String(most).length;
  const gutter = " ".repeat(isWide ? numberColumns + 2 : 4);
  const room = columns - gutter.length - lanes.length * laneColumns;
  const empty = gutter + drawLifelines(laneColumns);
  const rows = [gutter + drawHeader(laneColumns)];
  messages.forEach((message, i) => {
    const { number = "", says } = message;
    const isShown = number !== messages[i - 1]?.number;
    const label = `${isShown ? number : ""}`.padStart(numberColumns) + "  ";
    const arrow = drawArrow(message, laneColumns);
    if (!isWide) rows.push(...hangText(label, says, columns), gutter + arrow);
    else {
      wrapText(says, room).forEach((words, k) =>
        rows.push((k === 0 ? label + arrow : empty) + words)
      );
    }
  });
  const key = wrapText("═ bytes, ─ requests, ╌ addresses only", columns);
  return [...rows, "", ...key].map((row) => row.trimEnd());
}

function drawHeader(laneColumns: number): string {
  const names = lanes.map((lane) => {
    const left = Math.floor((laneColumns - lane.length) / 2);
    return (" ".repeat(left) + lane).padEnd(laneColumns);
  });
  return names.join("");
}

function middleOf(lane: Lane, laneColumns: number): number {
  return lanes.indexOf(lane) * laneColumns + Math.floor(laneColumns / 2);
}

function drawLifelines(laneColumns: number): string {
  const row = new Array(lanes.length * laneColumns).fill(" ");
  for (const lane of lanes) row[middleOf(lane, laneColumns)] = "│";
  return row.join("");
}

function drawArrow(message: Message, laneColumns: number): string {
  const row = [...drawLifelines(laneColumns)];
  if (message.carries === "?") return row.join("");
  const from = middleOf(message.from, laneColumns);
  const to = middleOf(message.to, laneColumns);
  const line = { control: "─", bytes: "═", addresses: "╌" }[message.carries];
  if (from === to) {
    row.splice(from + 1, 3, line, line, "╮");
    row[from] = "<";
    return row.join("");
  }
  const [left, right] = from < to ? [from, to] : [to, from];
  for (let i = left + 1; i < right; i++) row[i] = line;
  row[from < to ? right - 1 : left + 1] = from < to ? ">" : "<";
  return row.join("");
}
