/**
 * The score: films as rows on one scale, so that what they do can be compared at a glance.
 *
 * Its ground is the mode, violet bars are mode switches, blocks are copies, what is dashed are
 * references, and what is low is said and not carried. Widths are beats, as in the films: no axis of
 * time is drawn, since the machine has none.
 *
 * @module
 */
import type { Markup } from "../text/markup.ts";
import type { Mode } from "../trace/event.ts";
import { type Beat, type Film, lengthOf } from "./film.ts";
import type { Colour } from "./palette.ts";
import type { Picture } from "./picture.ts";
import { referenceDash } from "./pieces.ts";
import { type Area, box, group, line, text } from "./shapes.ts";

/** How a score is drawn. */
export interface ScoreLook {
  /** [units of the drawing] */
  readonly width: number;
  /** Room for the names, at the left; without it, none are drawn. [units of the drawing] */
  readonly namesWidth?: number;
  /** Room that is left free at the right. [units of the drawing] */
  readonly freeWidth?: number;
  /** [units of the drawing] */
  readonly rowHeight?: number;
  /** Between two rows. [units of the drawing] */
  readonly gap?: number;
  /** Draws a line at a time, and what comes after it fainter. [ms] */
  readonly timeMs?: number;
}

/** A score as a picture. A time is at `left + timeMs * perMs`. */
export interface Score extends Picture {
  readonly left: number;
  readonly perMs: number;
  /** The upper edge of each row, and its height. */
  readonly rows: readonly Pick<Area, "y" | "height">[];
}

/** Draws films below each other. */
export function drawScore(films: readonly Film[], look: ScoreLook): Score {
  const { width, namesWidth = 0, freeWidth = 0, timeMs } = look;
  const { rowHeight: height = 40, gap = 12 } = look;
  const longestMs = Math.max(1, ...films.map(lengthOf));
  const left = namesWidth;
  const perMs = (width - namesWidth - freeWidth) / longestMs;
  const rows = films.map((_, i) => ({ y: i * (height + gap), height }));
  const drawn = films.map((film, i) => {
    const { y } = rows[i]!;
    const name = text(film.name, [0, y + height / 2 + 4.5], { isBold: true });
    return group([
      ...(namesWidth > 0 ? [name] : []),
      ...drawRow(film, { x: left, y, width: perMs, height }, timeMs),
    ]);
  });
  const bottom = films.length * (height + gap) - gap;
  const at = left + Math.min(longestMs, timeMs ?? 0) * perMs;
  const playhead = timeMs === undefined
    ? []
    : [line(`M${at} 0V${bottom}`, { stroke: "ink", strokeWidth: 2 })];
  return {
    title: "Scores",
    says: films.map(sayFilm).join(" "),
    width,
    height: Math.max(0, bottom),
    shapes: [...drawn, ...playhead],
    ...{ left, perMs, rows },
  };
}

/** "sendfile: mode switches 2, CPU copies 1, …" */
function sayFilm(film: Film): string {
  const { tiles } = film.still(lengthOf(film), "wide");
  const counts = tiles.map(({ name, says }) => `${name} ${says}`).join(", ");
  return `${film.name}: ${counts}.`;
}

/** Draws a film. @param unit Where it begins, and how wide and high a millisecond is. */
function drawRow(
  { beats }: Film,
  unit: Area,
  timeMs: number | undefined,
): Markup[] {
  const areaOf = (startMs: number, endMs: number): Area => ({
    ...unit,
    x: unit.x + startMs * unit.width,
    width: (endMs - startMs) * unit.width,
  });
  const ground = groundOf(beats).map(({ mode, startMs, endMs }) =>
    box(areaOf(startMs, endMs), { fill: mode })
  );
  const marks = beats.flatMap((beat) => {
    const isAhead = timeMs !== undefined && beat.startMs >= timeMs;
    const shapes = drawBeat(beat, areaOf(beat.startMs, beat.endMs));
    return isAhead && shapes.length > 0
      ? [group(shapes, { opacity: 0.45 })]
      : shapes;
  });
  return [...ground, ...marks];
}

/** A stretch of time in one mode. */
interface Ground {
  readonly startMs: number;
  endMs: number;
  readonly mode: Mode;
}

/** Finds the mode at all times: it changes in the middle of a switch. */
function groundOf(beats: readonly Beat[]): Ground[] {
  const parts = beats.flatMap(({ startMs, endMs, mode, tone }): Ground[] => {
    if (mode === undefined) return [];
    if (tone !== "mode switch") return [{ startMs, endMs, mode }];
    const middleMs = (startMs + endMs) / 2;
    const other = mode === "user" ? "kernel" : "user";
    return [
      { startMs, endMs: middleMs, mode },
      { startMs: middleMs, endMs, mode: other },
    ];
  });
  return parts.reduce<Ground[]>((joined, part) => {
    const last = joined.at(-1);
    if (last?.mode === part.mode && last.endMs === part.startMs) {
      last.endMs = part.endMs;
    } else joined.push(part);
    return joined;
  }, []);
}

function drawBeat(beat: Beat, area: Area): Markup[] {
  const { tone, mode, label, line: number } = beat;
  if (tone === "mode switch" && mode) {
    const x = area.x + area.width / 2 - 1.5;
    return [box({ ...area, x, width: 3 }, { fill: "switch" })];
  }
  if (number === 0) return [];
  return [...drawBlock(beat, area), ...drawLabel(label, beat, area)];
}

/** How high a beat stands. [share of the row] */
const heights: Readonly<Partial<Record<Beat["tone"], number>>> = {
  CPU: 0.66,
  DMA: 0.66,
  reference: 0.42,
  fault: 1,
};

const fills: Readonly<Partial<Record<Beat["tone"], Colour>>> = {
  CPU: "cpu",
  DMA: "dma",
  interrupt: "interrupt",
  fault: "fault",
};

function drawBlock({ tone, label }: Beat, area: Area): Markup[] {
  const isGap = label !== undefined && fills[tone] === undefined;
  const high = isGap ? 0.66 : heights[tone] ?? 0.14;
  const height = high * area.height;
  const block = {
    x: area.x + 0.5,
    y: area.y + (area.height * 0.9 - height),
    width: Math.max(1, area.width - 1),
    height,
  };
  const radius = Math.min(2.5, block.width / 3, height / 2);
  if (tone === "reference") {
    return [box(block, {
      stroke: "reference",
      strokeWidth: 1.2,
      dash: referenceDash,
      radius,
    })];
  }
  if (isGap) return [box(block, { fill: "empty", stroke: "line", radius })];
  return [box(block, { fill: fills[tone] ?? "reference", radius })];
}

/** Writes what a block is, as far as there is room: at least how often. */
function drawLabel(
  label: string | undefined,
  { tone }: Beat,
  { x, y, width, height }: Area,
): Markup[] {
  const size = 11;
  const short = label?.replace(" more", "");
  const least = label?.startsWith("×") ? "…" : undefined;
  const says = [label, short, short?.replace(" ", ""), least].find((one) =>
    one && one.length * size * 0.74 + 4 <= width
  );
  if (!says || height < 24) return [];
  return [
    text(says, [x + width / 2, y + height * 0.57 + size * 0.36], {
      size,
      isBold: true,
      colour: tone === "CPU" || tone === "DMA" ? "chip-ink" : "ink",
      anchor: "middle",
    }),
  ];
}
