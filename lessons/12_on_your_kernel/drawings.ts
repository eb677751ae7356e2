/**
 * A probe as a picture: a row for each thing that is done, a column for each place, and in each cell
 * the bytes that are found there.
 *
 * @module
 */
import type { CopyCount } from "zero-copy/lab/probe.ts";
import type { Picture } from "zero-copy/picture/picture.ts";
import { referenceDash } from "zero-copy/picture/pieces.ts";
import { arrow, box, type Point, text } from "zero-copy/picture/shapes.ts";
import type { Markup } from "zero-copy/text/markup.ts";
import { bytesOf, probeOf, type Row, sayProbe } from "./pictures.ts";

const [width, margin, top] = [480, 16, 44];
const rowHeight = 36;
const cellSize = { width: 50, height: 26 };

/** Draws the probe that changes the bytes after one call. @param at The index of the call. */
export function probePicture(count: CopyCount, at: number): Picture {
  const { heads, rows } = probeOf(count, at);
  const left = margin +
    Math.max(0, ...rows.map(({ does }) => does.length)) * 9.4 + 12;
  const gap = heads.length < 2
    ? 0
    : (width - margin - cellSize.width - left) / (heads.length - 1);
  const seen = count.sightings[at];
  return {
    title: `A probe of ${count.way}`,
    says: seen === undefined ? "Nothing was seen." : sayProbe(seen),
    width,
    height: top + rows.length * rowHeight + 6,
    shapes: [
      ...heads.map((head, i) =>
        text(head, [left + i * gap + cellSize.width / 2, margin + 14], {
          size: 14,
          colour: "soft",
          anchor: "middle",
        })
      ),
      ...rows.flatMap((row, i) =>
        drawRow(row, { left, gap, y: top + i * rowHeight })
      ),
    ],
  };
}

/** Where a row lies. */
interface Place {
  readonly left: number;
  readonly gap: number;
  readonly y: number;
}

function drawRow(row: Row, { left, gap, y }: Place): Markup[] {
  const isChange = row.does === "change";
  return [
    text(row.does, [margin, y + 18], {
      size: 14,
      isBold: true,
      colour: isChange ? "delivered" : "ink",
    }),
    ...row.held.flatMap((what, i) =>
      what === undefined ? [] : drawCell(row.held, i, [left + i * gap, y])
    ),
    ...(row.from === undefined ? [] : [drawHanding(row, row.from, {
      left,
      gap,
      y,
    })]),
  ];
}

/** Draws what is found at a place: a reference is hollow, as no byte lies there. */
function drawCell(held: Row["held"], i: number, [x, y]: Point): Markup[] {
  const bytes = bytesOf(held, i);
  const isNew = bytes === "NEW";
  const isReference = typeof held[i] === "object";
  const edge = isReference ? "reference" : isNew ? "delivered" : "soft";
  return [
    box({ x, y, ...cellSize }, {
      fill: isNew && !isReference ? "delivered" : "card",
      stroke: edge,
      strokeWidth: 1.5,
      radius: 5,
      dash: isReference ? referenceDash : undefined,
    }),
    text(bytes, [x + cellSize.width / 2, y + 18], {
      size: 14,
      isBold: isNew,
      colour: isNew && !isReference ? "card" : isNew ? "delivered" : "ink",
      anchor: "middle",
    }),
  ];
}

/** Draws what is handed on from one place to the next: bytes, or a reference. */
function drawHanding(
  { held }: Row,
  from: number,
  { left, gap, y }: Place,
): Markup {
  const begin = left + from * gap + cellSize.width + 5;
  const end = left + (from + 1) * gap - 5;
  const middle = y + cellSize.height / 2;
  const isReference = typeof held[from + 1] === "object";
  return arrow([[begin, middle], [end, middle]], {
    stroke: isReference ? "reference" : "soft",
    dash: isReference ? "4 3" : undefined,
    strokeWidth: 2,
  });
}
