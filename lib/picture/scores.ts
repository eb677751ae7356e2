/**
 * The scores of several strategies as one picture, and as text: what each does, from left to right.
 *
 * @module
 */
import type { Markup } from "../text/markup.ts";
import type { Counts } from "../trace/count.ts";
import type { Event } from "../trace/event.ts";
import { quantities } from "../trace/quantity.ts";
import { fillLines } from "../text/columns.ts";
import type { Film } from "./film.ts";
import { lengthOf } from "./film.ts";
import type { Picture } from "./picture.ts";
import { referenceDash } from "./pieces.ts";
import { drawScore, type Score } from "./score.ts";
import { displayWidth, padEnd, wrapText } from "../text/width.ts";
import { box, type Look, text } from "./shapes.ts";

const [width, margin, top] = [480, 16, 64];
const [rowHeight, gap] = [34, 31];

/**
 * Draws the scores of films below each other, each with its counts.
 *
 * @param sends What each of them sends: "64 KiB".
 */
export function scoresPicture(films: readonly Film[], sends: string): Picture {
  const score = drawScore(films, { width: width - 2 * margin, rowHeight, gap });
  const bottom = top + score.height;
  return {
    title: "What each strategy does, step by step",
    says: films.map((film) =>
      `${film.name}: ${
        counted.map(([name]) => sayCounted(film, name)).join(", ")
      }.`
    ).join(" "),
    width,
    height: bottom + 64,
    shapes: [
      text(`Each row sends ${sends}, step by step.`, [margin, 30], {
        colour: "soft",
      }),
      ...films.flatMap((film, i) => drawHead(film, top + score.rows[i]!.y - 8)),
      moved(score),
      ...drawLegend(bottom + 27),
    ],
  };
}

function moved({ shapes }: Score): Markup {
  const transform = `translate(${margin} ${top})`;
  return { tag: "g", attributes: { transform }, children: shapes };
}

/** What is counted beside the name of a row, and where that ends. */
const counted = [
  ["modeSwitches", "switch", 336],
  ["cpuCopies", "cpu-text", width - margin],
] as const;

function drawHead(film: Film, y: number): Markup[] {
  return [
    text(film.name, [margin, y], { size: 14.5, isBold: true }),
    ...counted.map(([name, colour, x]) =>
      text(sayCounted(film, name), [x, y], {
        size: 13.5,
        colour,
        anchor: "end",
      })
    ),
  ];
}

/** "4 mode switches": as the film says at its end. */
function sayCounted(film: Film, name: keyof Counts): string {
  const { label, noun: [one, many] } = quantities[name];
  const { tiles } = film.still(lengthOf(film), "wide");
  const says = tiles.find((tile) => tile.name === label)?.says ?? "0";
  return `${says} ${says === "1" ? one : many}`;
}

/** What the signs of a score mean: how each looks, how wide and how high it is. */
const legend:
  readonly (readonly [string, Look, width?: number, high?: number])[] = [
    ["user mode", { fill: "user", stroke: "user-edge" }],
    ["kernel mode", { fill: "kernel", stroke: "kernel-edge" }],
    ["mode switch", { fill: "switch" }, 3],
    ["reference", { stroke: "reference", dash: referenceDash }],
    ["CPU copy", { fill: "cpu" }],
    ["DMA copy", { fill: "dma" }],
    ["request", { fill: "reference" }, 14, 5],
    ["interrupt", { fill: "interrupt" }, 14, 5],
  ];

function drawLegend(top: number): Markup[] {
  return legend.flatMap(([says, look, width = 14, height = 14], i) => {
    const left = margin + i % 4 * 116;
    const y = top + Math.floor(i / 4) * 22;
    const area = { x: left + 7 - width / 2, y: y - 4 - height / 2 };
    return [
      box({ ...area, width, height }, { ...look, radius: 2 }),
      text(says, [left + 19, y], { colour: "soft", size: 12.5 }),
    ];
  });
}

/** The sign of an event in a score of text; what is said and not carried has none. */
function signOf(event: Event): string {
  switch (event.kind) {
    case "mode switch":
      return "|";
    case "copy":
      return event.by === "CPU" ? "C" : "D";
    case "map":
    case "pass":
      return "r";
    default:
      return "";
  }
}

/** Writes the scores of runs: "sendfile  | D C D |". Of many pieces the first is written. */
export function drawScores(
  runs: readonly { readonly name: string; readonly trace: readonly Event[] }[],
  columns: number,
): string[] {
  const names = Math.max(...runs.map(({ name }) => displayWidth(name))) + 2;
  const rows = runs.flatMap(({ name, trace }) => {
    const signs = trace.filter(({ round }) => round <= 1).map(signOf)
      .filter((sign) => sign !== "").join(" ");
    const [first = "", ...more] = wrapText(signs, columns - names);
    return [
      padEnd(name, names) + first,
      ...more.map((row) => " ".repeat(names) + row),
    ];
  });
  const meanings = [
    "| mode switch",
    "C copy by the CPU",
    "D copy by DMA",
    "r reference",
  ];
  return [...rows, "", ...fillLines(meanings, columns)];
}
