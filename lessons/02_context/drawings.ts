/**
 * Slices as a picture: which task has the CPU when, and each change from one to another.
 *
 * @module
 */
import { drawLane, laneHeight, laneLooks } from "zero-copy/picture/lanes.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import { route, text } from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { sayMany } from "zero-copy/text/say.ts";
import type { Slice } from "./scheduler.ts";

const [width, margin, top] = [480, 16, 44];
/** From one lane to the next: between them stand the numbers of the switches. */
const step = laneHeight + 22;

/** Draws a lane for each task; the lines between lanes are context switches. */
export function timelinePicture(all: readonly Slice[]): Picture {
  const slices = turnsOf(all);
  const names = [...new Set(slices.map(({ task }) => task))];
  const left = margin + Math.max(...names.map((name) => name.length)) * 9 + 6;
  const operations = slices.reduce((sum, slice) => sum + slice.operations, 0);
  const scale = {
    left,
    end: width - margin,
    unit: (width - margin - left) / Math.max(1, operations),
  };
  return {
    title: "Which task has the CPU",
    says: `In ${sayMany(operations, "operation")} the CPU changes ` +
      `${sayMany(slices.length - 1, "time")} from one task to the other: ` +
      slices.map((slice) => `${slice.task} ${slice.operations}`).join(", ") +
      ".",
    width,
    height: top + names.length * step + margin - 14,
    shapes: [
      ...drawAxis(operations, scale),
      ...names.flatMap((name, i) =>
        drawLane(
          {
            name,
            stretches: slices.map((slice) => ({
              length: slice.operations,
              says: slice.task === name ? String(slice.operations) : "",
              look: slice.task === name ? laneLooks.task : laneLooks.free,
            })),
          },
          [margin, top + i * step],
          scale,
        )
      ),
      ...drawSwitches(slices, names, scale),
    ],
  };
}

/** Makes one of slices of the same task that follow each other: nothing is switched there. */
function turnsOf(slices: readonly Slice[]): Slice[] {
  return slices.reduce<Slice[]>((turns, { task, operations }) => {
    const last = turns.at(-1);
    if (last?.task !== task) return [...turns, { task, operations }];
    const more = { task, operations: last.operations + operations };
    return [...turns.slice(0, -1), more];
  }, []);
}

/** How a scale lies. */
interface Scale {
  readonly left: number;
  readonly end: number;
  readonly unit: number;
}

function drawAxis(operations: number, { left, end }: Scale): Markup[] {
  const look = { colour: "soft" } as const;
  return [
    text("operation 1", [left, margin + 14], look),
    text(String(operations), [end, margin + 14], { ...look, anchor: "end" }),
  ];
}

/** Draws each context switch, with its number where there is room for all. */
function drawSwitches(
  slices: readonly Slice[],
  names: readonly string[],
  { left, unit }: Scale,
): Markup[] {
  let done = 0;
  const isRoomy = slices.slice(1, -1)
    .every(({ operations }) => operations * unit >= 24);
  return slices.slice(0, -1).flatMap(({ task, operations }, i) => {
    done += operations;
    const x = left + done * unit;
    const ends = [task, slices[i + 1]!.task].map((name) => names.indexOf(name));
    const y = top + Math.min(...ends) * step + laneHeight;
    const line = route([[x, y], [x, y + step - laneHeight]], {
      stroke: "reference",
      strokeWidth: 2,
    });
    if (!isRoomy) return [line];
    return [line, text(String(i + 1), [x + 5, y + 16], { colour: "soft" })];
  });
}
