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
import { box, type Look, type Point, text } from "./shapes.ts";

const [width, margin, top] = [480, 16, 64];
const [rowHeight, gap] = [34, 34];

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
    height: bottom + 92,
    shapes: [
      text(`Each row sends ${sends}, step by step.`, [margin, 30], {
        colour: "soft",
      }),
      ...films.flatMap((film, i) => drawHead(film, top + score.rows[i]!.y - 8)),
      moved(score),
      ...drawLegend(bottom + 28),
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

/** What the signs of a score mean. */
const legend: readonly (readonly [string, Look, width?: number])[] = [
  ["user mode", { fill: "user", stroke: "user-edge" }],
  ["kernel mode", { fill: "kernel", stroke: "kernel-edge" }],
  ["mode switch", { fill: "switch" }, 3],
  ["copy by the CPU", { fill: "cpu" }],
  ["copy by DMA", { fill: "dma" }],
  ["reference", { stroke: "reference", dash: referenceDash }],
  ["request", { fill: "reference" }],
  ["interrupt", { fill: "interrupt" }],
];

function drawLegend(y: number): Markup[] {
  return legend.flatMap(([says, look, width = 14], i) => {
    const at: Point = [margin + i % 3 * 158, y + Math.floor(i / 3) * 24];
    const x = at[0] + (14 - width) / 2;
    const height = says === "request" || says === "interrupt" ? 5 : 14;
    return [
      box({ x, y: at[1] - 5 - height / 2, width, height }, {
        ...look,
        radius: 2,
      }),
      text(says, [at[0] + 21, at[1]], { colour: "soft" }),
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
  const names = Math.max(...runs.map(({ name }) => name.length)) + 2;
  const rows = runs.map(({ name, trace }) => {
    const signs = trace.filter(({ round }) => round <= 1).map(signOf);
    return name.padEnd(names) + signs.filter((sign) => sign !== "").join(" ");
  });
  const meanings = [
    "| mode switch",
    "C copy by the CPU",
    "D copy by DMA",
    "r reference",
  ];
  return [...rows, "", ...fillLines(meanings, columns)];
}
