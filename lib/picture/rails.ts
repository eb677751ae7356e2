/**
 * The rails of a stage, computed from what stands on it: bytes go through the CPU or past it,
 * addresses have ways of their own, and words go along control lines.
 *
 * @module
 */
import type { Furniture } from "./layout.ts";
import type { Area, Point } from "./shapes.ts";

/** The rails: bytes, addresses and words go along these. */
export type Rail = WayOfBytes | OtherRail;

type WayOfBytes =
  | "disk to page cache"
  | "disk to user buffer"
  | "page cache to CPU"
  | "user buffer to CPU"
  | "CPU to socket buffer"
  | "socket buffer to nic"
  | "page cache to nic"
  | "user buffer to nic"
  | "nic to client";

type OtherRail =
  | "page cache to pipe"
  | "user buffer to pipe"
  | "pipe to socket buffer"
  | "page cache to user buffer"
  | "CPU to DMA"
  | "DMA to disk"
  | "DMA to nic";

/** Each rail, from one end to the other. */
export type Rails = Readonly<Record<Rail, readonly Point[]>>;

/** Finds the rails of a stage. */
export function railsOf(furniture: Furniture): Rails {
  const rails = { ...waysOfBytes(furniture), ...otherWays(furniture) };
  for (const name of Object.keys(rails) as Rail[]) {
    rails[name] = bent(rails[name]);
  }
  return rails;
}

type Ways<Name extends Rail> = Record<Name, readonly Point[]>;

/** The rails that bytes go along. */
function waysOfBytes(
  { places, bands, cpu, cpuSize }: Furniture,
): Ways<WayOfBytes> {
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
  const near = rightOf(cache);
  const [from, to] = [near - 20, socket.x + 20];
  const [lane, low] = [near + 9, floorOf(user) - 12];
  return {
    "page cache to pipe": [[from, floorOf(cache)], [from, pipeY], [x, pipeY]],
    "user buffer to pipe": [[near, low], [lane, low], [lane, pipeY], [
      x,
      pipeY,
    ]],
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
