/**
 * Where everything stands on the stage: bands, places and chips.
 *
 * Height is privilege: the user's band is above, the kernel's below it, then the hardware. A wide
 * stage is a column of a page; a narrow one is for a phone, with letters of 12 and no smaller.
 *
 * @module
 */
import type { Mode } from "../trace/event.ts";
import type { Layout } from "./film.ts";
import type { ScenePlace } from "./scene.ts";
import { type Rails, railsOf } from "./rails.ts";
import type { Area, Point } from "./shapes.ts";

/** What stands on a stage. */
export interface Furniture {
  readonly width: number;
  readonly height: number;
  readonly bands: Readonly<Record<Mode | "hardware", Area>>;
  /** The middle of the word for the lowest band. */
  readonly hardwareName: Point;
  readonly places: Readonly<Record<ScenePlace, Area>>;
  readonly cellSize: number;
  /** From one cell to the next. */
  readonly pitch: number;
  /** Where the first cell of a place is, seen from the corner of the place. */
  readonly firstCell: Point;
  /** The same for the client, whose cells stand in one row. */
  readonly strip: { readonly at: Point; readonly pitch: number };
  readonly cpuSize: number;
  /** The middle of the CPU in each mode. */
  readonly cpu: Readonly<Record<Mode, Point>>;
  readonly dma: Area;
  /** The list of the program's calls: its first row. */
  readonly calls: Area;
  /** The middle of the word that is said along a control line. */
  readonly word: Point;
  readonly nameSize: number;
  readonly textSize: number;
  /** Whether what a place has is said below its name, for want of room beside it. */
  readonly isTight: boolean;
}

/** A stage, with each rail from one end to the other. */
export interface Stage extends Furniture {
  readonly rails: Rails;
}

const wide: Furniture = {
  width: 480,
  height: 386,
  bands: {
    user: { x: 4, y: 4, width: 472, height: 102 },
    kernel: { x: 4, y: 114, width: 472, height: 122 },
    hardware: { x: 4, y: 244, width: 472, height: 90 },
  },
  hardwareName: [240, 328],
  places: {
    "user buffer": { x: 14, y: 30, width: 164, height: 68 },
    "page cache": { x: 14, y: 140, width: 164, height: 68 },
    "socket buffer": { x: 302, y: 140, width: 164, height: 68 },
    pipe: { x: 186, y: 212, width: 108, height: 20 },
    disk: { x: 14, y: 256, width: 164, height: 68 },
    nic: { x: 302, y: 256, width: 164, height: 68 },
    client: { x: 14, y: 343, width: 452, height: 38 },
  },
  cellSize: 14,
  pitch: 18,
  firstCell: [12, 28],
  strip: { at: [156, 12], pitch: 18 },
  cpuSize: 60,
  cpu: { user: [240, 60], kernel: [240, 166] },
  dma: { x: 209, y: 271, width: 62, height: 40 },
  calls: { x: 302, y: 30, width: 164, height: 18 },
  word: [240, 255],
  nameSize: 12,
  textSize: 11,
  isTight: false,
};

const narrow: Furniture = {
  width: 360,
  height: 394,
  bands: {
    user: { x: 4, y: 4, width: 352, height: 102 },
    kernel: { x: 4, y: 112, width: 352, height: 126 },
    hardware: { x: 4, y: 246, width: 352, height: 90 },
  },
  hardwareName: [180, 329],
  places: {
    "user buffer": { x: 12, y: 28, width: 126, height: 72 },
    "page cache": { x: 12, y: 137, width: 126, height: 72 },
    "socket buffer": { x: 222, y: 137, width: 126, height: 72 },
    pipe: { x: 120, y: 214, width: 120, height: 20 },
    disk: { x: 12, y: 255, width: 126, height: 72 },
    nic: { x: 222, y: 255, width: 126, height: 72 },
    client: { x: 12, y: 342, width: 336, height: 48 },
  },
  cellSize: 12,
  pitch: 14,
  firstCell: [8, 40],
  strip: { at: [12, 27], pitch: 20 },
  cpuSize: 54,
  cpu: { user: [180, 62], kernel: [180, 168] },
  dma: { x: 153, y: 275, width: 54, height: 39 },
  calls: { x: 222, y: 27, width: 126, height: 19 },
  word: [180, 261],
  nameSize: 13,
  textSize: 12,
  isTight: true,
};

/** The stages, by their layout. */
export const stages: Readonly<Record<Layout, Stage>> = {
  wide: { ...wide, rails: railsOf(wide) },
  narrow: { ...narrow, rails: railsOf(narrow) },
};
