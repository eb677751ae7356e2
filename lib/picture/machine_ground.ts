/**
 * The ground of the machine: its bands, the rails and stations on them, and the program's calls.
 *
 * @module
 */
import type { Job, Range } from "../machine/job.ts";
import type { Markup } from "../text/markup.ts";
import type { Mode } from "../trace/event.ts";
import type { Stage } from "./layout.ts";
import type { RailsInUse } from "./machine_travel.ts";
import type { Rail } from "./rails.ts";
import { band, referenceDash } from "./pieces.ts";
import { box, group, type Look, route, text } from "./shapes.ts";

/** What does not change while a film runs. */
export interface Cast {
  readonly job: Job;
  readonly cells: readonly Range[];
  /** The program's calls, each once. */
  readonly calls: readonly string[];
  /** The rails that something goes along, some time. */
  readonly rails: ReadonlySet<Rail>;
  /** Whether pages go through a pipe. */
  readonly hasPipe: boolean;
  /** What has been drawn, by what it was drawn of. */
  readonly drawn: WeakMap<object, Map<string, Markup>>;
}

/**
 * Draws something once: the same owner and key give the same shapes, so a browser that shows them
 * already has nothing to do.
 */
export function drawOnce(
  { drawn }: Cast,
  [owner, key]: readonly [owner: object, key: string],
  draw: () => readonly Markup[],
): Markup {
  const known = drawn.get(owner) ?? new Map<string, Markup>();
  drawn.set(owner, known);
  const shapes = known.get(key) ?? group(draw());
  known.set(key, shapes);
  return shapes;
}

/** The rails that are drawn whether or not something goes along them. */
const usualRails: readonly Rail[] = [
  "disk to page cache",
  "page cache to CPU",
  "user buffer to CPU",
  "CPU to socket buffer",
  "socket buffer to nic",
  "nic to client",
];

/** The rails that lead bytes past the CPU. */
const byPasses: readonly Rail[] = [
  "page cache to nic",
  "user buffer to nic",
  "disk to user buffer",
];

/** The ways of addresses. */
const referenceRails: readonly Rail[] = [
  "page cache to pipe",
  "user buffer to pipe",
  "pipe to socket buffer",
  "page cache to user buffer",
];

/** The ways of words. */
const controlLines: readonly Rail[] = [
  "CPU to DMA",
  "DMA to disk",
  "DMA to nic",
];

/** Draws what all stands on: the band of the mode is tinted, and the ways in use are dark. */
export function drawGround(
  cast: Cast,
  stage: Stage,
  { mode, inUse }: { mode: Mode; inUse: readonly RailsInUse[] },
): Markup[] {
  const { bands, hardwareName, textSize, cpu, cpuSize: size } = stage;
  return [
    ...(["user", "kernel"] as const).map((name) =>
      band(bands[name], {
        name: `${name} mode`,
        tint: name === mode ? name : undefined,
      })
    ),
    box(bands.hardware, { fill: "paper", stroke: "line", radius: 12 }),
    text("HARDWARE", hardwareName, {
      size: textSize,
      colour: "soft",
      anchor: "middle",
    }),
    ...Object.values(cpu).map(([x, y]) =>
      box({ x: x - size / 2, y: y - size / 2, width: size, height: size }, {
        stroke: "line",
        dash: "3 3",
        radius: 8,
      })
    ),
    route([cpu.user, cpu.kernel], { stroke: "line", strokeWidth: 8 }),
    ...drawRails(cast, stage, inUse),
  ];
}

function drawRails(
  { rails }: Cast,
  stage: Stage,
  inUse: readonly RailsInUse[],
): Markup[] {
  const draw = (names: readonly Rail[], look: Look): Markup[] =>
    names.map((name) => route(stage.rails[name], look));
  const used = (names: readonly Rail[]): Rail[] =>
    names.filter((name) => rails.has(name));
  return [
    ...draw(usualRails, { stroke: "line", strokeWidth: 2 }),
    ...draw(used(byPasses), { stroke: "dma", strokeWidth: 2, opacity: 0.35 }),
    ...draw(used(referenceRails), {
      stroke: "reference",
      dash: referenceDash,
      opacity: 0.6,
    }),
    ...inUse.flatMap(({ names, stroke }) =>
      draw(names, {
        stroke,
        strokeWidth: 2,
        dash: stroke === "reference" ? referenceDash : undefined,
      })
    ),
    ...draw(controlLines, { stroke: "line", strokeWidth: 2, dash: "2 4" }),
  ];
}

/** Draws the calls of the program: the one that the kernel works on is marked. */
export function drawCalls(
  { calls }: Cast,
  { calls: { x, y, width, height }, textSize }: Stage,
  current: string | undefined,
): Markup[] {
  const at = current === undefined ? 0 : calls.indexOf(current);
  const first = Math.max(0, Math.min(at - 1, calls.length - 4));
  return [
    text("program", [x + 2, y - 8], { size: 13, isBold: true }),
    ...calls.slice(first, first + 4).map((call, i) => {
      const top = y + i * height;
      const isCurrent = call === current;
      return group([
        box({ x, y: top, width, height: height - 1 }, {
          ...(isCurrent && { fill: "kernel", stroke: "kernel-edge" }),
          radius: 6,
        }),
        text(`${call.slice(0, 18)}()`, [x + 8, top + height - 5.5], {
          size: textSize + 1,
          isMono: true,
          isBold: isCurrent,
          colour: isCurrent ? "switch" : "soft",
        }),
      ]);
    }),
  ];
}
