/**
 * Where the places of the way of the bytes lie, where its arrows run, and where their words stand.
 *
 * All arrows that a run can have are here, each on a line of its own: no two of one run touch.
 *
 * @module
 */
import type { Point, TextLook } from "./shapes.ts";
import type { Place } from "../trace/event.ts";
import type { WayArrow } from "./way.ts";

/** The bands: the higher, the less its code may do by itself. */
export const bands = [
  { name: "user mode", tint: "user", y: 10, height: 84, label: [460, 28] },
  {
    name: "kernel mode",
    tint: "kernel",
    y: 106,
    height: 126,
    label: [20, 125],
  },
  { name: "hardware", tint: "empty", y: 272, height: 84, label: [240, 318] },
] as const;

/** Where the name of a band stands from its point. */
export const anchors = {
  user: "end",
  kernel: "start",
  empty: "middle",
} as const;

/** Where the cards of the places lie. */
export const cards: Readonly<Partial<Record<Place, Point>>> = {
  "user buffer": [20, 20],
  "page cache": [20, 158],
  "socket buffer": [328, 158],
  "disk": [20, 282],
  "nic": [328, 282],
};

/** How large a card is. */
export const cardSize = { width: 132, height: 64 };
/** Where an arrow goes, and where its words stand. */
export interface Drawn {
  /** What leads into the CPU: a line without a head. */
  readonly into?: readonly Point[];
  readonly points: readonly Point[];
  readonly words: readonly (readonly [says: string, at: Point])[];
  readonly anchor?: TextLook["anchor"];
}

/** Finds the place of an arrow. */
export function placeOfArrow(one: WayArrow): Drawn {
  if (one.by === "CPU") return placeOfCpuCopy(one);
  if (one.by === "reference") return placeOfReference(one);
  const { from, name, through } = one;
  if (from === "disk") {
    return { points: [[32, 282], [32, 222]], words: [[name, [42, 257]]] };
  }
  return through === undefined
    ? {
      points: [[394, 222], [394, 282]],
      words: [[name, [384, 257]]],
      anchor: "end",
    }
    : {
      points: [[142, 222], [142, 260], [394, 260], [394, 282]],
      words: [[`${name} through the ${through}`, [150, 252]]],
    };
}

/** A copy by the CPU: into it, and out of it again. */
function placeOfCpuCopy({ from, to, name }: WayArrow): Drawn {
  if (to === "user buffer") {
    return {
      into: [[152, 202], [216, 202]],
      points: [[250, 164], [250, 54], [152, 54]],
      words: [[name, [158, 46]]],
    };
  }
  const [by = "", ...number] = name.split(" ");
  return {
    into: from === "user buffer"
      ? [[152, 72], [230, 72], [230, 164]]
      : [[152, 190], [216, 190]],
    points: [[264, 190], [328, 190]],
    words: [[by, [300, 181]], [number.join(" "), [300, 208]]],
    anchor: "middle",
  };
}

/** A reference: it runs above the CPU, or up into the user buffer. */
function placeOfReference({ from, to, what }: WayArrow): Drawn {
  const y = 136;
  const start: readonly Point[] = [[140, 158], [140, y]];
  const end: readonly Point[] = [[346, y], [346, 158]];
  const words: Drawn["words"] = [[`${what}, no byte`, [240, y - 17]]];
  const anchor = "middle";
  if (to === "user buffer") {
    const words: Drawn["words"] = [[`${what}, no byte`, [150, 148]]];
    return { points: [[140, 158], [140, 84]], words };
  }
  if (to === "pipe") return { points: [...start, [206, y]], words, anchor };
  return from === "pipe"
    ? { points: [[274, y], ...end], words: [] }
    : { points: [...start, ...end], words, anchor };
}
