/**
 * Where everything stands on the stage: bands, places, chips, and the rails between them.
 *
 * Height is privilege: the user's band is above, the kernel's below it, then the hardware. A wide
 * stage is a column of a page; a narrow one is for a phone, with letters of 12 and no smaller.
 *
 * @module
 */
import type { Mode } from "../trace/event.ts";
import type { Layout } from "./film.ts";
import type { ScenePlace } from "./scene.ts";
import type { Area, Point } from "./shapes.ts";

/** What stands on a stage. */
interface Furniture {
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
  readonly textSize: number;
  /** Whether what a place has is said below its name, for want of room beside it. */
  readonly isTight: boolean;
}

/** The rails: bytes, addresses and words go along these. */
export type Rail =
  | "disk to page cache"
  | "disk to user buffer"
  | "page cache to CPU"
  | "user buffer to CPU"
  | "CPU to socket buffer"
  | "socket buffer to nic"
  | "page cache to nic"
  | "user buffer to nic"
  | "nic to client"
  | "page cache to pipe"
  | "pipe to socket buffer"
  | "page cache to user buffer"
  | "CPU to DMA"
  | "DMA to disk"
  | "DMA to nic";

/** A stage, with each rail from one end to the other. */
export interface Stage extends Furniture {
  readonly rails: Readonly<Record<Rail, readonly Point[]>>;
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
    "user buffer": { x: 20, y: 30, width: 152, height: 68 },
    "page cache": { x: 20, y: 140, width: 152, height: 68 },
    "socket buffer": { x: 308, y: 140, width: 152, height: 68 },
    pipe: { x: 186, y: 212, width: 108, height: 20 },
    disk: { x: 20, y: 256, width: 152, height: 68 },
    nic: { x: 308, y: 256, width: 152, height: 68 },
    client: { x: 20, y: 343, width: 440, height: 38 },
  },
  cellSize: 14,
  pitch: 17,
  firstCell: [9.5, 28],
  strip: { at: [161, 12], pitch: 17 },
  cpuSize: 60,
  cpu: { user: [240, 60], kernel: [240, 166] },
  dma: { x: 209, y: 271, width: 62, height: 40 },
  calls: { x: 308, y: 30, width: 152, height: 18 },
  word: [240, 255],
  textSize: 11,
  isTight: false,
};

const narrow: Furniture = {
  width: 360,
  height: 456,
  bands: {
    user: { x: 4, y: 4, width: 352, height: 112 },
    kernel: { x: 4, y: 124, width: 352, height: 140 },
    hardware: { x: 4, y: 272, width: 352, height: 112 },
  },
  hardwareName: [52, 289],
  places: {
    "user buffer": { x: 12, y: 30, width: 126, height: 78 },
    "page cache": { x: 12, y: 150, width: 126, height: 78 },
    "socket buffer": { x: 222, y: 150, width: 126, height: 78 },
    pipe: { x: 120, y: 237, width: 120, height: 21 },
    disk: { x: 12, y: 298, width: 126, height: 78 },
    nic: { x: 222, y: 298, width: 126, height: 78 },
    client: { x: 12, y: 392, width: 336, height: 58 },
  },
  cellSize: 12,
  pitch: 14,
  firstCell: [8, 44],
  strip: { at: [12, 34], pitch: 20 },
  cpuSize: 54,
  cpu: { user: [180, 68], kernel: [180, 184] },
  dma: { x: 153, y: 324, width: 54, height: 42 },
  calls: { x: 222, y: 28, width: 126, height: 20 },
  word: [180, 301],
  textSize: 12,
  isTight: true,
};

/** The stages, by their layout. */
export const stages: Readonly<Record<Layout, Stage>> = {
  wide: { ...wide, rails: railsOf(wide) },
  narrow: { ...narrow, rails: railsOf(narrow) },
};

function railsOf(furniture: Furniture): Stage["rails"] {
  const rails = { ...waysOfBytes(furniture), ...otherWays(furniture) };
  for (const name of Object.keys(rails) as Rail[]) {
    rails[name] = bent(rails[name]);
  }
  return rails;
}

type Ways<Name extends Rail> = Record<Name, readonly Point[]>;

type OtherRail =
  | "page cache to pipe"
  | "pipe to socket buffer"
  | "page cache to user buffer"
  | "CPU to DMA"
  | "DMA to disk"
  | "DMA to nic";

/** The rails that bytes go along. */
function waysOfBytes(
  { places, bands, cpu, cpuSize }: Furniture,
): Ways<Exclude<Rail, OtherRail>> {
  const { disk, nic, client, "user buffer": user } = places;
  const { "page cache": cache, "socket buffer": socket } = places;
  const [x, y] = cpu.kernel;
  const [near, far] = [rightOf(cache), socket.x];
  const [diskX, byX] = [middleOf(cache)[0], rightOf(cache) - 42];
  const nicX = rightOf(socket) - 24;
  const bypass = bands.hardware.y - 4;
  const edge = (bands.user.x + user.x) / 2;
  const [userY, diskY] = [middleOf(user)[1], middleOf(disk)[1]];
  const bend = (near + x - cpuSize / 2) / 2;
  const toNic: Point[] = [[nicX, bypass], [nicX, nic.y]];
  const lane = near + 9;
  const low = floorOf(user) - 12;
  return {
    "disk to page cache": [[diskX, disk.y], [diskX, floorOf(cache)]],
    "disk to user buffer": [
      [disk.x, diskY],
      [edge, diskY],
      [edge, userY],
      [user.x, userY],
    ],
    "page cache to CPU": [[near, y], [x, y]],
    "user buffer to CPU": [
      [near, userY],
      [bend, userY],
      [bend, y - 15],
      [x, y - 15],
    ],
    "CPU to socket buffer": [[x, y], [far, y]],
    "socket buffer to nic": [[nicX, floorOf(socket)], [nicX, nic.y]],
    "page cache to nic": [[byX, floorOf(cache)], [byX, bypass], ...toNic],
    "user buffer to nic": [[near, low], [lane, low], [lane, bypass], ...toNic],
    "nic to client": [[nicX, floorOf(nic)], [nicX, client.y]],
  };
}

/** The ways of addresses and of words. */
function otherWays({ places, cpu, dma }: Furniture): Ways<OtherRail> {
  const { disk, nic, pipe, "user buffer": user } = places;
  const { "page cache": cache, "socket buffer": socket } = places;
  const [x, y] = cpu.kernel;
  const [pipeY, dmaY] = [middleOf(pipe)[1], middleOf(dma)[1]];
  const [from, to] = [rightOf(cache) - 20, socket.x + 20];
  return {
    "page cache to pipe": [[from, floorOf(cache)], [from, pipeY], [x, pipeY]],
    "pipe to socket buffer": [[x, pipeY], [to, pipeY], [to, floorOf(socket)]],
    "page cache to user buffer": [[from, cache.y], [from, floorOf(user)]],
    "CPU to DMA": [[x, y], [x, dma.y]],
    "DMA to disk": [[dma.x, dmaY], [rightOf(disk), dmaY]],
    "DMA to nic": [[rightOf(dma), dmaY], [nic.x, dmaY]],
  };
}

function rightOf({ x, width }: Area): number {
  return x + width;
}

function floorOf({ y, height }: Area): number {
  return y + height;
}

function middleOf({ x, y, width, height }: Area): Point {
  return [x + width / 2, y + height / 2];
}

/** Makes the corners of a rail round. */
function bent(points: readonly Point[]): Point[] {
  return points.flatMap((at, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return [at];
    const [from, to] = [towards(at, before), towards(at, after)];
    return [0, 0.25, 0.5, 0.75, 1].map((share): Point => {
      const rest = 1 - share;
      const mix = (axis: 0 | 1): number =>
        rest * rest * from[axis] + 2 * rest * share * at[axis] +
        share * share * to[axis];
      return [mix(0), mix(1)];
    });
  });
}

/** The point where a bend begins: at most half of the way to the next point. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const share = Math.min(9, length / 2) / length;
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ];
}
